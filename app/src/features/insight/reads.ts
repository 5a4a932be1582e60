import { type Db, on, type TenantScope } from '../../platform/ctx.ts'
import type { Bin, Measure, Progress } from './rules.ts'
import type { InsightTables } from './tables.ts'

type Tables = Db<InsightTables>

/** People by what they are counted in: a few hundred rows at most. */
export async function countsOf(db: Tables, { tenantId }: TenantScope): Promise<ReadonlyMap<string, number>> {
  const rows = await on(db)
    .selectFrom('insightCount')
    .select(['key', 'people'])
    .where('tenantId', '=', tenantId)
    .execute()
  return new Map(rows.map(({ key, people }) => [key, people]))
}

export async function binsOf(db: Tables, { tenantId }: TenantScope): Promise<(Bin & { measure: Measure })[]> {
  return on(db)
    .selectFrom('insightDays')
    .select(['measure', 'days', 'times'])
    .where('tenantId', '=', tenantId)
    .orderBy('measure')
    .orderBy('days')
    .execute()
}

/** All portfolios of one educator here. */
export async function listProgress(
  db: Tables,
  { tenantId }: TenantScope,
  learnerId: string,
): Promise<(Progress & { submissionId: string })[]> {
  return on(db)
    .selectFrom('insightProgress')
    .select(['submissionId', 'domains', 'startedAt', 'collectingAt', 'submittedAt', 'decidedAt', 'earnedAt'])
    .where('tenantId', '=', tenantId)
    .where('learnerId', '=', learnerId)
    .orderBy('submissionId')
    .execute()
}
