import { expect, test } from 'vitest'
import { progressOf } from './progress.ts'

const holding = (ids: readonly string[]) => new Map(ids.map((id) => [id, 1]))

const NOVICE = {
  anyOf: 3,
  groups: [
    { id: 'routines', min: 1 },
    { id: 'goal', min: 1 },
  ],
  members: [
    ...['b1', 'b7'].map((achievementId) => ({ achievementId, group: 'routines' })),
    { achievementId: 'l1', group: 'goal' },
    ...['a1', 'a2', 'a3', 'd1'].map((achievementId) => ({ achievementId, group: null })),
  ],
}

test.each<[string, string[], { earned: number; left: number }]>([
  ['nothing yet', [], { earned: 0, left: 3 }],
  ['one of no group', ['a1'], { earned: 1, left: 2 }],
  ['enough, and both groups', ['b7', 'l1', 'a1'], { earned: 3, left: 0 }],
  ['enough, and one group missing', ['a1', 'a2', 'b1'], { earned: 3, left: 1 }],
  ['enough, and both groups missing', ['a1', 'a2', 'a3'], { earned: 3, left: 2 }],
  ['more than enough of one group is no other group', ['b1', 'b7', 'a1', 'd1'], { earned: 4, left: 1 }],
  ['all of it', ['b1', 'b7', 'l1', 'a1', 'a2', 'a3', 'd1'], { earned: 7, left: 0 }],
  ['what is no member does not count', ['z9', 'a1'], { earned: 1, left: 2 }],
])('%s', (_name, held, expected) => {
  expect(progressOf(NOVICE, holding(held))).toMatchObject({ ...expected, needed: 3 })
})

test('says of each group how far it is', () => {
  expect(progressOf(NOVICE, holding(['b1', 'b7'])).groups).toEqual([
    { id: 'routines', min: 1, earned: 2 },
    { id: 'goal', min: 1, earned: 0 },
  ])
})

test.each<[string, number, number | undefined, number]>([
  ['any edition, where none is asked for', 1, undefined, 1],
  ['the edition asked for', 2, 2, 1],
  ['a newer one', 3, 2, 1],
  ['an older one does not count', 1, 2, 0],
])('%s', (_name, major, minMajor, earned) => {
  const member = { achievementId: 'a1', group: null, ...(minMajor === undefined ? {} : { minMajor }) }
  const rule = { anyOf: 1, groups: [], members: [member] }
  expect(progressOf(rule, new Map([['a1', major]])).earned).toBe(earned)
})
