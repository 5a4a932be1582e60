import { type Db, on, type TenantScope } from '../../../platform/ctx.ts'
import type { ReviewTables } from '../tables.ts'

type Tables = Db<ReviewTables>

/** Whoever opens these pieces; answers with those this person had not opened before. */
export async function insertOpenings(
  db: Tables,
  { tenantId }: TenantScope,
  { evidenceIds, ...opening }: { reviewId: string; accountId: string; openedAt: Date; evidenceIds: readonly string[] },
): Promise<string[]> {
  if (evidenceIds.length === 0) return []
  const rows = await on(db)
    .insertInto('evidenceOpening')
    .values(evidenceIds.map((evidenceId) => ({ ...opening, evidenceId, tenantId })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('evidenceId')
    .execute()
  return rows.map(({ evidenceId }) => evidenceId)
}

/** A piece found whole, with the mark its bytes had. */
export interface Marked {
  readonly evidenceId: string
  readonly mark: string
}

/** Read through from the first byte to the last, and found to be what was submitted. */
export async function upsertChecks(
  db: Tables,
  { tenantId }: TenantScope,
  { found, at }: { found: readonly Marked[]; at: Date },
): Promise<void> {
  if (found.length === 0) return
  await on(db)
    .insertInto('evidenceCheck')
    .values(
      [...found]
        .sort((one, other) => (one.evidenceId < other.evidenceId ? -1 : 1))
        .map(({ evidenceId, mark }) => ({ tenantId, evidenceId, mark, checkedAt: at })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['tenantId', 'evidenceId'])
        .doUpdateSet((is) => ({ checkedAt: at, mark: is.ref('excluded.mark') })),
    )
    .execute()
}

export type NewFlag = Omit<ReviewTables['reviewFlag'], 'tenantId' | 'settledAt' | 'settledBy' | 'evidenceId'> & {
  readonly evidenceId: string | null
}

/** False when the same content was raised before and nobody has settled it. */
export async function insertFlag(db: Tables, { tenantId }: TenantScope, flag: NewFlag): Promise<boolean> {
  const row = await on(db)
    .insertInto('reviewFlag')
    .values({ ...flag, tenantId })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function updateFlagSettled(
  db: Tables,
  { tenantId }: TenantScope,
  { id, at, by }: { id: string; at: Date; by: string },
): Promise<boolean> {
  const row = await on(db)
    .updateTable('reviewFlag')
    .set({ settledAt: at, settledBy: by })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .where('settledAt', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
