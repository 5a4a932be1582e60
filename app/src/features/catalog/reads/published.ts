import { sql } from 'kysely'
import { NotFound } from '../../../lib/refusal.ts'
import { type Db, on, type TenantScope } from '../../../platform/ctx.ts'
import type { AchievementContent, AchievementIdentity } from '../model.ts'
import type { Taken } from '../rules/lint.ts'
import type { CatalogTables, Waived } from '../tables.ts'

type Catalog = Db<CatalogTables>

/** A version of one's own organization's micro-credential. */
export interface OwnVersion {
  id: string
  achievementId: string
  version: string
  language: string
  title: string
  content: AchievementContent
  publishedAt: Date
  retiredAt: Date | null
  /** The draft it was written as. */
  draftId: string | null
}

/** Every version the organization published of it, the newest first. */
export async function listOwnVersions(
  db: Catalog,
  { tenantId }: TenantScope,
  achievementId: string,
): Promise<OwnVersion[]> {
  return on(db)
    .selectFrom('achievementVersion as v')
    .innerJoin('achievement as a', 'a.id', 'v.achievementId')
    .select([
      'v.id',
      'v.achievementId',
      'v.version',
      'v.language',
      'v.title',
      'v.content',
      'v.publishedAt',
      'v.retiredAt',
    ])
    .select(sql<string | null>`substring(v.source_hash from '^draft (.*)$')`.as('draftId'))
    .where('a.creatorId', '=', tenantId)
    .where('v.achievementId', '=', achievementId)
    .orderBy(sql`string_to_array(v.version, '.')::int[]`, 'desc')
    .execute()
}

/** What the organization has published, each with the latest draft it was written as. */
export async function listOwnPublished(db: Catalog, { tenantId }: TenantScope) {
  return on(db)
    .selectFrom('achievement as a')
    .innerJoin('achievementVersion as v', 'v.id', 'a.currentVersionId')
    .select(['a.id', 'a.code', 'a.slug', 'a.visibility', 'v.version', 'v.title', 'v.publishedAt', 'v.retiredAt'])
    .select(sql<string>`substring(v.source_hash from '^draft (.*)$')`.as('draftId'))
    .select(sql<string | null>`v.content ->> 'nextReview'`.as('nextReview'))
    .where('a.creatorId', '=', tenantId)
    .orderBy('a.code')
    .limit(500)
    .execute()
}

export async function getOwnIdentity(
  db: Catalog,
  { tenantId }: TenantScope,
  achievementId: string,
): Promise<AchievementIdentity> {
  const row = await on(db)
    .selectFrom('achievement')
    .select(['code', 'slug', 'strand', 'visibility'])
    .where('id', '=', achievementId)
    .where('creatorId', '=', tenantId)
    .executeTakeFirst()
  if (!row) throw new NotFound('achievement')
  return row
}

/** A text with the micro-credential it is, where it is one already. */
interface Addressed {
  readonly slug?: string | undefined
  readonly code?: string | undefined
  readonly achievementId: string | null
}

/** Of each of these texts, what of its address and its code another micro-credential has. Asked once for all. */
export async function listTaken(
  db: Catalog,
  { tenantId }: TenantScope,
  texts: readonly Addressed[],
): Promise<Taken[][]> {
  const slugs = texts.flatMap(({ slug }) => slug || [])
  const codes = texts.flatMap(({ code }) => code || [])
  const rows = await on(db)
    .selectFrom('achievement')
    .select(['id', 'slug', 'code', 'creatorId'])
    .where(sql<boolean>`slug = any(${slugs}::text[]) or (creator_id = ${tenantId} and code = any(${codes}::text[]))`)
    .execute()
  return texts.map(({ slug, code, achievementId }) => {
    const others = rows.filter(({ id }) => id !== achievementId)
    const bySlug = others.some((row) => row.slug === slug)
    const byCode = others.some((row) => row.creatorId === tenantId && row.code === code)
    return [...(bySlug ? (['slug'] as const) : []), ...(byCode ? (['code'] as const) : [])]
  })
}

export interface VersionUse {
  versionId: string
  /** Still with their educators. */
  drafts: number
  /** With their readers. */
  inReview: number
  decided: number
}

