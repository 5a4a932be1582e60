import { addDays, addYears, isLocalDate, type LocalDate, localDateAt } from '../../../lib/dates.ts'
import { no, type Verdict, yes } from '../../../lib/refusal.ts'
import { error, type Problem } from './problem.ts'

/** How long a published text stands at most before whoever published it looks at it again (Q29). */
const REVIEW_YEARS = 2
const AHEAD_DAYS = 90

interface Standing {
  readonly publishedAt: Date
  /** The day its authors chose, if they did. */
  readonly nextReview?: LocalDate | null | undefined
}

export function nextReviewOn({ publishedAt, nextReview }: Standing): LocalDate {
  const last = addYears(localDateAt(publishedAt, 'UTC'), REVIEW_YEARS)
  // A file that was brought in may name any day.
  return nextReview && nextReview < last ? nextReview : last
}

/** What stands in the list of its authors: over, or soon. */
export function isReviewNear(standing: Standing, today: LocalDate): boolean {
  return addDays(today, AHEAD_DAYS) >= nextReviewOn(standing)
}

/** A day that is still to come, and near enough that somebody remembers. */
export function mayReviewOn(
  nextReview: LocalDate | undefined,
  today: LocalDate,
): Verdict<'next_review_past' | 'next_review_far'> {
  if (nextReview === undefined) return yes
  if (nextReview < today) return no('next_review_past')
  return nextReview > addYears(today, REVIEW_YEARS) ? no('next_review_far') : yes
}

/** The same where the text is written. */
export function lintUpkeep({ nextReview }: { nextReview?: LocalDate | undefined }, today: LocalDate): Problem[] {
  // That it is no day at all is said by its form.
  if (nextReview !== undefined && !isLocalDate(nextReview)) return []
  const verdict = mayReviewOn(nextReview, today)
  return verdict.ok ? [] : [error('nextReview', verdict.because, `Not between ${today} and two years on.`)]
}
