import { expect, test } from 'vitest'
import { blankSpans, piecesBetween, spansOf, withoutEnd } from './spans.ts'

test.each([
  ['none', 'no marks', []],
  ['one in the middle', 'a [b] c', ['b']],
  ['two beside each other', '[b][c]', ['b', 'c']],
  ['one that never ends', 'a [b', []],
  ['one within another ends at the first close', '[a [b] c]', ['a [b']],
  ['an empty one', '[]', ['']],
])('spans: %s', (_case, text, inner) => expect(spansOf(text, ['[', ']']).map((span) => span.inner)).toEqual(inner))

test('what a span held is gone, what stood around it stays', () => {
  expect(blankSpans('say "no" or “yes”', ['"', '"'])).toBe('say   or “yes”')
  expect(piecesBetween('one [two] three', ['[', ']'])).toEqual(['one ', ' three'])
  expect(piecesBetween('', ['[', ']'])).toEqual([''])
})

test.each([
  ['1.500', '0', '1.5'],
  ['...', '.', ''],
  ['name. .', ' .', 'name'],
  ['', '.', ''],
])('%j without %j at its end is %j', (text, marks, left) => expect(withoutEnd(text, marks)).toBe(left))

test('a text of opening marks alone is read once', () => {
  const started = performance.now()
  expect(spansOf('['.repeat(1_000_000), ['[', ']'])).toEqual([])
  expect(performance.now() - started).toBeLessThan(200)
})
