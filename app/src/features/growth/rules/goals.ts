import { no, type Verdict, yes } from '../../../lib/refusal.ts'
import type { PlanState } from '../model.ts'

const MOST_GOALS = 3
const MOST_NOW = 3
const NO_PART_OF_A_NAME = /[^\p{L}\p{M}'’-]/u

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

export function mayMovePlanItem(from: PlanState, to: PlanState, now: number): Verdict<'move_closed' | 'three_now'> {
  const moves: readonly PlanState[] = PLAN_MOVES[from]
  if (!moves.includes(to)) return no('move_closed')
  return to === 'now' && now >= MOST_NOW ? no('three_now') : yes
}

/** Looks like a student's name, two words in a row that each begin with a capital letter: a warning, never a block. */
export function mayNameSomebody(statement: string): boolean {
  const words = statement.split(/\s+/)
  return words.some((word, i) => {
    const name = word.split(NO_PART_OF_A_NAME).at(-1) ?? ''
    return /(?:^|['’-])\p{Lu}/u.test(name) && /^\p{Lu}/u.test(words[i + 1] ?? '')
  })
}
