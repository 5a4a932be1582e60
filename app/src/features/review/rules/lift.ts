import { BUSINESS_DAY_MINUTES, type BusinessCalendar, businessMinutes } from '../../../lib/business-time.ts'
import { no, type Verdict, yes } from '../../../lib/refusal.ts'

const LIFT_AFTER_DAYS = 2

export interface Waiting {
  readonly openedAt: Date
  /** Whether anybody may read it as things are. */
  readonly anybody: boolean
  /** Whether anybody could, were readers of earlier attempts let in again. */
  readonly anybodyIfLifted: boolean
}

/** Readers of earlier attempts come back only where nobody else could read, and only after others had time to come. */
export function mayLift(
  waiting: Waiting,
  { calendar, now }: { calendar: BusinessCalendar; now: Date },
): Verdict<'somebody-may-read' | 'lift-would-not-help' | 'lift-too-early'> {
  if (waiting.anybody) return no('somebody-may-read')
  if (!waiting.anybodyIfLifted) return no('lift-would-not-help')
  return hadTime(waiting.openedAt, { calendar, now }) ? yes : no('lift-too-early')
}

/** Whether others had time to come. */
export function hadTime(openedAt: Date, { calendar, now }: { calendar: BusinessCalendar; now: Date }): boolean {
  return businessMinutes(calendar, openedAt, now) >= LIFT_AFTER_DAYS * BUSINESS_DAY_MINUTES
}
