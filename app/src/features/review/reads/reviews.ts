import { NotFound } from '../../../lib/refusal.ts'
import { type Db, on, type TenantScope } from '../../../platform/ctx.ts'
import type { SubmissionTables } from '../../submission/tables.ts'
import type { Purpose } from '../model.ts'
import type { ReviewRow, ReviewTables, RoutingInputs, ScoreRow, SheetRow } from '../tables.ts'

type Tables = Db<ReviewTables>

export async function findReview(db: Tables, scope: TenantScope, id: string): Promise<ReviewRow | undefined> {
  return on(db)
    .selectFrom('review')
    .selectAll()
    .where('tenantId', '=', scope.tenantId)
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function getReviewForUpdate(db: Tables, scope: TenantScope, id: string): Promise<ReviewRow> {
  const row = await on(db)
    .selectFrom('review')
    .selectAll()
    .where('tenantId', '=', scope.tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new NotFound('review')
  return row
}

/** Open readings of one attempt that nobody else is taking at this moment. */
export async function lockOpenReviews(
  db: Tables,
  scope: TenantScope,
  { attemptId, purposes }: { attemptId: string; purposes: readonly Purpose[] },
): Promise<ReviewRow[]> {
  return on(db)
    .selectFrom('review')
    .selectAll()
    .where('tenantId', '=', scope.tenantId)
    .where('attemptId', '=', attemptId)
    .where('status', '=', 'open')
    .where('purpose', 'in', purposes)
    .orderBy('id')
    .forUpdate()
    .skipLocked()
    .execute()
}

/** Claims and decisions of one attempt go one after the other; the lock is always taken before those of its readings. */
export async function lockAttempt(
  db: Db<SubmissionTables>,
  scope: TenantScope,
  { attemptId, wait }: { attemptId: string; wait: boolean },
): Promise<boolean> {
  const query = on(db)
    .selectFrom('submissionAttempt')
    .select('id')
    .where('tenantId', '=', scope.tenantId)
    .where('id', '=', attemptId)
    .forUpdate()
  const row = await (wait ? query : query.skipLocked()).executeTakeFirst()
  return row !== undefined
}

/** Readings of one attempt by slot, held until the transaction ends. */
export async function lockReviews(db: Tables, scope: TenantScope, attemptId: string): Promise<ReviewRow[]> {
  return on(db)
    .selectFrom('review')
    .selectAll()
    .where('tenantId', '=', scope.tenantId)
    .where('attemptId', '=', attemptId)
    .orderBy('slot')
    .orderBy('id')
    .forUpdate()
    .execute()
}

export async function listReviews(
  db: Tables,
  scope: TenantScope,
  where: { attemptId: string } | { submissionId: string } | { ids: readonly string[] },
): Promise<ReviewRow[]> {
  let query = on(db).selectFrom('review').selectAll().where('tenantId', '=', scope.tenantId)
  if ('attemptId' in where) query = query.where('attemptId', '=', where.attemptId)
  else if ('submissionId' in where) query = query.where('submissionId', '=', where.submissionId)
  else query = query.where('id', 'in', where.ids.length > 0 ? where.ids : ['00000000-0000-0000-0000-000000000000'])
  return query.orderBy('slot').orderBy('id').execute()
}

/** One person's lease by the key of the press that made it. */
export async function findClaim(
  db: Tables,
  scope: TenantScope,
  { accountId, claimKey }: { accountId: string; claimKey: string },
): Promise<ReviewRow | undefined> {
  return on(db)
    .selectFrom('review')
    .selectAll()
    .where('tenantId', '=', scope.tenantId)
    .where('accountId', '=', accountId)
    .where('claimKey', '=', claimKey)
    .executeTakeFirst()
}

export async function findBySubmitKey(
  db: Tables,
  scope: TenantScope,
  submitKey: string,
): Promise<ReviewRow | undefined> {
  return on(db)
    .selectFrom('review')
    .selectAll()
    .where('tenantId', '=', scope.tenantId)
    .where('submitKey', '=', submitKey)
    .executeTakeFirst()
}

/** Leases whose time is over. */
export async function listLapsed(db: Tables, scope: TenantScope, now: Date): Promise<string[]> {
  const rows = await on(db)
    .selectFrom('review')
    .select('id')
    .where('tenantId', '=', scope.tenantId)
    .where('status', '=', 'leased')
    .where('leaseUntil', '<=', now)
    .limit(100)
    .execute()
  return rows.map(({ id }) => id)
}

interface Sheet {
  readonly reviewId: string
  readonly accountId: string
}

export async function findSheet(
  db: Tables,
  scope: TenantScope,
  { reviewId, accountId }: Sheet,
): Promise<SheetRow | undefined> {
  return on(db)
    .selectFrom('reviewSheet')
    .selectAll()
    .where('tenantId', '=', scope.tenantId)
    .where('reviewId', '=', reviewId)
    .where('accountId', '=', accountId)
    .executeTakeFirst()
}

export async function listScores(db: Tables, scope: TenantScope, { reviewId, accountId }: Sheet): Promise<ScoreRow[]> {
  return on(db)
    .selectFrom('score')
    .selectAll()
    .where('tenantId', '=', scope.tenantId)
    .where('reviewId', '=', reviewId)
    .where('accountId', '=', accountId)
    .orderBy('criterionId')
    .execute()
}

/** Comments of this reader on other portfolios, for the check for copied feedback. */
export async function listEarlierComments(
  db: Tables,
  scope: TenantScope,
  { accountId, notReviewId, since }: { accountId: string; notReviewId: string; since: Date },
): Promise<string[]> {
  const rows = await on(db)
    .selectFrom('score')
    .select(['comment', 'missing'])
    .where('tenantId', '=', scope.tenantId)
    .where('accountId', '=', accountId)
    .where('reviewId', '!=', notReviewId)
    .where('savedAt', '>', since)
    .limit(400)
    .execute()
  return rows.map(({ comment, missing }) => `${comment}\n${missing}`)
}

/** Settings as they stood when the attempt's readings were opened. */
export async function findRouting(
  db: Tables,
  scope: TenantScope,
  attemptId: string,
): Promise<{ reasons: string[]; inputs: RoutingInputs } | undefined> {
  return on(db)
    .selectFrom('routing')
    .select(['reasons', 'inputs'])
    .where('tenantId', '=', scope.tenantId)
    .where('attemptId', '=', attemptId)
    .orderBy('runNo', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Evidence whose very bytes also lie in another learner's portfolio here; never says whose. */
export async function listFoundElsewhere(
  db: Db<SubmissionTables>,
  scope: TenantScope,
  { learnerId, digests }: { learnerId: string; digests: readonly string[] },
): Promise<string[]> {
  if (digests.length === 0) return []
  const rows = await on(db)
    .selectFrom('evidence')
    .select('sha256')
    .distinct()
    .where('tenantId', '=', scope.tenantId)
    .where('sha256', 'in', digests)
    .where('learnerId', '!=', learnerId)
    .where('frozenAt', 'is not', null)
    .where('bytes', '>', 1024)
    .where('shared', '=', false)
    .execute()
  return rows.map(({ sha256 }) => sha256)
}
