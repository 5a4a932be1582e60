import { insist } from '../../lib/refusal.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { append, type LogTables } from '../../platform/log.ts'
import { mayOffer } from './policy.ts'
import { listOfferable } from './reads.ts'
import type { CatalogTables } from './tables.ts'
import { endOffers, upsertOffers } from './writes/offers.ts'

export { type ImportLine, type ImportTools, importStarterCatalogue } from './actions/import-catalog.ts'

type Tables = CatalogTables & LogTables

/** The organization of this context awards these from now on; returns how many are new. */
export async function offerAchievements(ctx: Ctx<Tables>, achievementIds: readonly string[] | 'all'): Promise<number> {
  insist(mayOffer(ctx.actor))
  return ctx.transact(async (tx) => {
    const offerable = await listOfferable(tx)
    const wanted = achievementIds === 'all' ? offerable : offerable.filter((id) => achievementIds.includes(id))
    const made = await upsertOffers(tx, ctx.scope, { achievementIds: wanted, now: ctx.now() })
    if (made.length > 0)
      await append(ctx, tx, { type: 'offering.made', subjectId: ctx.scope.tenantId, body: { achievementIds: made } })
    return made.length
  })
}

/** No new starts here; what was started goes on. Returns how many ended. */
export async function withdrawOffers(ctx: Ctx<Tables>, achievementIds: readonly string[]): Promise<number> {
  insist(mayOffer(ctx.actor))
  return ctx.transact(async (tx) => {
    const ended = await endOffers(tx, ctx.scope, { achievementIds, now: ctx.now() })
    if (ended.length > 0)
      await append(ctx, tx, { type: 'offering.ended', subjectId: ctx.scope.tenantId, body: { achievementIds: ended } })
    return ended.length
  })
}
