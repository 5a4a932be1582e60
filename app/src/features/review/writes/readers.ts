import { sql } from 'kysely'
import { type Db, on, type TenantScope } from '../../../platform/ctx.ts'
import type { ReaderStatus } from '../model.ts'
import type { ReviewTables } from '../tables.ts'

type Tables = Db<ReviewTables>

/** The first who needs it makes it; everybody else finds it made. */
export async function insertFamily(
  db: Tables,
  { tenantId }: TenantScope,
  family: { id: string; name: string; createdAt: Date },
): Promise<void> {
  await on(db)
    .insertInto('readingFamily')
    .values({ ...family, tenantId, settings: '{}' })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export interface NewReader {
  readonly id: string
  readonly accountId: string
  readonly familyId: string
  readonly rubricMajor: number
  readonly languages: readonly string[]
  readonly since: Date
}

/** Reads at once, provisionally: a new site has nobody who qualified. False when the person reads already. */
export async function insertProvisionalReader(
  db: Tables,
  { tenantId }: TenantScope,
  { languages, ...reader }: NewReader,
): Promise<boolean> {
  const row = await on(db)
    .insertInto('reader')
    .values({ ...reader, tenantId, languages: [...languages], status: 'live', provisional: true })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function updateReader(
  db: Tables,
  { tenantId }: TenantScope,
  { id, ...set }: { id: string; status?: ReaderStatus; languages?: string[]; since?: Date },
): Promise<void> {
  await on(db).updateTable('reader').set(set).where('tenantId', '=', tenantId).where('id', '=', id).execute()
}

export async function updateTold(
  db: Tables,
  { tenantId }: TenantScope,
  { ids, at }: { ids: readonly string[]; at: Date },
): Promise<void> {
  if (ids.length === 0) return
  await on(db)
    .updateTable('reader')
    .set({ toldAt: at })
    .where('tenantId', '=', tenantId)
    .where('id', 'in', ids)
    .execute()
}

/** Keeps the newest five. */
export async function appendExpiry(
  db: Tables,
  { tenantId }: TenantScope,
  { readerId, at }: { readerId: string; at: Date },
): Promise<void> {
  await on(db)
    .updateTable('reader')
    .set({ expiredAt: sql<Date[]>`(${at}::timestamptz || expired_at)[1:5]` })
    .where('tenantId', '=', tenantId)
    .where('id', '=', readerId)
    .execute()
}

export async function insertConflict(
  db: Tables,
  { tenantId }: TenantScope,
  row: Omit<ReviewTables['conflict'], 'tenantId'>,
): Promise<void> {
  await on(db)
    .insertInto('conflict')
    .values({ ...row, tenantId })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
