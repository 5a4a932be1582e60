import { sql } from 'kysely'
import { among } from '../../lib/among.ts'
import { NotFound } from '../../lib/refusal.ts'
import { type Db, on, type TenantScope } from '../../platform/ctx.ts'
import type { AchievementContent } from './model.ts'
import type { Searched } from './rules/translation.ts'
import type { CatalogTables, Work } from './tables.ts'

/** One published version with the identity it belongs to. */
export interface AchievementVersion {
  id: string
  achievementId: string
  ctdlId: string
  code: string
  slug: string
  strand: string
  visibility: 'public' | 'organization'
  /** Who wrote it; null: the starter catalogue. */
  creatorId: string | null
  version: string
  language: string
  title: string
  summary: string
  competency: string
  firstStep: string | null
  /** Language of title, summary, competency and first step: the reader's where they are translated. What is signed is the content. */
  wordsIn: string
  content: AchievementContent
  digest: string
  starter: boolean
  publishedAt: Date
  retiredAt: Date | null
  /** The version number before this one, or null for the first. */
  previousVersion: string | null
  /** The version number the catalogue shows now. */
  currentVersion: string
}

const before = sql<string | null>`(
  select e.version from achievement_version e
  where e.achievement_id = v.achievement_id
    and string_to_array(e.version, '.')::int[] < string_to_array(v.version, '.')::int[]
  order by string_to_array(e.version, '.')::int[] desc limit 1)`

/** Without a language the words are the author's own. */
function versions(db: Db<CatalogTables>, language?: Searched) {
  return on(db)
    .selectFrom('achievementVersion as v')
    .innerJoin('achievement as a', 'a.id', 'v.achievementId')
    .innerJoin('achievementVersion as c', 'c.id', 'a.currentVersionId')
    .leftJoin('achievementTranslation as t', (join) =>
      join.onRef('t.achievementVersionId', '=', 'v.id').on('t.language', '=', language ?? ''),
    )
    .select([
      'v.id',
      'v.achievementId',
      'a.ctdlId',
      'a.code',
      'a.slug',
      'a.strand',
      'a.visibility',
      'v.version',
      'a.creatorId',
    ])
    .select([
      sql<string>`coalesce(t.title, v.title)`.as('title'),
      sql<string>`coalesce(t.summary, v.summary)`.as('summary'),
      sql<string>`coalesce(t.competency, v.content ->> 'competency')`.as('competency'),
      sql<string | null>`coalesce(t.first_step, v.content ->> 'firstStep')`.as('firstStep'),
      sql<string>`coalesce(t.language, v.language)`.as('wordsIn'),
    ])
    .select(['v.language', 'v.content', 'v.digest', 'v.starter', 'v.publishedAt', 'v.retiredAt'])
    .select(['c.version as currentVersion', before.as('previousVersion')])
}

/** Any version ever published, whoever may see its page. */
export async function getVersion(
  db: Db<CatalogTables>,
  versionId: string,
  language?: Searched,
): Promise<AchievementVersion> {
  const found = await versions(db, language).where('v.id', '=', versionId).executeTakeFirst()
  if (!found) throw new NotFound('achievement version')
  return found
}

/** Many at once, in one question. */
export async function getVersions(
  db: Db<CatalogTables>,
  versionIds: readonly string[],
  language?: Searched,
): Promise<(versionId: string) => AchievementVersion> {
  const rows =
    versionIds.length === 0
      ? []
      : await versions(db, language)
          .where('v.id', 'in', [...new Set(versionIds)])
          .execute()
  return among(rows, ({ id }) => id, 'achievement version')
}

/** What a row of a list says of a version, without its content. */
export async function getTitles(db: Db<CatalogTables>, versionIds: readonly string[], language?: Searched) {
  const rows =
    versionIds.length === 0
      ? []
      : await on(db)
          .selectFrom('achievementVersion as v')
          .innerJoin('achievement as a', 'a.id', 'v.achievementId')
          .leftJoin('achievementTranslation as t', (join) =>
            join.onRef('t.achievementVersionId', '=', 'v.id').on('t.language', '=', language ?? ''),
          )
          .select(['v.id', sql<string>`coalesce(t.title, v.title)`.as('title'), 'a.code', 'a.slug'])
          .where('v.id', 'in', [...new Set(versionIds)])
          .execute()
  return among(rows, ({ id }) => id, 'achievement version')
}

/** The version that a start begins with. */
export async function getCurrentVersion(db: Db<CatalogTables>, achievementId: string): Promise<AchievementVersion> {
  const found = await versions(db)
    .where('v.achievementId', '=', achievementId)
    .whereRef('v.id', '=', 'a.currentVersionId')
    .executeTakeFirst()
  if (!found) throw new NotFound('achievement')
  return found
}

/** What everybody may read: the current version of a public micro-credential, or the one that is named. */
export async function findBySlug(
  db: Db<CatalogTables>,
  slug: string,
  { version, language }: { version?: string; language?: Searched } = {},
): Promise<AchievementVersion | undefined> {
  const wanted = versions(db, language).where('a.slug', '=', slug).where('a.visibility', '=', 'public')
  return version === undefined
    ? wanted.whereRef('v.id', '=', 'a.currentVersionId').executeTakeFirst()
    : wanted.where('v.version', '=', version).executeTakeFirst()
}

/** The same of what is for members alone: somebody of the organization that wrote it sees it, nobody else. */
export async function findForMembers(
  db: Db<CatalogTables>,
  tenantIds: readonly string[],
  { slug, version }: { slug: string; version?: string | undefined },
): Promise<AchievementVersion | undefined> {
  if (tenantIds.length === 0) return undefined
  const wanted = versions(db)
    .where('a.slug', '=', slug)
    .where('a.visibility', '=', 'organization')
    .where('a.creatorId', 'in', [...tenantIds])
  return version === undefined
    ? wanted.whereRef('v.id', '=', 'a.currentVersionId').executeTakeFirst()
    : wanted.where('v.version', '=', version).executeTakeFirst()
}

/** What organizations keep for their members, as it is now. */
export async function listForMembers(
  db: Db<CatalogTables>,
  tenantIds: readonly string[],
): Promise<AchievementVersion[]> {
  if (tenantIds.length === 0) return []
  return versions(db)
    .where('a.visibility', '=', 'organization')
    .where('a.creatorId', 'in', [...tenantIds])
    .whereRef('v.id', '=', 'a.currentVersionId')
    .where('v.retiredAt', 'is', null)
    .orderBy('a.code')
    .limit(200)
    .execute()
}

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
export { openShelf, type Shelf } from './reads/shelf.ts'
