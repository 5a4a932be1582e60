import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addBusinessMinutes,
  type BusinessCalendar,
  BusinessCalendarSchema,
  budgetMinutes,
  businessMinutes,
  clockStart,
  dueAt,
  openMinutes,
} from './business-time.ts'

const day = { open: '08:00', close: '16:00' }
const week = { mon: day, tue: day, wed: day, thu: day, fri: day }
const chicago: BusinessCalendar = { timeZone: 'America/Chicago', week, closed: ['2026-11-26', '2026-11-27'], short: [] }
const at = (text: string) => new Date(`${text}:00Z`)

test.each([
  ['plain week', '2026-10-05T15:00', '2026-10-06T13:00', '2026-10-12T21:00', []],
  ['over Thanksgiving', '2026-11-23T21:10', '2026-11-24T14:00', '2026-12-02T22:00', []],
  ['over the autumn clock change', '2026-10-30T23:30', '2026-11-02T14:00', '2026-11-06T22:00', []],
  ['over the spring clock change', '2027-03-12T03:00', '2027-03-12T14:00', '2027-03-18T21:00', []],
  [
    'paused 7 business hours',
    '2026-10-05T15:00',
    '2026-10-06T13:00',
    '2026-10-13T20:00',
    [['2026-10-07T16:00', '2026-10-08T15:00']],
  ],
] as const)('%s: submitted %s, clock starts %s, due %s', (_case, submitted, starts, due, paused) => {
  const pauses = paused.map(([from, to]) => ({ from: at(from), to: at(to) }))
  expect(clockStart(chicago, at(submitted))).toEqual(at(starts))
  expect(dueAt({ calendar: chicago, submittedAt: at(submitted), windowDays: 5, capDays: 14, pauses })).toEqual(at(due))
})

test.each([
  ['no extension', 5, 0, 14, 5],
  ['duplicate suspicion', 5, 3, 14, 8],
  ['all three stay under the cap', 5, 7, 14, 12],
  ['the cap ends them', 10, 7, 14, 14],
  ['a cap below the window takes nothing from it', 14, 2, 5, 14],
])('%s: window %i, extra %i, cap %i → %i days', (_case, windowDays, extraDays, capDays, days) => {
  expect(budgetMinutes({ windowDays, extraDays, capDays })).toBe(days * 480)
})

test('pauses that overlap, touch or stand in the wrong order count once', () => {
  const from = at('2026-10-06T13:00')
  const one = [{ from: at('2026-10-07T16:00'), to: at('2026-10-08T15:00') }]
  const same = [
    { from: at('2026-10-08T14:00'), to: at('2026-10-08T15:00') },
    { from: at('2026-10-07T16:00'), to: at('2026-10-07T20:00') },
    { from: at('2026-10-07T17:00'), to: at('2026-10-08T14:00') },
    { from: at('2026-10-09T17:00'), to: at('2026-10-09T17:00') },
  ]
  const due = addBusinessMinutes({ calendar: chicago, from, minutes: 2400, pauses: one })
  expect(addBusinessMinutes({ calendar: chicago, from, minutes: 2400, pauses: same })).toEqual(due)
})

test('a pause that still lasts leaves no due date, unless the work was due before it', () => {
  const from = at('2026-10-06T13:00')
  const pauses = [{ from: at('2026-10-07T16:00'), to: null }]
  expect(addBusinessMinutes({ calendar: chicago, from, minutes: 2400, pauses })).toBeNull()
  expect(addBusinessMinutes({ calendar: chicago, from, minutes: 480, pauses })).toEqual(at('2026-10-06T21:00'))
  expect(addBusinessMinutes({ calendar: chicago, from, minutes: 0, pauses })).toEqual(from)
})

test('a short day and a day of its own', () => {
  const calendar = {
    ...chicago,
    short: [
      { date: '2026-10-07', open: '08:00', close: '10:00' },
      { date: '2026-10-10', open: '09:00', close: '10:00' },
    ],
  }
  expect(businessMinutes(calendar, at('2026-10-07T00:00'), at('2026-10-08T00:00'))).toBe(120)
  expect(businessMinutes(calendar, at('2026-10-10T05:00'), at('2026-10-11T05:00'))).toBe(60)
})

test.each([
  ['the day the clocks go back', '2026-10-31T12:00', '2026-11-01T14:00'],
  ['the day the clocks go forward', '2027-03-13T12:00', '2027-03-14T13:00'],
  ['a time that is skipped comes after the gap', '2027-03-13T12:00', '2027-03-14T08:30', '02:30'],
  ['a time that comes twice is the first', '2026-10-31T12:00', '2026-11-01T06:30', '01:30'],
])('a Sunday that is open, %s', (_case, before, opens, open = '08:00') => {
  const calendar = { ...chicago, week: { sun: { open, close: '16:00' } } }
  expect(clockStart(calendar, at(before))).toEqual(at(opens))
})

