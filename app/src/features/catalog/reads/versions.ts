import { sql } from 'kysely'
import { among } from '../../../lib/among.ts'
import { NotFound } from '../../../lib/refusal.ts'
import { type Db, on } from '../../../platform/ctx.ts'
import type { AchievementContent } from '../model.ts'
import type { Searched } from '../rules/translation.ts'
import type { CatalogTables } from '../tables.ts'

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
  /** What is signed, judged and digested, in the language of its author. */
  content: AchievementContent
  /** What a person reads: the same in the reader's language where it is translated whole, else the content itself. */
  shown: AchievementContent
  /** Language of what is shown. */
  shownIn: string
  digest: string
  starter: boolean
  publishedAt: Date
  retiredAt: Date | null
  /** The version number before this one, or null for the first. */
  previousVersion: string | null
  /** The version number the catalogue shows now. */
  currentVersion: string
  /** When that one was retired. */
  currentRetiredAt: Date | null
}

const before = sql<string | null>`(
  select e.version from achievement_version e
  where e.achievement_id = v.achievement_id
    and string_to_array(e.version, '.')::int[] < string_to_array(v.version, '.')::int[]
  order by string_to_array(e.version, '.')::int[] desc limit 1)`

/** The one place where a reader's language is chosen, word by word: without a language all is the author's own. */
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
    .select('t.content as whole')
    .select(['v.language', 'v.content', 'v.digest', 'v.starter', 'v.publishedAt', 'v.retiredAt'])
    .select(['c.version as currentVersion', 'c.retiredAt as currentRetiredAt', before.as('previousVersion')])
}

type Row = Omit<AchievementVersion, 'shown' | 'shownIn'> & { whole: AchievementContent | null }

function versionOf({ whole, ...row }: Row): AchievementVersion {
  return { ...row, shown: whole ?? row.content, shownIn: whole ? row.wordsIn : row.language }
}

/** Any version ever published, whoever may see its page. */
export async function getVersion(
  db: Db<CatalogTables>,
  versionId: string,
  language?: Searched,
): Promise<AchievementVersion> {
  const found = await versions(db, language).where('v.id', '=', versionId).executeTakeFirst()
  if (!found) throw new NotFound('achievement version')
  return versionOf(found)
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
  return among(rows.map(versionOf), ({ id }) => id, 'achievement version')
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
          .select(['v.id', sql<string>`coalesce(t.title, v.title)`.as('title'), 'a.code', 'a.slug', 'v.retiredAt'])
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
  return versionOf(found)
}

/** What everybody may read: the current version of a public micro-credential, or the one that is named. */
export async function findBySlug(
  db: Db<CatalogTables>,
  slug: string,
  { version, language }: { version?: string; language?: Searched } = {},
): Promise<AchievementVersion | undefined> {
  const wanted = versions(db, language).where('a.slug', '=', slug).where('a.visibility', '=', 'public')
  const found = await named(wanted, version).executeTakeFirst()
  return found && versionOf(found)
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
  const found = await named(wanted, version).executeTakeFirst()
  return found && versionOf(found)
}

/** The current version, or the one that is named. */
function named(wanted: ReturnType<typeof versions>, version: string | undefined) {
  return version === undefined
    ? wanted.whereRef('v.id', '=', 'a.currentVersionId')
    : wanted.where('v.version', '=', version)
}

/** What organizations keep for their members, as it is now. */
export async function listForMembers(
  db: Db<CatalogTables>,
  tenantIds: readonly string[],
): Promise<AchievementVersion[]> {
  if (tenantIds.length === 0) return []
  const rows = await versions(db)
    .where('a.visibility', '=', 'organization')
    .where('a.creatorId', 'in', [...tenantIds])
    .whereRef('v.id', '=', 'a.currentVersionId')
    .where('v.retiredAt', 'is', null)
    .orderBy('a.code')
    .limit(200)
    .execute()
  return rows.map(versionOf)
}

/** Languages in which a version can be read beside its own: from title to first step, or all of it. */
export async function listTranslated(db: Db<CatalogTables>, versionId: string) {
  return on(db)
    .selectFrom('achievementTranslation')
    .select('language')
    .select((is) => is('content', 'is not', null).as('whole'))
    .where('achievementVersionId', '=', versionId)
    .orderBy('language')
    .execute()
}
