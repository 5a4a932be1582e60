import type { AchievementContent } from '../../catalog/model.ts'
import { placeOf } from './banking.ts'

/** What the log says about the practice case of one work. */
export interface Practice {
  readonly openedAt: Date | null
  /** Since when the later results are open. */
  readonly laterAt: Date | null
  readonly locked: boolean
}
type Asked = Pick<AchievementContent, 'practiceCase' | 'part2'>
const LATER_DAYS = 42
const DAY = 86_400_000

/** The part that stays as it is now. What went missing from it can always be put back. */
export function lockedPart(
  { practiceCase, part2 }: Asked,
  { locked }: Practice,
  pieces: readonly { readonly requirementId: string }[],
): string | null {
  const part = locked ? part2.requirements.find(({ id }) => id === practiceCase?.laterAfter) : undefined
  if (!part) return null
  return pieces.filter(({ requirementId }) => requirementId === part.id).length >= part.minItems ? part.id : null
}

/** The locked part, where readers found something in it that is not there yet. */
export function partToMend(
  { practiceCase, rubric }: Pick<AchievementContent, 'practiceCase' | 'rubric'>,
  notYet: readonly string[],
): string | null {
  const part = practiceCase?.laterAfter
  const looked = rubric.criteria.filter(({ id }) => notYet.includes(id)).flatMap(({ looksAt }) => looksAt.map(placeOf))
  return part && looked.includes(part) ? part : null
}

/** True of what was sent in after the case was opened. */
export function isOnPractice({ openedAt }: Practice, submittedAt: Date): boolean {
  return openedAt !== null && openedAt <= submittedAt
}

/** The day of the later results: a move has its place between the two. */
export function laterDay(openedAt: Date): Date {
  return new Date(openedAt.getTime() + LATER_DAYS * DAY)
}
