import { addBusinessMinutes, BUSINESS_DAY_MINUTES, type BusinessCalendar } from '../../../lib/business-time.ts'
import type { Purpose, ReviewStatus } from '../model.ts'
import { routingMayRun } from './moves.ts'

/** 04-assessment.md 8.2: two business days more where a third person decides. */
const RULING_DAYS = 2
/** How much later than the promise, or than the moment it is noticed, a decision is expected then. */
const LATE_DAYS = 3
const MINUTE = 60_000

export interface LiveReading {
  readonly purpose: Purpose
  readonly status: ReviewStatus
  readonly dueAt: Date
  readonly submittedAt: Date | null
}

/** What is to do about the promise of an attempt without a decision. */
export type Lateness =
  | { readonly kind: 'none' }
  | { readonly kind: 'lookAgain'; readonly at: Date }
  | { readonly kind: 'late'; readonly dueAt: Date; readonly reason: LateReason }
/** What it waits for, as the learner may know it. */
export type LateReason = 'waiting' | 'reading' | 'ruling'

/** The promise moves with the latest of its readings; a reading handed in this moment decides in a moment. */
export function lateness(readings: readonly LiveReading[], now: Date): Lateness {
  const live = readings.filter(({ status }) => status !== 'cancelled')
  if (live.length === 0) return { kind: 'none' }
  const dueAt = new Date(Math.max(...live.map((reading) => reading.dueAt.getTime())))
  if (dueAt > now) return { kind: 'lookAgain', at: dueAt }
  const handedIn = live.every(({ status }) => status === 'submitted')
  if (handedIn && !live.every((reading) => routingMayRun(reading, now)))
    return { kind: 'lookAgain', at: new Date(now.getTime() + MINUTE) }
  return { kind: 'late', dueAt, reason: reasonOf(live) }
}

function reasonOf(live: readonly LiveReading[]): LateReason {
  if (live.some(({ purpose, status }) => purpose === 'adjudication' && status !== 'settled')) return 'ruling'
  return live.some(({ status }) => status === 'open') ? 'waiting' : 'reading'
}

interface Clock {
  readonly calendar: BusinessCalendar
  readonly now: Date
}

/** The new date: never before a worker that was away could keep it. */
export function expectedAfter(dueAt: Date, clock: Clock): Date {
  return daysAfter(dueAt, LATE_DAYS, clock)
}

/** By when a third person decides; readings that came late leave this one its own two days. */
export function rulingDueAt(dueAt: Date, clock: Clock): Date {
  return daysAfter(dueAt, RULING_DAYS, clock)
}

function daysAfter(dueAt: Date, days: number, { calendar, now }: Clock): Date {
  const from = dueAt > now ? dueAt : now
  return addBusinessMinutes({ calendar, from, minutes: days * BUSINESS_DAY_MINUTES }) ?? from
}
