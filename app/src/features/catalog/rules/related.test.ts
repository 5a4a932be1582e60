import { expect, test } from 'vitest'
import { type About, nearnessOf, nearTo } from './related.ts'

const entry = (id: string, strand: string, tags: string[], statements: string[] = []): About => ({
  ...{ id, strand, tags, statements },
})
const shelf = nearnessOf([
  entry('D3', 'D', ['wait-time', 'classroom-talk'], ['TCH.2']),
  entry('D2', 'D', ['classroom-talk'], ['TCH.2']),
  entry('D4', 'D', ['explanations'], ['TCH.9']),
  entry('I5', 'I', ['wait-time'], ['INC.1']),
  entry('G6', 'G', ['classroom-talk'], ['LRN.1']),
  entry('H1', 'H', ['classroom-talk'], ['LRN.2']),
  entry('K1', 'K', ['adult-wellbeing'], ['PRO.1']),
])

test('what shares most and rarest is nearest, three at most, each with its reason', () => {
  expect(nearTo(shelf, 'D3')).toEqual([
    { id: 'D2', tags: ['classroom-talk'], statements: ['TCH.2'] },
    { id: 'I5', tags: ['wait-time'], statements: [] },
    { id: 'G6', tags: ['classroom-talk'], statements: [] },
  ])
})

test.each([
  ['a strand in common is no reason', 'D4'],
  ['nothing in common', 'K1'],
  ['not on the shelf', 'Z9'],
])('%s: %s stands alone', (_case, id) => expect(nearTo(shelf, id)).toEqual([]))

test('of several things in common the rarest are named', () => {
  const more = nearnessOf([
    entry('A1', 'A', ['common', 'rare', 'odd']),
    entry('A2', 'A', ['common', 'rare', 'odd']),
    entry('A3', 'A', ['common']),
    entry('A4', 'A', ['common', 'odd']),
  ])
  expect(nearTo(more, 'A1')[0]).toEqual({ id: 'A2', tags: ['rare', 'odd'], statements: [] })
})
