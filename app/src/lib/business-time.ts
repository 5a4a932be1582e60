import * as z from 'zod'
import { addDays, isTimeZone, localDateAt, wallAt } from './dates.ts'

const MINUTE = 60_000
const DAY = 86_400_000
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const
/** No calendar of a working office is shut longer; one that is has no due date. */
const LONGEST_CLOSURE_DAYS = 400
/** One business day of a budget, whatever the hours of the day. */
export const BUSINESS_DAY_MINUTES = 480

type Weekday = (typeof WEEKDAYS)[number]
export interface Hours {
  readonly open: string
  readonly close: string
}
export interface BusinessCalendar {
  readonly timeZone: string
  readonly week: Readonly<Partial<Record<Weekday, Hours | undefined>>>
  readonly closed: readonly string[]
  readonly short: readonly (Hours & { readonly date: string })[]
}
export interface Pause {
  readonly from: Date
  /** Null while it lasts. */
  readonly to: Date | null
}
interface Stretch {
  readonly from: number
  readonly to: number
}

const WallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
function opensBeforeItCloses({ open, close }: Hours): boolean {
  return open < close
}
const HoursSchema = z.strictObject({ open: WallTime, close: WallTime }).refine(opensBeforeItCloses)
const DayOfWeek = HoursSchema.optional()
export const BusinessCalendarSchema = z.strictObject({
  timeZone: z.string().refine(isTimeZone),
  week: z
    .strictObject({
      sun: DayOfWeek,
      mon: DayOfWeek,
      tue: DayOfWeek,
      wed: DayOfWeek,
      thu: DayOfWeek,
      fri: DayOfWeek,
      sat: DayOfWeek,
    })
    .refine((week) => Object.values(week).some((hours) => hours !== undefined)),
  closed: z.array(z.iso.date()).max(1000),
  short: z
    .array(z.strictObject({ date: z.iso.date(), open: WallTime, close: WallTime }).refine(opensBeforeItCloses))
    .max(1000),
})

/** Opening of the next business day after the local date of that instant. */
export function clockStart(calendar: BusinessCalendar, submittedAt: Date): Date {
  let date = localDateAt(submittedAt, calendar.timeZone)
  for (let tried = 0; tried < LONGEST_CLOSURE_DAYS; tried++) {
    date = addDays(date, 1)
    const span = openSpan(calendar, date)
    if (span) return new Date(span.from)
  }
  throw neverOpens(calendar)
}

/** Open minutes from one instant to another; negative when the second is the earlier one. */
export function businessMinutes(calendar: BusinessCalendar, from: Date, to: Date): number {
  return openMinutes({ calendar, from, to, pauses: [] })
}

export interface OpenMinutes {
  calendar: BusinessCalendar
  from: Date
  to: Date
  pauses: readonly Pause[]
}

/** The same, leaving out what was paused. */
export function openMinutes({ calendar, from, to, pauses }: OpenMinutes): number {
  if (to < from) return 0 - openMinutes({ calendar, from: to, to: from, pauses })
  let sum = 0
  for (const stretch of openStretches(calendar, from.getTime(), merged(pauses))) {
    if (stretch.from >= to.getTime()) break
    sum += Math.min(stretch.to, to.getTime()) - stretch.from
  }
  return sum / MINUTE
}

export interface Addition {
  calendar: BusinessCalendar
  from: Date
  minutes: number
  pauses?: readonly Pause[]
}

/** Earliest instant at which that many open minutes have passed; null while an open pause holds it back. */
export function addBusinessMinutes({ calendar, from, minutes, pauses = [] }: Addition): Date | null {
  if (minutes <= 0) return from
  let left = minutes * MINUTE
  for (const stretch of openStretches(calendar, from.getTime(), merged(pauses))) {
    const length = stretch.to - stretch.from
    if (length >= left) return new Date(stretch.from + left)
    left -= length
  }
  return null
}

export interface Deadline {
  calendar: BusinessCalendar
  submittedAt: Date
  windowDays: number
  /** Days added by extensions, each with its reason. */
  extraDays?: number
  capDays: number
  pauses?: readonly Pause[]
}

