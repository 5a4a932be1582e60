import { sql } from 'kysely'
import { type Db, on } from '../../../platform/ctx.ts'
import type { SubmissionTables } from '../tables.ts'

/** Each open work on this version of one's own is looked at now, in whichever organization it lies. */
export async function postToOpenWork(
  db: Db<SubmissionTables>,
  { versionId, now }: { versionId: string; now: Date },
): Promise<void> {
  await sql`select sec.post_to_open_work(${versionId}::uuid, ${now})`.execute(on(db))
}
