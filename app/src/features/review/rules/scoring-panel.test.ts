import { expect, test } from 'vitest'
import { BARRED, majorityOf, missingIn, placesOf, soundSheet } from './scoring-panel.ts'

const rubric = {
  levels: ['not_yet', 'demonstrated', 'exemplary'].map((id) => ({ id, label: id })),
  criteria: ['C1', 'C2'].map((id) => ({ id, title: id, looksAt: [], mustHave: false, weight: 1, descriptors: {} })),
}
const choosing = (level: string) => ({ '1.C1': level })
const [no, met, more] = ['not_yet', 'demonstrated', 'exemplary'] as const

test.each([
  ['all the same', [met, met, met], { level: met, barred: false, votes: 3 }],
  ['two of three', [met, met, more], { level: met, barred: false, votes: 2 }],
  ['each another', [no, met, more], null],
  ['two against two', [met, met, more, more], null],
  ['three of five', [no, no, no, met, more], { level: no, barred: false, votes: 3 }],
  ['half is not most', [met, met, no, more], null],
  ['a bar is a vote for the lowest level', [BARRED, no, met], { level: no, barred: false, votes: 2 }],
  ['most bar it', [BARRED, BARRED, no], { level: no, barred: true, votes: 3 }],
  ['most bar it, one passes it', [BARRED, BARRED, met], { level: no, barred: true, votes: 2 }],
  ['a bar of half bars nothing', [BARRED, BARRED, no, no], { level: no, barred: false, votes: 4 }],
])('%s', (_case, levels, expected) => expect(majorityOf(rubric, levels.map(choosing))['1.C1']).toEqual(expected))

test('the order of the panel changes nothing', () => {
  const sheets = [no, met, met].map(choosing)
  expect(majorityOf(rubric, sheets)).toEqual(majorityOf(rubric, sheets.toReversed()))
})

test('a sheet holds the judgments of six portfolios and nothing else', () => {
  expect(placesOf(rubric)).toHaveLength(12)
  const sheet = soundSheet(rubric, { '1.C1': met, '1.C9': met, '7.C1': met, '2.C1': 'splendid', '2.C2': BARRED })
  expect(sheet).toEqual({ '1.C1': met, '2.C2': BARRED })
  expect(missingIn(rubric, sheet)).toHaveLength(10)
  expect(missingIn(rubric, Object.fromEntries(placesOf(rubric).map((place) => [place, met])))).toEqual([])
})
