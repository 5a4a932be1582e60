import type { Snapshot } from '../model.ts'

/** What is known of one learner and one competency. */
export interface LevelEvidence {
  /** One entry for each aligned Credential; null where the author named no level. */
  readonly credentials: readonly { readonly frameworkLevel: number | null; readonly expired: boolean }[]
  /** Confirmed by a coach in a session and accepted by the educator. */
  readonly coach: number | null
  readonly self: number | null
}
export type LevelSource = 'credential' | 'coach' | 'self' | 'none'

const LEVEL_OF_UNNAMED = 3
/** Self-views are weak evidence. */
const SELF_DISCOUNT = 0.75
const GOAL_TARGET = 3

/** The first source that says anything wins, also where a later one says more. */
export function levelOf({ credentials, coach, self }: LevelEvidence): { level: number; source: LevelSource } {
  const valid = credentials.filter((each) => !each.expired).map((each) => each.frameworkLevel ?? LEVEL_OF_UNNAMED)
  if (valid.length > 0) return { level: Math.max(...valid), source: 'credential' }
  if (coach !== null) return { level: coach, source: 'coach' }
  if (self !== null) return { level: SELF_DISCOUNT * self, source: 'self' }
  return { level: 0, source: 'none' }
}

/** The role profile decides where there is one; else 3 for what a goal names. */
export function targetOf({ learner, targets }: Pick<Snapshot, 'learner' | 'targets'>, competency: string): number {
  if (targets) return targets[competency] ?? 0
  return learner.goals.some((goal) => goal.competencies.includes(competency)) ? GOAL_TARGET : 0
}
