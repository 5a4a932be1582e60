import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addYears,
  daysBetween,
  isLocalDate,
  isMonthDay,
  isTimeZone,
  localDateAt,
  nextMonthDay,
  type PeriodRule,
  periodAt,
  within,
} from './dates.ts'

test.each([
  ['2027-01-01T05:30:00Z', 'America/Denver', '2026-12-31'],
  ['2027-01-01T05:30:00Z', 'Pacific/Auckland', '2027-01-01'],
  ['2026-12-31T11:00:00Z', 'Pacific/Auckland', '2027-01-01'],
  ['2026-06-30T23:59:59.999Z', 'UTC', '2026-06-30'],
] as const)('%s in %s is %s', (instant, zone, date) => expect(localDateAt(new Date(instant), zone)).toBe(date))

test.each([['Mars/Olympus'], [''], ['+02:00'], ['America/']])('%j is no time zone', (zone) =>
  expect(isTimeZone(zone)).toBe(false),
)

test('the date on the wall is that of the place', () => {
  expect(isTimeZone('Asia/Kathmandu')).toBe(true)
  expect(localDateAt(new Date('2027-03-12T03:00:00Z'), 'America/Chicago')).toBe('2027-03-11')
  expect(localDateAt(new Date('2026-12-31T10:00:00Z'), 'Pacific/Kiritimati')).toBe('2027-01-01')
})

test('dates that no calendar has are none', () => {
  expect(['2027-02-29', '2026-13-01', '2026-1-1', '2026-06-31', 'today'].map(isLocalDate)).toEqual([
    false,
    false,
    false,
    false,
    false,
  ])
  expect(isLocalDate('2028-02-29')).toBe(true)
  expect(['07-01', '02-29', '13-01', '7-1'].map(isMonthDay)).toEqual([true, false, false, false])
})

describe('periods', () => {
  const school: PeriodRule = { kind: 'school_year', start: '07-01' }
  const cycle: PeriodRule = { kind: 'cycle', years: 5, anchor: '2026-07-01' }
  const custom: PeriodRule = { kind: 'custom', list: [{ key: 'fall', from: '2026-08-15', to: '2026-12-20' }] }
  test.each([
    ['2026-06-30', school, '2025-26'],
    ['2026-07-01', school, '2026-27'],
    ['2026-12-31', { kind: 'calendar_year' }, '2026'],
    ['2026-07-01', { kind: 'fiscal_year', start: '01-01' }, '2026'],
    ['2099-09-01', school, '2099-2100'],
    ['2026-07-01', cycle, '2026-31'],
    ['2031-06-30', cycle, '2026-31'],
    ['2031-07-01', cycle, '2031-36'],
    ['2026-06-30', cycle, '2021-26'],
    ['2026-08-15', custom, 'fall'],
  ] as const)('%s lies in a period of %j: %s', (date, rule, key) => expect(periodAt(date, rule)?.key).toBe(key))

  test('a custom list may leave a day out, its end among them', () => {
    expect(periodAt('2026-12-20', custom)).toBeNull()
  })

  test('every day lies in the period found for it, and the next one is one further', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -20_000, max: 20_000 }),
        fc.constantFrom(school, cycle, { kind: 'calendar_year' } as const),
        (days, rule) => {
          const date = addDays('2026-01-01', days)
          const period = periodAt(date, rule)
          if (!period) throw new Error(date)
          expect(within(date, period)).toBe(true)
          expect(periodAt(period.to, rule)?.index).toBe(period.index + 1)
        },
      ),
    )
  })
})

test('days and years count as a calendar does', () => {
  expect(addDays('2026-03-07', 90)).toBe('2026-06-05')
  expect(daysBetween('2026-03-07', '2026-06-05')).toBe(90)
  expect(addYears('2024-02-29', 1)).toBe('2025-02-28')
  expect(nextMonthDay('2026-12-31', '12-31')).toBe('2026-12-31')
  expect(nextMonthDay('2027-01-01', '12-31')).toBe('2027-12-31')
})
