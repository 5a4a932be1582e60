import { expect, test } from 'vitest'
import { progressOf, withStacks } from './progress.ts'

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

const CHAIN = {
  anyOf: 3,
  groups: [
    { id: 'one', min: 1, after: [] },
    { id: 'two', min: 1, after: ['one'] },
    { id: 'own', min: 1, after: ['two'] },
  ],
  members: [
    { stack: 'NOV', group: 'one' },
    { stack: 'TWO', group: 'two' },
    { achievementId: 'x1', group: 'own' },
  ],
}
const two = { code: 'TWO', rule: { anyOf: 1, groups: [], members: [{ achievementId: 'a1', group: null }] } }
const stacks = [{ code: 'NOV', rule: NOVICE }, two]

test.each<[string, string[], string[], number]>([
  ['nothing', [], [], 0],
  ['some of a stack is no stack', ['b1', 'l1'], [], 0],
  ['all that a stack takes', ['b1', 'l1', 'a1'], [], 2],
  ['a stack whose award stands, whatever became of its parts', [], ['NOV'], 1],
  ['both is one', ['b1', 'l1', 'a1'], ['NOV', 'TWO'], 2],
  ['a micro-credential beside stacks', ['a1', 'x1'], ['NOV'], 3],
])('of stacks: %s', (_name, held, awarded, earned) => {
  const holds = withStacks(holding(held), stacks, awarded)
  expect(progressOf(CHAIN, holds)).toMatchObject({ earned, left: 3 - earned })
})
