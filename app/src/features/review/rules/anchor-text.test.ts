import { describe, expect, test } from 'vitest'
import type { Anchor } from '../model.ts'
import { anchorFrom, placeOf, spotText } from './anchor-text.ts'

const id = '01890000-0000-7000-8000-000000000001'
const at = (spot: string) => anchorFrom({ place: `evidence:${id}`, at: spot })

describe('what a reader types becomes a place', () => {
  test.each<[string, Partial<Anchor>]>([
    ['4:12', { kind: 'time', from: 252 } as Partial<Anchor>],
    ['4:12-4:40', { kind: 'time', from: 252, to: 280 } as Partial<Anchor>],
    ['4:12 – 4:40', { kind: 'time', from: 252, to: 280 } as Partial<Anchor>],
    ['1:02:03', { kind: 'time', from: 3723 } as Partial<Anchor>],
    ['3', { kind: 'page', page: 3 } as Partial<Anchor>],
    ['p. 3', { kind: 'page', page: 3 } as Partial<Anchor>],
    ['page 12', { kind: 'page', page: 12 } as Partial<Anchor>],
    ['pág. 4', { kind: 'page', page: 4 } as Partial<Anchor>],
    ['the second table', { kind: 'quote', text: 'the second table' } as Partial<Anchor>],
    ['', { kind: 'quote', text: '' } as Partial<Anchor>],
  ])('%s', (typed, anchor) => expect(at(typed)).toEqual({ evidenceId: id, ...anchor }))

  test('an answer keeps the words, a missing part needs none, no place is none', () => {
    expect(anchorFrom({ place: 'answer:O1', at: ' six minutes ' })).toEqual({
      kind: 'response',
      promptId: 'O1',
      text: 'six minutes',
    })
    expect(anchorFrom({ place: 'absent:R2', at: 'whatever' })).toEqual({ kind: 'absent', requirementId: 'R2' })
    expect(anchorFrom({ place: '', at: '4:12' })).toBeNull()
  })
})

test.each<Anchor>([
  { kind: 'time', evidenceId: id, from: 3723 },
  { kind: 'time', evidenceId: id, from: 5, to: 65 },
  { kind: 'page', evidenceId: id, page: 7 },
  { kind: 'quote', evidenceId: id, text: 'Friday 2' },
  { kind: 'response', promptId: 'P1', text: 'what I keep' },
  { kind: 'absent', requirementId: 'R1' },
])('a place shown in its two fields and read again is the same: %o', (anchor) => {
  expect(anchorFrom({ place: placeOf(anchor), at: spotText(anchor) })).toEqual(anchor)
})
