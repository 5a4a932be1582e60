import { describe, expect, test } from 'vitest'
import { DESK_DEEDS, DESK_KEYS, keptKeys, keyProblems, ownKeys, swapped, typedKeys } from './desk-keys.ts'

const usual = keptKeys({}).keys
const problems = (typed: Record<string, string>, kept = usual) =>
  keyProblems(kept, typedKeys(kept, typed)).map(({ deed, because, other }) => [
    deed,
    because,
    ...(other ? [other] : []),
  ])

test('no two deeds share a key, and the usual keys stand', () => {
  expect(new Set(Object.values(DESK_KEYS)).size).toBe(DESK_DEEDS.length)
  expect(keyProblems(usual, usual)).toEqual([])
})

test('what a person keeps stands over the usual keys; unknown deeds and keys that never move change nothing', () => {
  const { on, keys } = keptKeys({ desk: { next: 'ñ', previous: '', dance: 'd', submit: 'q', speed: 7 } })
  expect(on).toBe(true)
  expect(keys).toEqual({ ...usual, next: 'ñ', previous: '' })
  expect(keptKeys({ off: true, desk: null })).toEqual({ on: false, keys: usual })
})

test('only what differs is stored', () => {
  expect(ownKeys(usual)).toEqual({})
  expect(ownKeys(typedKeys(usual, { next: 'N', portfolio: 'J', speed: '' }))).toEqual({
    next: 'n',
    portfolio: 'j',
    speed: '',
  })
})

test.each([
  ['a capital is the same key', { next: 'W' }, 'next', 'w'],
  ['the usual key however it is written', { confidence1: 'alt+1' }, 'confidence1', 'Alt+1'],
  ['a space bar typed as such', { play: ' ' }, 'play', 'Space'],
  ['spaces around', { next: ' w ' }, 'next', 'w'],
  ['a letter with an accent, however it is composed', { next: 'n\u0303' }, 'next', 'ñ'],
])('%s', (_case, typed, deed, key) => {
  expect(typedKeys(usual, typed)[deed as 'next']).toBe(key)
  expect(problems(typed)).toEqual([])
})

describe('what is refused', () => {
  test.each<[string, Record<string, string>, string[][]]>([
    ['a key of another deed', { next: 'k' }, [['next', 'taken', 'previous']]],
    [
      'a key that was free until both took it',
      { next: 'w', speed: 'w' },
      [
        ['next', 'taken', 'speed'],
        ['speed', 'taken', 'next'],
      ],
    ],
    ['the key that submits', { next: 'Ctrl+Enter' }, [['next', 'reserved']]],
    ['a key of the browser', { next: 'Ctrl+S' }, [['next', 'reserved']]],
    ['a key of a screen reader', { next: 'Insert+f' }, [['next', 'reserved']]],
    ['Tab', { next: 'tab' }, [['next', 'reserved']]],
    ['a function key', { next: 'F5' }, [['next', 'reserved']]],
    ['the space bar for anything but playing', { next: ' ' }, [['next', 'reserved']]],
    ['more than one sign', { next: 'jj' }, [['next', 'not-one']]],
    ['a sign made of several', { next: '👩‍🏫' }, [['next', 'not-one']]],
  ])('%s', (_case, typed, faults) => expect(problems(typed)).toEqual(faults))
})

test('two keys may change places at once, and a deed may have none', () => {
  expect(problems({ next: 'k', previous: 'j' })).toEqual([])
  expect(problems({ next: '', previous: '' })).toEqual([])
})

test('a swap gives who had the key the one that became free', () => {
  const wished = typedKeys(usual, { next: 'k' })
  const after = swapped(usual, wished, 'next')
  expect([after.next, after.previous]).toEqual(['k', 'j'])
  expect(keyProblems(usual, after)).toEqual([])
})
