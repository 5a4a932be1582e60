import { type RawBuilder, sql } from 'kysely'
import { type Db, on, type TenantScope } from '../../../platform/ctx.ts'
import type { News } from '../rules/source-news.ts'
import type { CatalogTables } from '../tables.ts'
import type { Draft } from './drafts.ts'

type Catalog = Db<CatalogTables>

/** One public original of an own text: the version that was taken, and what it says now. */
export interface Source {
  /** The draft that was copied, and what it was published as. */
  draftId: string
  ownId: string | null
  /** Copied itself, or what that was adapted from. */
  direct: boolean
  code: string
  slug: string
  title: string
  language: string
  /** Null: the starter catalogue. */
  creator: string | null
  takenId: string
  taken: string
  newestId: string
  newest: string
  retiredAt: Date | null
  /** Null: it still says what was taken. */
  news: News | null
  /** Somebody of the organization has looked at that. */
  looked: boolean
  /** What was looked at last, in whatever state. */
  lookedAt: Date | null
  lookedBy: string | null
  lookedVersion: string | null
}

const MOST_STEPS = 50

/** What an organization's texts were adapted from, the nearest first. What is not public any more is not named, nor a text's own earlier self. */
function sourcesWhere(tenantId: string, own: RawBuilder<boolean>, shown: RawBuilder<boolean>) {
  return sql<Source>`
    with recursive line as (
      select s.draft_id, d.achievement_id as own_id, s.version_id, 1 as step
      from draft_source s join achievement_draft d on d.tenant_id = s.tenant_id and d.id = s.draft_id
      where s.tenant_id = ${tenantId} and ${own}
      union
      select line.draft_id, line.own_id, l.source_version_id, line.step + 1 from line
        join achievement_version v on v.id = line.version_id
        join achievement_lineage l on l.achievement_id = v.achievement_id where line.step < ${MOST_STEPS}),
    nearest as (
      select distinct on (line.draft_id, v.achievement_id) line.*, v.achievement_id, v.version as taken
      from line join achievement_version v on v.id = line.version_id
      where v.achievement_id is distinct from line.own_id order by line.draft_id, v.achievement_id, line.step),
    source as (
      select n.draft_id, n.own_id, n.step, a.code, a.slug, c.title, c.language, o.name as creator, n.version_id as taken_id,
        n.taken, c.id as newest_id, c.version as newest, c.retired_at,
        case when c.retired_at is not null then 'retired' when c.id <> n.version_id then 'changed' end as news
      from nearest n join achievement a on a.id = n.achievement_id and a.visibility = 'public'
        join achievement_version c on c.id = a.current_version_id left join public_issuer o on o.tenant_id = a.creator_id)
    select source.draft_id as "draftId", own_id as "ownId", step = 1 as direct, code, slug, title, language, creator,
      taken_id as "takenId", taken, newest_id as "newestId", newest, retired_at as "retiredAt", source.news,
      coalesce(k.version_id = newest_id and k.news = source.news, false) as looked,
      k.looked_at as "lookedAt", k.looked_by as "lookedBy", k.version as "lookedVersion"
    from source left join lateral (
      select l.*, e.version from source_look l join achievement_version e on e.id = l.version_id
        join achievement_version t on t.id = source.taken_id and t.achievement_id = e.achievement_id
      where l.tenant_id = ${tenantId} and l.draft_id = source.draft_id
      order by string_to_array(e.version, '.')::int[] desc, l.news desc limit 1) k on true
    where ${shown} order by source.draft_id, step, code`
}

/** Some texts: drafts, and what was published. */
export interface Texts {
  readonly draftIds: readonly string[]
  readonly achievementIds: readonly string[]
}

/** Of these texts, what nobody has looked at yet, whichever of their drafts was copied. */
export async function listSourceNews(
  db: Catalog,
  { tenantId }: TenantScope,
  { draftIds, achievementIds }: Texts,
): Promise<Source[]> {
  if (draftIds.length + achievementIds.length === 0) return []
  const open = sql<boolean>`d.state <> 'discarded'
    and (d.id = any(${[...draftIds]}::uuid[]) or d.achievement_id = any(${[...achievementIds]}::uuid[]))`
  const unseen = sql<boolean>`source.news is not null and (k.version_id = newest_id and k.news = source.news) is not true`
  return (await sourcesWhere(tenantId, open, unseen).execute(on(db))).rows
}

/** Everything that one text was adapted from, whichever of its drafts is asked about. */
export async function listSourcesOf(
  db: Catalog,
  { tenantId }: TenantScope,
  { id, achievementId }: Pick<Draft, 'id' | 'achievementId'>,
): Promise<Source[]> {
  const own = sql<boolean>`(d.id = ${id} or d.achievement_id = ${achievementId}::uuid)`
  return (await sourcesWhere(tenantId, own, sql<boolean>`true`).execute(on(db))).rows
}

/** Whoever wrote in any draft of the same text. */
export async function listAuthorsOfText(
  db: Catalog,
  { tenantId }: TenantScope,
  { id, achievementId }: Pick<Draft, 'id' | 'achievementId'>,
): Promise<string[]> {
  const rows = await on(db)
    .selectFrom('draftAuthor as w')
    .innerJoin('achievementDraft as d', (join) =>
      join.onRef('d.tenantId', '=', 'w.tenantId').onRef('d.id', '=', 'w.draftId'),
    )
    .select('w.personId')
    .distinct()
    .where('w.tenantId', '=', tenantId)
    .where((where) => where.or([where('d.id', '=', id), where('d.achievementId', '=', achievementId)]))
    .execute()
  return rows.map(({ personId }) => personId)
}
