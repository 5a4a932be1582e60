import { sql } from 'kysely'
import { type Db, on, type PersonScope } from '../../../platform/ctx.ts'
import type { Stored } from '../rules/limits.ts'
import type { EvidenceRow, InboxRow, SubmissionTables, UploadRow } from '../tables.ts'

type Tables = Db<SubmissionTables>

/** What waits to be sorted, the newest first. */
export async function listItems(db: Tables, { personId }: PersonScope): Promise<InboxRow[]> {
  return on(db)
    .selectFrom('inboxItem')
    .selectAll()
    .where('personId', '=', personId)
    .where('sortedAt', 'is', null)
    .orderBy('receivedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute()
}

/** Unsorted ones that end within thirty days, held until the transaction ends. */
export async function listItemsForUpdate(db: Tables, { personId }: PersonScope, now: Date): Promise<InboxRow[]> {
  return on(db)
    .selectFrom('inboxItem')
    .selectAll()
    .where('personId', '=', personId)
    .where('sortedAt', 'is', null)
    .where('expiresAt', '<=', new Date(now.getTime() + 30 * 86_400_000))
    .orderBy('expiresAt')
    .orderBy('id')
    .limit(500)
    .forUpdate()
    .execute()
}

export async function findItem(db: Tables, { personId }: PersonScope, id: string): Promise<InboxRow | undefined> {
  return on(db)
    .selectFrom('inboxItem')
    .selectAll()
    .where('personId', '=', personId)
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function findUpload(db: Tables, { personId }: PersonScope, id: string): Promise<UploadRow | undefined> {
  return on(db)
    .selectFrom('upload')
    .selectAll()
    .where('personId', '=', personId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** The same, held until the transaction ends: two endings of one upload make one piece. */
export async function findUploadForUpdate(
  db: Tables,
  { personId }: PersonScope,
  id: string,
): Promise<UploadRow | undefined> {
  return on(db)
    .selectFrom('upload')
    .selectAll()
    .where('personId', '=', personId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

/** Where the bytes of an upload lie now: in a place of a draft, also by way of the inbox. */
export async function findPieceOf(
  db: Tables,
  { personId }: PersonScope,
  { evidenceId, inboxItemId }: Pick<UploadRow, 'evidenceId' | 'inboxItemId'>,
): Promise<EvidenceRow | undefined> {
  return on(db)
    .selectFrom('evidence')
    .selectAll()
    .where('learnerId', '=', personId)
    .where((is) => is.or([is('id', '=', evidenceId), is('fromInboxId', '=', inboxItemId)]))
    .orderBy('addedAt', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** What the sender said of the pieces of one Submission, and what came; without a word of the sender there is no line. */
export async function listArrivals(
  db: Tables,
  { personId }: PersonScope,
  submissionId: string,
): Promise<{ evidenceId: string; sent: string; received: string }[]> {
  const rows = await on(db)
    .selectFrom('upload as u')
    .innerJoin('evidence as e', (join) =>
      join.on((is) =>
        is.or([is('e.id', '=', is.ref('u.evidenceId')), is('e.fromInboxId', '=', is.ref('u.inboxItemId'))]),
      ),
    )
    .select(['e.id as evidenceId', 'u.announcedSha256 as sent', 'u.receivedSha256 as received'])
    .where('u.personId', '=', personId)
    .where('e.learnerId', '=', personId)
    .where('e.submissionId', '=', submissionId)
    .execute()
  return rows.flatMap(({ evidenceId, sent, received }) => (sent && received ? [{ evidenceId, sent, received }] : []))
}

/** Uploads that may still go on. */
export async function listOpenUploads(db: Tables, { personId }: PersonScope, at: Date): Promise<UploadRow[]> {
  return on(db)
    .selectFrom('upload')
    .selectAll()
    .where('personId', '=', personId)
    .where('state', '=', 'open')
    .where('expiresAt', '>', at)
    .orderBy('createdAt')
    .execute()
}

/** Uploads whose week is over before they ended. */
export async function listLapsedUploads(db: Tables, { personId }: PersonScope, at: Date): Promise<string[]> {
  const rows = await on(db)
    .selectFrom('upload')
    .select('id')
    .where('personId', '=', personId)
    .where('state', '=', 'open')
    .where('expiresAt', '<=', at)
    .execute()
  return rows.map(({ id }) => id)
}

/** How much one person keeps: every piece in any draft or attempt, the inbox, and what is on its way. */
export async function storedBy(db: Tables, { personId }: PersonScope, at: Date): Promise<number> {
  const { rows } = await sql<{ bytes: string }>`
    select coalesce((select sum(bytes) from evidence where learner_id = ${personId} and from_inbox_id is null and erased_at is null), 0)
      + coalesce((select sum(bytes) from inbox_item where person_id = ${personId}), 0)
      + coalesce((select sum(announced_bytes) from upload where person_id = ${personId} and state = 'open' and expires_at > ${at}), 0)
      as bytes`.execute(on(db))
  return Number(rows[0]?.bytes ?? 0)
}

/** What one Submission holds now, with what is on its way to it. */
export async function storedIn(
  db: Tables,
  { personId }: PersonScope,
  { submissionId, at }: { submissionId: string; at: Date },
): Promise<Stored> {
  const kept = await on(db)
    .selectFrom('evidence')
    .select((is) => [is.fn.countAll<number>().as('files'), is.fn.sum<string>('bytes').as('bytes')])
    .where('learnerId', '=', personId)
    .where('submissionId', '=', submissionId)
    .where('removedAt', 'is', null)
    .executeTakeFirst()
  const coming = await on(db)
    .selectFrom('upload')
    .select((is) => [is.fn.countAll<number>().as('files'), is.fn.sum<string>('announcedBytes').as('bytes')])
    .where('personId', '=', personId)
    .where('submissionId', '=', submissionId)
    .where('state', '=', 'open')
    .where('expiresAt', '>', at)
    .executeTakeFirst()
  return {
    files: Number(kept?.files ?? 0) + Number(coming?.files ?? 0),
    bytes: Number(kept?.bytes ?? 0) + Number(coming?.bytes ?? 0),
  }
}

/** Whether any row still names these bytes: content is kept once per person. */
export async function isNamed(db: Tables, { personId }: PersonScope, blobKey: string): Promise<boolean> {
  const piece = await on(db)
    .selectFrom('evidence')
    .select('id')
    .where('learnerId', '=', personId)
    .where('blobKey', '=', blobKey)
    .limit(1)
    .executeTakeFirst()
  if (piece) return true
  const item = await on(db)
    .selectFrom('inboxItem')
    .select('id')
    .where('personId', '=', personId)
    .where('blobKey', '=', blobKey)
    .limit(1)
    .executeTakeFirst()
  return item !== undefined
}

/** What a person keeps is counted and added to by one transaction at a time. */
export async function lockRoom(db: Tables, { personId }: PersonScope): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`room ${personId}`}, 0))`.execute(on(db))
}

/** Bytes of one content are kept or forgotten by one transaction at a time. */
export async function lockContent(db: Tables, blobKey: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${blobKey}, 0))`.execute(on(db))
}
