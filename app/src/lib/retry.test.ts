import { expect, test } from 'vitest'
import { backoff, MOST_ATTEMPTS } from './retry.ts'

const HOUR = 3_600_000
const pauses = Array.from({ length: MOST_ATTEMPTS - 1 }, (_, n) => backoff(n + 1, 0.5))

test('what leaves the house is tried within seconds first, and for a day in all', () => {
  expect(pauses.slice(0, 3)).toEqual([5_000, 10_000, 20_000])
  expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBeGreaterThan(24 * HOUR)
  expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBeLessThan(27 * HOUR)
})

test('two letters that failed together do not come again together', () => {
  expect(backoff(20, 0)).toBe(0.8 * HOUR)
  expect(backoff(20, 0.999)).toBeCloseTo(1.2 * HOUR, -4)
})
