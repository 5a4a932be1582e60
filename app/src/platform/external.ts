import pg from 'pg'
import { OperatorProblem } from '../lib/operator-problem.ts'
import type { Target } from './db.ts'
import { lockSettings } from './postgres-roles.ts'

export interface ExternalSettings {
  readonly DATABASE_URL?: string
  readonly DATABASE_OWNER_URL?: string
  readonly CAIRN_ACCEPT_OWNER_ROLE: boolean
}
/** The database cannot be used as it is; the message says what to change. */
export class DatabaseProblem extends OperatorProblem {
  override name = 'DatabaseProblem'
}

/** An operator's own PostgreSQL: two roles where given, one with the operator's word that it is accepted. */
export async function externalTargets(
  settings: ExternalSettings,
  notices: string[],
): Promise<{ owner: Target; gate: Target; stop: () => Promise<void> }> {
  const gate: Target = { connectionString: settings.DATABASE_URL }
  const owner: Target = { connectionString: settings.DATABASE_OWNER_URL ?? settings.DATABASE_URL }
  await checkServer(owner, 'DATABASE_OWNER_URL or DATABASE_URL')
  await checkDurability(owner)
  await checkGate(gate, settings, notices)
  if (!(await lockSettings(owner as pg.ClientConfig)))
    notices.push(
      'Tenant isolation: row security can be switched by injected SQL, because this database does not let us take set_config away; keys and scope still hold.',
    )
  return { owner, gate, stop: () => Promise.resolve() }
}

async function ask<Row extends pg.QueryResultRow>(target: Target, text: string): Promise<Row[]> {
  const client = new pg.Client(target as pg.ClientConfig)
  await client.connect()
  try {
    return (await client.query<Row>(text)).rows
  } finally {
    await client.end()
  }
}

async function checkServer(target: Target, name: string): Promise<void> {
  try {
    const [row] = await ask<{ version: string }>(target, `select current_setting('server_version_num') as version`)
    if (Number(row?.version) < 150_000)
      throw new DatabaseProblem(
        'Cairn needs PostgreSQL 15 or newer; this server is older. Point DATABASE_URL at a newer one.',
      )
  } catch (error) {
    if (error instanceof DatabaseProblem) throw error
    throw new DatabaseProblem(
      `${name}: no database answers there (${(error as { code?: string }).code ?? (error as Error).message}). Check the address, then start again.`,
    )
  }
}

/** An acknowledged award must survive a power cut: a server set to forget is refused with the line to change. */
export async function checkDurability(target: Target): Promise<void> {
  const rows = await ask<{ name: string; setting: string }>(
    target,
    `select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit')`,
  )
  for (const { name, setting } of rows) {
    const good =
      name === 'synchronous_commit' ? ['on', 'remote_write', 'remote_apply'].includes(setting) : setting === 'on'
    if (!good)
      throw new DatabaseProblem(
        `This database may forget what it confirmed: ${name} is ${setting}. Set ${name} = on and start again.`,
      )
  }
}

async function checkGate(gate: Target, settings: ExternalSettings, notices: string[]): Promise<void> {
  const [role] = await ask<{ name: string; strong: boolean; owner: boolean }>(
    gate,
    `select current_user as name, rolsuper or rolbypassrls as strong,
       (select datdba = r.oid from pg_database where datname = current_database()) as owner from pg_roles r where rolname = current_user`,
  )
  const tooStrong = role?.strong || role?.owner || !settings.DATABASE_OWNER_URL
  if (!tooStrong) return
  if (!settings.CAIRN_ACCEPT_OWNER_ROLE)
    throw new DatabaseProblem(
      'DATABASE_URL names a role that owns the database. Give the web its own role (docs/operations.md: two roles), or set CAIRN_ACCEPT_OWNER_ROLE=1 to accept one role for everything.',
    )
  notices.push(
    'Tenant isolation: one database role does everything, so injected SQL could leave its tenant; keys and scope still hold.',
  )
}
