import { CamelCasePlugin, Kysely, PostgresDialect, sql } from 'kysely'
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
    enter: (entry, work) => transact(kysely, asApplication(entry), work),
    asPublic: (work) => transact(kysely, role('cairn_public'), work),
    asWorker: (work) =>
      transact(kysely, role('cairn_worker'), (tx) =>
        work(tx, {
          application: (entry) => send(tx, `${role('none')}; ${asApplication(entry)}`),
          worker: () => send(tx, role('cairn_worker')),
        }),
      ),
    close: () => kysely.destroy(),
  }
}

/** `begin` and the words that enter travel together: a transaction costs two round trips beside its work, not four. */
function transact<T, Result>(kysely: Kysely<T>, enter: string, work: (tx: Db<T>) => Promise<Result>): Promise<Result> {
  return kysely.connection().execute(async (connection) => {
    const tx = connection as unknown as Db<T>
    try {
      await send(tx, `begin; ${enter}`)
      const result = await work(tx)
      await send(tx, 'commit')
      return result
    } catch (error) {
      // What went wrong first is what the caller hears; a connection that cannot even roll back is dropped by the pool.
      await send(tx, 'rollback').catch(() => undefined)
      throw error
    }
  })
}

async function send<T>(tx: Db<T>, words: string): Promise<void> {
  await sql.raw(words).execute(tx as unknown as Kysely<T>)
}

function asApplication({ tenantId, personId }: Entry): string {
  return `select sec.enter(${literal(tenantId)}, ${literal(personId)}); ${role('cairn_app')}`
}

function role(name: 'cairn_app' | 'cairn_public' | 'cairn_worker' | 'none'): string {
  return `set local role ${name}`
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
/** These two travel as text, so nothing but a UUID gets in. */
function literal(id: string | null): string {
  if (id === null) return 'null'
  if (!UUID.test(id)) throw new TypeError('A tenant and a person are named by UUIDs')
  return `'${id}'::uuid`
}

export function sqlState(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : ''
}

/** The name of the constraint that refused a row, so that an action can answer in the field's words. */
export function violated(error: unknown): string | null {
  return sqlState(error) === '23505' ? ((error as { constraint?: string }).constraint ?? null) : null
}

const AWAY = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', '57P01', '57P02', '57P03', '08006', '08001', '53300'])
const HUNG_UP = /Connection terminated|timeout exceeded when trying to connect|and is not queryable/
/** The database does not answer, or hung up: nothing is wrong with what it was asked. */
export function isAway(error: unknown): boolean {
  // A socket that is not there; a file that is not there is another matter.
  const noSocket = sqlState(error) === 'ENOENT' && (error as { syscall?: unknown }).syscall === 'connect'
  return noSocket || AWAY.has(sqlState(error)) || (error instanceof Error && HUNG_UP.test(error.message))
}
