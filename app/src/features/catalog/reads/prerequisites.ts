import { sql } from 'kysely'
import { groupBy } from '../../../lib/group-by.ts'
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
  const found = (await nameAll(db, [{ ...asking, needs: prerequisites }], language))(asking, prerequisites)
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
/** The published entries that one who asks may name, by the name that was asked. */
type Naming = (asking: Asking, needs: readonly Need[]) => ReadonlyMap<string, Found>

/** The published entries behind codes and ids, looked up once for all who ask. */
async function nameAll(
  db: Catalog,
  asking: readonly (Asking & { readonly needs: readonly Need[] })[],
  language?: Searched,
): Promise<Naming> {
  const { codes, ids } = namesIn(asking.flatMap(({ needs }) => needs))
  if (codes.size + ids.size === 0) return () => new Map()
  const makers = [...new Set(asking.flatMap(({ creatorId }) => creatorId ?? []))]
  const { rows } = await sql<Found>`
    select a.id, a.code, a.slug, a.visibility, a.creator_id as "creatorId", coalesce(t.title, v.title) as title,
      v.content -> 'prerequisites' as needs
    from achievement a join achievement_version v on v.id = a.current_version_id
      left join achievement_translation t on t.achievement_version_id = v.id and t.language = ${language ?? ''}
    where v.retired_at is null
      and (a.visibility = 'public' or a.creator_id = any(${makers}::uuid[]))
      and (a.id::text = any(${[...ids]}::text[])
        or (a.code = any(${[...codes]}::text[]) and (a.creator_id is null or a.creator_id = any(${makers}::uuid[]))))
    order by a.creator_id nulls first`.execute(on(db))
  return namingFrom(rows)
}

function namesIn(needs: readonly Need[]): { codes: ReadonlySet<string>; ids: ReadonlySet<string> } {
  return {
    codes: new Set(needs.flatMap(({ achievementId, code }) => (!achievementId && code ? [code] : []))),
    ids: new Set(needs.flatMap(({ achievementId }) => achievementId || [])),
  }
}

/** Of one name the maker's own entry stands behind the starter catalogue's and wins. */
function namingFrom(rows: readonly Found[]): Naming {
  const byId = groupBy(rows, ({ id }) => id)
  const byCode = groupBy(rows, ({ code }) => code)
  return (asking, needs) => {
    const { codes, ids } = namesIn(needs)
    const named = [...ids].flatMap((id) => byId.get(id) ?? []).map((row) => [row.id, row] as const)
    const coded = [...codes]
      .flatMap((code) => byCode.get(code) ?? [])
      .filter(({ creatorId }) => (creatorId ?? asking.creatorId) === asking.creatorId)
      .map((row) => [row.code, row] as const)
    return new Map([...named, ...coded].filter(([, row]) => mayName(asking, row)))
  }
}

/** What stays in an organization comes first only for what stays there too. */
function mayName(asking: Asking, { visibility, creatorId }: Asking): boolean {
  return visibility === 'public' || (asking.visibility === 'organization' && creatorId === asking.creatorId)
}

/** An entry or a draft, with what it needs itself. */
interface Holder extends Named, Asking {
  readonly needs: readonly Need[]
}
interface Asked {
  readonly achievementId: string | null
  readonly content: DraftContent
}

/** What the needs of a draft name, and theirs in turn. */
export async function findBefore(db: Catalog, scope: TenantScope, draft: Asked): Promise<Before> {
  const [before] = await listBefore(db, scope, [draft])
  if (!before) throw new Error('Nothing was looked up')
  return before
}

/** The same of many drafts, in their order: each entry is asked once, with all that stand as far from the drafts. */
export async function listBefore(
  db: Catalog,
  { tenantId }: TenantScope,
  drafts: readonly Asked[],
): Promise<readonly Before[]> {
  const selves = drafts.map(({ achievementId, content }) => ({
    ...holderOf(tenantId, content),
    ...{ draft: false, ...(achievementId && { key: achievementId }) },
  }))
  const known = new Map<string, Names>()
  const own = await namesFor(db, tenantId, selves)
  for (let next = onward(own, known); next.length > 0; ) {
    const found = await namesFor(db, tenantId, next)
    for (const [at, { key }] of next.entries()) known.set(key, found[at] ?? new Map())
    next = onward(found, known)
  }
  return selves.map((self, at) => beforeOf({ self, tenantId, known }, own[at] ?? new Map()))
}

type Names = ReadonlyMap<string, Holder>

/** Who was named and not asked yet, each once. */
function onward(found: readonly Names[], known: ReadonlyMap<string, Names>): Holder[] {
  const named = found.flatMap((names) => [...names.values()])
  return [...new Map(named.map((each) => [each.key, each])).values()].filter(({ key }) => !known.has(key))
}

interface Trail {
  readonly self: Holder
  readonly tenantId: string
  readonly known: ReadonlyMap<string, Names>
}

/** As it looks from one draft, which stands for its own code wherever its organization names that. */
function beforeOf({ self, tenantId, known }: Trail, own: Names): Before {
  const seenBy = (holder: Holder, names: Names): Names => {
    const namesSelf = holder.creatorId === tenantId && holder.needs.some(({ code }) => code === self.code)
    return namesSelf ? new Map([...names, [self.code, self]]) : names
  }
  const named = seenBy(self, own)
  const needs = new Map<string, readonly Named[]>([[self.key, [...named.values()]]])
  const trail = [...named.values()]
  for (const holder of trail) {
    if (needs.has(holder.key)) continue
    const names = [...seenBy(holder, known.get(holder.key) ?? new Map()).values()]
    needs.set(holder.key, names)
    trail.push(...names)
  }
  return { self, named, needs }
}

/** What each of these needs: what is published, or an own draft that is open. */
async function namesFor(db: Catalog, tenantId: string, holders: readonly Holder[]): Promise<readonly Names[]> {
  const naming = await nameAll(db, holders)
  const published = holders.map((holder) => naming(holder, holder.needs))
  const missing = holders.map(({ creatorId, needs }, at) =>
    creatorId === tenantId ? needs.flatMap(({ code }) => (code && !published[at]?.has(code) ? [code] : [])) : [],
  )
  const drafts = await listDraftsOf(db, tenantId, [...new Set(missing.flat())])
  const open = groupBy(
    drafts.map((content) => holderOf(tenantId, content)),
    ({ code }) => code,
  )
  return holders.map((holder, at) => {
    const entries = [...(published[at] ?? [])].map(
      ([name, row]) => [name, { ...row, key: row.id, draft: false }] as const,
    )
    const own = (missing[at] ?? []).flatMap((code) => open.get(code) ?? []).filter((draft) => mayName(holder, draft))
    return new Map<string, Holder>([...entries, ...own.map((draft) => [draft.code, draft] as const)])
  })
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
