import { expect, test } from 'vitest'
import { NO_PILOT, shownPilot } from './pilot.ts'

const pilot = { awards: 14, medianDays: 33, decisions: 29, agreed: 26 }

test.each([
  ['nobody', NO_PILOT],
  ['a small group', { ...pilot, awards: 9 }],
])('%s: nothing is said', (_case, few) => expect(shownPilot(few)).toBeNull())

test('from ten awards on their number and the middle, agreement not yet', () => {
  expect(shownPilot({ ...pilot, awards: 10 })).toEqual({ awards: 10, days: 33, agreement: null })
})

// 95 % intervals after Wilson, worked out apart.
test.each([
  [30, 30, { share: 100, low: 89, high: 100 }],
  [32, 28, { share: 88, low: 72, high: 95 }],
  [500, 440, { share: 88, low: 85, high: 91 }],
])('of %i decisions %i without a third reader: %j', (decisions, agreed, expected) => {
  expect(shownPilot({ ...pilot, decisions, agreed })?.agreement).toEqual({ decisions, ...expected })
})
