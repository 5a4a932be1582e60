import { expect, test } from 'vitest'
import { StackFile } from '../model.ts'
import { ruleOf } from './rule-of.ts'

const words = {
  ...{ code: 'NOV', slug: 'novice-year', title: 'Novice year', titleEs: 'Primer año' },
  summary: 'What carries a first year, and one goal of your own.',
  summaryEs: 'Lo que sostiene un primer año, y una meta tuya propia.',
}
const named = (id: string) => ({ id, title: `Title ${id}`, titleEs: `Título ${id}` })
const read = (given: object) => ruleOf(StackFile.parse({ ...words, ...given }), (code) => code.toLowerCase())

test('a stack that takes all of its members', () => {
  expect(read({ rule: { all: true }, members: [{ code: 'A1' }, { code: 'B1', minMajor: 2 }] })).toEqual({
    anyOf: 2,
    groups: [],
    members: [
      { achievementId: 'a1', group: null },
      { achievementId: 'b1', group: null, minMajor: 2 },
    ],
  })
})

test('a stack of groups alone takes what they ask for together', () => {
  const groups = [
    { ...named('one'), min: 2 },
    { ...named('two'), min: 1 },
  ]
  const members = ['A1', 'A2', 'B1'].map((code) => ({ code, group: code === 'B1' ? 'two' : 'one' }))
  expect(read({ rule: { groups }, members })).toMatchObject({ anyOf: 3, groups: [{ min: 2 }, { min: 1 }] })
})

test('a step takes all of its members and comes after the one above it, unless it says otherwise', () => {
  const steps = [named('start'), { ...named('left'), min: 1 }, { ...named('right'), after: ['start'] }]
  const members = ['A1', 'A2', 'B1', 'B2', 'C1'].map((code) => ({
    code,
    step: { A: 'start', B: 'left', C: 'right' }[code.charAt(0)],
  }))
  expect(read({ kind: 'pathway', rule: { steps }, members })).toMatchObject({
    anyOf: 4,
    groups: [
      { id: 'start', min: 2, after: [] },
      { id: 'left', min: 1, after: ['start'] },
      { id: 'right', min: 1, after: ['start'] },
    ],
  })
})

test('a stack in a pathway goes by its code', () => {
  const steps = [named('start'), named('end')]
  const members = [
    { code: 'NOV', step: 'start' },
    { code: 'A1', step: 'end' },
  ]
  expect(read({ kind: 'pathway', rule: { steps }, members }).members).toEqual([
    { stack: 'NOV', group: 'start' },
    { achievementId: 'a1', group: 'end' },
  ])
})
