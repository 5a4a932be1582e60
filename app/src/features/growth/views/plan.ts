import { insist } from '../../../lib/refusal.ts'
import { openShelf } from '../../catalog/reads.ts'
import type { CardRow } from '../../catalog/tables.ts'
import type { Tx, World } from '../actions/world.ts'
import type { PlanState } from '../model.ts'
import { mayKeep } from '../policy.ts'
import { listActivity, listPlan } from '../reads/own.ts'
import { PLAN_MOVES } from '../rules/goals.ts'
import type { Activity, PlanItem } from '../tables.ts'

export interface PlanEntry {
  readonly item: PlanItem
  /** Absent where the entry left the catalogue since. */
  readonly card: CardRow | null
  /** The work that has begun on it. */
  readonly submissionId: string | null
  readonly moves: readonly PlanState[]
}

export interface PlanView {
  readonly entries: readonly PlanEntry[]
  readonly timeZone: string
}

export async function planPage(ctx: World): Promise<PlanView> {
  insist(mayKeep(ctx.actor, ctx.person.personId))
  return ctx.transact(async (tx) => {
    const plan = await listPlan(tx, ctx.person)
    const activity = await listActivity(tx, ctx.person)
    return { entries: await planEntries(tx, plan, activity), timeZone: ctx.timeZone }
  })
}

export async function planEntries(
  tx: Tx,
  plan: readonly PlanItem[],
  activity: readonly Activity[],
): Promise<PlanEntry[]> {
  const shelf = await openShelf(tx)
  return plan.map((item) => ({
    item,
    card: shelf.byId.get(item.achievementId) ?? null,
    submissionId: activity.find(({ achievementId }) => achievementId === item.achievementId)?.submissionId ?? null,
    moves: PLAN_MOVES[item.state],
  }))
}
