import { sql } from 'kysely'
import { type Db, on, type TenantScope } from '../../../platform/ctx.ts'
import { ASKED, type LinkState, LOOKED_AT_ONCE } from '../rules/links.ts'
import type { CatalogTables } from '../tables.ts'

type Catalog = Db<CatalogTables>

export interface LinkDue extends LinkState {
  readonly url: string
}

/** Addresses that public entries name and nobody has looked at since; those never looked at first. */
export async function listLinksDue(db: Catalog, before: Date): Promise<LinkDue[]> {
  const { rows } = await sql<LinkDue>`
    select named.url, coalesce(link.failures, 0) as failures, link.failing_since
    from (
      select distinct resource->>'url' as url
      from achievement a
      join achievement_version v on v.id = a.current_version_id and v.retired_at is null
      cross join jsonb_array_elements(v.content->'resources') resource
      where a.visibility = 'public'
    ) named
    left join resource_link link on link.url = named.url
    where link.checked_at is null or link.checked_at < ${before}
    order by link.checked_at nulls first, named.url
    limit ${LOOKED_AT_ONCE}`.execute(on(db))
  return rows
}

/** Which of these addresses do not open, and since when. */
export async function listBroken(db: Catalog, urls: readonly string[]): Promise<Map<string, Date>> {
  const rows = await on(db)
    .selectFrom('closedLink')
    .select(['url', 'failingSince'])
    .where('url', 'in', [...urls])
    .execute()
  return new Map(rows.map(({ url, failingSince }) => [url, failingSince]))
}

export interface GoneLink {
  readonly title: string
  readonly slug: string
  readonly resource: string
  readonly url: string
  readonly since: Date
}

/** Addresses in the organization's own entries that stayed closed so long that somebody has to look. */
export async function listGoneLinks(db: Catalog, { tenantId }: TenantScope): Promise<GoneLink[]> {
  const { rows } = await sql<GoneLink>`
    select v.title, a.slug, resource->>'title' as resource, link.url, link.failing_since as since
    from achievement a
    join achievement_version v on v.id = a.current_version_id and v.retired_at is null
    cross join jsonb_array_elements(v.content->'resources') resource
    join closed_link link on link.url = resource->>'url' and link.failures >= ${ASKED}
    where a.creator_id = ${tenantId}
    order by a.code, link.url
    limit 50`.execute(on(db))
  return rows
}
