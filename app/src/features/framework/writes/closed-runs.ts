import { sql } from 'kysely'
import { type Db, on } from '../../../platform/ctx.ts'
import { runDigest } from '../../../platform/run-digest.ts'
import type { FrameworkTables } from '../tables.ts'

/** What is known of a framework's words from now on; none for one that may be passed on. */
export async function replaceClosedRuns(
  db: Db<FrameworkTables>,
  frameworkId: string,
  runs: ReadonlySet<string>,
): Promise<void> {
  await on(db).deleteFrom('closedRun').where('frameworkId', '=', frameworkId).execute()
  if (runs.size === 0) return
  await sql`
    insert into closed_run (framework_id, run)
    select ${frameworkId}, run from unnest(${[...runs].map(runDigest)}::bigint[]) as run
    on conflict do nothing`.execute(on(db))
}