/** Extensions never reach past the cap; the cap never takes from the window itself. */
export function budgetMinutes({
  windowDays,
  extraDays = 0,
  capDays,
}: Pick<Deadline, 'windowDays' | 'extraDays' | 'capDays'>): number {
  return Math.max(windowDays, Math.min(windowDays + extraDays, capDays)) * BUSINESS_DAY_MINUTES
}

/** Due date; null while it waits on the other side. */
export function dueAt(deadline: Deadline): Date | null {
  const { calendar, submittedAt, pauses = [] } = deadline
  return addBusinessMinutes({
    calendar,
    from: clockStart(calendar, submittedAt),
    minutes: budgetMinutes(deadline),
    pauses,
  })
}

function* openStretches(calendar: BusinessCalendar, from: number, pauses: readonly Stretch[]): Generator<Stretch> {
  let date = localDateAt(new Date(from), calendar.timeZone)
  for (let shut = 0; shut < LONGEST_CLOSURE_DAYS; shut++) {
    const span = openSpan(calendar, date)
    if (span) {
      shut = 0
      yield* without({ from: Math.max(span.from, from), to: span.to }, pauses)
      if (pauses.at(-1)?.to === Number.POSITIVE_INFINITY && (pauses.at(-1)?.from ?? 0) <= span.to) return
    }
    date = addDays(date, 1)
  }
  throw neverOpens(calendar)
}

function* without(stretch: Stretch, pauses: readonly Stretch[]): Generator<Stretch> {
  let { from } = stretch
  for (const pause of pauses) {
    if (pause.to <= from || pause.from >= stretch.to) continue
    if (pause.from > from) yield { from, to: pause.from }
    from = Math.max(from, pause.to)
  }
  if (from < stretch.to) yield { from, to: stretch.to }
}

/** In order and without overlap, so that no minute is left out twice. */
function merged(pauses: readonly Pause[]): Stretch[] {
  const sorted = pauses
    .map(({ from, to }) => ({ from: from.getTime(), to: to?.getTime() ?? Number.POSITIVE_INFINITY }))
    .filter(({ from, to }) => from < to)
    .sort((one, other) => one.from - other.from)
  const result: Stretch[] = []
  for (const next of sorted) {
    const last = result.at(-1)
    if (last && next.from <= last.to) result[result.length - 1] = { from: last.from, to: Math.max(last.to, next.to) }
    else result.push(next)
  }
  return result
}

const spans = new WeakMap<BusinessCalendar, Map<string, Stretch | null>>()

/** The open stretch of one local date; remembered, since a queue asks for the same days again and again. */
function openSpan(calendar: BusinessCalendar, date: string): Stretch | null {
  const known = spans.get(calendar) ?? new Map<string, Stretch | null>()
  spans.set(calendar, known)
  const before = known.get(date)
  if (before !== undefined) return before
  const hours = hoursOn(calendar, date)
  const span = hours && {
    from: instantOf(calendar.timeZone, date, hours.open),
    to: instantOf(calendar.timeZone, date, hours.close),
  }
  known.set(date, span)
  return span
}

function hoursOn({ week, closed, short }: BusinessCalendar, date: string): Hours | null {
  if (closed.includes(date)) return null
  const weekday = WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()]
  return short.find((day) => day.date === date) ?? (weekday && week[weekday]) ?? null
}

/** A time that occurs twice is the first of the two; one that is skipped comes after the gap by as much. */
export function instantOf(timeZone: string, date: string, time: string): number {
  const wall = Date.parse(`${date}T${time}:00Z`)
  const dayBefore = wall - DAY
  const offset = wallAt(dayBefore, timeZone) - dayBefore
  const guess = wall - offset
  if (wallAt(guess, timeZone) === wall) return guess
  const dayLater = wall + DAY
  const other = wall - (wallAt(dayLater, timeZone) - dayLater)
  return wallAt(other, timeZone) === wall ? other : guess
}

function neverOpens(calendar: BusinessCalendar): RangeError {
  return new RangeError(`A calendar of ${calendar.timeZone} has no open day for ${LONGEST_CLOSURE_DAYS} days`)
}
