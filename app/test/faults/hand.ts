import { join } from 'node:path'
import pg from 'pg'
import type { Tables } from '../../src/database.ts'
import { packagedPostgres } from '../../src/platform/binaries.ts'
import { type Actor, on, type Ports } from '../../src/platform/ctx.ts'
import { openDatabase, type Target } from '../../src/platform/db.ts'
import { diskBlobs } from '../../src/platform/disk-blobs.ts'
import { contextFor, type Installation, nobody, realIds, system } from '../../src/platform/installation.ts'
import { masterKey, openKeys } from '../../src/platform/keys.ts'
import { listenTo } from '../../src/platform/log.ts'
import { openLogger } from '../../src/platform/logger.ts'
import { namingOf } from '../../src/platform/naming.ts'
import type { OutboxTables } from '../../src/platform/outbox.ts'
import { settle as placeOf, secretsOf } from '../../src/platform/postgres-place.ts'
import { safeFetch } from '../../src/platform/safe-fetch.ts'
import { deliver, type Worker } from '../../src/platform/worker.ts'
import type { Acting, Clock, World } from '../../src/testing/world.ts'
import { consumers, couriers, reactions } from '../../src/work.ts'

/** The test's own hand in an installation that may be running elsewhere: what the factories need, on the real clock. */
export type Hand = World

export interface Targets {
  readonly gate: Target
  readonly owner: Target
  readonly folder: string
  readonly baseUrl: string
  readonly worker?: Worker<Tables>
  /** Absent: the real one. */
  readonly clock?: Clock
  readonly also?: Partial<Ports>
}

/** Where the embedded server of a data folder listens; starts nothing and stops nothing. */
export async function targetsOf(folder: string, baseUrl: string): Promise<Targets> {
  const binaries = packagedPostgres()
  if (!binaries) throw new Error('No PostgreSQL comes with this platform')
  const place = await placeOf(folder, binaries)
  const { gate, owner } = secretsOf(place)
  const target = (user: string, password: string) => ({
    ...{ host: place.runtime, port: 5432, user, password, database: 'cairn' },
  })
  return { gate: target('cairn_gate', gate), owner: target('cairn_owner', owner), folder, baseUrl }
}

export function openHand(targets: Targets): Hand {
  const logLines: string[] = []
  const logger = openLogger('debug', { write: (line: string) => logLines.push(line) })
  const lost = (error: Error) => logger.warn('database connection lost', { err: error })
  const db = openDatabase<Tables>(targets.gate, lost, 8)
  listenTo(consumers())
  const home: Installation<Tables> = { db, logger, ports: portsOf(targets) }
  const owner = new pg.Pool({ ...targets.owner, max: 3 })
  owner.on('error', lost)
  owner.on('connect', (client) => client.on('error', lost))
  const absent = new Proxy({}, { get: () => undefined }) as never
  return {
    ...{ home, owner, logLines, app: absent, files: absent },
    clock: targets.clock ?? { now: home.ports.now, set: cannotMove, advance: cannotMove },
    settle: () => settle(home, targets.worker ?? { reactions, couriers }),
    as: (who) => contextFor(home, acting(who)),
    close: async () => {
      await Promise.all([owner.end(), db.close()])
    },
  }
}

/** A clock in the test's hand. */
export function clockAt(start: string): Clock {
  let at = new Date(start)
  return {
    now: () => new Date(at),
    set: (to) => {
      at = new Date(to)
    },
    advance: (milliseconds) => {
      at = new Date(at.getTime() + milliseconds)
    },
  }
}

function cannotMove(): never {
  throw new Error('This clock is the real one')
}

function portsOf({ folder, baseUrl, clock, also }: Targets): Ports {
  return {
    ...realIds(clock?.now ?? (() => new Date())),
    ...{ baseUrl, filesUrl: `${baseUrl}1`, naming: namingOf(undefined) },
    keys: openKeys(masterKey(folder, undefined).key),
    blobs: diskBlobs(join(folder, 'blobs')),
    fetch: safeFetch(),
    mail: null,
    settings: { mailLeaves: false, demo: false, loopback: true, notices: [], judgingMs: 2_000 },
    ...also,
  }
}

function acting(who: Partial<Acting>) {
  const person: Actor = {
    ...{ ...nobody, id: who.personId ?? '', kind: 'person', roles: new Set(who.roles ?? []) },
    ...{ unitId: who.unitId ?? null, stepUpAt: who.stepUpAt ?? null },
  }
  return {
    tenantId: who.tenantId ?? null,
    personId: who.personId ?? null,
    actor: who.personId ? person : system(who.system ?? 'test'),
    ...({ locale: 'en', timeZone: 'America/Chicago', requestId: 'test', sessionId: who.sessionId ?? null } as const),
  }
}

async function settle(home: Installation<Tables>, worker: Worker<Tables>): Promise<void> {
  for (let round = 0; round < 500; round++) {
    const due = await home.db.asWorker((tx) =>
      on<OutboxTables>(tx)
        .selectFrom('outbox')
        .select('id')
        .where('state', '=', 'due')
        .where('nextAt', '<=', home.ports.now())
        .orderBy('id')
        .limit(20)
        .execute(),
    )
    if (!due.length) return
    for (const { id } of due) await deliver(home, worker, id)
  }
  throw new Error('The outbox never came to rest')
}
