import { CamelCasePlugin, Kysely, PostgresDialect, sql, type Transaction } from 'kysely'
import pg from 'pg'
import type { Db } from './ctx.ts'

// pg answers int8 as text (counts and log numbers fit a double here; money columns are read as bigint by their feature).
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => (text.length < 16 ? Number(text) : BigInt(text)))
// A date without time stays the text it is: a local date belongs to a zone that only the feature knows.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)

export type Target = pg.PoolConfig

export interface Entry {
  tenantId: string | null
  personId: string | null
}

export interface Database<T> {
  readonly kysely: Kysely<T>
  readonly pool: pg.Pool
  /** One transaction as the application role, inside one tenant and one person. */
  enter<Result>(entry: Entry, work: (tx: Db<T>) => Promise<Result>): Promise<Result>
  /** One transaction that sees the public views alone. */
  asPublic<Result>(work: (tx: Db<T>) => Promise<Result>): Promise<Result>
  /** One transaction with the worker's rights on the outbox; `enter` inside it by `become`. */
  asWorker<Result>(work: (tx: Db<T>, become: Become) => Promise<Result>): Promise<Result>
  close(): Promise<void>
}
export interface Become {
  application: (entry: Entry) => Promise<void>
  worker: () => Promise<void>
}

const SESSION = '-c statement_timeout=5000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=10000'

export function openDatabase<T>(target: Target, onError: (error: Error) => void, max = 10): Database<T> {
  const pool = new pg.Pool({
    max,
    options: SESSION,
    idleTimeoutMillis: 60_000,
    connectionTimeoutMillis: 5_000,
    ...target,
  })
  // A stopping server ends idle connections with 57P01; without a listener that would end the process.
  pool.on('error', onError)
  pool.on('connect', (client) => client.on('error', onError))
  const kysely = new Kysely<T>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
  return {
    kysely,
    pool,
    enter: (entry, work) => transact(kysely, (tx) => enterApplication(tx, entry), work),
    asPublic: (work) => transact(kysely, (tx) => role(tx, 'cairn_public'), work),
    asWorker: (work) =>
      kysely.transaction().execute(async (tx) => {
        await role(tx, 'cairn_worker')
        return work(tx as unknown as Db<T>, {
          application: (entry) => role(tx, 'none').then(() => enterApplication(tx, entry)),
          worker: () => role(tx, 'cairn_worker'),
        })
      }),
    close: () => kysely.destroy(),
  }
}

function transact<T, Result>(
  kysely: Kysely<T>,
  begin: (tx: Transaction<T>) => Promise<unknown>,
  work: (tx: Db<T>) => Promise<Result>,
): Promise<Result> {
  return kysely.transaction().execute(async (tx) => {
    await begin(tx)
    return work(tx as unknown as Db<T>)
  })
}

async function enterApplication<T>(tx: Transaction<T>, { tenantId, personId }: Entry): Promise<void> {
  await sql`select sec.enter(${tenantId}::uuid, ${personId}::uuid)`.execute(tx)
  await role(tx, 'cairn_app')
}

async function role<T>(
  tx: Transaction<T>,
  name: 'cairn_app' | 'cairn_public' | 'cairn_worker' | 'none',
): Promise<void> {
  await sql`set local role ${sql.raw(name)}`.execute(tx)
}

export function sqlState(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : ''
}

/** The name of the constraint that refused a row, so that an action can answer in the field's words. */
export function violated(error: unknown): string | null {
  return sqlState(error) === '23505' ? ((error as { constraint?: string }).constraint ?? null) : null
}