test('minutes run backwards with a minus', () => {
  expect(businessMinutes(chicago, at('2026-10-07T15:00'), at('2026-10-07T13:30'))).toBe(-90)
})

test('a calendar without an open day is refused, at the door and inside', () => {
  const never = { ...chicago, week: {} }
  expect(BusinessCalendarSchema.safeParse(never).success).toBe(false)
  expect(() => clockStart(never, at('2026-10-07T15:00'))).toThrow(RangeError)
  expect(() => businessMinutes(never, at('2026-10-07T15:00'), at('2026-10-08T15:00'))).toThrow(RangeError)
})

test.each([
  ['the calendar of this page', chicago, true],
  ['a zone nobody knows', { ...chicago, timeZone: 'America/Atlantis' }, false],
  ['closing before opening', { ...chicago, week: { mon: { open: '16:00', close: '08:00' } } }, false],
  ['an hour that does not exist', { ...chicago, week: { mon: { open: '08:00', close: '24:00' } } }, false],
  ['a date that does not exist', { ...chicago, closed: ['2026-02-30'] }, false],
  ['a field of its own', { ...chicago, holidays: [] }, false],
])('%s', (_case, calendar, valid) => {
  expect(BusinessCalendarSchema.safeParse(calendar).success).toBe(valid)
})

const zones = ['America/Chicago', 'Europe/Berlin', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Honolulu', 'UTC']
const start = Date.UTC(2026, 9, 20) / 60_000

test('500 random intervals agree with a minute-by-minute count', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: 0, max: 40_000 }),
      fc.integer({ min: 0, max: 6_000 }),
      fc.array(fc.tuple(fc.integer({ min: 0, max: 50_000 }), fc.integer({ min: 0, max: 3_000 })), { maxLength: 3 }),
      (timeZone, offset, length, pausedAt) => {
        const calendar = { ...chicago, timeZone, short: [{ date: '2026-11-05', open: '08:30', close: '11:15' }] }
        const from = new Date((start + offset) * 60_000)
        const to = new Date((start + offset + length) * 60_000)
        const pauses = pausedAt.map(([pause, minutes]) => ({
          from: new Date((start + pause) * 60_000),
          to: new Date((start + pause + minutes) * 60_000),
        }))
        expect(openMinutes({ calendar, from, to, pauses })).toBe(counted({ calendar, from, to, pauses }))
      },
    ),
    { numRuns: 500 },
  )
})

test('adding and counting are each other’s reverse', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: 0, max: 40_000 }),
      fc.integer({ min: 1, max: 7_000 }),
      (timeZone, offset, minutes) => {
        const calendar = { ...chicago, timeZone }
        const from = new Date((start + offset) * 60_000)
        const to = addBusinessMinutes({ calendar, from, minutes })
        expect(to && businessMinutes(calendar, from, to)).toBe(minutes)
        expect(to && businessMinutes(calendar, from, new Date(to.getTime() - 60_000))).toBe(minutes - 1)
      },
    ),
  )
})

/** The slow way: ask the wall of each minute. */
function counted({ calendar, from, to, pauses }: Parameters<typeof openMinutes>[0]): number {
  const wall = wallOf(calendar.timeZone)
  let sum = 0
  for (let at = from.getTime(); at < to.getTime(); at += 60_000) {
    const [date = '', time = ''] = wall(at).split(' ')
    const paused = pauses.some(
      (pause) => at >= pause.from.getTime() && at < (pause.to?.getTime() ?? Number.POSITIVE_INFINITY),
    )
    if (!paused && isOpen(calendar, date, time)) sum++
  }
  return sum
}

const walls = new Map<string, Map<number, string>>()

const QUARTER = 15 * 60_000

/** The clock on the wall of a zone; each quarter is asked for once: no zone of the test changes its clock within one. */
function wallOf(timeZone: string): (at: number) => string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
  const known = walls.get(timeZone) ?? new Map<number, string>()
  walls.set(timeZone, known)
  return (at) => {
    const quarter = at - (at % QUARTER)
    const text = known.get(quarter) ?? format.format(quarter)
    known.set(quarter, text)
    return text.slice(0, -2) + String(Number(text.slice(-2)) + (at - quarter) / 60_000).padStart(2, '0')
  }
}

function isOpen(calendar: BusinessCalendar, date: string, time: string): boolean {
  if (calendar.closed.includes(date)) return false
  const short = calendar.short.find((other) => other.date === date)
  if (short) return time >= short.open && time < short.close
  return isWeekday(date) && time >= '08:00' && time < '16:00'
}

const weekdays = new Map<string, boolean>()

/** Each date is asked for once: there are millions of minutes. */
function isWeekday(date: string): boolean {
  const known = weekdays.get(date) ?? ![0, 6].includes(new Date(`${date}T12:00:00Z`).getUTCDay())
  weekdays.set(date, known)
  return known
}
