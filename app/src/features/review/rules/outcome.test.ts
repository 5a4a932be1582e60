import fc from 'fast-check'
import { expect, expectTypeOf, test } from 'vitest'
import type { Rubric } from '../../catalog/model.ts'
import {
  isMet,
  type Levels,
  levelAt,
  levelIndex,
  levelsOf,
  type RubricLike,
  type RuleLike,
  unasked,
  unscored,
  withBanked,
} from './levels.ts'
import { outcome, sectionOf, totalsWithin } from './outcome.ts'
import { disputed, settle } from './settle.ts'

const LEVELS = [
  { id: 'not_yet', label: 'Not yet' },
  { id: 'demonstrated', label: 'Demonstrated' },
  { id: 'exemplary', label: 'Exemplary' },
]
interface Row {
  mustHave?: boolean
  weight?: number
  looksAt?: string[]
}
function rubric(rule: RuleLike, rows: readonly Row[], scale = 3): RubricLike {
  return {
    levels: scale === 3 ? LEVELS : [...LEVELS, { id: 'master', label: 'Master' }].slice(0, scale),
    passLevel: 'demonstrated',
    rule,
    criteria: rows.map(({ mustHave = false, weight = 1, looksAt = ['R1'] }, i) => ({
      id: `C${i + 1}`,
      title: `C${i + 1}`,
      looksAt,
      mustHave,
      weight,
      descriptors: {},
    })),
  }
}
const at = (...levels: number[]): Levels => new Map(levels.map((level, i) => [`C${i + 1}`, level]))
const five = [{}, {}, {}, {}, {}]
const conjunctive: RuleLike = { kind: 'conjunctive' }
const fourOfFive: RuleLike = { kind: 'k_of_n', k: 4 }

test('the rubric of a catalogue version is read as it is', () => {
  expectTypeOf<Rubric>().toExtend<RubricLike>()
})

test.each([
  ['conjunctive: all at pass level', conjunctive, five, [1, 1, 1, 1, 1], 'earned'],
  ['conjunctive: one below, the others far above', conjunctive, five, [0, 2, 2, 2, 2], 'returned'],
  ['4 of 5: four met', fourOfFive, five, [0, 1, 1, 1, 1], 'earned'],
  ['4 of 5: three met', fourOfFive, five, [0, 0, 2, 2, 2], 'returned'],
  ['4 of 5: a must-have not met', fourOfFive, [{ mustHave: true }, {}, {}, {}, {}], [0, 2, 2, 2, 2], 'returned'],
  ['4 of 5: another not met', fourOfFive, [{ mustHave: true }, {}, {}, {}, {}], [1, 0, 1, 1, 1], 'earned'],
  ['points: exactly the cut', { kind: 'compensatory', minTotal: 50 }, [{}, {}], [0, 2], 'earned'],
  ['points: just under it', { kind: 'compensatory', minTotal: 50.001 }, [{}, {}], [0, 2], 'returned'],
  ['points: weights', { kind: 'compensatory', minTotal: 75 }, [{ weight: 1 }, { weight: 3 }], [0, 2], 'earned'],
  [
    'points: weights the other way',
    { kind: 'compensatory', minTotal: 75 },
    [{ weight: 3 }, { weight: 1 }],
    [0, 2],
    'returned',
  ],
  ['points: a must-have binds', { kind: 'compensatory', minTotal: 50 }, [{ mustHave: true }, {}], [0, 2], 'returned'],
  [
    'points: a section under its least',
    { kind: 'compensatory', minTotal: 50, sectionMin: { R: 50 } },
    [{ looksAt: ['R1.a', 'O1'] }, { looksAt: ['P1'] }],
    [0, 2],
    'returned',
  ],
  [
    'points: a section at its least',
    { kind: 'compensatory', minTotal: 50, sectionMin: { R: 50 } },
    [{ looksAt: ['R1.a'] }, { looksAt: ['P1'] }],
    [1, 2],
    'earned',
  ],
] as const)('%s', (_case, rule, rows, levels, expected) => {
  expect(outcome(rubric(rule, rows as readonly Row[]), at(...levels))).toBe(expected)
})

test('thirds are compared as whole numbers: one level of three on three criteria is 100/3, never 33.33', () => {
  const rule = (minTotal: number): RuleLike => ({ kind: 'compensatory', minTotal })
  const three = [{}, {}, {}]
  expect(outcome(rubric(rule(33.333), three, 4), at(1, 1, 1))).toBe('earned')
  expect(outcome(rubric(rule(33.334), three, 4), at(1, 1, 1))).toBe('returned')
})

test('a section without a criterion is a fault of the version, not a pass', () => {
  expect(() => outcome(rubric({ kind: 'compensatory', minTotal: 0, sectionMin: { P: 50 } }, [{}]), at(2))).toThrow(
    RangeError,
  )
})

test('a criterion without a score is never read as "not met"', () => {
  expect(() => outcome(rubric(conjunctive, five), at(1, 1))).toThrow(RangeError)
  const score = {
    criterionId: 'C1',
    levelId: 'demonstrated',
    confidence: 3,
    comment: '',
    missing: '',
    nextStep: '',
    anchors: [],
    seconds: 1,
  }
  expect(unscored(['C1', 'C2', 'C3'], [score, { ...score, criterionId: 'C2', confidence: null }])).toEqual(['C2', 'C3'])
  expect(unasked(['C1'], [score, { ...score, criterionId: 'C2' }])).toEqual(['C2'])
})

