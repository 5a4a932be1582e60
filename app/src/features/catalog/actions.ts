import { insist } from '../../lib/refusal.ts'
import type { Ctx, Db } from '../../platform/ctx.ts'
import { append, type LogTables } from '../../platform/log.ts'
import { mayOffer } from './policy.ts'
import { listEveryEntry, listOfferable, listOwnOffers, offersEveryEntry } from './reads.ts'
import type { CatalogTables } from './tables.ts'
import { endOffers, upsertOfferChoice, upsertOffers } from './writes/offers.ts'

export { type ImportLine, importStarterCatalogue, isImported } from './actions/import-catalog.ts'

type Tables = CatalogTables & LogTables

/** The organization of this context awards these from now on; returns how many are new. */
export async function offerAchievements(ctx: Ctx<Tables>, achievementIds: readonly string[] | 'all'): Promise<number> {
  insist(mayOffer(ctx.actor))
  const { made } = await ctx.transact(async (tx) => {
    const make =
      achievementIds === 'all'
        ? await listEveryEntry(tx, ctx.scope)
        : (await listOfferable(tx, ctx.scope)).filter((id) => achievementIds.includes(id))
    return changeOffers(ctx, tx, { make, end: [] })
  })
  return made
}

/** Every entry there is, and each that joins the catalogue later. */
export async function offerEveryEntry(ctx: Ctx<Tables>): Promise<{ made: number; ended: number }> {
  insist(mayOffer(ctx.actor))
  return ctx.transact(async (tx) => {
    await noteChoice(ctx, tx, true)
    return changeOffers(ctx, tx, { make: await listEveryEntry(tx, ctx.scope), end: [] })
  })
}

/** Exactly these, of what may be offered: the rest ends, and nothing joins by itself. */
export async function chooseOffers(
  ctx: Ctx<Tables>,
  wanted: readonly string[],
): Promise<{ made: number; ended: number }> {
  insist(mayOffer(ctx.actor))
  return ctx.transact(async (tx) => {
    await noteChoice(ctx, tx, false)
    const offerable = await listOfferable(tx, ctx.scope)
    const offered = await listOwnOffers(tx, ctx.scope)
    return changeOffers(ctx, tx, {
      make: offerable.filter((id) => wanted.includes(id)),
      end: offered.filter((id) => !wanted.includes(id)),
    })
  })
}

async function noteChoice(ctx: Ctx<Tables>, tx: Db<Tables>, everyEntry: boolean): Promise<void> {
  if (everyEntry === (await offersEveryEntry(tx, ctx.scope))) return
  await upsertOfferChoice(tx, ctx.scope, { everyEntry, now: ctx.now() })
  await append(ctx, tx, { type: 'offering.choiceMade', subjectId: ctx.scope.tenantId, body: { everyEntry } })
}

/** Who was offered what already, and what had ended already, makes no line in the log. */
async function changeOffers(
  ctx: Ctx<Tables>,
  tx: Db<Tables>,
  { make, end }: { make: readonly string[]; end: readonly string[] },
) {
  const now = ctx.now()
  const made = await upsertOffers(tx, ctx.scope, { achievementIds: make, now })
  const ended = await endOffers(tx, ctx.scope, { achievementIds: end, now })
  const subjectId = ctx.scope.tenantId
  if (made.length > 0) await append(ctx, tx, { type: 'offering.made', subjectId, body: { achievementIds: made } })
  if (ended.length > 0) await append(ctx, tx, { type: 'offering.ended', subjectId, body: { achievementIds: ended } })
  return { made: made.length, ended: ended.length }
}
