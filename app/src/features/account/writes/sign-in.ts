import { type Insertable, sql } from 'kysely'
import { type Db, on } from '../../../platform/ctx.ts'
import type { AccountTables } from '../tables.ts'

export async function insertProof(db: Db<AccountTables>, row: Insertable<AccountTables['signIn']>): Promise<void> {
  await on(db).insertInto('signIn').values(row).execute()
}

/** Only the newest message of an address opens anything; what began in a known browser ends by one alone. */
export async function supersedeProofs(
  db: Db<AccountTables>,
  { kind, email, at, known }: { kind: AccountTables['signIn']['kind']; email: string; at: Date; known: boolean },
): Promise<void> {
  let query = on(db)
    .updateTable('signIn')
    .set({ usedAt: at })
    .where('kind', '=', kind)
    .where('email', '=', email)
    .where('usedAt', 'is', null)
  if (!known) query = query.where(sql<boolean>`coalesce(body ->> 'known', 'false') <> 'true'`)
  await query.execute()
}

/** True for the one caller that used it: two at the same moment cannot both win. */
export async function useProof(db: Db<AccountTables>, { id, at }: { id: string; at: Date }): Promise<boolean> {
  const used = await on(db)
    .updateTable('signIn')
    .set({ usedAt: at })
    .where('id', '=', id)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', at)
    .returning('id')
    .executeTakeFirst()
  return used !== undefined
}

/** Counts one try and says how many there were with it. */
export async function countTry(db: Db<AccountTables>, id: string): Promise<number> {
  const row = await on(db)
    .updateTable('signIn')
    .set((set) => ({ tries: set('tries', '+', 1) }))
    .where('id', '=', id)
    .returning('tries')
    .executeTakeFirstOrThrow()
  return row.tries
}

export async function insertMail(db: Db<AccountTables>, row: Insertable<AccountTables['mailMessage']>): Promise<void> {
  await on(db)
    .insertInto('mailMessage')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

export async function updateMail(
  db: Db<AccountTables>,
  { id, ...set }: { id: string; state: 'shown' | 'sent'; sentAt?: Date; text?: string | null },
): Promise<void> {
  await on(db).updateTable('mailMessage').set(set).where('id', '=', id).execute()
}
