import { sql } from 'kysely'
import { type Db, on, type TenantScope } from '../../../platform/ctx.ts'
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
export async function listCurrentFiles(db: Catalog) {
  const rows = await on(db)
    .selectFrom('achievement as a')
    .innerJoin('achievementVersion as v', 'v.id', 'a.currentVersionId')
    .select(['a.code', 'a.slug', 'a.strand', 'a.visibility', 'v.content'])
    .where('a.visibility', '=', 'public')
    .where(sql<string>`v.content ->> 'license'`, '<>', 'LicenseRef-AllRightsReserved')
    .orderBy('a.code')
    .orderBy('a.id')
    .execute()
  return rows.map(({ content, ...identity }) => ({ ...identity, ...content }))
}
