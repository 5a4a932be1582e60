import { describe, expect, test } from 'vitest'
import { cameBack, placeStates } from './retry.ts'

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

describe('what came back', () => {
  const piece = (requirementId: string, sha256: string) =>
    ({
      id: sha256,
      requirementId,
      kind: 'text',
      type: 'statement',
      mediaType: '',
      bytes: 1,
      sha256,
      shared: false,
    }) as const
  const titled = criteria.map((criterion) => ({ ...criterion, title: `About ${criterion.id}` }))
  const then = {
    responses: [{ promptId: 'P1', words: 3, sha256: 'p' }],
    evidence: [piece('R1', 'a'), piece('R2', 'b')],
  }

  test.each([
    ['the same work', then, false],
    ['a piece elsewhere', { ...then, evidence: [...then.evidence, piece('R2', 'c')] }, false],
    ['a piece more', { ...then, evidence: [...then.evidence, piece('R1', 'c')] }, true],
    ['a piece less', { ...then, evidence: [piece('R2', 'b')] }, true],
    ['another answer', { ...then, responses: [{ promptId: 'P1', words: 3, sha256: 'q' }] }, true],
  ])('is changed by what its criterion looks at: %s', (_case, now, changed) => {
    expect(cameBack(titled, new Map([['C2', then]]), now)).toEqual([
      { criterionId: 'C2', title: 'About C2', places: ['R1', 'P1'], changed },
    ])
  })
})
