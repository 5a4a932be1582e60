import type { Db, TenantScope } from '../../../platform/ctx.ts'
import type { LogTables } from '../../../platform/log.ts'
import { entriesOf } from '../reads.ts'
import { isOnPractice, type Practice } from '../rules/practice-lock.ts'
import { standingOf } from '../rules/standing.ts'

/** The practice case that an attempt was made on, if it was. */
export async function findPractice(
  db: Db<LogTables>,
  { tenantId }: TenantScope,
  { submissionId, submittedAt }: { submissionId: string; submittedAt: Date },
): Promise<Practice | null> {
  const { practice } = standingOf(await entriesOf(db, tenantId, submissionId))
  return isOnPractice(practice, submittedAt) ? practice : null
}
