import { sql } from 'kysely'
import { type Db, on, type PersonScope } from '../../../platform/ctx.ts'
import type { AccountTables } from '../tables.ts'

type Tables = Db<AccountTables>

export async function insertErasure(
  db: Tables,
  { personId }: PersonScope,
  row: { id: string; askedAt: Date; dueAt: Date; credentials: 'keep' | 'erase' },
): Promise<void> {
  await on(db)
    .insertInto('privacyErasure')
    .values({ ...row, personId })
    .execute()
}

export async function updateErasure(
  db: Tables,
  { personId }: PersonScope,
  { id, ...set }: { id: string; dueAt?: Date; held?: string[]; begunAt?: Date; cancelledAt?: Date; doneAt?: Date },
): Promise<void> {
  await on(db).updateTable('privacyErasure').set(set).where('personId', '=', personId).where('id', '=', id).execute()
}

/** Addresses, ways in, letters and names of the person of this transaction; refused unless the erasing has begun. */
export async function eraseAccountRows(db: Tables, at: Date): Promise<void> {
  await sql`select sec.erase_account(${at})`.execute(on(db))
}
