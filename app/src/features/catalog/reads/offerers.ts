import { sql } from 'kysely'
import { type Db, on } from '../../../platform/ctx.ts'
import type { CatalogTables } from '../tables.ts'

export interface Offerer {
  slug: string
  name: string
}

/** Who awards what on this site; demonstrations award nothing. */
export interface Offered {
  /** Slugs of the organizations that award an entry. */
  byAchievement: ReadonlyMap<string, readonly string[]>
  offerers: readonly Offerer[]
  /** Changes with every offer made or ended. */
  mark: string
}

export async function listOffered(db: Db<CatalogTables>): Promise<Offered> {
  const rows = await on(db)
    .selectFrom('publicOffering')
    .select(['achievementId', 'slug', 'name', 'since'])
    .where('demo', '=', false)
    .orderBy('name')
    .execute()
  const byAchievement = new Map<string, string[]>()
  const offerers = new Map<string, Offerer>()
  let latest = 0
  for (const { achievementId, slug, name, since } of rows) {
    const slugs = byAchievement.get(achievementId)
    if (slugs) slugs.push(slug)
    else byAchievement.set(achievementId, [slug])
    offerers.set(slug, { slug, name })
    latest = Math.max(latest, since.getTime())
  }
  const names = [...offerers.values()].map(({ slug, name }) => `${slug} ${name}`)
  return { byAchievement, offerers: [...offerers.values()], mark: [rows.length, latest, ...names].join('\n') }
}

/** Tenants that award whatever joins the catalogue. */
export async function listOfferingEveryEntry(db: Db<CatalogTables>): Promise<string[]> {
  const { rows } = await sql<{ tenantId: string }>`select tenant_id from sec.offering_every_entry()`.execute(on(db))
  return rows.map(({ tenantId }) => tenantId)
}
