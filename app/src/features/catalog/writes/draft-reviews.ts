import { sql } from 'kysely'
import { type Db, on, type TenantScope } from '../../../platform/ctx.ts'
import type { Answer, QualityId } from '../rules/quality-components.ts'
import type { SearchText } from '../rules/search-rank.ts'
import type { CardRow, CatalogTables } from '../tables.ts'

type Catalog = Db<CatalogTables>

/** Asked, or asked again. */
export async function upsertReviewer(
  db: Catalog,
  { tenantId }: TenantScope,
  { draftId, personId, by, now }: { draftId: string; personId: string; by: string; now: Date },
): Promise<void> {
  await on(db)
    .insertInto('draftReviewer')
    .values({ tenantId, draftId, personId, assignedBy: by, assignedAt: now })
    .onConflict((conflict) =>
      conflict
        .columns(['tenantId', 'draftId', 'personId'])
        .doUpdateSet({ endedAt: null, assignedBy: by, assignedAt: now }),
    )
    .execute()
}

export async function endReviewer(
  db: Catalog,
  { tenantId }: TenantScope,
  { draftId, personId, now }: { draftId: string; personId: string; now: Date },
): Promise<void> {
  await on(db)
    .updateTable('draftReviewer')
    .set({ endedAt: now })
    .where('tenantId', '=', tenantId)
    .where('draftId', '=', draftId)
    .where('personId', '=', personId)
    .where('endedAt', 'is', null)
    .execute()
}

export interface GivenAnswer {
  component: QualityId
  answer: Answer
  comment: string
}

/** What a person says about these words; said again, the later counts. */
export async function upsertAnswers(
  db: Catalog,
  { tenantId }: TenantScope,
  {
    answers,
    now,
    ...of
  }: { draftId: string; revision: number; personId: string; answers: readonly GivenAnswer[]; now: Date },
): Promise<void> {
  if (answers.length === 0) return
  await on(db)
    .insertInto('draftAnswer')
    .values(answers.map((answer) => ({ tenantId, ...of, ...answer, answeredAt: now })))
    .onConflict((conflict) =>
      conflict.columns(['tenantId', 'draftId', 'revision', 'personId', 'component']).doUpdateSet((is) => ({
        answer: is.ref('excluded.answer'),
        comment: is.ref('excluded.comment'),
        answeredAt: is.ref('excluded.answeredAt'),
      })),
    )
    .execute()
}

/** False: signed before. */
export async function insertSignOff(
  db: Catalog,
  { tenantId }: TenantScope,
  row: { draftId: string; revision: number; personId: string; signedAt: Date },
): Promise<boolean> {
  const made = await on(db)
    .insertInto('draftSignOff')
    .values({ tenantId, ...row })
    .onConflict((conflict) => conflict.doNothing())
    .returning('draftId')
    .executeTakeFirst()
  return made !== undefined
}

export async function insertWaivers(
  db: Catalog,
  { tenantId }: TenantScope,
  {
    waived,
    ...of
  }: {
    draftId: string
    revision: number
    waivedBy: string
    waivedAt: Date
    waived: readonly { component: QualityId; reason: string }[]
  },
): Promise<void> {
  if (waived.length === 0) return
  await on(db)
    .insertInto('draftWaiver')
    .values(waived.map((each) => ({ tenantId, ...of, ...each })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function insertComments(
  db: Catalog,
  { tenantId }: TenantScope,
  rows: readonly { id: string; draftId: string; place: string; text: string; writtenBy: string; writtenAt: Date }[],
): Promise<void> {
  if (rows.length === 0) return
  await on(db)
    .insertInto('draftComment')
    .values(rows.map((row) => ({ tenantId, ...row })))
    .execute()
}

export interface NewComment {
  id: string
  draftId: string
  place: string
  text: string
  answers: string | null
  writtenBy: string
  writtenAt: Date
}

/** False: these are the last words there already, and this person's. */
export async function insertComment(db: Catalog, { tenantId }: TenantScope, row: NewComment): Promise<boolean> {
  const last = await on(db)
    .selectFrom('draftComment')
    .select(['text', 'writtenBy'])
    .where('tenantId', '=', tenantId)
    .where('draftId', '=', row.draftId)
    .where('place', '=', row.place)
    .where('answers', 'is not distinct from', row.answers)
    .orderBy('writtenAt', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  if (last?.text === row.text && last.writtenBy === row.writtenBy) return false
  await on(db)
    .insertInto('draftComment')
    .values({ tenantId, ...row })
    .execute()
  return true
}

export async function settleComment(
  db: Catalog,
  { tenantId }: TenantScope,
  { id, ...set }: { id: string; resolvedBy: string | null; resolvedAt: Date | null },
): Promise<void> {
  await on(db).updateTable('draftComment').set(set).where('tenantId', '=', tenantId).where('id', '=', id).execute()
}

/** False: another one is open. */
export async function insertPublication(
  db: Catalog,
  { tenantId }: TenantScope,
  row: { id: string; draftId: string; version: string; changes: string; proposedBy: string; proposedAt: Date },
): Promise<boolean> {
  const made = await on(db)
    .insertInto('draftPublication')
    .values({ tenantId, ...row })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return made !== undefined
}

export async function answerPublication(
  db: Catalog,
  { tenantId }: TenantScope,
  { id, ...set }: { id: string; answeredBy: string; answeredAt: Date; accepted: boolean },
): Promise<void> {
  await on(db)
    .updateTable('draftPublication')
    .set(set)
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .where('answeredAt', 'is', null)
    .execute()
}

export interface PublishedEntry {
  achievementId: string
  versionId: string
  ctdlId: string
  digest: string
  /** Under which readers keep the shelf in memory. */
  stamp: string
  text: SearchText
  card: CardRow
}

/** The database itself asks once more whose it is and on whose word; the words are the draft's own. */
export async function publishDraft(
  db: Catalog,
  { publicationId, entry, now }: { publicationId: string; entry: PublishedEntry; now: Date },
): Promise<void> {
  await sql`select sec.publish_draft(${publicationId}::uuid, ${JSON.stringify(entry)}::jsonb, ${now})`.execute(on(db))
}

/** False: retired before, or not the organization's own. */
export async function retireVersion(
  db: Catalog,
  { versionId, stamp, now }: { versionId: string; stamp: string; now: Date },
): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`
    select sec.retire_version(${versionId}::uuid, ${stamp}::uuid, ${now}) as done`.execute(on(db))
  return rows[0]?.done ?? false
}

export async function insertSource(
  db: Catalog,
  { tenantId }: TenantScope,
  row: { draftId: string; versionId: string },
): Promise<void> {
  await on(db)
    .insertInto('draftSource')
    .values({ tenantId, ...row })
    .execute()
}
