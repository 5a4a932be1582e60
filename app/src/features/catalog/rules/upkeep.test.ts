import { expect, test } from 'vitest'
import { isReviewNear, lintUpkeep, mayReviewOn, nextReviewOn } from './upkeep.ts'

test.each([
  ['2026-03-05T17:00:00Z', undefined, '2028-03-05'],
  ['2024-02-29T00:00:00Z', undefined, '2026-02-28'],
  ['2026-12-31T23:59:59Z', null, '2028-12-31'],
  ['2026-03-05T17:00:00Z', '2027-01-15', '2027-01-15'],
])('published %s with %s chosen, it is looked at again by %s', (published, nextReview, due) =>
  expect(nextReviewOn({ publishedAt: new Date(published), nextReview })).toBe(due),
)

test('it is in the list from ninety days before on, and stays there', () => {
  const standing = { publishedAt: new Date('2026-03-05T17:00:00Z') }
  const days = ['2027-12-05', '2027-12-06', '2028-03-06', '2031-01-01']
  expect(days.map((day) => isReviewNear(standing, day))).toEqual([false, true, true, true])
  const sooner = { ...standing, nextReview: '2026-09-01' }
  expect(['2026-06-02', '2026-06-03'].map((day) => isReviewNear(sooner, day))).toEqual([false, true])
})

test.each([
  [undefined, undefined],
  ['2026-11-20', undefined],
  ['2026-11-19', 'next_review_past'],
  ['2028-11-20', undefined],
  ['2028-11-21', 'next_review_far'],
])('asked for on 20 November 2026, a next review on %s: %s', (day, because) => {
  expect(mayReviewOn(day, '2026-11-20')).toEqual(because ? { ok: false, because } : { ok: true })
  expect(lintUpkeep({ nextReview: day }, '2026-11-20').map(({ path, code }) => [path, code])).toEqual(
    because ? [['nextReview', because]] : [],
  )
})
