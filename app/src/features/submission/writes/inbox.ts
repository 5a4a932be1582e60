import { type Db, on, type PersonScope } from '../../../platform/ctx.ts'
import type { InboxRow, SubmissionTables, UploadRow } from '../tables.ts'

type Tables = Db<SubmissionTables>

export type NewItem = Omit<InboxRow, 'personId' | 'sortedAt' | 'noticed' | 'noticedAt'>

export async function insertItem(db: Tables, { personId }: PersonScope, row: NewItem): Promise<void> {
  await on(db)
    .insertInto('inboxItem')
    .values({ ...row, personId, captured: JSON.stringify(row.captured), facts: JSON.stringify(row.facts) })
    .execute()
}

export async function updateItem(
  db: Tables,
  { personId }: PersonScope,
  { id, ...change }: { id: string; caption?: string; sortedAt?: Date; noticed?: number; noticedAt?: Date },
): Promise<void> {
  await on(db).updateTable('inboxItem').set(change).where('personId', '=', personId).where('id', '=', id).execute()
}

/** Back among what waits, for a month at least, unless an attempt still keeps the piece; tells whether it is. */
export async function updateUnsorted(
  db: Tables,
  { personId }: PersonScope,
  { id, until }: { id: string; until: Date },
): Promise<boolean> {
  const kept = on(db)
    .selectFrom('evidence')
    .select('id')
    .where('fromInboxId', '=', id)
    .where('learnerId', '=', personId)
  const { numUpdatedRows } = await on(db)
    .updateTable('inboxItem')
    .set((is) => ({
      sortedAt: null,
      expiresAt: is.fn<Date>('greatest', ['expiresAt', is.val(until)]),
      noticed: null,
      noticedAt: null,
    }))
    .where('personId', '=', personId)
    .where('id', '=', id)
    .where((is) => is.not(is.exists(kept)))
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function deleteItem(db: Tables, { personId }: PersonScope, id: string): Promise<void> {
  await on(db).deleteFrom('inboxItem').where('personId', '=', personId).where('id', '=', id).execute()
}

export type NewUpload = Pick<
  UploadRow,
  | 'id'
  | 'name'
  | 'mediaType'
  | 'announcedBytes'
  | 'announcedSha256'
  | 'submissionId'
  | 'requirementId'
  | 'createdAt'
  | 'expiresAt'
>

export async function insertUpload(db: Tables, { personId }: PersonScope, row: NewUpload): Promise<void> {
  await on(db)
    .insertInto('upload')
    .values({ ...row, personId })
    .execute()
}

export type UploadChange = Partial<
  Pick<UploadRow, 'announcedSha256' | 'state' | 'refusal' | 'refusalValues' | 'inboxItemId' | 'evidenceId' | 'safeAt'>
>

export async function updateUpload(
  db: Tables,
  { personId }: PersonScope,
  { id, refusalValues, ...change }: UploadChange & { id: string },
): Promise<void> {
  await on(db)
    .updateTable('upload')
    .set({ ...change, ...(refusalValues ? { refusalValues: JSON.stringify(refusalValues) } : {}) })
    .where('personId', '=', personId)
    .where('id', '=', id)
    .execute()
}

/** What came in is said once; a later look finds cleaned bytes and does not overwrite it. */
export async function updateReceived(
  db: Tables,
  { personId }: PersonScope,
  { id, ...received }: Pick<UploadRow, 'id' | 'receivedBytes' | 'receivedSha256'>,
): Promise<void> {
  await on(db)
    .updateTable('upload')
    .set(received)
    .where('personId', '=', personId)
    .where('id', '=', id)
    .where('receivedSha256', 'is', null)
    .execute()
}

export async function deleteUpload(db: Tables, { personId }: PersonScope, id: string): Promise<void> {
  await on(db).deleteFrom('upload').where('personId', '=', personId).where('id', '=', id).execute()
}

/** What is remembered of how a piece came in: its name as its holder wrote it. */
export async function deleteUploadsOf(
  db: Tables,
  { personId }: PersonScope,
  { evidenceId, itemId }: { evidenceId: string | null; itemId: string | null },
): Promise<void> {
  await on(db)
    .deleteFrom('upload')
    .where('personId', '=', personId)
    .where((is) => is.or([is('evidenceId', '=', evidenceId), is('inboxItemId', '=', itemId)]))
    .execute()
}

export async function updateConsent(
  db: Tables,
  { personId }: PersonScope,
  { id, withdrawnAt }: { id: string; withdrawnAt: Date },
): Promise<void> {
  await on(db)
    .updateTable('consent')
    .set({ withdrawnAt })
    .where('personId', '=', personId)
    .where('id', '=', id)
    .execute()
}

export async function deleteConsent(db: Tables, { personId }: PersonScope, id: string): Promise<void> {
  await on(db).deleteFrom('consent').where('personId', '=', personId).where('id', '=', id).execute()
}

export async function insertConsent(
  db: Tables,
  { personId }: PersonScope,
  row: Omit<SubmissionTables['consent'], 'personId' | 'withdrawnAt'>,
): Promise<void> {
  await on(db)
    .insertInto('consent')
    .values({ ...row, personId })
    .execute()
}
