import { expect, test } from 'vitest'
import { calendarOf } from './calendar.ts'

const week = { days: [1, 2, 3, 4, 5], open: '08:00', close: '16:00' }
const WORKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri']

test('the kept form becomes hours for each day of the week', () => {
  const read = calendarOf({ timeZone: 'America/Chicago', calendar: { week, closed: ['2026-11-26'], short: [] } })
  expect(Object.keys(read.week)).toEqual(WORKDAYS)
  expect(read.week.fri).toEqual({ open: '08:00', close: '16:00' })
  expect(read.closed).toEqual(['2026-11-26'])
})

test('a week from Sunday to Thursday', () => {
  const calendar = { week: { ...week, days: [7, 1, 2, 3, 4] } }
  expect(Object.keys(calendarOf({ timeZone: 'Asia/Dubai', calendar }).week)).toEqual([
    'sun',
    'mon',
    'tue',
    'wed',
    'thu',
  ])
})

test.each([
  ['nothing', null],
  ['no day of the week', { week: { ...week, days: [] } }],
  ['a day that is none', { week: { ...week, days: [0] } }],
  ['hours that are none', { week: { ...week, open: 'eight' } }],
  ['closing before opening', { week: { ...week, open: '17:00' } }],
])('%s: office hours where the organization is', (_case, calendar) => {
  const read = calendarOf({ timeZone: 'America/Chicago', calendar })
  expect([read.timeZone, Object.keys(read.week)]).toEqual(['America/Chicago', WORKDAYS])
})

test('an unknown time zone: office hours of the world', () => {
  const read = calendarOf({ timeZone: 'Nowhere/At-All', calendar: { week } })
  expect([read.timeZone, Object.keys(read.week)]).toEqual(['UTC', WORKDAYS])
})
