import { expect, test } from 'vitest'
import type { BusinessCalendar } from '../../../lib/business-time.ts'
import { expectedAfter, type LiveReading, lateness, rulingDueAt } from './late.ts'

const due = new Date('2026-10-12T21:00:00Z')
const after = new Date('2026-10-12T21:00:01Z')
const reading = (given: Partial<LiveReading>): LiveReading => ({
  purpose: 'first',
  status: 'open',
  dueAt: due,
  submittedAt: null,
  ...given,
})
const read = (at: string) => reading({ status: 'submitted', submittedAt: new Date(at) })
const ruling = { purpose: 'adjudication', dueAt: new Date('2026-10-14T21:00:00Z') } as const
const ofTwo = [read('2026-10-09T15:00:00Z'), read('2026-10-09T15:00:00Z')]

test.each([
  ['nobody took one of them', [reading({}), read('2026-10-09T15:00:00Z')], 'waiting'],
  ['somebody holds the last of them', [reading({ status: 'leased' }), read('2026-10-09T15:00:00Z')], 'reading'],
  ['both are in and nothing follows', ofTwo, 'reading'],
] as const)('past its time, where %s, it is late because of: %s', (_case, readings, reason) => {
  expect(lateness(readings, after)).toEqual({ kind: 'late', dueAt: due, reason })
})

test('a ruling moves the time with it, and is the reason when that is over too', () => {
  const readings = [...ofTwo, reading(ruling)]
  expect(lateness(readings, after)).toEqual({ kind: 'lookAgain', at: ruling.dueAt })
  expect(lateness(readings, new Date('2026-10-15T00:00:00Z'))).toMatchObject({ kind: 'late', reason: 'ruling' })
})

test('before its time it is looked at again when that comes', () => {
  expect(lateness([reading({})], new Date('2026-10-12T20:59:59Z'))).toEqual({ kind: 'lookAgain', at: due })
})

test('the last reading handed in a moment ago is a decision a moment later, not a delay', () => {
  const readings = [read('2026-10-09T15:00:00Z'), read('2026-10-12T20:59:58Z')]
  expect(lateness(readings, after)).toEqual({ kind: 'lookAgain', at: new Date('2026-10-12T21:01:01Z') })
  expect(lateness(readings, new Date('2026-10-12T21:01:01Z'))).toMatchObject({ kind: 'late' })
})

test('cancelled readings promise nothing', () => {
  expect(lateness([reading({ status: 'cancelled' })], after)).toEqual({ kind: 'none' })
})

test('the new date counts business days from the promise, or from the moment a site that was away comes back', () => {
  const hours = { open: '08:00', close: '16:00' }
  const week = { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours }
  const calendar: BusinessCalendar = { timeZone: 'America/Chicago', week, closed: [], short: [] }
  expect(expectedAfter(due, { calendar, now: after })).toEqual(new Date('2026-10-15T21:00:00Z'))
  const back = new Date('2026-10-16T13:00:00Z')
  expect(expectedAfter(due, { calendar, now: back })).toEqual(new Date('2026-10-20T21:00:00Z'))
})

test('a third person has two business days of their own, also where the two readings came late', () => {
  const hours = { open: '08:00', close: '16:00' }
  const week = { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours }
  const calendar: BusinessCalendar = { timeZone: 'America/Chicago', week, closed: [], short: [] }
  const early = new Date('2026-10-08T15:00:00Z')
  expect(rulingDueAt(due, { calendar, now: early })).toEqual(new Date('2026-10-14T21:00:00Z'))
  const late = new Date('2026-10-19T13:00:00Z')
  expect(rulingDueAt(due, { calendar, now: late })).toEqual(new Date('2026-10-20T21:00:00Z'))
})
