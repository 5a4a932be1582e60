import { type Db, on, type PersonScope } from '../../../platform/ctx.ts'
import type { InboxRow, SubmissionTables } from '../tables.ts'

type Tables = Db<SubmissionTables>

/** Every work of the person, and where it lies. */
export async function listWorkPlaces(
  db: Tables,
  { personId }: PersonScope,
): Promise<readonly { tenantId: string; id: string }[]> {
  return on(db)
    .selectFrom('submission')
    .select(['tenantId', 'id'])
    .where('learnerId', '=', personId)
    .orderBy('startedAt')
    .orderBy('id')
    .execute()
}

/** What lies in the inbox, sorted or not, some at a time. */
export async function listSomeItems(db: Tables, { personId }: PersonScope, most: number): Promise<InboxRow[]> {
  return on(db)
    .selectFrom('inboxItem')
    .selectAll()
    .where('personId', '=', personId)
    .orderBy('id')
    .limit(most)
    .forUpdate()
    .execute()
}

export async function listUploadIds(db: Tables, { personId }: PersonScope): Promise<string[]> {
  const rows = await on(db).selectFrom('upload').select('id').where('personId', '=', personId).execute()
  return rows.map(({ id }) => id)
}
