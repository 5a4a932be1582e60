import { expect, test } from 'vitest'
import { keptKeys } from '../../account/rules/desk-keys.ts'
import { deedOf, type Press } from './desk-keys.ts'

const press = (key: string, more: Partial<Press> = {}): Press => ({
  ...{ key, code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false },
  ...more,
})
const { keys } = keptKeys({})

test.each<[string, Press, string | null]>([
  ['j', press('j'), 'next'],
  ['j while the capitals are locked', press('J'), 'next'],
  ['/', press('/'), 'bank'],
  ['/ where it stands on a digit', press('/', { code: 'Digit7', shiftKey: true }), 'bank'],
  ['v', press('v'), 'dictate'],
  ['x', press('x'), 'exemplar'],
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
  const signs = ['j', '1', 'e', '?', ' ', '/', 'v', 'x']
  expect(signs.map((key) => deedOf(press(key), keys, true))).toEqual(signs.map(() => null))
  expect(deedOf(press('Enter', { ctrlKey: true }), keys, true)).toBe('submit')
  expect(deedOf(press('F6'), keys, true)).toBe('panes')
})

test('with a key of one’s own the usual one does nothing, and a deed without a key is never meant', () => {
  const own = keptKeys({ desk: { next: 'w', confidence1: 'q', speed: '' } }).keys
  expect(deedOf(press('w'), own, false)).toBe('next')
  expect(deedOf(press('j'), own, false)).toBeNull()
  expect(deedOf(press('s'), own, false)).toBeNull()
  expect(deedOf(press('q'), own, true)).toBeNull()
  expect(deedOf(press('1', { code: 'Digit1', altKey: true }), own, true)).toBeNull()
  expect(deedOf(press(''), own, false)).toBeNull()
})
