import { expect, test } from 'vitest'
import { placeStates } from './retry.ts'

const criteria = [
  { id: 'C1', looksAt: ['R1.a', 'R1.b'] },
  { id: 'C2', looksAt: ['R1.c', 'P1'] },
  { id: 'C3', looksAt: ['R2.a'] },
]
const banked = (...ids: string[]) => ids.map((criterionId) => ({ criterionId, attemptNo: 1, levelId: 'demonstrated' }))

test.each([
  ['nothing was met', [], { R1: 'open', P1: 'open', R2: 'open' }],
  ['one place of its own', ['C3'], { R1: 'open', P1: 'open', R2: 'kept' }],
  ['a place that two criteria look at', ['C1'], { R1: 'open', P1: 'open', R2: 'open' }],
  ['both of them', ['C1', 'C2'], { R1: 'kept', P1: 'kept', R2: 'open' }],
])('kept parts of a retry: %s', (_case, met, states) => {
  expect(Object.fromEntries(placeStates(criteria, { banked: banked(...met), full: false }))).toEqual(states)
})
