import { type Db, on, type PersonScope, type TenantScope } from '../../../platform/ctx.ts'
import { findBySlug } from '../../catalog/reads.ts'
import type { CatalogTables } from '../../catalog/tables.ts'
import { holdersOf } from '../../organization/reads.ts'
import type { OrganizationTables } from '../../organization/tables.ts'
import { listOpenLearners } from '../../submission/reads/open-learners.ts'
import { listOwnSubmissions } from '../../submission/reads.ts'
import type { SubmissionTables } from '../../submission/tables.ts'
import { SCORER_SLUG } from '../rules/practice.ts'
import type { ReviewTables } from '../tables.ts'

/** True while the person's own scoring, in whatever organization, is not yet decided. */
export async function isScoringCandidate(
  db: Db<CatalogTables & SubmissionTables>,
  person: PersonScope,
): Promise<boolean> {
  const entry = await findBySlug(db, SCORER_SLUG)
  if (!entry) return false
  const own = await listOwnSubmissions(db, person)
  return own.some(({ achievementId, closedAt }) => achievementId === entry.achievementId && closedAt === null)
}

/** Readers and quality leads who have not opened the levels of the set and are not being scored by one. */
export async function listPanelable(
  db: Db<CatalogTables & OrganizationTables & ReviewTables & SubmissionTables>,
  scope: TenantScope,
  code: string,
): Promise<string[]> {
  const holders = new Set<string>()
  for (const role of ['assessor', 'adjudicator', 'qaLead'] as const)
    for (const id of await holdersOf(db, scope, role)) holders.add(id)
  const opened = new Set((await listOpenings(db, scope, code)).map(({ personId }) => personId))
  const entry = await findBySlug(db, SCORER_SLUG)
  const candidates = new Set(entry ? await listOpenLearners(db, scope, entry.achievementId) : [])
  return [...holders].filter((id) => !opened.has(id) && !candidates.has(id))
}

export interface Opening {
  readonly personId: string
  readonly openedAt: Date
}

/** Who opened the levels of one set here, the first one first. */
export async function listOpenings(db: Db<ReviewTables>, { tenantId }: TenantScope, code: string): Promise<Opening[]> {
  return on(db)
    .selectFrom('scoringKeyOpening')
    .select(['personId', 'openedAt'])
    .where('tenantId', '=', tenantId)
    .where('setCode', '=', code)
    .orderBy('openedAt')
    .execute()
}
