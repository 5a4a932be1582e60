import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Secrets } from './postgres-place.ts'

/** Login roles and the database of an embedded server; idempotent, at every start. */
export async function bootstrapRoles(client: pg.Client, secrets: Secrets): Promise<void> {
  const { rows } = await client.query<{ name: string }>('select rolname as name from pg_roles')
  const known = new Set(rows.map(({ name }) => name))
  // One message is one transaction: the disk is waited for once.
  await client.query(`
    ${loginRole(known, 'cairn_owner', secrets.owner)} createrole nosuperuser nobypassrls;
    ${loginRole(known, 'cairn_gate', secrets.gate)} noinherit nosuperuser nobypassrls;
    grant cairn_gate to cairn_owner with admin option`)
  await createDatabase(client, 'cairn')
}

/** A socket answers before the server does: recovery after a crash may take its time (57P03). */
export async function connectPatiently(target: pg.ClientConfig): Promise<pg.Client> {
  for (let tries = 0; ; tries++) {
    const client = new pg.Client(target)
    try {
      await client.connect()
      return client
    } catch (error) {
      if (tries >= 600 || (error as { code?: string }).code !== '57P03') throw error
      await pause(tries < 50 ? 10 : 100)
    }
  }
}

function loginRole(known: ReadonlySet<string>, name: string, password: string): string {
  return `${known.has(name) ? 'alter' : 'create'} role ${name} login password ${pg.escapeLiteral(password)}`
}

/** Where no disk is waited for, a copy file by file is half the work of writing each page into the log of changes. */
interface Template {
  readonly template: string
  readonly strategy: 'wal_log' | 'file_copy'
}

/** A database owned by cairn_owner, closed to everybody else but the gate. */
export async function createDatabase(client: pg.Client, name: string, from?: Template): Promise<void> {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
  if (rowCount) return
  const quoted = pg.escapeIdentifier(name)
  const copied = from ? ` template ${pg.escapeIdentifier(from.template)} strategy ${from.strategy}` : ''
  await client.query(`create database ${quoted} owner cairn_owner${copied}`)
  await client.query(`revoke all on database ${quoted} from public`)
  await client.query(`grant connect on database ${quoted} to cairn_gate`)
}

/** Row security rests on settings that injected SQL could change: take that function away from everybody else. */
export async function lockSettings(adminOfDatabase: pg.ClientConfig): Promise<boolean> {
  const client = new pg.Client(adminOfDatabase)
  await client.connect()
  try {
    await client.query(`
      revoke execute on function pg_catalog.set_config(text, text, boolean) from public;
      grant execute on function pg_catalog.set_config(text, text, boolean) to cairn_owner`)
    return true
  } catch (error) {
    if ((error as { code?: string }).code === '42501') return false
    throw error
  } finally {
    await client.end()
  }
}
