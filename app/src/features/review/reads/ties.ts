import { type Db, on, type TenantScope } from '../../../platform/ctx.ts'
import type { OrganizationTables } from '../../organization/tables.ts'
import type { SubmissionTables } from '../../submission/tables.ts'
import type { LearnerTies } from '../rules/conflicts.ts'
import type { ReviewTables } from '../tables.ts'
import { listUnitsOf } from './readers.ts'

type Tables = Db<ReviewTables & OrganizationTables>
type TieKind = OrganizationTables['tie']['kind']
interface Tie {
  readonly personId: string
  readonly otherId: string
  readonly kind: TieKind
}

/** In either direction, since a tie binds both. Who ever coached stays a coach; other ties end. */
export async function listTiesOf(
  db: Db<OrganizationTables>,
  scope: TenantScope,
  personIds: readonly string[],
): Promise<Tie[]> {
  if (personIds.length === 0) return []
  const rows = await on(db)
    .selectFrom('tie')
    .select(['personId', 'otherId', 'kind'])
    .where('tenantId', '=', scope.tenantId)
    .where((is) => is.or([is('personId', 'in', personIds), is('otherId', 'in', personIds)]))
    .where((is) => is.or([is('endedAt', 'is', null), is('kind', '=', 'coach')]))
    .execute()
  const asked = new Set(personIds)
  return rows.flatMap(({ personId, otherId, kind }) => [
    ...(asked.has(personId) ? [{ personId, otherId, kind }] : []),
    ...(asked.has(otherId) ? [{ personId: otherId, otherId: personId, kind }] : []),
  ])
}

/** When this person named somebody who should not read their work. */
export async function listNamedBy(db: Db<OrganizationTables>, scope: TenantScope, personId: string): Promise<Date[]> {
  const rows = await on(db)
    .selectFrom('tie')
    .select('createdAt')
    .where('tenantId', '=', scope.tenantId)
    .where('personId', '=', personId)
    .where('kind', '=', 'declared')
    .execute()
  return rows.map(({ createdAt }) => createdAt)
}

/** Readings that one of the two holds now of the other's work. */
export async function listLeasesBetween(
  db: Db<ReviewTables & SubmissionTables>,
  scope: TenantScope,
  [one, other]: readonly [string, string],
): Promise<{ id: string; accountId: string | null }[]> {
  return on(db)
    .selectFrom('review as r')
    .innerJoin('submission as s', (join) =>
      join.onRef('s.tenantId', '=', 'r.tenantId').onRef('s.id', '=', 'r.submissionId'),
    )
    .select(['r.id', 'r.accountId'])
    .where('r.tenantId', '=', scope.tenantId)
    .where('r.status', '=', 'leased')
    .where((is) =>
      is.or([
        is.and([is('r.accountId', '=', one), is('s.learnerId', '=', other)]),
        is.and([is('r.accountId', '=', other), is('s.learnerId', '=', one)]),
      ]),
    )
    .execute()
}

/** Where a learner works besides the present membership: the unit the work was done in. */
export interface Learner {
  readonly learnerId: string
  readonly unitId: string | null
}

/** Everything between readers and these learners that the computer can know. */
export async function listLearnerTies(
  db: Tables,
  scope: TenantScope,
  learners: readonly Learner[],
): Promise<Map<string, LearnerTies>> {
  const ids = [...new Set(learners.map(({ learnerId }) => learnerId))]
  const ties = await listTiesOf(db, scope, ids)
  const units = await listUnitsOf(db, scope, ids)
  const declared = await listDeclared(db, scope, ids)
  return new Map(ids.map((learnerId) => [learnerId, tiesOf(scope, learnerId, { ties, units, declared, learners })]))
}

async function listDeclared(db: Db<ReviewTables>, scope: TenantScope, learnerIds: readonly string[]) {
  if (learnerIds.length === 0) return []
  return on(db)
    .selectFrom('conflict')
    .select(['accountId', 'learnerId'])
    .where('tenantId', '=', scope.tenantId)
    .where('learnerId', 'in', learnerIds)
    .execute()
}

interface Known {
  readonly ties: readonly Tie[]
  readonly units: readonly { personId: string; unitId: string | null }[]
  readonly declared: readonly { accountId: string; learnerId: string }[]
  readonly learners: readonly Learner[]
}

function tiesOf(scope: TenantScope, learnerId: string, known: Known): LearnerTies {
  const others = (kind: TieKind) =>
    known.ties.filter((tie) => tie.personId === learnerId && tie.kind === kind).map(({ otherId }) => otherId)
  const memberships = known.units.filter(({ personId }) => personId === learnerId)
  const places = [...memberships, ...known.learners.filter((learner) => learner.learnerId === learnerId)]
  return {
    learnerId,
    unitIds: places.flatMap(({ unitId }) => unitId ?? []),
    districtId: memberships.length > 0 ? scope.tenantId : null,
    coachIds: others('coach'),
    supervisorIds: others('supervisor'),
    authorIds: [],
    householdIds: others('household'),
    declaredIds: [
      ...others('declared'),
      ...known.declared.filter((row) => row.learnerId === learnerId).map(({ accountId }) => accountId),
    ],
  }
}
