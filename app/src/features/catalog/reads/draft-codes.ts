import { sql } from 'kysely'
import { type Db, on, type TenantScope } from '../../../platform/ctx.ts'
import type { AchievementContent, AchievementIdentity } from '../model.ts'
import type { DraftContent } from '../rules/draft.ts'
import type { CatalogTables } from '../tables.ts'
import { type Draft, listDraftAuthors } from './drafts.ts'

type Catalog = Db<CatalogTables>

/** What stands under these codes in the organization. */
export interface OwnUnderCodes {
  /** The open draft, the newest where there are several, its row held. */
  readonly drafts: ReadonlyMap<string, Draft>
  readonly authors: ReadonlyMap<string, readonly string[]>
  readonly published: ReadonlyMap<string, OwnPublished>
}
export interface OwnPublished {
  readonly achievementId: string
  readonly versionId: string
  readonly file: DraftContent
}

/** Looked up once, however many codes. */
export async function listOwnUnder(db: Catalog, scope: TenantScope, codes: readonly string[]): Promise<OwnUnderCodes> {
  const open = await listOpenUnder(db, scope, codes)
  const drafts = new Map(open.map((draft) => [draft.content.code ?? '', draft]))
  const ids = [...drafts.values()].map(({ id }) => id)
  const authors = await listDraftAuthors(db, scope, ids)
  return { drafts, authors, published: await publishedUnder(db, scope, codes) }
}

/** The newest last. Held in the order of their ids, so that two who bring in the same files wait for one another. */
async function listOpenUnder(db: Catalog, { tenantId }: TenantScope, codes: readonly string[]): Promise<Draft[]> {
  const rows = await on(db)
    .selectFrom('achievementDraft')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .where('state', 'not in', ['published', 'discarded'])
    .where(sql<boolean>`content ->> 'code' = any(${[...codes]}::text[])`)
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.toSorted((a, b) => a.updatedAt.getTime() - b.updatedAt.getTime())
}

/** What the organization itself has published under these codes, as files. */
async function publishedUnder(
  db: Catalog,
  { tenantId }: TenantScope,
  codes: readonly string[],
): Promise<ReadonlyMap<string, OwnPublished>> {
  const rows = await on(db)
    .selectFrom('achievement as a')
    .innerJoin('achievementVersion as v', 'v.id', 'a.currentVersionId')
    .select(['a.id as achievementId', 'v.id as versionId', 'a.code', 'a.slug', 'a.strand', 'a.visibility', 'v.content'])
    .where('a.creatorId', '=', tenantId)
    .where(sql<boolean>`a.code = any(${[...codes]}::text[])`)
    .execute()
  return new Map(
    rows.map(({ achievementId, versionId, ...file }) => [
      file.code,
      { achievementId, versionId, file: fileFrom(file) },
    ]),
  )
}

export interface MadeFile {
  readonly file: DraftContent
  /** The short name of whoever made it; null for the starter catalogue. */
  readonly maker: string | null
}

/** Everything published now that may be taken along, as files in the order of their codes. Two makers may use one code. */
export async function listCurrentFiles(db: Catalog): Promise<MadeFile[]> {
  const rows = await forAnybody(currentFiles(db))
    .select(
      sql<
        string | null
      >`coalesce((select o.slug from public_issuer o where o.tenant_id = a.creator_id), a.creator_id::text)`.as(
        'maker',
      ),
    )
    .execute()
  return rows.map(({ maker, ...row }) => ({ file: fileFrom(row), maker }))
}

/** What one maker has published, null for the starter catalogue. Its own maker alone takes along what others may not. */
export async function listFilesBy(
  db: Catalog,
  creatorId: string | null,
  { after, most }: { after: string; most: number },
): Promise<DraftContent[]> {
  const rows = await currentFiles(db)
    .where('a.creatorId', creatorId === null ? 'is' : '=', creatorId)
    .$if(creatorId === null, forAnybody)
    .where('a.code', '>', after)
    .limit(most)
    .execute()
  return rows.map(fileFrom)
}

function forAnybody(files: ReturnType<typeof currentFiles>) {
  return files
    .where('a.visibility', '=', 'public')
    .where(sql<string>`v.content ->> 'license'`, '<>', 'LicenseRef-AllRightsReserved')
}

function currentFiles(db: Catalog) {
  return on(db)
    .selectFrom('achievement as a')
    .innerJoin('achievementVersion as v', 'v.id', 'a.currentVersionId')
    .select(['a.code', 'a.slug', 'a.strand', 'a.visibility', 'v.content'])
    .orderBy('a.code')
    .orderBy('a.id')
}

function fileFrom({ content, ...identity }: AchievementIdentity & { content: AchievementContent }): DraftContent {
  return { ...identity, ...content } as DraftContent
}
