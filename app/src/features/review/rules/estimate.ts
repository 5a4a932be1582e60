import { addBusinessMinutes, BUSINESS_DAY_MINUTES, type BusinessCalendar } from '../../../lib/business-time.ts'
import { localDateAt } from '../../../lib/dates.ts'
import { quantile } from '../../../lib/stats.ts'

const DECISIONS_TO_ESTIMATE = 20
const RATE_DAYS = 20

export interface FamilyFlow {
  /** Attempts in review now. */
  readonly inReview: number
  /** Decisions of the last 20 business days. */
  readonly decisions: number
  /** Business minutes from admit to decision, of the last 60 business days. */
  readonly minutes: readonly number[]
}

export interface EstimateFacts {
  readonly flow: FamilyFlow
  readonly calendar: BusinessCalendar
  readonly admittedAt: Date
  readonly now: Date
  readonly expectedMinutes: number
  readonly budgetMinutes: number
  readonly dueAt: Date
}

/** Local dates, both included. */
export type Estimate =
  | { readonly kind: 'by'; readonly dueAt: Date }
  | { readonly kind: 'range'; readonly from: string; readonly to: string; readonly mayBeLate: boolean }

/** A range where enough is known; else only the promise. */
export function estimate(facts: EstimateFacts): Estimate {
  const { flow, calendar, dueAt } = facts
  const spread = quartiles(flow.minutes)
  if (!spread || flow.minutes.length < DECISIONS_TO_ESTIMATE || flow.decisions === 0) return { kind: 'by', dueAt }
  const shift = shiftOf(facts, spread.middle)
  const soonest = after(calendar, facts.now, facts.expectedMinutes)
  const from = later(soonest, after(calendar, facts.admittedAt, spread.lower + shift))
  const to = later(from, after(calendar, facts.admittedAt, spread.upper + shift))
  const { timeZone } = calendar
  return { kind: 'range', from: localDateAt(from, timeZone), to: localDateAt(to, timeZone), mayBeLate: to > dueAt }
}

/** Little's law: what waits divided by what leaves, against the usual time. */
function shiftOf({ flow, budgetMinutes }: EstimateFacts, middle: number): number {
  const perMinute = flow.decisions / (RATE_DAYS * BUSINESS_DAY_MINUTES)
  return Math.min(Math.max(flow.inReview / perMinute - middle, -middle / 2), budgetMinutes)
}

function quartiles(minutes: readonly number[]): { lower: number; middle: number; upper: number } | null {
  const [lower, middle, upper] = [0.25, 0.5, 0.75].map((p) => quantile(minutes, p))
  if (lower == null || middle == null || upper == null) return null
  return { lower, middle, upper }
}

function after(calendar: BusinessCalendar, from: Date, minutes: number): Date {
  return addBusinessMinutes({ calendar, from, minutes: Math.max(0, minutes) }) ?? from
}

function later(one: Date, other: Date): Date {
  return one > other ? one : other
}
