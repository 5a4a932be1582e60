import { sql } from 'kysely'
import { type Db, on, type TenantScope } from '../../../platform/ctx.ts'
import type { AchievementContent, AchievementIdentity } from '../model.ts'
import type { DraftContent } from '../rules/draft.ts'
import type { CatalogTables } from '../tables.ts'
import type { Draft } from './drafts.ts'

type Catalog = Db<CatalogTables>

/** The open draft of the organization that carries this code. */
export async function findOwnDraftOf(
  db: Catalog,
  { tenantId }: TenantScope,
  code: string,
): Promise<Pick<Draft, 'id'> | undefined> {
  return on(db)
    .selectFrom('achievementDraft')
    .select('id')
    .where('tenantId', '=', tenantId)
    .where('state', 'not in', ['published', 'discarded'])
    .where(sql<boolean>`content ->> 'code' = ${code}`)
    .orderBy('updatedAt', 'desc')
    .executeTakeFirst()
}

/** What the organization itself has published under this code, as a file. */
export async function findOwnPublished(db: Catalog, { tenantId }: TenantScope, code: string) {
  const row = await on(db)
    .selectFrom('achievement as a')
    .innerJoin('achievementVersion as v', 'v.id', 'a.currentVersionId')
    .select(['a.id as achievementId', 'v.id as versionId', 'a.code', 'a.slug', 'a.strand', 'a.visibility', 'v.content'])
    .where('a.creatorId', '=', tenantId)
    .where('a.code', '=', code)
    .executeTakeFirst()
  if (!row) return undefined
  const { achievementId, versionId, content, ...identity } = row
  return { achievementId, versionId, file: { ...identity, ...content } }
}

/** Everything published now that may be taken along, as files in the order of their codes. */
export async function listCurrentFiles(db: Catalog): Promise<DraftContent[]> {
  const rows = await forAnybody(currentFiles(db)).execute()
  return rows.map(fileFrom)
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
