import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hono } from 'hono'
import pg from 'pg'
import { inject } from 'vitest'
import { openAssets } from '../assets.ts'
import type { Tables } from '../database.ts'
import { type Actor, type Ctx, on, type Ports, type Role } from '../platform/ctx.ts'
import { type Database, openDatabase } from '../platform/db.ts'
import { diskBlobs } from '../platform/disk-blobs.ts'
import { contextFor, type Installation, nobody, realIds, system } from '../platform/installation.ts'
import { openKeys } from '../platform/keys.ts'
import { listenTo } from '../platform/log.ts'
import { openLogger } from '../platform/logger.ts'
import { namingOf } from '../platform/naming.ts'
import type { OutboxTables } from '../platform/outbox.ts'
import { createDatabase } from '../platform/postgres-roles.ts'
import { safeFetch } from '../platform/safe-fetch.ts'
import { deliver } from '../platform/worker.ts'
import { buildApps } from '../server.ts'
import { consumers, couriers, reactions } from '../work.ts'

/** A clock that stands still until a test moves it. */
export interface Clock {
  now: () => Date
  set: (at: string | Date) => void
  advance: (milliseconds: number) => void
}

/** A whole installation on a database of its own: real PostgreSQL, real files, a clock in the test's hand. */
export interface World {
  readonly home: Installation<Tables>
  readonly clock: Clock
  readonly app: Hono
  readonly files: Hono
  readonly owner: pg.Pool
  readonly logLines: string[]
  /** Does everything the outbox holds, in order, until nothing is due. */
  settle(): Promise<void>
  /** A context as the gate would make it. */
  as(who: Partial<Acting>): Ctx<Tables>
  close(): Promise<void>
}
export interface Acting {
  personId: string
  tenantId: string
  roles: readonly Role[]
  unitId: string | null
  demo: boolean
  sessionId: string | null
  stepUpAt: Date | null
  locale: 'en' | 'es'
  system: string
}

export const BASE_URL = 'http://localhost:3000'

export async function openWorld(start = '2026-10-05T15:00:00Z', also: Partial<Ports> = {}): Promise<World> {
  const engine = inject('engine')
  const name = `cairn_${randomBytes(6).toString('hex')}`
  await copyTemplate(engine.admin, name)
  const folder = mkdtempSync(join(tmpdir(), 'cairn-world-'))
  const clock = clockAt(start)
  const logLines: string[] = []
  const logger = openLogger('debug', { write: (line: string) => logLines.push(line) })
  const db = openDatabase<Tables>(
    { ...engine.gate, database: name },
    (error) => logger.warn('database connection lost', { err: error }),
    12,
  )
  listenTo(consumers())
  const home: Installation<Tables> = { db, logger, ports: { ...portsAt(clock, folder), ...also } }
  const { app, files } = buildApps({
    home,
    assets: openAssets(folder),
    rateScale: 1000,
    panelPatienceMs: 30_000,
    trustedProxies: new Set(),
    ready: async () => ({ ready: true, failing: [] }),
  })
  const owner = new pg.Pool({ ...engine.owner, database: name, max: 3 })
  return {
    home,
    clock,
    app,
    files,
    owner,
    logLines,
    settle: () => settle(home, db),
    as: (who) => contextFor(home, actingAs(who)),
    close: async () => {
      await Promise.all([owner.end(), db.close()])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A database of one's own: whoever stays in the template keeps everybody else from copying it. */
export async function copyTemplate(admin: pg.ClientConfig, name: string): Promise<void> {
  const client = new pg.Client(admin)
  await client.connect()
  try {
    await createDatabase(client, name, { template: 'cairn_template', strategy: 'file_copy' })
  } finally {
    await client.end()
  }
}

function clockAt(start: string): Clock {
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

function portsAt(clock: Clock, folder: string): Ports {
  return {
    ...realIds(clock.now),
    baseUrl: BASE_URL,
    filesUrl: 'http://localhost:3001',
    naming: namingOf(undefined),
    keys: openKeys(Buffer.alloc(32, 7)),
    blobs: diskBlobs(join(folder, 'blobs')),
    // Loopback only, and plain http: a test reaches the servers it started and nothing else.
    fetch: safeFetch({
      allow: (address) => address === '127.0.0.1' || address === '::1',
      plainHttp: true,
      ports: new Set(Array.from({ length: 64_512 }, (_, i) => i + 1024)),
    }),
    mail: null,
    settings: { mailLeaves: false, demo: false, loopback: true, notices: [], judgingMs: 2_000 },
  }
}

function actingAs(who: Partial<Acting>) {
  const actor: Actor = who.personId
    ? {
        ...nobody,
        id: who.personId,
        kind: 'person',
        roles: new Set(who.roles ?? []),
        unitId: who.unitId ?? null,
        demo: who.demo ?? false,
        stepUpAt: who.stepUpAt ?? null,
      }
    : who.system
      ? system(who.system)
      : nobody
  return {
    tenantId: who.tenantId ?? null,
    personId: who.personId ?? null,
    actor,
    locale: who.locale ?? ('en' as const),
    timeZone: 'America/Chicago',
    requestId: 'test',
    sessionId: who.sessionId ?? null,
  }
}

async function settle(home: Installation<Tables>, db: Database<Tables>): Promise<void> {
  for (let round = 0; round < 500; round++) {
    const due = await db.asWorker((tx) =>
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
    for (const { id } of due) await deliver(home, { reactions, couriers }, id)
  }
  throw new Error('The outbox never came to rest')
}
