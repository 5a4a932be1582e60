/** YYYY-MM-DD on the wall of some time zone; as text it sorts as it should. */
export type LocalDate = string
/** MM-DD, the same day of every year. 29 February is none. */
export type MonthDay = string

/** From the first day to the day after the last. */
export interface DateSpan {
  readonly from: LocalDate
  readonly to: LocalDate
}
export interface Period extends DateSpan {
  readonly key: string
  /** Counts periods of one rule: the next one has the next number. */
  readonly index: number
}
export type PeriodRule =
  | { readonly kind: 'calendar_year' }
  | { readonly kind: 'fiscal_year' | 'school_year'; readonly start: MonthDay }
  | { readonly kind: 'cycle'; readonly years: number; readonly anchor: LocalDate }
  | {
      readonly kind: 'custom'
      readonly list: readonly { readonly key: string; readonly from: LocalDate; readonly to: LocalDate }[]
    }

const DAY = 86_400_000
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/
const MONTH_DAY = /^\d{2}-\d{2}$/
const formats = new Map<string, Intl.DateTimeFormat>()

export function isLocalDate(text: string): boolean {
  return DATE.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text
}

export function isMonthDay(text: string): boolean {
  return MONTH_DAY.test(text) && isLocalDate(`2001-${text}`)
}

/** A name of the IANA database; fixed offsets have no daylight saving and are no place. */
export function isTimeZone(zone: string): boolean {
  try {
    return /^[A-Za-z]/.test(zone) && formatOf(zone) !== null
  } catch {
    return false
  }
}

/** The date on the wall of that zone at that instant. */
export function localDateAt(instant: Date, zone: string): LocalDate {
  return dateText(wallAt(instant.getTime(), zone))
}

/** What the wall of that zone shows at that instant, in milliseconds as if it were UTC. */
export function wallAt(instant: number, zone: string): number {
  return instant + offset(instant, zone)
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return dateText((dayNumber(date) + days) * DAY)
}

/** Days from the first to the second; negative when the second is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumber(to) - dayNumber(from)
}

/** Same day in another year; 29 February falls back to the 28th. */
export function addYears(date: LocalDate, years: number): LocalDate {
  const moved = `${String(yearOf(date) + years).padStart(4, '0')}${date.slice(4)}`
  return isLocalDate(moved) ? moved : `${moved.slice(0, 8)}28`
}

/** First such day on or after the date. */
export function nextMonthDay(date: LocalDate, monthDay: MonthDay): LocalDate {
  const sameYear = `${date.slice(0, 4)}-${monthDay}`
  return sameYear >= date ? sameYear : addYears(sameYear, 1)
}

export function within(date: LocalDate, span: DateSpan): boolean {
  return date >= span.from && date < span.to
}

/** The period a local date lies in; null when a custom list leaves it out. */
export function periodAt(date: LocalDate, rule: PeriodRule): Period | null {
  if (rule.kind === 'custom') return customPeriod(date, rule.list)
  if (rule.kind === 'cycle') return yearsFrom(date, rule.anchor, rule.years)
  return yearsFrom(date, rule.kind === 'calendar_year' ? '2000-01-01' : `2000-${rule.start}`, 1)
}

function customPeriod(date: LocalDate, list: readonly (DateSpan & { key: string })[]): Period | null {
  const index = list.findIndex((each) => within(date, each))
  const found = list[index]
  return found ? { ...found, index } : null
}

function yearsFrom(date: LocalDate, anchor: LocalDate, years: number): Period {
  let index = Math.floor((yearOf(date) - yearOf(anchor)) / years)
  if (addYears(anchor, index * years) > date) index -= 1
  const from = addYears(anchor, index * years)
  const to = addYears(anchor, (index + 1) * years)
  return { key: yearsKey(from, addDays(to, -1)), from, to, index }
}

/** `2026`, `2026-27`, `2026-31`; the century is written out where it changes. */
function yearsKey(first: LocalDate, last: LocalDate): string {
  const [from, to] = [first.slice(0, 4), last.slice(0, 4)]
  if (from === to) return from
  return from.slice(0, 2) === to.slice(0, 2) ? `${from}-${to.slice(2)}` : `${from}-${to}`
}

function yearOf(date: LocalDate): number {
  return Number(date.slice(0, 4))
}

function dayNumber(date: LocalDate): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY
}

function dateText(wall: number): LocalDate {
  return new Date(wall).toISOString().slice(0, 10)
}

/** Milliseconds the wall is ahead of UTC. */
function offset(instant: number, zone: string): number {
  const part: Record<string, number> = {}
  for (const { type, value } of formatOf(zone).formatToParts(instant)) part[type] = Number(value)
  const wall = Date.UTC(part.year ?? 0, (part.month ?? 1) - 1, part.day, part.hour, part.minute, part.second)
  return wall - Math.floor(instant / 1000) * 1000
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    calendar: 'iso8601',
    numberingSystem: 'latn',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formats.set(zone, made)
  return made
}
