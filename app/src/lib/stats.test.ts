import { expect, test } from 'vitest'
import { quantile, wilsonInterval } from './stats.ts'

test.each([
  [81, 263, 0.2553, 0.3662],
  [0, 20, 0, 0.1611],
  [8, 10, 0.4902, 0.9433],
  [20, 20, 0.8389, 1],
] as const)('Wilson %i of %i lies between %f and %f', (successes, trials, lower, upper) => {
  const interval = wilsonInterval(successes, trials)
  expect(interval?.lower).toBeCloseTo(lower, 4)
  expect(interval?.upper).toBeCloseTo(upper, 4)
})

test('nothing tried, nothing estimated', () => expect(wilsonInterval(0, 0)).toBeNull())

test.each([
  [3, 2],
  [-1, 2],
  [0.5, 1],
  [Number.NaN, 1],
])('%d of %d is no count', (successes, trials) => {
  expect(() => wilsonInterval(successes, trials)).toThrow(RangeError)
})

test.each([
  [[4, 1, 3, 2, 10], 0.75, 4],
  [[4, 1, 3, 2], 0.5, 2.5],
  [[7], 0.9, 7],
  [[1, 2, 3, 4], 0.25, 1.75],
  [[1, 2], 0, 1],
  [[1, 2], 1, 2],
] as const)('the quantile of %j at %d is %d', (values, p, expected) =>
  expect(quantile(values, p)).toBeCloseTo(expected, 12),
)

test('an empty list has no quantile and a share outside 0..1 is refused', () => {
  expect(quantile([], 0.5)).toBeNull()
  expect(() => quantile([1], 1.5)).toThrow(RangeError)
})
