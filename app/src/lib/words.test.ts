import fc from 'fast-check'
import { expect, test } from 'vitest'
import { codePoints, overlap, readingGrade, syllables, wordCount, words } from './words.ts'

test.each([
  ['nothing', '', 0],
  ['only signs', '— … !! ## ""', 0],
  ['only apostrophes', "' ’ ''", 0],
  ['apostrophes stay inside', "It's the students’ work", 4],
  ['a hyphen parts', 'a well-known routine', 4],
  ['digits count', '9 of 18 reached the mark in grade 3b', 9],
  ['accents, composed and not', 'canción cancio\u0301n', 2],
  ['marks belong to their letter', 'हिन्दी में', 2],
  ['line breaks and tabs', 'one\n\ntwo\tthree', 3],
  ['a decimal point parts', '3.5', 2],
])('%s', (_case, text, expected) => {
  expect(wordCount(text)).toBe(expected)
})

test('words keep their spelling', () => {
  expect(words("Don't stop, Noé!")).toEqual(["Don't", 'stop', 'Noé'])
})

test.each([
  ['the', 1],
  ['table', 1],
  ['reading', 2],
  ['area', 2],
  ['rhythm', 1],
  ['tsk', 1],
  ['employee', 2],
])('%s has %i syllables', (word, expected) => {
  expect(syllables(word)).toBe(expected)
})

test('the grade follows the published formula', () => {
  expect(readingGrade('')).toBeNull()
  // 6 words, 1 sentence, 6 syllables: .39 · 6 + 11.8 − 15.59
  expect(readingGrade('The cat sat on the mat.')).toBeCloseTo(-1.45, 10)
  expect(readingGrade('The cat sat. The cat ran.')).toBeCloseTo(0.39 * 3 + 11.8 - 15.59, 10)
  expect(readingGrade('a text without an end')).toBeCloseTo(0.39 * 5 + (11.8 * 6) / 5 - 15.59, 10)
})

test('code points, not units, after NFC', () => {
  expect(codePoints('e\u0301')).toBe(1)
  expect(codePoints('\u{1f600}')).toBe(1)
})

test('overlap of two texts', () => {
  expect(overlap('one two three four five six', 'One, two; three four five six!')).toBe(1)
  expect(overlap('one two three four', 'one two three four')).toBe(0)
  expect(overlap('one two three four five six', 'one two three four five seven')).toBeCloseTo(1 / 3)
  fc.assert(
    fc.property(fc.lorem({ maxCount: 30 }), fc.lorem({ maxCount: 30 }), (one, other) => {
      expect(overlap(one, other)).toBe(overlap(other, one))
    }),
  )
})
