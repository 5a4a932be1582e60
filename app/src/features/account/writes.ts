import type { Insertable } from 'kysely'
import { type Db, on, type PersonScope } from '../../platform/ctx.ts'
import type { AccountTables } from './tables.ts'

type Tables = Db<AccountTables>

export async function insertPerson(db: Tables, row: Insertable<AccountTables['person']>): Promise<void> {
  await on(db).insertInto('person').values(row).execute()
}

export async function updatePerson(
  db: Tables,
  { personId }: PersonScope,
  set: Partial<Pick<AccountTables['person'], 'name' | 'locale' | 'timeZone' | 'theme'>> & {
    workRole?: string
    grades?: string[]
    subjects?: string[]
    shortcuts?: string
    platformAdmin?: boolean
  },
): Promise<void> {
  await on(db).updateTable('person').set(set).where('id', '=', personId).execute()
}

export async function insertEmail(db: Tables, row: Insertable<AccountTables['personEmail']>): Promise<void> {
  await on(db).insertInto('personEmail').values(row).execute()
}

export async function insertSession(db: Tables, row: Insertable<AccountTables['session']>): Promise<void> {
  await on(db).insertInto('session').values(row).execute()
}

export async function endSession(
  db: Tables,
  { personId }: PersonScope,
  { id, at }: { id: string; at: Date },
): Promise<void> {
  await on(db)
    .updateTable('session')
    .set({ endedAt: at })
    .where('personId', '=', personId)
    .where('id', '=', id)
    .execute()
}

/** At most twenty sessions a person: the oldest ends. */
export async function trimSessions(db: Tables, { personId }: PersonScope, at: Date): Promise<void> {
  const open = await on(db)
    .selectFrom('session')
    .select('id')
    .where('personId', '=', personId)
    .where('endedAt', 'is', null)
    .orderBy('createdAt', 'desc')
    .execute()
  const surplus = open.slice(20).map(({ id }) => id)
  if (surplus.length)
    await on(db)
      .updateTable('session')
      .set({ endedAt: at })
      .where('personId', '=', personId)
      .where('id', 'in', surplus)
      .execute()
}
