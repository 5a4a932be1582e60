import pg from 'pg'
import { OperatorProblem } from '../lib/operator-problem.ts'
import type { Target } from './db.ts'
import type { StartNotice } from './notices.ts'
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
  notices: StartNotice[],
): Promise<{ owner: Target; gate: Target; stop: () => Promise<void> }> {
  const gate: Target = { connectionString: settings.DATABASE_URL }
  const owner: Target = { connectionString: settings.DATABASE_OWNER_URL ?? settings.DATABASE_URL }
  const named = settings.DATABASE_OWNER_URL ? 'DATABASE_OWNER_URL' : 'DATABASE_URL'
  await checkServer(owner, named)
  await checkDurability(owner)
  await checkGate(gate, settings, notices)
  if (!(await lockSettings(owner as pg.ClientConfig)))
    notices.push({
      id: 'rowSecurity',
      text: 'Tenant isolation: row security can be switched by injected SQL, because this database does not let us take set_config away; keys and scope still hold.',
    })
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
  const [row] = await reached(name, () =>
    ask<{ version: string }>(target, `select current_setting('server_version_num') as version`),
  )
  if (Number(row?.version) < 150_000)
    throw new DatabaseProblem(
      'Cairn needs PostgreSQL 15 or newer; this server is older. Point DATABASE_URL at a newer one.',
    )
}

const UNREACHED: Readonly<Record<string, string>> = {
  '28P01': 'the server does not accept this role or its password',
  '28000': 'the server does not let this role in (pg_hba.conf, or the role may not log in)',
  '3D000': 'the server has no database of this name',
  '42501': 'this role may not connect to the database',
  '53300': 'the server has no connection free',
}

async function reached<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const { code = '' } = error as { code?: string }
    throw new DatabaseProblem(
      `${name}: ${UNREACHED[code] ?? 'no database answers there'} (${code || (error as Error).message}). Mend it, then start again.`,
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

interface GateRole {
  readonly name: string
  readonly superuser: boolean
  readonly bypass: boolean
  readonly owner: boolean
}

async function checkGate(gate: Target, settings: ExternalSettings, notices: StartNotice[]): Promise<void> {
  const [role] = await reached('DATABASE_URL', () =>
    ask<GateRole>(
      gate,
      `select current_user as name, rolsuper as superuser, rolbypassrls as bypass,
       (select datdba = r.oid from pg_database where datname = current_database()) as owner from pg_roles r where rolname = current_user`,
    ),
  )
  const fault = faultOf(role, settings)
  if (fault === null) return
  if (!settings.CAIRN_ACCEPT_OWNER_ROLE)
    throw new DatabaseProblem(
      `${fault} Give the web a role of its own (docs/two-roles.sh makes both), or set CAIRN_ACCEPT_OWNER_ROLE=1 to accept one role for everything.`,
    )
  notices.push({
    id: 'oneRole',
    text: 'Tenant isolation: one database role does everything, so injected SQL could leave its tenant; keys and scope still hold.',
  })
}

function faultOf(role: GateRole | undefined, settings: ExternalSettings): string | null {
  if (role?.superuser) return `DATABASE_URL: ${role.name} is a superuser, whom no row security binds.`
  if (role?.bypass) return `DATABASE_URL: ${role.name} has BYPASSRLS, so no row security binds it.`
  if (role?.owner) return `DATABASE_URL: ${role.name} owns the database.`
  if (!settings.DATABASE_OWNER_URL)
    return 'DATABASE_OWNER_URL is not set: migrations and backups need the role that owns the database.'
  return null
}
