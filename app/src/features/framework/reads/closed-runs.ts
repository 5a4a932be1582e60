import { sql } from 'kysely'
import { type Db, on } from '../../../platform/ctx.ts'
import { runDigest } from '../../../platform/run-digest.ts'
import type { FrameworkTables } from '../tables.ts'

/** Which of these runs of words stand in a framework that may not be passed on, whoever took it in. */
export async function closedAmong(
  db: Db<FrameworkTables>,
  runsOf: () => ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const any = await on(db).selectFrom('closedRun').select('run').limit(1).executeTakeFirst()
  if (!any) return new Set()
  const byHash = new Map([...runsOf()].map((run) => [runDigest(run), run]))
  const { rows } = await sql<{ run: string }>`
    select distinct run::text as run from closed_run where run = any(${[...byHash.keys()]}::bigint[])`.execute(on(db))
  return new Set(rows.flatMap(({ run }) => byHash.get(run) ?? []))
}
