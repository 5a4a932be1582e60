import type { Db, TenantScope } from '../../../platform/ctx.ts'
import type { AccountTables } from '../../account/tables.ts'
import { getVersion } from '../../catalog/reads.ts'
import type { CatalogTables } from '../../catalog/tables.ts'
import { setting } from '../../organization/reads.ts'
import type { OrganizationTables } from '../../organization/tables.ts'
import { getSubmission } from '../../submission/reads.ts'
import type { SubmissionTables } from '../../submission/tables.ts'
import type { Score } from '../model.ts'
import type { FeedbackFacts } from '../rules/feedback.ts'
import type { ReviewRow, ReviewTables } from '../tables.ts'
import { listBankTexts } from './bank.ts'
import { listIdentities } from './identities.ts'
import { findSheet, listEarlierComments } from './reviews.ts'

type Tables = Db<ReviewTables & SubmissionTables & CatalogTables & OrganizationTables & AccountTables>

const COPY_DAYS = 30
const DAY = 86_400_000

export interface Writing {
  readonly review: Pick<ReviewRow, 'id' | 'submissionId'>
  readonly accountId: string
  readonly scores: readonly Score[]
  readonly now: Date
}

/** What the check of form and tone needs to know about one sheet. */
export async function getFeedbackFacts(
  db: Tables,
  scope: TenantScope,
  { review, accountId, scores, now }: Writing,
): Promise<FeedbackFacts> {
  const submission = await getSubmission(db, scope, review.submissionId)
  const { content } = await getVersion(db, submission.achievementVersionId)
  const sheet = await findSheet(db, scope, { reviewId: review.id, accountId })
  const since = new Date(now.getTime() - COPY_DAYS * DAY)
  return {
    rubric: content.rubric,
    scores,
    overall: sheet?.overall ?? '',
    language: content.language.startsWith('es') ? 'es' : 'en',
    minWords: await setting(db, scope, 'review.feedbackMinWords'),
    identities: await listIdentities(db, scope, [submission.learnerId, accountId]),
    earlierComments: await listEarlierComments(db, scope, { accountId, notReviewId: review.id, since }),
    commentBank: await listBankTexts(db, scope),
  }
}
