import { type Db, on, type TenantScope } from '../../../platform/ctx.ts'
import type { ReviewTables } from '../tables.ts'

/** False where the person opened it before. */
export async function insertOpening(
  db: Db<ReviewTables>,
  { tenantId }: TenantScope,
  opening: { id: string; setCode: string; personId: string; openedAt: Date },
): Promise<boolean> {
  const row = await on(db)
    .insertInto('scoringKeyOpening')
    .values({ ...opening, tenantId })
    .onConflict((conflict) => conflict.columns(['tenantId', 'setCode', 'personId']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
