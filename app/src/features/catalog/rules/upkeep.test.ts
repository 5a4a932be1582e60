import { expect, test } from 'vitest'
import { isReviewNear, nextReviewOn } from './upkeep.ts'

test.each([
  ['2026-03-05T17:00:00Z', '2028-03-05'],
  ['2024-02-29T00:00:00Z', '2026-02-28'],
  ['2026-12-31T23:59:59Z', '2028-12-31'],
])('published %s, it is looked at again by %s', (published, due) => expect(nextReviewOn(new Date(published))).toBe(due))

test('it is in the list from ninety days before on, and stays there', () => {
  const published = new Date('2026-03-05T17:00:00Z')
  const days = ['2027-12-05', '2027-12-06', '2028-03-06', '2031-01-01']
  expect(days.map((day) => isReviewNear(published, new Date(day)))).toEqual([false, true, true, true])
})
