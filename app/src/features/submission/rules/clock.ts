import { type BusinessCalendar, dueAt, type Pause } from '../../../lib/business-time.ts'

/** Business days each reason adds, once per attempt; the learner is told the reason. */
export const EXTENSION_DAYS = { duplicateSuspicion: 3, firstTen: 2, adjudication: 2 } as const
export type Extension = keyof typeof EXTENSION_DAYS

export interface AttemptClock {
  readonly calendar: BusinessCalendar
  readonly submittedAt: Date
  readonly windowDays: number
  readonly capDays: number
  readonly extensions: readonly Extension[]
  /** Time with the learner and declared downtime; never our own waiting. */
  readonly pauses: readonly Pause[]
}

export function extensionDays(extensions: readonly Extension[]): number {
  return [...new Set(extensions)].reduce((sum, reason) => sum + EXTENSION_DAYS[reason], 0)
}

/** Due date of an attempt; null while it waits on the learner. */
export function attemptDueAt(clock: AttemptClock): Date | null {
  return dueAt({ ...clock, extraDays: extensionDays(clock.extensions) })
}
