import { type Db, on, type TenantScope } from '../../../platform/ctx.ts'
import type { SubmissionTables } from '../tables.ts'

/** Who has work on one Achievement that is not yet decided. */
export async function listOpenLearners(
  db: Db<SubmissionTables>,
  { tenantId }: TenantScope,
  achievementId: string,
): Promise<string[]> {
  const rows = await on(db)
    .selectFrom('submission')
    .select('learnerId')
    .where('tenantId', '=', tenantId)
    .where('achievementId', '=', achievementId)
    .where('closedAt', 'is', null)
    .execute()
  return rows.map(({ learnerId }) => learnerId)
}
