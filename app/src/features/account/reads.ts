import { sql } from 'kysely'
import { NotFound } from '../../lib/refusal.ts'
import { type Db, on, type PersonScope } from '../../platform/ctx.ts'
import type { AccountTables } from './tables.ts'

export interface Person {
  readonly id: string
  readonly name: string
  readonly locale: 'en' | 'es'
  readonly timeZone: string
  readonly theme: 'system' | 'light' | 'dark' | 'contrast'
  readonly workRole: string
  readonly grades: string[]
  readonly subjects: string[]
  readonly shortcuts: Record<string, unknown>
  readonly demo: boolean
}

const SHOWN = [
  'id',
  'name',
  'locale',
  'timeZone',
  'theme',
  'workRole',
  'grades',
  'subjects',
  'shortcuts',
  'demo',
] as const

/** One person as far as this transaction may see: oneself, members of the tenant, learners whose work it judges. */
export async function findPerson(db: Db<AccountTables>, personId: string): Promise<Person | undefined> {
  return on(db).selectFrom('person').select(SHOWN).where('id', '=', personId).executeTakeFirst()
}

/** The same for many, by id. */
export async function listPeople(
  db: Db<AccountTables>,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, Person>> {
  if (personIds.length === 0) return new Map()
  const rows = await on(db).selectFrom('person').select(SHOWN).where('id', 'in', personIds).execute()
  return new Map(rows.map((person) => [person.id, person]))
}

export async function getPerson(db: Db<AccountTables>, personId: string): Promise<Person> {
  const person = await findPerson(db, personId)
  if (!person) throw new NotFound('person')
  return person
}

/** Whether somebody, as far as this transaction may see, has been erased. */
export async function isPersonErased(db: Db<AccountTables>, personId: string): Promise<boolean> {
  const row = await on(db).selectFrom('person').select('erasedAt').where('id', '=', personId).executeTakeFirst()
  return row?.erasedAt != null
}

/** Names by id, for one page; people out of sight are left out, and so is who was erased. */
export async function namesOf(db: Db<AccountTables>, personIds: readonly string[]): Promise<Map<string, string>> {
  if (!personIds.length) return new Map()
  const rows = await on(db)
    .selectFrom('person')
    .select(['id', 'name'])
    .where('id', 'in', [...personIds])
    .where('erasedAt', 'is', null)
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** The verified address that messages go to and that credentials are bound to. */
export async function findPrimaryEmail(db: Db<AccountTables>, personId: string): Promise<string | null> {
  const row = await on(db)
    .selectFrom('personEmail')
    .select('email')
    .where('personId', '=', personId)
    .where('verifiedAt', 'is not', null)
    .orderBy('isPrimary', 'desc')
    .orderBy('createdAt')
    .limit(1)
    .executeTakeFirst()
  return row?.email ?? null
}

export async function listOwnEmails(db: Db<AccountTables>, person: PersonScope) {
  return on(db)
    .selectFrom('personEmail')
    .selectAll()
    .where('personId', '=', person.personId)
    .orderBy('createdAt')
    .execute()
}

export async function listPasskeys(db: Db<AccountTables>, person: PersonScope) {
  return on(db).selectFrom('passkey').selectAll().where('personId', '=', person.personId).orderBy('createdAt').execute()
}

export async function listSessions(db: Db<AccountTables>, person: PersonScope, at: Date) {
  return on(db)
    .selectFrom('session')
    .select(['id', 'device', 'createdAt', 'lastSeenAt', 'expiresAt'])
    .where('personId', '=', person.personId)
    .where('endedAt', 'is', null)
    .where('expiresAt', '>', at)
    .orderBy('lastSeenAt', 'desc')
    .execute()
}

/** Whom the console named as an administrator by this address, which nobody proved yet. */
export async function findPersonAwaited(db: Db<AccountTables>, email: string): Promise<string | null> {
  const { rows } = await sql<{
    personId: string | null
  }>`select sec.person_awaited(${email}::citext) as person_id`.execute(on(db))
  return rows[0]?.personId ?? null
}

/** Who proved this address; asked by a function that answers the id alone, before anybody is known. */
export async function findPersonByEmail(db: Db<AccountTables>, email: string): Promise<string | null> {
  const { rows } = await sql<{
    personId: string | null
  }>`select sec.person_by_email(${email}::citext) as person_id`.execute(on(db))
  return rows[0]?.personId ?? null
}
