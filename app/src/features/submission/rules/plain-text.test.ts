import { expect, test } from 'vitest'
import { plainText } from './plain-text.ts'

test.each([
  ['line breaks of a form and of a script are the same', 'one\r\ntwo\rthree', 'one\ntwo\nthree'],
  ['letters with loose accents are composed', 'e\u0301', 'é'],
  ['half a sign becomes a sign for it', 'a\ud800b', 'a\ufffdb'],
  ['emoji and right-to-left text stay', '👩🏽‍🏫 שלום مرحبا', '👩🏽‍🏫 שלום مرحبا'],
  ['a zero byte is left out', 'a\0b', 'ab'],
])('%s', (_case, typed, kept) => {
  expect(plainText(typed)).toBe(kept)
})
