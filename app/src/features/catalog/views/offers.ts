import { insist } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { mayOperate } from '../../organization/policy.ts'
import { mayOffer } from '../policy.ts'
import type { ShelfCard } from '../reads/shelf.ts'
import { type AchievementVersion, listForMembers, listOwnOffers, offersEveryEntry, openShelf } from '../reads.ts'
import { cardOf } from '../rules/facets.ts'
import type { CatalogTables } from '../tables.ts'

/** Strands in their order, each with its entries. */
export type Strands = readonly { readonly strand: string; readonly entries: readonly ShelfCard[] }[]

export interface OffersView {
  readonly strands: Strands
  /** Also what joins the catalogue later. */
  readonly everyEntry: boolean
  readonly offered: readonly string[]
  readonly size: number
}

/** What the organization awards of all that it could. */
export async function offersPage(ctx: Ctx<CatalogTables>): Promise<OffersView> {
  insist(mayOffer(ctx.actor))
  return ctx.transact(async (tx) => {
    const shelf = await openShelf(tx, ctx.locale)
    const cards = [...shelf.cards, ...(await listForMembers(tx, [ctx.scope.tenantId])).map(inside)]
    return {
      strands: strandsOf(cards),
      everyEntry: await offersEveryEntry(tx, ctx.scope),
      offered: await listOwnOffers(tx, ctx.scope),
      size: cards.length,
    }
  })
}

/** What a new organization can choose from. */
export async function catalogueToChoose(ctx: Ctx<CatalogTables>): Promise<Strands> {
  insist(mayOperate(ctx.actor))
  return ctx.transact(async (tx) => strandsOf((await openShelf(tx, ctx.locale)).cards))
}

function strandsOf(cards: readonly ShelfCard[]): Strands {
  const strands = [...new Set(cards.map(({ card }) => card.strand))].sort()
  return strands.map((strand) => ({ strand, entries: cards.filter(({ card }) => card.strand === strand) }))
}

/** A card of what stands on no shelf. */
function inside({ achievementId, content, version, slug, code, strand, visibility }: AchievementVersion): ShelfCard {
  const card = cardOf({ ...content, code, slug, strand, visibility })
  return { achievementId, card: { ...card, version, seed: slug } }
}
