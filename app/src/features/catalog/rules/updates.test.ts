import { expect, test } from 'vitest'
import { asksOfAddress, digestWeek } from './updates.ts'

test.each([
  ['2026-12-01T15:00:00Z', '2026-12-01'],
  ['2026-12-01T14:59:59Z', '2026-11-24'],
  ['2026-12-08T14:59:59Z', '2026-12-01'],
  ['2027-01-01T00:00:00Z', '2026-12-29'],
  ['2023-12-31T00:00:00Z', '2023-12-26'],
])('%s belongs to the week of %s, a Tuesday', (at, week) => {
  expect(digestWeek(new Date(at))).toBe(week)
  expect(new Date(week).getUTCDay()).toBe(2)
})

test('what counts letters to an address names it by its mark alone', () => {
  for (const { bucket } of asksOfAddress('m4rk')) expect(bucket).toMatch(/^updates\.[a-z]+ m4rk$/)
})
