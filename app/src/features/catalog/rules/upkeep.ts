import { addDays, addYears, type LocalDate, localDateAt } from '../../../lib/dates.ts'

/** How long a published text stands before whoever published it looks at it again (Q29). */
const REVIEW_YEARS = 2
const AHEAD_DAYS = 90

export function nextReviewOn(publishedAt: Date): LocalDate {
  return addYears(localDateAt(publishedAt, 'UTC'), REVIEW_YEARS)
}

/** What stands in the list of its authors: over, or soon. */
export function isReviewNear(publishedAt: Date, now: Date): boolean {
  return addDays(localDateAt(now, 'UTC'), AHEAD_DAYS) >= nextReviewOn(publishedAt)
}
