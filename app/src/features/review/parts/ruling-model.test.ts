import { expect, test } from 'vitest'
import { isSameRuling, rulingsOf } from './ruling-model.ts'

const fields = {
  'rulings.C2.levelId': 'demonstrated',
  'rulings.C2.reason': 'Half a reason',
  'rulings.C2.bothWrong': 'off',
  'rulings.C2.anchors.0.place': 'requirement:R1',
  'rulings.C2.anchors.0.at': '',
  'rulings.C2.anchors.1.place': '',
  'rulings.C2.anchors.1.at': '',
}

test('the fields of a half-written ruling as the server takes them', () =>
  expect(rulingsOf(fields, ['C2', 'C3'])).toEqual([
    expect.objectContaining({ criterionId: 'C2', levelId: 'demonstrated', reason: 'Half a reason', bothWrong: false }),
    { criterionId: 'C3', levelId: null, reason: '', bothWrong: false, anchors: [] },
  ]))

test('an empty row more is the same ruling, another word is not', () => {
  const isSame = isSameRuling(['C2'])
  const { 'rulings.C2.anchors.1.place': _place, 'rulings.C2.anchors.1.at': _at, ...fewer } = fields
  expect(isSame(fields, fewer)).toBe(true)
  expect(isSame(fields, { ...fields, 'rulings.C2.reason': 'Half a reason more' })).toBe(false)
})
