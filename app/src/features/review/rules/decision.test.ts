import { expect, test } from 'vitest'
import { Decision, type Ruling } from '../model.ts'
import { type Dispute, fitsToAdjudicate, rulingFaults } from './adjudication.ts'
import { assembleDecision, type DecisionFacts } from './decision.ts'
import type { RubricLike } from './levels.ts'

const LEVELS = ['not_yet', 'demonstrated', 'exemplary']
const uuid = (n: number) => `01890000-0000-7000-8000-00000000000${n}`
const rubric: RubricLike = {
  levels: LEVELS.map((id) => ({ id, label: id })),
  passLevel: 'demonstrated',
  rule: { kind: 'conjunctive' },
  criteria: ['C1', 'C2', 'C3'].map((id) => ({
    id,
    title: id,
    looksAt: ['R1'],
    mustHave: false,
    weight: 1,
    descriptors: {},
  })),
}
const scores = (levels: readonly (number | null)[]) =>
  levels.flatMap((level, i) => (level === null ? [] : [{ criterionId: `C${i + 1}`, levelId: LEVELS[level] ?? '' }]))
const reading = (n: number, levels: readonly (number | null)[]) => ({ reviewId: uuid(n), scores: scores(levels) })
const digest = `sha256:${'0'.repeat(64)}`
const facts: DecisionFacts = {
  rubric,
  readings: [],
  banked: [],
  adjudication: null,
  readingsNeeded: 1,
  settings: { disputed: 'reread', compensatoryGap: 12.5 },
  record: { routingReasons: ['near-miss'], rubricDigest: digest, manifestDigest: digest, provisional: false },
}
const kOf3 = (k: number): Partial<DecisionFacts> => ({ rubric: { ...rubric, rule: { kind: 'k_of_n', k } } })
function shown(change: Partial<DecisionFacts>) {
  const assembly = assembleDecision({ ...facts, ...change })
  if (assembly.kind === 'waits') return assembly.for === 'reading' ? 'reading' : assembly.criteria
  const { result, criteria } = Decision.parse(assembly.decision)
  return [result, ...criteria.map(({ state, levelId, source }) => `${state} ${levelId ?? '-'} ${source}`)]
}

test.each([
  ['nobody has read', {}, 'reading'],
  [
    'one reading',
    { readings: [reading(1, [1, 2, 1])] },
    ['earned', 'met demonstrated single', 'met exemplary single', 'met demonstrated single'],
  ],
  [
    'one reading, one not yet',
    { readings: [reading(1, [1, 0, 1])] },
    ['returned', 'met demonstrated single', 'notYet not_yet single', 'met demonstrated single'],
  ],
  ['one reading where two are needed', { readings: [reading(1, [1, 1, 1])], readingsNeeded: 2 }, 'reading'],
  [
    'two that agree',
    { readings: [reading(1, [1, 0, 1]), reading(2, [1, 0, 1])] },
    ['returned', 'met demonstrated agreed', 'notYet not_yet agreed', 'met demonstrated agreed'],
  ],
  [
    'two met at different levels',
    { readings: [reading(1, [1, 2, 1]), reading(2, [2, 1, 1])] },
    ['earned', 'met exemplary higher', 'met exemplary higher', 'met demonstrated agreed'],
  ],
  [
    'a dispute that decides nothing',
    { readings: [reading(1, [0, 1, 1]), reading(2, [0, 0, 1])] },
    ['returned', 'notYet not_yet agreed', 'reread - reread', 'met demonstrated agreed'],
  ],
  [
    'the same, with the setting that banks it',
    { readings: [reading(1, [0, 1, 1]), reading(2, [0, 0, 1])], settings: { disputed: 'bank', compensatoryGap: 12.5 } },
    ['returned', 'notYet not_yet agreed', 'met demonstrated higher', 'met demonstrated agreed'],
  ],
  [
    'a difference inside an award',
    { ...kOf3(2), readings: [reading(1, [1, 1, 0]), reading(2, [1, 1, 1])] },
    ['earned', 'met demonstrated agreed', 'met demonstrated agreed', 'met demonstrated higher'],
  ],
  ['a dispute that decides', { readings: [reading(1, [1, 1, 1]), reading(2, [1, 0, 1])] }, ['C2']],
  [
    'decided by a ruling',
    { readings: [reading(1, [1, 1, 2]), reading(2, [1, 0, 1])], adjudication: reading(3, [null, 1, null]) },
    ['earned', 'met demonstrated agreed', 'met demonstrated adjudicated', 'met exemplary higher'],
  ],
  [
    'decided the other way',
    { readings: [reading(1, [1, 1, 1]), reading(2, [1, 0, 1])], adjudication: reading(3, [null, 0, null]) },
    ['returned', 'met demonstrated agreed', 'notYet not_yet adjudicated', 'met demonstrated agreed'],
  ],
  [
    'a ruling nobody needed is not used',
    { readings: [reading(1, [1, 1, 1]), reading(2, [1, 1, 1])], adjudication: reading(3, [null, 0, null]) },
    ['earned', ...Array(3).fill('met demonstrated agreed')],
  ],
  [
    'a retry of one criterion',
    { readings: [reading(1, [null, 1, null])], banked: scores([1, null, 2]) },
    ['earned', 'met demonstrated banked', 'met demonstrated single', 'met exemplary banked'],
  ],
  [
    'a full re-read never lowers what was met',
    { readings: [reading(1, [0, 1, 2])], banked: scores([1, null, 1]) },
    ['earned', 'met demonstrated banked', 'met demonstrated single', 'met exemplary single'],
  ],
  [
    'nor makes it read again',
    { readings: [reading(1, [0, 0, 1]), reading(2, [1, 0, 1])], banked: scores([1, null, null]) },
    ['returned', 'met demonstrated higher', 'notYet not_yet agreed', 'met demonstrated agreed'],
  ],
] as const)('decision: %s', (_case, change, expected) => {
  expect(shown(change as Partial<DecisionFacts>)).toEqual(expected)
})

