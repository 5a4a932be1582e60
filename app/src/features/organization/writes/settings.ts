import { type Insertable, sql } from 'kysely'
import { type Db, on, type TenantScope } from '../../../platform/ctx.ts'
import type { OrganizationTables } from '../tables.ts'

type Tables = Db<OrganizationTables>
type Admits = OrganizationTables['signInProvider']['admits']

export async function insertProvider(
  db: Tables,
  { tenantId }: TenantScope,
  row: Omit<Insertable<OrganizationTables['signInProvider']>, 'tenantId'>,
): Promise<void> {
  await on(db)
    .insertInto('signInProvider')
    .values({ tenantId, ...row })
    .execute()
}

export async function updateProvider(
  db: Tables,
  { tenantId }: TenantScope,
  { id, ...set }: { id: string; enabled: boolean } | { id: string; admits: Admits; domains: string[] },
): Promise<boolean> {
  const row = await on(db)
    .updateTable('signInProvider')
    .set(set)
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** A letter that gave up is due again; only the worker's own table knows it, so a function of the database does it. */
export async function retryLetter<T>(db: Db<T>, { id, at }: { id: string; at: Date }): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`select sec.retry_letter(${id}::uuid, ${at}) as done`.execute(on(db))
  return rows[0]?.done ?? false
}

/** Nobody steps into the demonstration any more, and nothing of it is offered; what it signed stays and says so. */
export async function endDemo<T>(db: Db<T>, at: Date): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`select sec.remove_demo(${at}) as done`.execute(on(db))
  return rows[0]?.done ?? false
}
