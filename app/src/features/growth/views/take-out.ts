import { insist } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { mayGather } from '../../account/policy.ts'
import type { CatalogTables } from '../../catalog/tables.ts'
import {
  listEveryActivity,
  listEveryDismissal,
  listEveryEarned,
  listEveryGoal,
  listEveryPlanItem,
  listEveryPreference,
  listEveryRun,
  listEverySearch,
} from '../reads/take-out.ts'
import type { GrowthTables } from '../tables.ts'

/** Goals, plan, what was suggested, and what it was reckoned from. */
export async function ownGrowth(ctx: Ctx<GrowthTables & CatalogTables>) {
  const { person } = ctx
  insist(mayGather(ctx.actor, person.personId))
  return ctx.transact(async (tx) => ({
    goals: await listEveryGoal(tx, person),
    plan: await listEveryPlanItem(tx, person),
    savedSearches: await listEverySearch(tx, person),
    notForMe: await listEveryDismissal(tx, person),
    suggestionWeights: await listEveryPreference(tx, person),
    suggestions: await listEveryRun(tx, person),
    earned: await listEveryEarned(tx, person),
    begun: await listEveryActivity(tx, person),
  }))
}
