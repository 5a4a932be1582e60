import { insist } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { mayOffer } from '../policy.ts'
import type { ShelfCard } from '../reads/shelf.ts'
import { listOwnOffers, openShelf } from '../reads.ts'
import type { CatalogTables } from '../tables.ts'

export interface OffersView {
  /** Strands in their order, each with its entries. */
  readonly strands: readonly { readonly strand: string; readonly entries: readonly ShelfCard[] }[]
  readonly offered: readonly string[]
  readonly size: number
}

/** What the organization awards of all that it could. */
export async function offersPage(ctx: Ctx<CatalogTables>): Promise<OffersView> {
  insist(mayOffer(ctx.actor))
  return ctx.transact(async (tx) => {
    const { cards } = await openShelf(tx)
    const strands = [...new Set(cards.map(({ card }) => card.strand))].sort()
    return {
      strands: strands.map((strand) => ({ strand, entries: cards.filter(({ card }) => card.strand === strand) })),
      offered: await listOwnOffers(tx, ctx.scope),
      size: cards.length,
    }
  })
}
