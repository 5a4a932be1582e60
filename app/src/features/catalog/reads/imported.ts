import { type Db, on } from '../../../platform/ctx.ts'
import type { CatalogTables } from '../tables.ts'

export async function findState(db: Db<CatalogTables>): Promise<{ filesHash: string } | undefined> {
  return on(db).selectFrom('catalogState').select('filesHash').executeTakeFirst()
}

/** Starter entries by code, each with every version it ever had. */
export async function listImported(db: Db<CatalogTables>) {
  const own = await on(db)
    .selectFrom('achievement')
    .select(['id', 'code', 'slug', 'strand', 'visibility'])
    .where('creatorId', 'is', null)
    .execute()
  const versions = await on(db)
    .selectFrom('achievementVersion')
    .select(['achievementId', 'version', 'digest'])
    .execute()
  return new Map(
    own.map((one) => [
      one.code,
      { ...one, versions: versions.filter(({ achievementId }) => achievementId === one.id) },
    ]),
  )
}
