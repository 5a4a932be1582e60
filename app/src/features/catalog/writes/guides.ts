import { type Db, on } from '../../../platform/ctx.ts'
import type { GuideRow } from '../reads/guides.ts'
import type { CatalogTables } from '../tables.ts'

/** As the owner of the database only: the import at start. These and no others. */
export async function replaceGuides(db: Db<CatalogTables>, guides: readonly GuideRow[]): Promise<void> {
  const rows = guides.map(({ blocks, ...guide }) => ({ ...guide, blocks: JSON.stringify(blocks) }))
  await on(db)
    .transaction()
    .execute(async (tx) => {
      await tx.deleteFrom('guide').execute()
      if (rows.length > 0) await tx.insertInto('guide').values(rows).execute()
    })
}
