import { expect, test } from 'vitest'
import { isAlive, isRecent } from './clock-step.ts'

const now = new Date('2026-11-20T16:00:00Z')
const MINUTE = 60_000
const from = (minutes: number) => new Date(now.getTime() + minutes * MINUTE)

test.each([
  ['four minutes ago', -4, true],
  ['five minutes ago', -5, false],
  ['a little ahead', 5, true],
  ['an hour ahead', 60, false],
])('within five minutes, %s: %s', (_when, minutes, recent) =>
  expect(isRecent(from(minutes), now, 5 * MINUTE)).toBe(recent),
)
test('never is not recent', () => expect(isRecent(null, now, MINUTE)).toBe(false))

test.each([
  ['is over', 0, false],
  ['ends in a minute', 1, true],
  ['ends when its life ends', 10, true],
  ['ends a little later than that', 15, true],
  ['ends an hour later than that', 70, false],
])('with a life of ten minutes: what %s is alive: %s', (_when, minutes, alive) =>
  expect(isAlive(from(minutes), now, 10 * MINUTE)).toBe(alive),
)
