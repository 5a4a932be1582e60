import { sql } from 'kysely'
import { type Db, on, type TenantScope } from '../../../platform/ctx.ts'
import type { OrganizationTables } from '../../organization/tables.ts'
import type { SubmissionTables } from '../../submission/tables.ts'
import type { ReviewTables } from '../tables.ts'

type Tables = Db<ReviewTables & SubmissionTables & OrganizationTables>

export interface NeverOf {
  readonly accountId: string
  readonly unitIds: readonly string[]
  /** People this one supervises, or who supervise this one. */
  readonly supervision: readonly string[]
  /** No work of the organization's own people is for this one: of any school, as things stand. */
  readonly ownPeopleClosed: boolean
  readonly sameReaderRetry: boolean
}

/** Own work, own school, an attempt they read: asked of `review r`, its attempt `a` and submission `s`. */
export function mayBeTheirs({ accountId, unitIds }: Pick<NeverOf, 'accountId' | 'unitIds'>) {
  const units = sql`${unitIds}::uuid[]`
  return sql<boolean>`a.learner_id <> ${accountId}
    and (s.unit_id is null or s.unit_id <> all(${units}))
    and not exists (select 1 from membership m where m.tenant_id = r.tenant_id and m.person_id = a.learner_id
      and m.ended_at is null and m.unit_id = any(${units}))
    and not exists (select 1 from review mine where mine.tenant_id = r.tenant_id and mine.attempt_id = r.attempt_id
      and mine.account_id = ${accountId} and mine.status <> 'cancelled')`
}

/** Content of the attempt that was altered is with the QA lead. */
export const notHeld = sql<boolean>`not exists (select 1 from review_flag f join review h on h.tenant_id = f.tenant_id and h.id = f.review_id
  where f.tenant_id = r.tenant_id and h.attempt_id = r.attempt_id and f.kind = 'altered' and f.settled_at is null)`

/** Whether a reading waits that only a standing, a language or a load keeps from this person; of what they may never read nothing is told. */
export async function waitsForOthers(db: Tables, scope: TenantScope, reader: NeverOf): Promise<boolean> {
  const found = await on(db)
    .selectFrom('review as r')
    .innerJoin('submissionAttempt as a', (join) =>
      join.onRef('a.tenantId', '=', 'r.tenantId').onRef('a.id', '=', 'r.attemptId'),
    )
    .innerJoin('submission as s', (join) =>
      join.onRef('s.tenantId', '=', 'r.tenantId').onRef('s.id', '=', 'r.submissionId'),
    )
    .select('r.id')
    .where('r.tenantId', '=', scope.tenantId)
    .where('r.status', '=', 'open')
    .where('r.purpose', '!=', 'adjudication')
    .where(notHeld)
    .where(mayBeTheirs(reader))
    .where(notTied(reader))
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

/** As rules/conflicts.ts and `already-read` have it. */
function notTied({ accountId, supervision, ownPeopleClosed, sameReaderRetry }: NeverOf) {
  return sql<boolean>`not exists (select 1 from tie t where t.tenant_id = r.tenant_id
      and (t.ended_at is null or t.kind = 'coach')
      and ((t.person_id = ${accountId} and t.other_id = a.learner_id)
        or (t.other_id = ${accountId} and t.person_id = a.learner_id)))
    and not exists (select 1 from conflict c where c.tenant_id = r.tenant_id
      and c.account_id = ${accountId} and c.learner_id = a.learner_id)
    and not exists (select 1 from review other where other.tenant_id = r.tenant_id
      and other.attempt_id = r.attempt_id and other.status <> 'cancelled'
      and other.account_id = any(${supervision}::uuid[]))
    and not (${ownPeopleClosed} and exists (select 1 from membership m where m.tenant_id = r.tenant_id
      and m.person_id = a.learner_id and m.ended_at is null))
    and (${sameReaderRetry}
      or exists (select 1 from reading_lift l where l.tenant_id = r.tenant_id and l.attempt_id = r.attempt_id)
      or not exists (select 1 from review earlier where earlier.tenant_id = r.tenant_id
        and earlier.submission_id = r.submission_id and earlier.account_id = ${accountId}
        and earlier.status <> 'cancelled'))`
}
