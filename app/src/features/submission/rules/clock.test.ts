import { expect, test } from 'vitest'
import { type AttemptClock, attemptDueAt, extensionDays } from './clock.ts'

const hours = { open: '08:00', close: '16:00' }
const calendar = {
  timeZone: 'America/Chicago',
  week: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours },
  closed: [],
  short: [],
}
const at = (time: string) => new Date(`${time}:00Z`)
const clock: AttemptClock = {
  calendar,
  submittedAt: at('2026-10-05T15:00'),
  windowDays: 5,
  capDays: 14,
  extensions: [],
  pauses: [],
}

test.each([
  ['plain', [], {}, '2026-10-12T21:00'],
  ['duplicate suspicion', ['duplicateSuspicion'], {}, '2026-10-15T21:00'],
  ['one of the first ten', ['firstTen'], {}, '2026-10-14T21:00'],
  ['one reason counts once', ['adjudication', 'adjudication'], {}, '2026-10-14T21:00'],
  ['all reasons', ['adjudication', 'firstTen', 'duplicateSuspicion'], {}, '2026-10-21T21:00'],
  ['the cap', ['adjudication', 'firstTen'], { capDays: 6 }, '2026-10-13T21:00'],
] as const)('due date, %s', (_case, extensions, change, due) => {
  expect(attemptDueAt({ ...clock, extensions, ...change })).toEqual(at(due))
})

test('a pause moves the date, an open pause leaves none', () => {
  const pause = { from: at('2026-10-07T16:00'), to: at('2026-10-08T15:00') }
  expect(attemptDueAt({ ...clock, pauses: [pause] })).toEqual(at('2026-10-13T20:00'))
  expect(attemptDueAt({ ...clock, pauses: [{ ...pause, to: null }] })).toBeNull()
})

test('extensions add up', () => {
  expect(extensionDays(['firstTen', 'duplicateSuspicion'])).toBe(5)
})
