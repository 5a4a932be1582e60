import { insistOpen, NotFound } from '../../../lib/refusal.ts'
import type { PlanState } from '../model.ts'
import { listPlan } from '../reads/own.ts'
import { mayMovePlanItem } from '../rules/goals.ts'
import type { PlanItem } from '../tables.ts'
import { insertPlanItem, updatePlanItem } from '../writes/own.ts'
import { change, publicEntry, type World } from './world.ts'

/** Puts a micro-credential under "next". What was let go or done comes back; what is planned stays where it is. */
export async function addToPlan(ctx: World, achievementId: string): Promise<string> {
  return change(ctx, async (tx) => {
    const plan = await listPlan(tx, ctx.person)
    const before = plan.find((item) => item.achievementId === achievementId)
    const { version } = await publicEntry(tx, achievementId)
    if (before && !isOver(before)) return before.id
    const again = { version, state: 'next' as const, place: lastPlace(plan) }
    if (before) await updatePlanItem(tx, ctx.person, { id: before.id, ...again })
    const id = before?.id ?? ctx.newId()
    if (!before) await insertPlanItem(tx, ctx.person, { id, achievementId, ...again, createdAt: ctx.now() })
    return id
  })
}

/** To another part of the plan, at its end. */
export async function movePlanItem(ctx: World, { itemId, to }: { itemId: string; to: PlanState }): Promise<void> {
  await change(ctx, async (tx) => {
    const plan = await listPlan(tx, ctx.person)
    const item = itemOf(plan, itemId)
    if (item.state === to) return
    const now = plan.filter((each) => each.state === 'now').length
    insistOpen(mayMovePlanItem(item.state, to, now))
    await updatePlanItem(tx, ctx.person, { id: item.id, state: to, place: lastPlace(plan) })
  })
}

/** Changes places with its neighbor; at the end of the list nothing moves. */
export async function orderPlanItem(
  ctx: World,
  { itemId, direction }: { itemId: string; direction: 'earlier' | 'later' },
): Promise<void> {
  await change(ctx, async (tx) => {
    const plan = await listPlan(tx, ctx.person)
    const item = itemOf(plan, itemId)
    const beside = plan.filter((each) => each.state === item.state)
    const neighbor = beside[beside.indexOf(item) + (direction === 'earlier' ? -1 : 1)]
    if (!neighbor) return
    await updatePlanItem(tx, ctx.person, { id: item.id, place: neighbor.place })
    await updatePlanItem(tx, ctx.person, { id: neighbor.id, place: item.place })
  })
}

export interface PlanAnswers {
  readonly startBy: string | null
  readonly withWhom: string
  readonly firstStep: string
}

/** When, with whom, and the first step: each may stay open. */
export async function answerPlanItem(
  ctx: World,
  { itemId, ...answers }: PlanAnswers & { itemId: string },
): Promise<void> {
  await change(ctx, async (tx) => {
    const item = itemOf(await listPlan(tx, ctx.person), itemId)
    await updatePlanItem(tx, ctx.person, { id: item.id, ...answers })
  })
}

function itemOf(plan: readonly PlanItem[], itemId: string): PlanItem {
  const item = plan.find((each) => each.id === itemId)
  if (!item) throw new NotFound('plan item')
  return item
}

function isOver({ state }: PlanItem): boolean {
  return state === 'done' || state === 'let_go'
}

function lastPlace(plan: readonly PlanItem[]): number {
  return Math.max(0, ...plan.map((item) => item.place)) + 1
}
