import { NotFound } from '../../../lib/refusal.ts'
import { type Db, on, type PersonScope, type TenantScope } from '../../../platform/ctx.ts'
import type { DecisionRow, ReviewTables } from '../tables.ts'

type Tables = Db<ReviewTables>

export async function getDecision(db: Tables, scope: TenantScope, id: string): Promise<DecisionRow> {
  const row = await on(db)
    .selectFrom('decision')
    .selectAll()
    .where('tenantId', '=', scope.tenantId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new NotFound('decision')
  return row
}

/** The one decision an attempt has now. */
export async function findCurrentDecision(
  db: Tables,
  scope: TenantScope,
  attemptId: string,
): Promise<DecisionRow | undefined> {
  return on(db)
    .selectFrom('decision')
    .selectAll()
    .where('tenantId', '=', scope.tenantId)
    .where('attemptId', '=', attemptId)
    .where('supersededAt', 'is', null)
    .executeTakeFirst()
}

/** Current decisions of a submission, oldest attempt first. */
export async function listDecisions(db: Tables, scope: TenantScope, submissionId: string): Promise<DecisionRow[]> {
  return on(db)
    .selectFrom('decision')
    .selectAll()
    .where('tenantId', '=', scope.tenantId)
    .where('submissionId', '=', submissionId)
    .where('supersededAt', 'is', null)
    .orderBy('attemptNo')
    .execute()
}

export interface OwnDecision {
  readonly submissionId: string
  readonly attemptNo: number
}

/** The learner's own, in whatever tenant it was made. */
export async function findOwnDecision(
  db: Tables,
  person: PersonScope,
  { submissionId, attemptNo }: OwnDecision,
): Promise<DecisionRow | undefined> {
  return on(db)
    .selectFrom('decision')
    .selectAll()
    .where('learnerId', '=', person.personId)
    .where('submissionId', '=', submissionId)
    .where('attemptNo', '=', attemptNo)
    .where('supersededAt', 'is', null)
    .executeTakeFirst()
}

/** Every decision on one work of the learner's own, the newest attempt first. */
export async function listOwnDecisions(db: Tables, person: PersonScope, submissionId: string) {
  return on(db)
    .selectFrom('decision')
    .select(['attemptNo', 'learnerId'])
    .where('learnerId', '=', person.personId)
    .where('submissionId', '=', submissionId)
    .where('supersededAt', 'is', null)
    .orderBy('attemptNo', 'desc')
    .execute()
}

/** Accounts behind readings, in the order of the slots: first, second, a ruling last. */
export async function listReaderIds(db: Tables, scope: TenantScope, reviewIds: readonly string[]): Promise<string[]> {
  if (reviewIds.length === 0) return []
  const rows = await on(db)
    .selectFrom('review')
    .select('accountId')
    .where('tenantId', '=', scope.tenantId)
    .where('id', 'in', reviewIds)
    .orderBy('slot')
    .orderBy('id')
    .execute()
  return rows.flatMap(({ accountId }) => accountId ?? [])
}