test('levels have names and places', () => {
  const scale = rubric(conjunctive, five)
  expect(levelIndex(scale, 'exemplary')).toBe(2)
  expect(levelAt(scale, 0)).toBe('not_yet')
  expect(() => levelIndex(scale, 'superb')).toThrow(RangeError)
  expect(() => levelAt(scale, 3)).toThrow(RangeError)
  expect(isMet(scale, 0)).toBe(false)
  expect([...levelsOf(scale, [{ criterionId: 'C1', levelId: 'demonstrated' }])]).toEqual([['C1', 1]])
  expect(sectionOf({ looksAt: ['P1', 'R1'] })).toBe('P')
})

test('a banked criterion enters as met, at its level, and never falls', () => {
  expect([
    ...withBanked(
      at(0, 2),
      new Map([
        ['C1', 1],
        ['C2', 1],
        ['C3', 2],
      ]),
    ),
  ]).toEqual([
    ['C1', 1],
    ['C2', 2],
    ['C3', 2],
  ])
})

const compensatory: RuleLike = { kind: 'compensatory', minTotal: 50 }
test.each([
  ['same levels', conjunctive, [1, 1], [1, 1], 'earned'],
  ['levels differ above the pass level', conjunctive, [1, 2], [2, 1], 'earned'],
  ['a criterion differs, the outcome cannot', conjunctive, [0, 0], [0, 1], 'returned'],
  ['a criterion decides', conjunctive, [1, 0], [1, 1], ['C2']],
  ['each sees another one unmet', conjunctive, [1, 0], [0, 1], ['C1', 'C2']],
  ['1 of 2: each sees another one', { kind: 'k_of_n', k: 1 }, [1, 0], [0, 1], ['C1', 'C2']],
  ['1 of 2: one is beyond doubt', { kind: 'k_of_n', k: 1 }, [1, 0], [1, 1], 'earned'],
  ['points: near and the same side', compensatory, [2, 2], [2, 2], 'earned'],
  ['points: same side, too far apart', compensatory, [1, 1], [2, 2], ['C1', 'C2']],
  ['points: met alike, the sum decides', { kind: 'compensatory', minTotal: 75 }, [1, 1], [1, 2], ['C2']],
] as const)('two readings, %s', (_case, rule, one, other, expected) => {
  const asked = rubric(rule, [{}, {}])
  const answer =
    typeof expected === 'string' ? { kind: 'settled', result: expected } : { kind: 'adjudicate', criteria: expected }
  expect(settle(asked, { one: at(...one), other: at(...other) }, 12.5)).toEqual(answer)
  expect(settle(asked, { one: at(...other), other: at(...one) }, 12.5)).toEqual(answer)
})

test('12.5 points apart is near, more is not', () => {
  const eight = rubric({ kind: 'compensatory', minTotal: 0 }, [{}, {}, {}, {}])
  expect(totalsWithin(eight, [at(1, 1, 1, 1), at(1, 1, 1, 2)], 12.5)).toBe(true)
  expect(totalsWithin(eight, [at(1, 1, 1, 1), at(1, 1, 2, 2)], 12.5)).toBe(false)
  expect(disputed(eight, { one: at(1, 1, 1, 1), other: at(1, 1, 2, 2) })).toEqual(['C3', 'C4'])
})

const rules = fc.oneof(
  fc.constant(conjunctive),
  fc.integer({ min: 1, max: 4 }).map((k): RuleLike => ({ kind: 'k_of_n', k })),
  fc
    .record({ minTotal: fc.integer({ min: 0, max: 100 }), least: fc.integer({ min: 0, max: 100 }) })
    .map(({ minTotal, least }): RuleLike => ({ kind: 'compensatory', minTotal, sectionMin: { R: least } })),
)
const rows = fc.array(fc.record({ mustHave: fc.boolean(), weight: fc.integer({ min: 1, max: 10 }) }), {
  minLength: 4,
  maxLength: 4,
})
const levels = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 4, maxLength: 4 })

test('every rule is monotone in levels', () => {
  fc.assert(
    fc.property(rules, rows, levels, fc.integer({ min: 0, max: 3 }), (rule, members, given, raised) => {
      const asked = rubric(rule, members)
      const higher = given.map((level, i) => (i === raised ? Math.min(2, level + 1) : level))
      if (outcome(asked, at(...given)) === 'earned') expect(outcome(asked, at(...higher))).toBe('earned')
    }),
    { numRuns: 2000 },
  )
})

test('settling never depends on who read first, and a dispute always has something to decide', () => {
  fc.assert(
    fc.property(rules, rows, levels, levels, (rule, members, one, other) => {
      const asked = rubric(rule, members)
      const answer = settle(asked, { one: at(...one), other: at(...other) }, 12.5)
      expect(settle(asked, { one: at(...other), other: at(...one) }, 12.5)).toEqual(answer)
      if (answer.kind === 'adjudicate') expect(answer.criteria.length).toBeGreaterThan(0)
      else for (const reading of [one, other]) expect(outcome(asked, at(...reading))).toBe(answer.result)
    }),
    { numRuns: 2000 },
  )
})
