import { type Db, on, type TenantScope } from '../../../platform/ctx.ts'
import type { ReviewTables } from '../tables.ts'

type Tables = Db<ReviewTables>

export async function insertBankLine(
  db: Tables,
  { tenantId }: TenantScope,
  line: { id: string; text: string; writtenBy: string | null; writtenAt: Date },
): Promise<void> {
  await on(db)
    .insertInto('bankComment')
    .values({ ...line, tenantId })
    .execute()
}

/** False when it is not there, or was taken out before. */
export async function retireBankLine(
  db: Tables,
  { tenantId }: TenantScope,
  { id, retiredAt, retiredBy }: { id: string; retiredAt: Date; retiredBy: string },
): Promise<boolean> {
  const row = await on(db)
    .updateTable('bankComment')
    .set({ retiredAt, retiredBy })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .where('retiredAt', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
