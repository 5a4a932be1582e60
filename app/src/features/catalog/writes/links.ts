import { type Db, on } from '../../../platform/ctx.ts'
import type { LinkState } from '../rules/links.ts'
import type { CatalogTables } from '../tables.ts'

export async function upsertLink(
  db: Db<CatalogTables>,
  { url, failures, failingSince, at }: LinkState & { url: string; at: Date },
): Promise<void> {
  const state = { failures, failingSince, checkedAt: at }
  await on(db)
    .insertInto('resourceLink')
    .values({ url, ...state })
    .onConflict((conflict) => conflict.column('url').doUpdateSet(state))
    .execute()
}

export async function deleteLinksBefore(db: Db<CatalogTables>, before: Date): Promise<void> {
  await on(db).deleteFrom('resourceLink').where('checkedAt', '<', before).execute()
}
