import { insist } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { mayKeep } from '../policy.ts'
import { listSearches } from '../reads/searches.ts'
import type { GrowthTables, SavedSearch } from '../tables.ts'

export async function ownSearches(ctx: Ctx<GrowthTables>): Promise<SavedSearch[]> {
  insist(mayKeep(ctx.actor, ctx.person.personId))
  return ctx.transact((tx) => listSearches(tx, ctx.person))
}
