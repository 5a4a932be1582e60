import { type Selectable, sql } from 'kysely'
import { NotFound } from '../../../lib/refusal.ts'
import { type Db, on, type PersonScope, type TenantScope } from '../../../platform/ctx.ts'
import type { AuthorRow } from '../rules/co-author.ts'
import type { CatalogTables } from '../tables.ts'

type Catalog = Db<CatalogTables>
export type Draft = Selectable<CatalogTables['achievementDraft']>
export type DraftComment = Selectable<CatalogTables['draftComment']>

/** Any draft of the organization, whoever writes it. */
export async function getDraft(db: Catalog, { tenantId }: TenantScope, id: string): Promise<Draft> {
  return there(await draftOf(db, tenantId, id).executeTakeFirst())
}

/** The same with its row held, so that two who save are asked one after the other. */
export async function getDraftForUpdate(db: Catalog, { tenantId }: TenantScope, id: string): Promise<Draft> {
  return there(await draftOf(db, tenantId, id).forUpdate().executeTakeFirst())
}

function draftOf(db: Catalog, tenantId: string, id: string) {
  return on(db).selectFrom('achievementDraft').selectAll().where('tenantId', '=', tenantId).where('id', '=', id)
}

function there(draft: Draft | undefined): Draft {
  if (!draft) throw new NotFound('draft')
  return draft
}

/** The one that is open for this achievement and language, if any is. */
export async function findOpenDraft(
  db: Catalog,
  { tenantId }: TenantScope,
  { achievementId, language }: { achievementId: string; language: string },
): Promise<Draft | undefined> {
  return on(db)
    .selectFrom('achievementDraft')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .where('achievementId', '=', achievementId)
    .where('language', '=', language)
    .where('state', 'not in', ['published', 'discarded'])
    .executeTakeFirst()
}

/** What is open in the organization, the latest first; the newest of very many. */
export async function listOpenDrafts(
  db: Catalog,
  { tenantId }: TenantScope,
  { most = 200, after }: { most?: number; after?: string | undefined } = {},
): Promise<Draft[]> {
  const open = on(db)
    .selectFrom('achievementDraft')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .where('state', 'not in', ['published', 'discarded'])
  return (after === undefined ? open : open.where(behind(tenantId, after)))
    .orderBy('updatedAt', 'desc')
    .orderBy('id')
    .limit(most)
    .execute()
}

/** Further down the list than this draft, in the same order. */
function behind(tenantId: string, after: string) {
  const then = sql`(select updated_at from achievement_draft where tenant_id = ${tenantId} and id = ${after})`
  return sql<boolean>`updated_at <= ${then} and (updated_at < ${then} or id > ${after})`
}

/** Who wrote in each of these drafts. */
export async function listDraftAuthors(
  db: Catalog,
  { tenantId }: TenantScope,
  draftIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = draftIds.length
    ? await on(db)
        .selectFrom('draftAuthor')
        .select(['draftId', 'personId'])
        .where('tenantId', '=', tenantId)
        .where('draftId', 'in', [...draftIds])
        .orderBy('since')
        .orderBy('personId')
        .execute()
    : []
  const authors = new Map<string, string[]>()
  for (const { draftId, personId } of rows) authors.set(draftId, [...(authors.get(draftId) ?? []), personId])
  return authors
}

/** The authors of one draft, who began it first; with when and where each last wrote. */
export async function listAuthorRows(db: Catalog, { tenantId }: TenantScope, draftId: string): Promise<AuthorRow[]> {
  return on(db)
    .selectFrom('draftAuthor')
    .select(['personId', 'wroteAt', 'wroteIn'])
    .where('tenantId', '=', tenantId)
    .where('draftId', '=', draftId)
    .orderBy('since')
    .orderBy('personId')
    .execute()
}

/** In the order written; what was settled stays in sight. */
export async function listDraftComments(
  db: Catalog,
  { tenantId }: TenantScope,
  draftId: string,
): Promise<DraftComment[]> {
  return on(db)
    .selectFrom('draftComment')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .where('draftId', '=', draftId)
    .orderBy('writtenAt')
    .orderBy('id')
    .execute()
}

export async function getDraftComment(
  db: Catalog,
  { tenantId }: TenantScope,
  { draftId, id }: { draftId: string; id: string },
): Promise<DraftComment> {
  const row = await on(db)
    .selectFrom('draftComment')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .where('draftId', '=', draftId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new NotFound('comment')
  return row
}

/** What one person said about drafts, wherever it was. */
export async function listWrittenComments(db: Catalog, { personId }: PersonScope) {
  return on(db)
    .selectFrom('draftComment')
    .select(['tenantId', 'place', 'text', 'writtenAt', 'resolvedAt'])
    .where('writtenBy', '=', personId)
    .orderBy('writtenAt')
    .orderBy('id')
    .execute()
}
