import { type Db, on, type PersonScope, type TenantScope } from '../../../platform/ctx.ts'
import { findBySlug } from '../../catalog/reads.ts'
import type { CatalogTables } from '../../catalog/tables.ts'
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
