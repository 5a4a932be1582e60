import { sql } from 'kysely'
import { type Db, on, type TenantScope } from '../../platform/ctx.ts'
import type { Measure, Progress } from './rules.ts'
import type { InsightTables } from './tables.ts'

type Tables = Db<InsightTables>

/** What one educator is counted in, locked until the end: two events about one person come one after the other. */
export async function lockPerson(db: Tables, { tenantId }: TenantScope, learnerId: string): Promise<readonly string[]> {
  await on(db)
    .insertInto('insightPerson')
    .values({ tenantId, learnerId, counted: [] })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const row = await on(db)
    .selectFrom('insightPerson')
    .select('counted')
    .where('tenantId', '=', tenantId)
    .where('learnerId', '=', learnerId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return row.counted
}

export async function upsertProgress(
  db: Tables,
  { tenantId }: TenantScope,
  { submissionId, learnerId, ...progress }: Progress & { submissionId: string; learnerId: string },
): Promise<void> {
  const { collectingAt, submittedAt, decidedAt, earnedAt } = progress
  await on(db)
    .insertInto('insightProgress')
    .values({ tenantId, submissionId, learnerId, ...progress, domains: [...progress.domains] })
    .onConflict((conflict) =>
      conflict.columns(['tenantId', 'submissionId']).doUpdateSet({ collectingAt, submittedAt, decidedAt, earnedAt }),
    )
    .execute()
}

/** From what an educator was counted in to what is true now; always in one order, so that two events never wait for each other. */
export async function recount(
  db: Tables,
  { tenantId }: TenantScope,
  { learnerId, before, now }: { learnerId: string; before: readonly string[]; now: readonly string[] },
): Promise<void> {
  const changes = [
    ...now.filter((key) => !before.includes(key)).map((key) => ({ key, by: 1 })),
    ...before.filter((key) => !now.includes(key)).map((key) => ({ key, by: -1 })),
  ].sort((one, other) => (one.key < other.key ? -1 : 1))
  if (changes.length === 0) return
  for (const { key, by } of changes)
    await sql`insert into insight_count as c (tenant_id, key, people) values (${tenantId}, ${key}, greatest(${by}::int, 0))
      on conflict (tenant_id, key) do update set people = c.people + ${by}::int`.execute(on(db))
  await on(db)
    .updateTable('insightPerson')
    .set({ counted: [...now] })
    .where('tenantId', '=', tenantId)
    .where('learnerId', '=', learnerId)
    .execute()
}

export async function addDays(
  db: Tables,
  { tenantId }: TenantScope,
  { measure, days, by }: { measure: Measure; days: number; by: 1 | -1 },
): Promise<void> {
  await sql`insert into insight_days as d (tenant_id, measure, days, times) values (${tenantId}, ${measure}, ${days}, greatest(${by}::int, 0))
    on conflict (tenant_id, measure, days) do update set times = d.times + ${by}::int`.execute(on(db))
}