/** Numbers alone, of every organization that awards it. */
export async function listVersionUse(db: Catalog, achievementId: string): Promise<VersionUse[]> {
  const { rows } = await sql<VersionUse>`
    select version_id as "versionId", drafts, in_review as "inReview", decided from sec.version_use(${achievementId}::uuid)`.execute(
    on(db),
  )
  return rows
}

/** How many of the pilot's submissions are decided, ten at most. */
export async function countPiloted(db: Catalog, achievementId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select sec.piloted(${achievementId}::uuid) as count`.execute(on(db))
  return rows[0]?.count ?? 0
}

/** Of these words, those that other entries of the catalogue use: the rest may be misspelled. */
export async function knownWords(
  db: Catalog,
  { words, achievementId }: { words: readonly string[]; achievementId: string },
): Promise<ReadonlySet<string>> {
  if (words.length === 0) return new Set()
  const { rows } = await sql<{ word: string }>`
    select word from unnest(${[...words]}::text[]) word where exists (
      select from achievement_search s where s.language = 'en' and s.achievement_id <> ${achievementId} and s.words @@ plainto_tsquery('catalog_words', word))`.execute(
    on(db),
  )
  return new Set(rows.map(({ word }) => word))
}

export interface HowJudged {
  approvedAt: Date
  readers: number
  waived: readonly Waived[]
}

export async function findHowJudged(db: Catalog, versionId: string): Promise<HowJudged | undefined> {
  return on(db)
    .selectFrom('achievementReview')
    .select(['approvedAt', 'readers', 'waived'])
    .where('versionId', '=', versionId)
    .executeTakeFirst()
}

export interface Ancestor {
  code: string
  slug: string
  title: string
  version: string
  license: AchievementContent['license']
  /** Null: the starter catalogue. */
  creator: string | null
  changes: string
  /** What the source says now, when that is another version. */
  newer: string | null
}

const MOST_ANCESTORS = 50

/** What it was adapted from, and what that was adapted from, the nearest first. What is not public any more is not named. */
export async function listAncestors(db: Catalog, achievementId: string): Promise<Ancestor[]> {
  const { rows } = await sql<Ancestor>`
    with recursive line as (
      select l.source_version_id, l.changes, 1 as step from achievement_lineage l where l.achievement_id = ${achievementId}::uuid
      union
      select l.source_version_id, l.changes, line.step + 1 from line
        join achievement_version v on v.id = line.source_version_id
        join achievement_lineage l on l.achievement_id = v.achievement_id where line.step < ${MOST_ANCESTORS})
    select a.code, a.slug, v.title, v.version, v.content ->> 'license' as license, o.name as creator, line.changes,
      case when c.id <> v.id then c.version end as newer
    from line join achievement_version v on v.id = line.source_version_id join achievement a on a.id = v.achievement_id
      join achievement_version c on c.id = a.current_version_id
      left join public_issuer o on o.tenant_id = a.creator_id
    where a.visibility = 'public' order by line.step, v.published_at`.execute(on(db))
  return rows
}

/** The version a draft was copied from, if it was. */
export async function findSource(db: Catalog, { tenantId }: TenantScope, draftId: string): Promise<string | undefined> {
  const row = await on(db)
    .selectFrom('draftSource')
    .select('versionId')
    .where('tenantId', '=', tenantId)
    .where('draftId', '=', draftId)
    .executeTakeFirst()
  return row?.versionId
}

/** The first number of a letter above all that are in use. */
export async function findNextNumber(db: Catalog, letter: string): Promise<number> {
  const row = await on(db)
    .selectFrom('achievement')
    .select(sql<number>`coalesce(max(substring(code from '[0-9]+$')::int), 0) + 1`.as('next'))
    .where('code', '~', `^${letter}[0-9]{1,3}$`)
    .executeTakeFirstOrThrow()
  return row.next
}

/** Addresses that are in use and begin so. */
export async function listSlugsLike(db: Catalog, address: string): Promise<ReadonlySet<string>> {
  const rows = await on(db).selectFrom('achievement').select('slug').where('slug', 'like', `${address}%`).execute()
  return new Set(rows.map(({ slug }) => slug))
}
