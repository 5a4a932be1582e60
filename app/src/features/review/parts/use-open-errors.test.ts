import { describe, expect, test } from 'vitest'
import { type CriterionView, EMPTY, type SheetState } from './sheet-model.ts'
import { withOpenErrors } from './use-open-errors.ts'

const refused: SheetState = { values: { c1: { ...EMPTY, comment: 'Short.' } }, overall: '' }
const criterion: CriterionView = {
  ...{ id: 'c1', title: 'Questions', place: '', levels: [], advice: [] },
  counts: { method: null, lookFor: [], examples: [] },
  errors: { levelId: 'Choose a level.', comment: 'Say more.', 'anchors.0.place': 'Point to a place.' },
}
const after = (part: Partial<typeof EMPTY>): string[] => {
  const now = { ...refused, values: { c1: { ...EMPTY, comment: 'Short.', ...part } } }
  return Object.keys(withOpenErrors(criterion, refused, now).errors)
}

describe('a fault stands beside its field', () => {
  test('as long as the field says what was refused', () =>
    expect(after({})).toEqual(['levelId', 'comment', 'anchors.0.place']))
  test('and goes when a level is chosen, while the others stay', () =>
    expect(after({ levelId: 'met' })).toEqual(['comment', 'anchors.0.place']))
  test('and goes when the words are others', () =>
    expect(after({ comment: 'Short. And then I saw more.' })).toEqual(['levelId', 'anchors.0.place']))
  test('and goes when a place is named', () =>
    expect(after({ anchors: [{ place: 'R1', at: 'page 2' }] })).toEqual(['levelId', 'comment']))
  test('and stays when only the time went on', () => expect(after({ seconds: 90 })).toHaveLength(3))
})
