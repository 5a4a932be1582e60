import { expect, test } from 'vitest'
import { type PassRubric, passChance, passRubricOf } from './pass-chance.ts'

const rubric = (count: number, rule: PassRubric['rule'], more: object[] = []): PassRubric => ({
  rule,
  criteria: Array.from({ length: count }, (_, place) => ({
    mustHave: false,
    weight: 1,
    looksAt: ['R1'],
    ...more[place],
  })),
  pass: 1,
  levels: 3,
})
const must = { mustHave: true }

test.each<[what: string, rubric: PassRubric, sensitivity: number, percent: string]>([
  ['five, all of them', rubric(5, { kind: 'conjunctive' }), 0.9, '59.0'],
  ['five, all of them, a sharper eye', rubric(5, { kind: 'conjunctive' }), 0.95, '77.4'],
  ['five, four of them', rubric(5, { kind: 'k_of_n', k: 4 }), 0.9, '91.9'],
  ['five, four of them, one a must', rubric(5, { kind: 'k_of_n', k: 4 }, [must]), 0.9, '85.3'],
  ['three, a total that one miss still reaches', rubric(3, { kind: 'compensatory', minTotal: 30 }), 0.9, '97.2'],
  ['three, a total that needs all', rubric(3, { kind: 'compensatory', minTotal: 50 }), 0.9, '72.9'],
  [
    'a part that needs its own',
    rubric(3, { kind: 'compensatory', minTotal: 0, sectionMin: { P: 50 } }, [{ looksAt: ['P1'] }]),
    0.9,
    '90.0',
  ],
  ['weights', rubric(2, { kind: 'compensatory', minTotal: 37 }, [{ weight: 3 }]), 0.9, '90.0'],
  ['no rule yet means all', rubric(2, {}), 0.9, '81.0'],
  ['no criteria', rubric(0, { kind: 'conjunctive' }), 0.9, '0.0'],
])('%s', (_what, given, sensitivity, percent) => {
  expect((100 * passChance(given, sensitivity)).toFixed(1)).toBe(percent)
})

test('a half-written draft has a rubric to ask', () => {
  expect(passRubricOf({})).toEqual({ rule: {}, criteria: [], pass: 1, levels: 2 })
  const levels = ['a', 'b', 'c'].map((id) => ({ id, label: id }))
  expect(passRubricOf({ rubric: { levels, passLevel: 'c' } })).toMatchObject({ pass: 2, levels: 3 })
})
