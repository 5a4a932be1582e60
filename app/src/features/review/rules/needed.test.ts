import { expect, test } from 'vitest'
import type { CriterionState, Outcome } from '../model.ts'
import type { RuleLike } from './levels.ts'
import { neededOf } from './needed.ts'

const STATES: Readonly<Record<string, CriterionState>> = { m: 'met', n: 'notYet', r: 'reread' }
const kOf = (k: number): RuleLike => ({ kind: 'k_of_n', k })
/** One letter a criterion: m met, n not yet, r read again; a capital letter must be there. */
function needed(rule: RuleLike, letters: string, result: Outcome = 'returned') {
  const all = [...letters].map((letter, place) => ({ letter, id: `C${place + 1}` }))
  const criteria = all.map(({ letter, id }) => ({
    ...{ id, title: id, looksAt: ['R1'], weight: 1, descriptors: {} },
    mustHave: letter !== letter.toLowerCase(),
  }))
  const judged = all.map(({ letter, id }) => ({
    criterionId: id,
    state: STATES[letter.toLowerCase()] ?? ('met' as const),
  }))
  return neededOf({ rule, criteria }, { result, criteria: judged })
}

test.each<[string, ReturnType<typeof needed>, ReturnType<typeof needed>]>([
  [
    'three of four, two met: one of the two is enough',
    needed(kOf(3), 'mmnn'),
    { must: [], choose: 1, from: ['C3', 'C4'] },
  ],
  [
    'three of four, one met: two of the three',
    needed(kOf(3), 'mnnn'),
    { must: [], choose: 2, from: ['C2', 'C3', 'C4'] },
  ],
  ['four of four: both', needed(kOf(4), 'mmnn'), { must: ['C3', 'C4'], choose: 0, from: [] }],
  [
    'what must be there fills the place, and no other is needed',
    needed(kOf(3), 'mmNn'),
    { must: ['C3'], choose: 0, from: [] },
  ],
  [
    'what must be there, and one of the other two',
    needed(kOf(3), 'mNnn'),
    { must: ['C2'], choose: 1, from: ['C3', 'C4'] },
  ],
  ['enough is met and one that must be there is not', needed(kOf(2), 'mmNn'), { must: ['C3'], choose: 0, from: [] }],
  ['what is read again is not counted on', needed(kOf(3), 'mrnn'), { must: ['C3', 'C4'], choose: 0, from: [] }],
  ['only what must be there is read again: nothing to add', needed(kOf(2), 'mmRn'), { must: [], choose: 0, from: [] }],
  [
    'where all are needed, all are',
    needed({ kind: 'conjunctive' }, 'mnn'),
    { must: ['C2', 'C3'], choose: 0, from: [] },
  ],
  ['earned: nothing, whatever was not shown', needed(kOf(2), 'mmn', 'earned'), { must: [], choose: 0, from: [] }],
])('%s', (_case, is, should) => expect(is).toEqual(should))
