import { insist } from '../../../lib/refusal.ts'
import { openShelf, type Shelf } from '../../catalog/reads.ts'
import type { CardRow } from '../../catalog/tables.ts'
import type { World } from '../actions/world.ts'
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
    const shelf = await openShelf(tx, ctx.locale)
    return { entries: planEntries(shelf, plan, activity), timeZone: ctx.timeZone }
  })
}

export function planEntries(
  shelf: Shelf,
  plan: readonly PlanItem[],
  activity: readonly Activity[],
): readonly PlanEntry[] {
  return plan.map((item) => ({
    item,
    card: shelf.byId.get(item.achievementId) ?? null,
    submissionId: activity.find(({ achievementId }) => achievementId === item.achievementId)?.submissionId ?? null,
    moves: PLAN_MOVES[item.state],
  }))
}
