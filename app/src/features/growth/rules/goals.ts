import { no, type Verdict, yes } from '../../../lib/refusal.ts'
import type { PlanState } from '../model.ts'

const MOST_GOALS = 3
const MOST_NOW = 3
const MOST_SEARCHES = 20

/** What a person may press is what the server takes. */
export const PLAN_MOVES = {
  someday: ['next', 'now', 'let_go'],
  next: ['someday', 'now', 'let_go'],
  now: ['someday', 'next', 'done', 'let_go'],
  done: [],
  let_go: ['someday', 'next', 'now'],
} as const satisfies Record<PlanState, readonly PlanState[]>

/** Three goals is plenty. */
export function mayAddGoal(activeGoals: number): Verdict<'three_goals'> {
  return activeGoals < MOST_GOALS ? yes : no('three_goals')
}

/** As many as a person can tell apart. */
export function mayKeepSearch(others: number): Verdict<'many_searches'> {
  return others < MOST_SEARCHES ? yes : no('many_searches')
}

export function mayMovePlanItem(from: PlanState, to: PlanState, now: number): Verdict<'move_closed' | 'three_now'> {
  const moves: readonly PlanState[] = PLAN_MOVES[from]
  if (!moves.includes(to)) return no('move_closed')
  return to === 'now' && now >= MOST_NOW ? no('three_now') : yes
}
