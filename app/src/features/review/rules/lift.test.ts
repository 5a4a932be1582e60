import { expect, test } from 'vitest'
import { mayLift } from './lift.ts'

const hours = { open: '08:00', close: '16:00' }
const calendar = {
  timeZone: 'UTC',
  week: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours },
  closed: [],
  short: [],
}
/** A Friday at noon. */
const openedAt = new Date('2026-09-04T12:00:00Z')
const stuck = { openedAt, anybody: false, anybodyIfLifted: true }

test.each([
  ['two business days without a reader', stuck, '2026-09-08T12:00:00Z', null],
  ['a weekend is not two business days', stuck, '2026-09-07T12:00:00Z', 'lift-too-early'],
  ['a minute short of two business days', stuck, '2026-09-08T11:59:00Z', 'lift-too-early'],
  ['somebody else may read', { ...stuck, anybody: true }, '2026-09-30T12:00:00Z', 'somebody-may-read'],
  [
    'nobody is kept away by having read before',
    { ...stuck, anybodyIfLifted: false },
    '2026-09-30T12:00:00Z',
    'lift-would-not-help',
  ],
])('%s', (_case, waiting, now, because) => {
  const verdict = mayLift(waiting, { calendar, now: new Date(now) })
  expect(verdict.ok ? null : verdict.because).toBe(because)
})
