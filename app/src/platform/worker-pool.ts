import type pg from 'pg'
import { isAway } from './db.ts'

/**
 * The pool as the job library is given it. Some of its queries are awaited by nobody: it repeats what failed with
 * "the server is starting" (57P03) until the database is back, and lets everything else end the process.
 * So every way in which a database can be away is told to it as that one.
 */
export function patientPool(pool: pg.Pool): pg.Pool {
  const connect = (listener?: Parameters<pg.Pool['connect']>[0]) =>
    listener ? pool.connect(listener) : pool.connect().then(patient, tell)
  return standingFor(pool, { connect })
}

function patient(client: pg.PoolClient): pg.PoolClient {
  const query = (...given: unknown[]) =>
    (client.query as unknown as (...args: unknown[]) => Promise<unknown>)(...given).catch(tell)
  return standingFor(client, { query })
}

function tell(error: unknown): never {
  if (!isAway(error)) throw error
  throw Object.assign(new Error('The database is away', { cause: error }), { code: '57P03' })
}

/** The same object, some of its methods replaced. */
function standingFor<Thing extends object>(thing: Thing, methods: Readonly<Record<string, unknown>>): Thing {
  return new Proxy(thing, {
    get: (target, name) => {
      const own = methods[String(name)] ?? Reflect.get(target, name)
      return typeof own === 'function' && own !== methods[String(name)] ? own.bind(target) : own
    },
  })
}
