import { expect, test } from 'vitest'
import { type Holder, misplaced } from './inside.ts'

const all = new Map<string, Holder>([
  ['NOV', { kind: 'stack', stacks: [] }],
  ['PAR', { kind: 'stack', stacks: ['COA'] }],
  ['COA', { kind: 'stack', stacks: ['LEA'] }],
  ['LEA', { kind: 'stack', stacks: ['COA'] }],
  ['PW-ONE', { kind: 'pathway', stacks: ['NOV'] }],
  ['PW-TWO', { kind: 'pathway', stacks: ['PW-ONE'] }],
])

test.each<[string, string | null, 'stack' | 'pathway', string, string | null]>([
  ['a stack in a pathway', 'PW-ONE', 'pathway', 'NOV', null],
  ['in a pathway that has no code yet', null, 'pathway', 'NOV', null],
  ['a stack in itself', 'NOV', 'stack', 'NOV', 'inside-itself'],
  ['a stack in itself by way of others', 'LEA', 'stack', 'COA', 'inside-itself'],
  ['a pathway in itself by way of another', 'PW-ONE', 'pathway', 'PW-TWO', 'inside-itself'],
  ['a stack in another', 'NOV', 'stack', 'PAR', 'stack-in-stack'],
  ['a stack in one that has no code yet', null, 'stack', 'NOV', 'stack-in-stack'],
  ['a pathway in another', 'PW-NEW', 'pathway', 'PW-ONE', 'pathway-in-pathway'],
  ['others that go around by themselves', 'NOV', 'pathway', 'LEA', null],
])('%s', (_name, code, kind, inner, expected) => {
  expect(misplaced({ code, kind }, inner, all)).toBe(expected)
})
