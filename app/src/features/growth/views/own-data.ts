import { insist } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { mayGather } from '../../account/policy.ts'
import type { CatalogTables } from '../../catalog/tables.ts'
import {
  listEveryDismissal,
  listEveryGoal,
  listEveryPlanItem,
  listEveryPreference,
  listEveryRun,
} from '../reads/own-data.ts'
import type { GrowthTables } from '../tables.ts'

/** Goals, plan and what was suggested. */
export async function ownGrowth(ctx: Ctx<GrowthTables & CatalogTables>) {
  const { person } = ctx
  insist(mayGather(ctx.actor, person.personId))
  return ctx.transact(async (tx) => ({
    goals: await listEveryGoal(tx, person),
    plan: await listEveryPlanItem(tx, person),
    notForMe: await listEveryDismissal(tx, person),
    suggestionWeights: await listEveryPreference(tx, person),
    suggestions: await listEveryRun(tx, person),
  }))
}
