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
}

const kept = new Map<string, Offered>()
const MOST_KEPT = 2

/**
 * The offers are read again only after one was made, ended or renamed.
 * @param stamp of the last such change, as it was just read
 */
export async function listOffered(db: Db<CatalogTables>, stamp: string): Promise<Offered> {
  const known = kept.get(stamp)
  if (known) return known
  const read = await readOffered(db)
  if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value ?? '')
  kept.set(stamp, read)
  return read
}

async function readOffered(db: Db<CatalogTables>): Promise<Offered> {
  const rows = await on(db)
    .selectFrom('publicOffering')
    .select(['achievementId', 'slug', 'name'])
    .where('demo', '=', false)
    .orderBy('name')
    .execute()
  const byAchievement = new Map<string, string[]>()
  const offerers = new Map<string, Offerer>()
  for (const { achievementId, slug, name } of rows) {
    const slugs = byAchievement.get(achievementId)
    if (slugs) slugs.push(slug)
    else byAchievement.set(achievementId, [slug])
    offerers.set(slug, { slug, name })
  }
  return { byAchievement, offerers: [...offerers.values()] }
}

/** Tenants that award whatever joins the catalogue. */
export async function listOfferingEveryEntry(db: Db<CatalogTables>): Promise<string[]> {
  const { rows } = await sql<{ tenantId: string }>`select tenant_id from sec.offering_every_entry()`.execute(on(db))
  return rows.map(({ tenantId }) => tenantId)
}
