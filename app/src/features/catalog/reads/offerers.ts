import { type Db, on } from '../../../platform/ctx.ts'
import type { CatalogTables } from '../tables.ts'

export interface Offerer {
  slug: string
  name: string
}

/** Organizations that award something of the catalogue; demonstrations award nothing. */
export async function listOfferers(db: Db<CatalogTables>): Promise<Offerer[]> {
  return on(db)
    .selectFrom('publicOffering')
    .select(['slug', 'name'])
    .distinct()
    .where('demo', '=', false)
    .orderBy('name')
    .limit(30)
    .execute()
}
