import { expect, test } from 'vitest'
import { type BankingFacts, criterionContent, dateAfterMonths, type MetEarlier, readingScope } from './banking.ts'

const criteria = ['C1', 'C2', 'C3', 'C4'].map((id, i) => ({
  id,
  title: id,
  looksAt: [`R${i + 1}.a`, 'O1'],
  descriptors: { not_yet: 'no', demonstrated: 'yes' },
}))
const rubric = { passLevel: 'demonstrated', banking: { enabled: true, months: 12 }, criteria }
const digests = new Map(criteria.map(({ id }) => [id, `content of ${id}`]))
const item = (requirementId: string, sha256: string, id = `${requirementId}-${sha256}`) =>
  ({
    id,
    requirementId,
    kind: 'file',
    type: 'document',
    mediaType: 'application/pdf',
    bytes: 1,
    sha256,
    shared: false,
  }) as const
const first = {
  attemptNo: 1,
  submittedAt: new Date('2026-01-31T20:00:00Z'),
  responses: [{ promptId: 'O1', words: 3, sha256: 'o1' }],
  evidence: [item('R1', 'a'), item('R2', 'b'), item('R3', 'c'), item('R4', 'd')],
}
const met = (criterionId: string): MetEarlier => ({
  criterionId,
  state: 'met',
  levelId: 'demonstrated',
  attempt: first,
  contentDigest: `content of ${criterionId}`,
  integrityConfirmed: false,
})
const retry: BankingFacts = {
  rubric,
  contentDigests: digests,
  earlier: [met('C1'), met('C2'), met('C3')],
  now: { ...first, submittedAt: new Date('2026-03-01T00:00:00Z') },
  versionMoved: false,
}
const C1 = (change: Partial<MetEarlier>) => ({ earlier: [{ ...met('C1'), ...change }, met('C2'), met('C3')] })
const R1 = (...digestsOfR1: string[]) => ({
  now: { ...retry.now, evidence: [...first.evidence.slice(1), ...digestsOfR1.map((digest) => item('R1', digest))] },
})
const at = (time: string) => ({ now: { ...retry.now, submittedAt: new Date(time) } })

test.each([
  ['nothing changed', {}, null],
  ['(a) month 12', at('2027-01-31T23:59:59Z'), null],
  ['(a) month 12 and a day', at('2027-02-01T00:00:00Z'), 'lapsed'],
  ['(b) a descriptor changed', { contentDigests: new Map([...digests, ['C1', 'other']]) }, 'criterion-changed'],
  ['(c) its piece was replaced', R1('z'), 'evidence-changed'],
  ['(c) its piece was taken out', R1(), 'evidence-changed'],
  ['(c) the older piece stays beside a new one', R1('z', 'a'), null],
  [
    '(c) another part changed',
    { now: { ...retry.now, evidence: [...first.evidence.slice(0, 3), item('R4', 'z')] } },
    null,
  ],
  [
    '(c) the same bytes in another part do not help',
    { now: { ...retry.now, evidence: [...first.evidence.slice(1), item('R4', 'a')] } },
    'evidence-changed',
  ],
  ['(d) a confirmed integrity finding', C1({ integrityConfirmed: true }), 'integrity'],
  ['read differently by two readers', C1({ state: 'reread', levelId: null }), 'reread'],
  ['banking is off', { rubric: { ...rubric, banking: { enabled: false, months: 12 } } }, 'banking-off'],
] as const)('banking, %s', (_case, change, because) => {
  const scope = readingScope({ ...retry, ...change } as BankingFacts)
  expect(scope.open.find(({ criterionId }) => criterionId === 'C1')?.because ?? null).toBe(because)
  const toldBefore = because !== null && because !== 'reread'
  expect(scope.lost.includes('C1')).toBe(toldBefore)
})

test('a changed answer reopens every criterion that looks at it', () => {
  const now = { ...retry.now, responses: [{ promptId: 'O1', words: 3, sha256: 'other' }] }
  expect(readingScope({ ...retry, now })).toMatchObject({ banked: [], full: true, lost: ['C1', 'C2', 'C3'] })
})

test.each([
  ['one of four open', ['C1', 'C2', 'C3'], false, false],
  ['half of them open', ['C1', 'C2'], false, true],
  ['a moved version', ['C1', 'C2', 'C3'], true, true],
  ['a first attempt', [], false, true],
] as const)('full re-read: %s', (_case, ids, versionMoved, full) => {
  expect(readingScope({ ...retry, earlier: ids.map(met), versionMoved }).full).toBe(full)
})

test('a banked criterion names the attempt that decided it', () => {
  expect(readingScope(retry).banked).toEqual(
    ['C1', 'C2', 'C3'].map((criterionId) => ({ criterionId, attemptNo: 1, levelId: 'demonstrated' })),
  )
  expect(readingScope(retry).open).toEqual([{ criterionId: 'C4', because: 'never-met' }])
})

test.each([
  ['2026-01-31', 12, '2027-01-31'],
  ['2026-01-31', 1, '2026-02-28'],
  ['2028-02-29', 12, '2029-02-28'],
  ['2026-11-30', 3, '2027-02-28'],
])('%s and %i months is %s', (from, months, expected) => {
  expect(dateAfterMonths(new Date(`${from}T12:00:00Z`), months)).toBe(expected)
})

test('what must stay the same of a criterion', () => {
  expect(criterionContent({ id: 'C1', title: 't', looksAt: ['O1'], descriptors: { a: 'b' } }, 'a')).toEqual({
    title: 't',
    descriptors: { a: 'b' },
    passLevel: 'a',
  })
})
