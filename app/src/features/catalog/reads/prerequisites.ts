import { sql } from 'kysely'
import { type Db, on, type TenantScope } from '../../../platform/ctx.ts'
import type { DraftContent } from '../rules/draft.ts'
import { type Before, type Named, type Need, nameOf } from '../rules/prerequisites.ts'
import type { Searched } from '../rules/translation.ts'
import type { CatalogTables } from '../tables.ts'
import type { AchievementVersion } from './versions.ts'

type Catalog = Db<CatalogTables>

export interface Prerequisite {
  readonly kind: 'required' | 'recommended'
  readonly achievementId: string
  readonly title: string
  readonly slug: string
}

/** Whose needs are looked up: a code is first its maker's own, then the starter catalogue's. */
interface Asking {
  readonly creatorId: string | null
  readonly visibility: 'public' | 'organization'
}

/**
 * What comes first, as its page names it and a start asks for it. What is not there, has been retired or is kept from
 * some who see this entry cannot be earned by all of them, so it holds nobody up.
 */
export async function listPrerequisites(
  db: Catalog,
  asking: Pick<AchievementVersion, 'creatorId' | 'visibility' | 'content'>,
  language?: Searched,
): Promise<Prerequisite[]> {
  const { prerequisites } = asking.content
  const found = await nameAll(db, asking, prerequisites, language)
  return prerequisites.flatMap((need) => {
    const named = found.get(nameOf(need) ?? '')
    return named ? [{ kind: need.kind, achievementId: named.id, title: named.title, slug: named.slug }] : []
  })
}

interface Found extends Asking {
  readonly id: string
  readonly code: string
  readonly slug: string
  readonly title: string
  readonly needs: readonly Need[]
}

/** The published entries behind codes and ids, by the name that was asked. */
async function nameAll(
  db: Catalog,
  { creatorId, visibility }: Asking,
  needs: readonly Need[],
  language?: Searched,
): Promise<ReadonlyMap<string, Found>> {
  const codes = needs.flatMap(({ achievementId, code }) => (!achievementId && code ? [code] : []))
  const ids = needs.flatMap(({ achievementId }) => achievementId || [])
  if (codes.length + ids.length === 0) return new Map()
  const { rows } = await sql<Found>`
    select a.id, a.code, a.slug, a.visibility, a.creator_id as "creatorId", coalesce(t.title, v.title) as title,
      v.content -> 'prerequisites' as needs
    from achievement a join achievement_version v on v.id = a.current_version_id
      left join achievement_translation t on t.achievement_version_id = v.id and t.language = ${language ?? ''}
    where v.retired_at is null
      and (a.visibility = 'public' or (${visibility} = 'organization' and a.creator_id = ${creatorId}::uuid))
      and (a.id::text = any(${ids}::text[])
        or (a.code = any(${codes}::text[]) and (a.creator_id is null or a.creator_id = ${creatorId}::uuid)))
    order by a.creator_id nulls first`.execute(on(db))
  return new Map([
    ...rows.filter(({ id }) => ids.includes(id)).map((row) => [row.id, row] as const),
    ...rows
      .filter((row) => codes.includes(row.code) && (row.creatorId ?? creatorId) === creatorId)
      .map((row) => [row.code, row] as const),
  ])
}

/** An entry or a draft, with what it needs itself. */
interface Holder extends Named, Asking {
  readonly needs: readonly Need[]
}

/** What the needs of a draft name, and theirs in turn; each entry is asked once. */
export async function findBefore(
  db: Catalog,
  { tenantId }: TenantScope,
  { achievementId, content }: { achievementId: string | null; content: DraftContent },
): Promise<Before> {
  const self = { ...holderOf(tenantId, content), draft: false, ...(achievementId && { key: achievementId }) }
  const needs = new Map<string, readonly Named[]>()
  const named = await follow(db, { self, tenantId, needs }, self)
  return { self, named, needs }
}

interface Trail {
  readonly self: Holder
  readonly tenantId: string
  readonly needs: Map<string, readonly Named[]>
}

async function follow(db: Catalog, trail: Trail, holder: Holder): Promise<ReadonlyMap<string, Holder>> {
  const found = await holdersFor(db, trail, holder)
  trail.needs.set(holder.key, [...found.values()])
  for (const each of found.values()) if (!trail.needs.has(each.key)) await follow(db, trail, each)
  return found
}

/** What one entry needs: the draft itself, what is published, or an own draft that is open. */
async function holdersFor(
  db: Catalog,
  { self, tenantId }: Trail,
  holder: Holder,
): Promise<ReadonlyMap<string, Holder>> {
  const own = holder.creatorId === tenantId
  const found = new Map<string, Holder>()
  const published = await nameAll(db, holder, holder.needs)
  for (const [name, { id, ...row }] of published) found.set(name, { ...row, key: id, draft: false })
  const codes = own ? holder.needs.flatMap(({ code }) => (code && !found.has(code) ? [code] : [])) : []
  for (const content of await listDraftsOf(db, tenantId, codes)) {
    const draft = holderOf(tenantId, content)
    if (draft.visibility === 'public' || holder.visibility === 'organization') found.set(draft.code, draft)
  }
  if (own && holder.needs.some(({ code }) => code === self.code)) found.set(self.code, self)
  return found
}

function holderOf(creatorId: string, { code = '', visibility = 'public', prerequisites = [] }: DraftContent): Holder {
  return { key: `draft ${code}`, code, draft: true, creatorId, visibility, needs: prerequisites }
}

/** Open drafts of the organization with one of these codes. */
async function listDraftsOf(db: Catalog, tenantId: string, codes: readonly string[]): Promise<DraftContent[]> {
  if (codes.length === 0) return []
  const rows = await on(db)
    .selectFrom('achievementDraft')
    .select('content')
    .where('tenantId', '=', tenantId)
    .where('state', 'not in', ['published', 'discarded'])
    .where(sql<boolean>`content ->> 'code' = any(${[...codes]}::text[])`)
    .orderBy('updatedAt')
    .execute()
  return rows.map(({ content }) => content)
}
