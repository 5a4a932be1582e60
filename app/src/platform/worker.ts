import { type Runner, run } from 'graphile-worker'
import { sql } from 'kysely'
import { backoff, MOST_ATTEMPTS } from '../lib/retry.ts'
import { type Ctx, type Db, on } from './ctx.ts'
import { sqlState } from './db.ts'
import { at } from './failpoint.ts'
import { contextFor, type Installation, system } from './installation.ts'
import { getEntry, type LogEntry, type LogTables } from './log.ts'
import type { OutboxTables } from './outbox.ts'
import { quiet } from './worker-log.ts'
import { patientPool } from './worker-pool.ts'

/** What a feature does when the log says something happened; runs inside one transaction with the mark that it ran. */
export type Reaction<T> = (ctx: Ctx<T>, tx: Db<T>, entry: LogEntry) => Promise<void>
/** A letter that leaves the building (mail, signature): its own transactions, idempotent by `id`. */
export type Courier<T> = (ctx: Ctx<T>, letter: { id: string; body: unknown; attempts: number }) => Promise<void>

export interface Worker<T> {
  readonly reactions: ReadonlyMap<string, Reaction<T>>
  readonly couriers: ReadonlyMap<string, Courier<T>>
}
type Row = OutboxTables['outbox']

/** Takes one letter and does it: reactions exactly once (same transaction), couriers at least once (after a lease). */
export async function deliver<T extends LogTables>(
  home: Installation<T>,
  worker: Worker<T>,
  id: string,
): Promise<'done' | 'later' | 'gone'> {
  try {
    return await attempt(home, worker, id)
  } catch (error) {
    home.logger.warn('outbox letter failed', {
      code: sqlState(error) || (error instanceof Error ? error.name : 'error'),
      err: error,
    })
    await postpone(home, id, error)
    return 'later'
  }
}

async function attempt<T extends LogTables>(
  home: Installation<T>,
  worker: Worker<T>,
  id: string,
): Promise<'done' | 'gone'> {
  const outside = await home.db.asWorker(async (tx, become) => {
    const row = await take(tx, id)
    // Not yet due: another worker carries it, or its time has not come.
    if (!row || row.nextAt > home.ports.now()) return 'gone' as const
    if (!row.kind.startsWith('react:')) return lease(tx, row, home.ports.now())
    const entry = await getEntry(tx, row.logId ?? 0)
    await become.application({ tenantId: row.tenantId, personId: null })
    await react(home, worker, { row, entry, tx })
    await become.worker()
    await finish(tx, id, home.ports.now())
    return 'done' as const
  })
  if (outside === 'gone' || outside === 'done') return outside
  at('outbox.taken')
  const courier = worker.couriers.get(outside.kind)
  if (!courier) throw new Error(`Nobody carries letters of the kind ${outside.kind}`)
  const timer = setInterval(() => void renew(home, id), RENEWAL_MS)
  try {
    await courier(contextOf(home, outside), { id, body: outside.body, attempts: outside.attempts })
  } finally {
    clearInterval(timer)
  }
  await home.db.asWorker((tx) => finish(tx, id, home.ports.now()))
  return 'done'
}

async function react<T extends LogTables>(
  home: Installation<T>,
  worker: Worker<T>,
  { row, entry, tx }: { row: Row; entry: LogEntry; tx: Db<T> },
): Promise<void> {
  const name = row.kind.slice('react:'.length)
  const reaction = worker.reactions.get(name)
  if (!reaction) throw new Error(`No reaction is called ${name}`)
  await reaction(contextOf(home, row, tx), tx, entry)
}

function contextOf<T>(
  home: Installation<T>,
  row: Pick<Row, 'id' | 'kind' | 'tenantId' | 'personId'>,
  within?: Db<T>,
): Ctx<T> {
  return contextFor(
    home,
    {
      tenantId: row.tenantId,
      personId: null,
      actor: system(row.kind),
      locale: 'en',
      timeZone: 'UTC',
      requestId: row.id,
      sessionId: null,
    },
    within,
  )
}

async function take(tx: Db<OutboxTables>, id: string): Promise<Row | undefined> {
  return on(tx)
    .selectFrom('outbox')
    .selectAll()
    .where('id', '=', id)
    .where('state', '=', 'due')
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
}

