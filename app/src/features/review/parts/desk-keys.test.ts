import { expect, test } from 'vitest'
import { DESK_KEYS, deedOf, keysOf, type Press } from './desk-keys.ts'

const press = (key: string, more: Partial<Press> = {}): Press => ({
  ...{ key, code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false },
  ...more,
})
const keys = keysOf({})

test('no two deeds share a key', () => {
  expect(new Set(Object.values(DESK_KEYS)).size).toBe(Object.values(DESK_KEYS).length)
})

test.each<[string, Press, string | null]>([
  ['j', press('j'), 'next'],
  ['a space', press(' '), 'play'],
  [
    'Alt and a digit on a Mac, where it writes another sign',
    press('¡', { code: 'Digit1', altKey: true }),
    'confidence1',
  ],
  ['Ctrl+Enter', press('Enter', { ctrlKey: true }), 'submit'],
  ['Command+Enter', press('Enter', { metaKey: true }), 'submit'],
  ['a key of the browser', press('j', { ctrlKey: true }), null],
])('%s', (_case, pressed, deed) => expect(deedOf(pressed, keys, false)).toBe(deed))

test('while somebody types, letters and digits are text', () => {
  expect(['j', '1', 'e', '?', ' '].map((key) => deedOf(press(key), keys, true))).toEqual([null, null, null, null, null])
  expect(deedOf(press('Enter', { ctrlKey: true }), keys, true)).toBe('submit')
  expect(deedOf(press('F6'), keys, true)).toBe('panes')
})

test('a person may give a deed another key; empty and unknown ones change nothing', () => {
  const own = keysOf({ desk: { next: 'n', previous: '', dance: 'd' } })
  expect(own.next).toBe('n')
  expect(own.previous).toBe('k')
  expect(deedOf(press('n'), own, false)).toBe('next')
})
