import { sql } from 'kysely'
import { type Db, on, type TenantScope } from '../../platform/ctx.ts'
import type { CatalogTables, Work } from './tables.ts'

/** The slug of today behind an address of before. */
export async function findFormerSlug(db: Db<CatalogTables>, former: string): Promise<string | undefined> {
  const row = await on(db)
    .selectFrom('achievementFormerSlug as f')
    .innerJoin('achievement as a', 'a.id', 'f.achievementId')
    .select('a.slug')
    .where('f.slug', '=', former)
    .where('a.visibility', '=', 'public')
    .executeTakeFirst()
  return row?.slug
}

export interface Offer {
  tenantId: string
  slug: string
  name: string
  isSiteIssuer: boolean
  demo: boolean
}

/** Organizations that award it: the site's own issuer first, demonstrations last. */
export async function listOffers(db: Db<CatalogTables>, achievementId: string): Promise<Offer[]> {
  return on(db)
    .selectFrom('publicOffering')
    .select(['tenantId', 'slug', 'name', 'isSiteIssuer', 'demo'])
    .where('achievementId', '=', achievementId)
    .orderBy('demo')
    .orderBy('isSiteIssuer', 'desc')
    .orderBy('name')
    .orderBy('tenantId')
    .execute()
}

function offerable(db: Db<CatalogTables>) {
  return on(db)
    .selectFrom('achievement as a')
    .innerJoin('achievementVersion as v', 'v.id', 'a.currentVersionId')
    .select('a.id')
    .where('v.retiredAt', 'is', null)
    .orderBy('a.id')
}

/** What an organization may offer: every public entry that is published and not retired, and its own for its members. */
export async function listOfferable(db: Db<CatalogTables>, { tenantId }: TenantScope): Promise<string[]> {
  const rows = await offerable(db)
    .where((is) => is.or([is('a.visibility', '=', 'public'), is('a.creatorId', '=', tenantId)]))
    .execute()
  return rows.map(({ id }) => id)
}

/** What "everything" means: the starter catalogue and what the organization wrote. Another's entry is a choice of its own. */
export async function listEveryEntry(
  db: Db<CatalogTables>,
  { tenantId }: TenantScope,
  codes?: readonly string[],
): Promise<string[]> {
  const every = offerable(db).where((is) => is.or([is('a.creatorId', 'is', null), is('a.creatorId', '=', tenantId)]))
  const rows = await (codes ? every.where('a.code', 'in', [...codes]) : every).execute()
  return rows.map(({ id }) => id)
}

/** True when the organization awards whatever joins the catalogue. */
export async function offersEveryEntry(db: Db<CatalogTables>, scope: TenantScope): Promise<boolean> {
  const row = await on(db)
    .selectFrom('offeringChoice')
    .select('everyEntry')
    .where('tenantId', '=', scope.tenantId)
    .executeTakeFirst()
  return row?.everyEntry ?? false
}

export async function listOwnOffers(db: Db<CatalogTables>, scope: TenantScope): Promise<string[]> {
  const rows = await on(db)
    .selectFrom('offering')
    .select('achievementId')
    .where('tenantId', '=', scope.tenantId)
    .where('endedAt', 'is', null)
    .orderBy('achievementId')
    .execute()
  return rows.map(({ achievementId }) => achievementId)
}

/** In the order asked; a key that is not there is left out. */
export async function listWorks(db: Db<CatalogTables>, keys: readonly string[]): Promise<Work[]> {
  if (keys.length === 0) return []
  const rows = await on(db)
    .selectFrom('bibliography')
    .select(['key', 'authors', 'year', 'title', 'venue', 'address'])
    .where('key', 'in', keys)
    .execute()
  return keys.flatMap((key) => rows.find((row) => row.key === key) ?? [])
}

/** Numbers of all published versions, the newest first. */
export async function listVersions(
  db: Db<CatalogTables>,
  achievementId: string,
): Promise<{ version: string; publishedAt: Date }[]> {
  return on(db)
    .selectFrom('achievementVersion')
    .select(['version', 'publishedAt'])
    .where('achievementId', '=', achievementId)
    .orderBy(sql`string_to_array(version, '.')::int[]`, 'desc')
    .execute()
}

export { type CardPage, listCards } from './reads/cards.ts'
export { openShelf, type Shelf, type ShelfCard } from './reads/shelf.ts'
export {
  type AchievementVersion,
  findBySlug,
  findForMembers,
  getCurrentVersion,
  getTitles,
  getVersion,
  getVersions,
  listForMembers,
  listTranslated,
} from './reads/versions.ts'
