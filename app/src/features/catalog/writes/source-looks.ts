import { type Db, on, type TenantScope } from '../../../platform/ctx.ts'
import type { News } from '../rules/source-news.ts'
import type { CatalogTables } from '../tables.ts'

export interface SourceLook {
  readonly draftId: string
  readonly versionId: string
  readonly news: News
  readonly by: string
  readonly now: Date
}

/** Once for all who write the text; says whether it was the first time. */
export async function insertSourceLook(
  db: Db<CatalogTables>,
  { tenantId }: TenantScope,
  { by, now, ...look }: SourceLook,
): Promise<boolean> {
  const made = await on(db)
    .insertInto('sourceLook')
    .values({ tenantId, ...look, lookedBy: by, lookedAt: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('draftId')
    .executeTakeFirst()
  return made !== undefined
}
