import type { Insertable } from 'kysely'
import { type Db, on, type PersonScope } from '../../../platform/ctx.ts'
import type { AccountTables } from '../tables.ts'

type Tables = Db<AccountTables>

export async function insertPasskey(db: Tables, row: Insertable<AccountTables['passkey']>): Promise<void> {
  await on(db).insertInto('passkey').values(row).execute()
}

export async function updatePasskey(
  db: Tables,
  { personId }: PersonScope,
  { id, ...set }: { id: string; label?: string; counter?: number; lastUsedAt?: Date },
): Promise<boolean> {
  const row = await on(db)
    .updateTable('passkey')
    .set(set)
    .where('personId', '=', personId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function deletePasskey(db: Tables, { personId }: PersonScope, id: string): Promise<boolean> {
  const row = await on(db)
    .deleteFrom('passkey')
    .where('personId', '=', personId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function insertIdentity(db: Tables, row: Insertable<AccountTables['identity']>): Promise<void> {
  await on(db).insertInto('identity').values(row).execute()
}

export async function deleteIdentity(db: Tables, { personId }: PersonScope, id: string): Promise<boolean> {
  const row = await on(db)
    .deleteFrom('identity')
    .where('personId', '=', personId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function updateEmail(
  db: Tables,
  { personId }: PersonScope,
  { id, ...set }: { id: string; verifiedAt?: Date; isPrimary?: boolean },
): Promise<void> {
  await on(db).updateTable('personEmail').set(set).where('personId', '=', personId).where('id', '=', id).execute()
}

export async function clearPrimaryEmail(db: Tables, { personId }: PersonScope): Promise<void> {
  await on(db).updateTable('personEmail').set({ isPrimary: false }).where('personId', '=', personId).execute()
}

export async function deleteEmail(db: Tables, { personId }: PersonScope, id: string): Promise<void> {
  await on(db).deleteFrom('personEmail').where('personId', '=', personId).where('id', '=', id).execute()
}

/** Every session but this one, or every one. */
export async function endOtherSessions(
  db: Tables,
  { personId }: PersonScope,
  { keep, at }: { keep: string | null; at: Date },
): Promise<void> {
  let query = on(db)
    .updateTable('session')
    .set({ endedAt: at })
    .where('personId', '=', personId)
    .where('endedAt', 'is', null)
  if (keep) query = query.where('id', '<>', keep)
  await query.execute()
}

export async function updateSessionProof(
  db: Tables,
  { personId }: PersonScope,
  { id, provedAt }: { id: string; provedAt: Date },
): Promise<void> {
  await on(db).updateTable('session').set({ provedAt }).where('personId', '=', personId).where('id', '=', id).execute()
}

export async function freezePerson(db: Tables, { personId }: PersonScope, at: Date): Promise<void> {
  await on(db).updateTable('person').set({ disabledAt: at }).where('id', '=', personId).execute()
}

export async function insertRecovery(db: Tables, row: Insertable<AccountTables['recovery']>): Promise<void> {
  await on(db).insertInto('recovery').values(row).execute()
}

export async function updateRecovery(
  db: Tables,
  { personId }: PersonScope,
  { id, ...set }: { id: string; cancelledAt?: Date; usedAt?: Date },
): Promise<void> {
  await on(db).updateTable('recovery').set(set).where('personId', '=', personId).where('id', '=', id).execute()
}

export async function reopenPerson(db: Tables, { personId }: PersonScope): Promise<void> {
  await on(db).updateTable('person').set({ disabledAt: null }).where('id', '=', personId).execute()
}

/** The way in that came, and every one that came after it. */
export async function deleteFactorsSince(
  db: Tables,
  { personId }: PersonScope,
  { id, since }: { id: string | null; since: Date },
): Promise<number> {
  let gone = 0
  for (const table of ['passkey', 'identity', 'personEmail'] as const) {
    const rows = await on(db)
      .deleteFrom(table)
      .where('personId', '=', personId)
      .where((where) => where.or([where('id', '=', id), where('createdAt', '>', since)]))
      .returning('id')
      .execute()
    gone += rows.length
  }
  return gone
}

export async function deleteFactors(db: Tables, { personId }: PersonScope, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  for (const table of ['passkey', 'identity', 'personEmail'] as const)
    await on(db)
      .deleteFrom(table)
      .where('personId', '=', personId)
      .where('id', 'in', [...ids])
      .execute()
}
