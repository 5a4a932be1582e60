import { Conflict, Invalid, NotFound } from '../../../lib/refusal.ts'
import { OWN_FRAMEWORK } from '../../catalog/model.ts'
import { getFramework } from '../../framework/reads.ts'
import type { GoalInput, GoalStatus } from '../model.ts'
import { getGoal, listGoals } from '../reads/own.ts'
import { mayAddGoal } from '../rules/goals.ts'
import { deleteGoal, insertGoal, updateGoal } from '../writes/own.ts'
import { change, type Tx, type World } from './world.ts'

/** A new goal; where three are active already, `waits` names the one that is let go for it. */
export async function addGoal(ctx: World, { waits, ...goal }: GoalInput & { waits?: string }): Promise<string> {
  return change(ctx, async (tx) => {
    const competencies = await known(tx, goal.competencies)
    await makeRoom(ctx, tx, waits)
    const id = ctx.newId()
    await insertGoal(tx, ctx.person, { id, ...goal, competencies, createdAt: ctx.now() })
    return id
  })
}

/** Kept, let go, or taken up again. */
export async function setGoalStatus(
  ctx: World,
  { goalId, status }: { goalId: string; status: GoalStatus },
): Promise<void> {
  await change(ctx, async (tx) => {
    const goal = await getGoal(tx, ctx.person, goalId)
    if (goal.status === status) return
    if (status === 'active') await makeRoom(ctx, tx)
    await updateGoal(tx, ctx.person, { id: goal.id, status, endedAt: status === 'active' ? null : ctx.now() })
  })
}

/** Gone at once, and from nowhere else to be had. */
export async function removeGoal(ctx: World, goalId: string): Promise<void> {
  await change(ctx, async (tx) => {
    const goal = await getGoal(tx, ctx.person, goalId)
    await deleteGoal(tx, ctx.person, goal.id)
  })
}

async function makeRoom(ctx: World, tx: Tx, waits?: string): Promise<void> {
  const active = (await listGoals(tx, ctx.person)).filter((goal) => goal.status === 'active')
  const verdict = mayAddGoal(active.length)
  if (verdict.ok) return
  if (!waits) throw new Conflict(verdict.because)
  if (!active.some((goal) => goal.id === waits)) throw new NotFound('goal')
  await updateGoal(tx, ctx.person, { id: waits, status: 'let_go', endedAt: ctx.now() })
}

/** Each once; all of them of the framework. */
async function known(tx: Tx, wanted: readonly string[]): Promise<string[]> {
  const { competencies } = await getFramework(tx, OWN_FRAMEWORK)
  const ids = new Set(competencies.map(({ id }) => id))
  const strange = wanted.some((id) => !ids.has(id))
  if (strange) throw new Invalid('check-fields', { competencies: 'invalid.invalid_value' })
  return [...new Set(wanted)]
}
