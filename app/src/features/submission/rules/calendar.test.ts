import { expect, test } from 'vitest'
import { calendarOf } from './calendar.ts'

const week = { days: [1, 2, 3, 4, 5], open: '08:00', close: '16:00' }

test('the kept form becomes hours for each day of the week', () => {
  const read = calendarOf({ timeZone: 'America/Chicago', calendar: { week, closed: ['2026-11-26'], short: [] } })
  expect(Object.keys(read?.week ?? {})).toEqual(['mon', 'tue', 'wed', 'thu', 'fri'])
  expect(read?.week.fri).toEqual({ open: '08:00', close: '16:00' })
  expect(read?.closed).toEqual(['2026-11-26'])
})

test.each([
  ['nothing', null],
  ['no day of the week', { week: { ...week, days: [] } }],
  ['hours that are none', { week: { ...week, open: 'eight' } }],
  ['closing before opening', { week: { ...week, open: '17:00' } }],
])('%s promises no date', (_case, calendar) => {
  expect(calendarOf({ timeZone: 'America/Chicago', calendar })).toBeNull()
})

test('an unknown time zone promises no date', () => {
  expect(calendarOf({ timeZone: 'Nowhere/At-All', calendar: { week } })).toBeNull()
})