const LEASE_MS = 15_000
const RENEWAL_MS = 5_000

/** A courier's work outlives the transaction: the letter comes back by itself if the process ends in between. */
async function lease(tx: Db<OutboxTables>, row: Row, now: Date): Promise<Row> {
  const until = new Date(now.getTime() + LEASE_MS)
  await on(tx)
    .updateTable('outbox')
    .set({ attempts: row.attempts + 1, nextAt: until, error: null })
    .where('id', '=', row.id)
    .execute()
  return { ...row, attempts: row.attempts + 1 }
}

/** Slow work keeps its letter as long as its process lives; without renewal the letter is another worker's soon. */
async function renew<T extends LogTables>(home: Installation<T>, id: string): Promise<void> {
  try {
    await home.db.asWorker((tx) =>
      on<OutboxTables>(tx)
        .updateTable('outbox')
        .set({ nextAt: new Date(home.ports.now().getTime() + LEASE_MS) })
        .where('id', '=', id)
        .where('state', '=', 'due')
        .where('error', 'is', null)
        .execute(),
    )
  } catch (error) {
    home.logger.warn('lease of a letter not renewed', { code: sqlState(error), err: error })
  }
}

async function finish(tx: Db<OutboxTables>, id: string, now: Date): Promise<void> {
  await on(tx).updateTable('outbox').set({ state: 'done', doneAt: now, error: null }).where('id', '=', id).execute()
}

async function postpone<T extends LogTables>(home: Installation<T>, id: string, error: unknown): Promise<void> {
  await home.db.asWorker(async (tx) => {
    const row = await take(tx, id)
    if (!row) return
    const attempts = row.kind.startsWith('react:') ? row.attempts + 1 : row.attempts
    const nextAt = new Date(home.ports.now().getTime() + backoff(attempts, (home.ports.random(1)[0] ?? 0) / 256))
    const words = `${error instanceof Error ? error.name : 'error'} ${sqlState(error)}`.trim()
    await on<OutboxTables>(tx)
      .updateTable('outbox')
      .set({ attempts, nextAt, error: words, state: attempts >= MOST_ATTEMPTS ? 'dead' : 'due' })
      .where('id', '=', id)
      .execute()
  })
}

export interface Running {
  /** Resolves when nothing is due any more: tests and the command line wait for it. */
  idle(): Promise<void>
  stop(): Promise<void>
}

/** The job library wakes at once by NOTIFY; a sweep, at start and every 10 s, wakes what is overdue. */
export async function startWorker<T extends LogTables>(
  home: Installation<T>,
  worker: Worker<T>,
  sweeps: readonly (() => Promise<void>)[] = [],
): Promise<Running> {
  const runner: Runner = await run({
    pgPool: patientPool(home.db.pool),
    concurrency: 4,
    noHandleSignals: true,
    noPreparedStatements: true,
    pollInterval: 2_000,
    logger: quiet(),
    taskList: { outbox: async (payload) => void (await deliver(home, worker, (payload as { id: string }).id)) },
  })
  void sweep(home, sweeps)
  const timer = setInterval(() => sweep(home, sweeps), 10_000)
  return {
    idle: () => waitIdle(home),
    stop: async () => {
      clearInterval(timer)
      await runner.stop()
    },
  }
}

async function sweep<T>(home: Installation<T>, sweeps: readonly (() => Promise<void>)[]): Promise<void> {
  const wake = async () => void (await sql`select sec.wake_overdue(${home.ports.now()})`.execute(home.db.kysely))
  // One that fails keeps none of the others from its work.
  for (const each of [wake, ...sweeps])
    await each().catch((error: unknown) => home.logger.warn('sweep failed', { code: sqlState(error), err: error }))
}

async function waitIdle<T extends LogTables>(home: Installation<T>): Promise<void> {
  for (let tries = 0; tries < 1200; tries++) {
    const due = await home.db.asWorker((tx) =>
      on<OutboxTables>(tx)
        .selectFrom('outbox')
        .select('id')
        .where('state', '=', 'due')
        .where('nextAt', '<=', home.ports.now())
        .limit(1)
        .executeTakeFirst(),
    )
    if (!due) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error('The outbox did not come to rest within 30 s')
}
