import { sql } from 'kysely'
import { type Db, on, type PersonScope } from '../../../platform/ctx.ts'
import type { AccountTables } from '../tables.ts'

/** The person of this transaction with what only sign-in and settings may know. */
export async function findOwn(db: Db<AccountTables>, { personId }: PersonScope) {
  return on(db)
    .selectFrom('person')
    .select(['id', 'name', 'locale', 'timeZone', 'theme', 'demo', 'platformAdmin', 'disabledAt'])
    .where('id', '=', personId)
    .executeTakeFirst()
}

export async function findOwnSession(db: Db<AccountTables>, { personId }: PersonScope, id: string) {
  return on(db)
    .selectFrom('session')
    .selectAll()
    .where('personId', '=', personId)
    .where('id', '=', id)
    .where('endedAt', 'is', null)
    .executeTakeFirst()
}

export async function listIdentities(db: Db<AccountTables>, { personId }: PersonScope) {
  return on(db)
    .selectFrom('identity')
    .select(['id', 'issuer', 'createdAt'])
    .where('personId', '=', personId)
    .orderBy('createdAt')
    .execute()
}

/** Whether the person holds, in any organization, a role that touches others' work. */
export async function isPrivileged(db: Db<AccountTables>): Promise<boolean> {
  const { rows } = await sql<{ privileged: boolean }>`select sec.is_privileged() as privileged`.execute(on(db))
  return rows[0]?.privileged ?? false
}

export async function findOpenRecovery(db: Db<AccountTables>, { personId }: PersonScope) {
  return on(db)
    .selectFrom('recovery')
    .select(['id', 'startedAt', 'readyAt'])
    .where('personId', '=', personId)
    .where('cancelledAt', 'is', null)
    .where('usedAt', 'is', null)
    .executeTakeFirst()
}

export async function listVerifiedEmails(db: Db<AccountTables>, { personId }: PersonScope): Promise<string[]> {
  const rows = await on(db)
    .selectFrom('personEmail')
    .select('email')
    .where('personId', '=', personId)
    .where('verifiedAt', 'is not', null)
    .orderBy('createdAt')
    .execute()
  return rows.map(({ email }) => email)
}

/** How many ways in the person has: proven addresses, passkeys, sign-ins of organizations. Held until the transaction ends. */
export async function countWays(db: Db<AccountTables>, { personId }: PersonScope): Promise<number> {
  await on(db).selectFrom('person').select('id').where('id', '=', personId).forUpdate().execute()
  const { rows } = await sql<{ ways: number }>`select
    ((select count(*) from passkey where person_id = ${personId}) + (select count(*) from identity where person_id = ${personId})
    + (select count(*) from person_email where person_id = ${personId} and verified_at is not null))::int as ways`.execute(
    on(db),
  )
  return rows[0]?.ways ?? 0
}
