import { Conflict } from '../../../lib/refusal.ts'
import { type Db, on, type TenantScope } from '../../../platform/ctx.ts'
import { getSubmission } from '../../submission/reads.ts'
import type { SubmissionTables } from '../../submission/tables.ts'
import type { FlagRow, ReviewRow, ReviewTables } from '../tables.ts'
import { findReview } from './reviews.ts'

type Tables = Db<ReviewTables>

/** Of these attempts, those that nobody reads or decides until a QA lead has settled what was found of their content. */
export async function listHeldAttempts(
  db: Tables,
  scope: TenantScope,
  attemptIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (attemptIds.length === 0) return new Set()
  const rows = await on(db)
    .selectFrom('reviewFlag as f')
    .innerJoin('review as r', (join) => join.onRef('r.tenantId', '=', 'f.tenantId').onRef('r.id', '=', 'f.reviewId'))
    .select('r.attemptId')
    .where('f.tenantId', '=', scope.tenantId)
    .where('f.kind', '=', 'altered')
    .where('f.settledAt', 'is', null)
    .where('r.attemptId', 'in', attemptIds)
    .execute()
  return new Set(rows.map(({ attemptId }) => attemptId))
}

export async function isHeld(db: Tables, scope: TenantScope, attemptId: string): Promise<boolean> {
  return (await listHeldAttempts(db, scope, [attemptId])).has(attemptId)
}

/** For whoever wants to go on with a reading. */
export async function insistNotHeld(db: Tables, scope: TenantScope, reviewId: string): Promise<void> {
  const review = await findReview(db, scope, reviewId)
  if (review && (await isHeld(db, scope, review.attemptId))) throw new Conflict('evidence-altered')
}

/** For whoever held a reading that was cancelled: why nobody reads it any more. */
export async function insistNotGone(
  db: Db<ReviewTables & SubmissionTables>,
  scope: TenantScope,
  { status, submissionId }: Pick<ReviewRow, 'status' | 'submissionId'>,
): Promise<void> {
  if (status !== 'cancelled') return
  const submission = await getSubmission(db, scope, submissionId)
  throw new Conflict(submission.status === 'withdrawn' ? 'withdrawn' : 'sent-back')
}

export async function findFlag(db: Tables, scope: TenantScope, id: string): Promise<FlagRow | undefined> {
  return on(db)
    .selectFrom('reviewFlag')
    .selectAll()
    .where('tenantId', '=', scope.tenantId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Of these pieces, those found whole since then, each with the mark its bytes had. */
export async function listChecked(
  db: Tables,
  scope: TenantScope,
  { evidenceIds, since }: { evidenceIds: readonly string[]; since: Date },
): Promise<ReadonlyMap<string, string>> {
  if (evidenceIds.length === 0) return new Map()
  const rows = await on(db)
    .selectFrom('evidenceCheck')
    .select(['evidenceId', 'mark'])
    .where('tenantId', '=', scope.tenantId)
    .where('evidenceId', 'in', evidenceIds)
    .where('checkedAt', '>', since)
    .execute()
  return new Map(rows.map(({ evidenceId, mark }) => [evidenceId, mark]))
}