test('a decision carries its readings, its reasons and its digests', () => {
  const readings = [reading(1, [1, 1, 1]), reading(2, [1, 0, 1])]
  const record = { ...facts.record, provisional: true, supersedes: uuid(9) }
  const assembly = assembleDecision({ ...facts, readings, adjudication: reading(3, [null, 1, null]), record })
  expect(assembly).toMatchObject({ decision: { readings: [uuid(1), uuid(2), uuid(3)], adjudicated: true, ...record } })
})

test.each([
  ['too much', reading(3, [1, 1, null])],
  ['something else', reading(3, [1, null, null])],
  ['nothing', reading(3, [])],
])('a ruling on %s than the dispute is refused', (_case, adjudication) => {
  expect(() =>
    assembleDecision({ ...facts, readings: [reading(1, [1, 1, 1]), reading(2, [1, 0, 1])], adjudication }),
  ).toThrow(RangeError)
})

test('a third reading has no place in a decision', () => {
  expect(() => assembleDecision({ ...facts, readings: [1, 2, 3].map((n) => reading(n, [1, 1, 1])) })).toThrow(
    RangeError,
  )
})

const dispute: Dispute = {
  rubric,
  criteria: ['C2'],
  readings: [
    new Map([
      ['C1', 1],
      ['C2', 0],
      ['C3', 1],
    ]),
    new Map([
      ['C1', 1],
      ['C2', 1],
      ['C3', 1],
    ]),
  ],
}
const ruling: Ruling = {
  criterionId: 'C2',
  levelId: 'demonstrated',
  reason: 'word '.repeat(40),
  anchors: [{ kind: 'page', evidenceId: uuid(5), page: 2 }],
  bothWrong: false,
}
test.each([
  ['with reason and place', [ruling], []],
  ['of 39 words', [{ ...ruling, reason: 'word '.repeat(39) }], ['C2 reason-too-short']],
  ['without a place', [{ ...ruling, anchors: [] }], ['C2 no-anchor']],
  ['above both readers', [{ ...ruling, levelId: 'exemplary' }], ['C2 outside-readings']],
  ['above both, said so', [{ ...ruling, levelId: 'exemplary', bothWrong: true }], []],
  ['on what was not disputed', [ruling, { ...ruling, criterionId: 'C1' }], ['C1 not-disputed']],
  ['left out', [], ['C2 unruled']],
] as const)('a ruling %s', (_case, rulings, expected) => {
  expect(
    rulingFaults(dispute, rulings as readonly Ruling[]).map(({ criterionId, fault }) => `${criterionId} ${fault}`),
  ).toEqual(expected)
})

const adjudicator = { accountId: 'x', isQaLead: false, hasRole: true, status: 'live', liveReadings: 50 } as const
test.each([
  ['a live reader with 50 readings', {}, true],
  ['with 49', { liveReadings: 49 }, false],
  ['under watch', { status: 'watch' }, false],
  ['without the role', { hasRole: false }, false],
  ['a QA lead with the role', { isQaLead: true, status: null, liveReadings: 0 }, true],
  ['one of the two readers', { accountId: 'a' }, false],
] as const)('adjudicator: %s', (_case, change, fits) => {
  expect(fitsToAdjudicate({ ...adjudicator, ...change }, ['a', 'b'])).toBe(fits)
})
