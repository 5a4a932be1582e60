import pg from 'pg'
import { OperatorProblem } from '../lib/operator-problem.ts'

export interface Migration {
  /** Number and words, in the order of the whole product: `0010-account`. */
  readonly name: string
  readonly sql: string
}

export class NewerSchema extends OperatorProblem {
  override name = 'NewerSchema'
}

/** Forward only, one transaction each, under one advisory lock, so that two starters at once do it once. */
export async function migrate(owner: pg.PoolConfig, migrations: readonly Migration[]): Promise<string[]> {
  const client = new pg.Client({ ...owner, statement_timeout: 600_000 })
  // The query under way fails with it; without a listener it would end the process before the sentence.
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query(`select pg_advisory_lock(hashtext('cairn migrations'))`)
    const done = await applied(client)
    const unknown = done.filter((name) => !migrations.some((migration) => migration.name === name))
    if (unknown.length)
      throw new NewerSchema(
        `This database was made by a newer Cairn (${unknown[0]}). Start that version, or restore a backup of this one.`,
      )
    const due = migrations.filter(({ name }) => !done.includes(name))
    if (due.length) await prepareJobs(owner)
    for (const migration of due) await apply(client, migration)
    return due.map(({ name }) => name)
  } finally {
    await client.end()
  }
}

async function applied(client: pg.Client): Promise<string[]> {
  await client.query(
    'create table if not exists schema_migration (name text primary key, at timestamptz not null default now())',
  )
  const { rows } = await client.query<{ name: string }>('select name from schema_migration order by name')
  return rows.map(({ name }) => name)
}

async function apply(client: pg.Client, { name, sql }: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query(sql)
    await client.query('insert into schema_migration (name) values ($1)', [name])
    await client.query('commit')
  } catch (error) {
    // What stopped it is what the operator hears, also when the connection is gone.
    await client.query('rollback').catch(() => undefined)
    if ((error as { code?: string }).code === '42501')
      throw new OperatorProblem(
        `Migration ${name} stopped: ${(error as Error).message}. The role that owns the database needs CREATEROLE (docs/two-roles.sh shows how).`,
      )
    throw new Error(`Migration ${name} stopped: ${(error as Error).message}`, { cause: error })
  }
}

/** The job library's own tables come first; ours open them to the gate. */
async function prepareJobs(owner: pg.PoolConfig): Promise<void> {
  const loaded = await import('graphile-worker')
  // A CommonJS module: some loaders give its exports themselves, some under `default`.
  const jobs = loaded.default ?? loaded
  const pool = new pg.Pool({ ...owner, max: 2 })
  const ended: Error[] = []
  pool.on('error', (error) => ended.push(error))
  pool.on('connect', (client) => client.on('error', (error) => ended.push(error)))
  try {
    await jobs.runMigrations({ pgPool: pool, noPreparedStatements: true })
  } finally {
    await pool.end()
  }
  if (ended[0]) throw ended[0]
}
