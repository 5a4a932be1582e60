import { expect, test } from 'vitest'
import { isPassive, jaccard, readingGrade, sentencesOf, syllablesIn, wordsOf } from './prose.ts'

test.each([
  ['The effect was small, g = .22, in most grades. It fell.', 2],
  ['Use supports, e.g. Picture cues, and stop.', 1],
  ['It fell [cook2018]. So it stays [reinke2018; cook2018].', 2],
  ['Say "stop." Then wait. [cook2018]', 2],
  ['', 0],
])('%s → %i sentences', (text, count) => expect(sentencesOf(text)).toHaveLength(count))

test('words keep apostrophes and hyphens and leave citations out', () => {
  expect(wordsOf("Students' well-being isn't a count [cook2018].")).toEqual([
    'Students',
    'well-being',
    "isn't",
    'a',
    'count',
  ])
})

test.each([
  ['the', 1],
  ['routine', 2],
  ['stopped', 1],
  ['counted', 2],
  ['classes', 2],
  ['table', 2],
  ['explanation', 4],
])('%s has %i syllables', (word, count) => expect(syllablesIn(word)).toBe(count))

test('the reading grade agrees with the published example to one grade', () => {
  const text = 'The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.'
  expect(Math.abs(readingGrade(text) - 11.3)).toBeLessThan(1)
  expect(readingGrade('')).toBe(0)
})

test.each([
  ['The steps are listed on one page.', true],
  ['The count was carefully made by an aide.', true],
  ['The plan is one page.', false],
  ['Students have listed the steps.', false],
])('%s passive: %s', (sentence, passive) => expect(isPassive(sentence)).toBe(passive))

test('overlap counts each word once', () => {
  expect(jaccard(['a', 'b', 'b'], ['b', 'c'])).toBeCloseTo(1 / 3)
  expect(jaccard([], [])).toBe(1)
})
