import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { existsSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createConnection } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import type pg from 'pg'
import { OperatorProblem } from '../lib/operator-problem.ts'
import type { Binaries } from './binaries.ts'
import type { Logger } from './logger.ts'
import { alive, clearStale, inTurn, postmaster } from './postgres-pid.ts'
import { type Place, type Secrets, secretsOf, settle } from './postgres-place.ts'
import { bePresent } from './postgres-watch.ts'

const run = promisify(execFile)

export interface Server {
  /** Superuser target: creates roles and databases, nothing else. */
  readonly admin: pg.ClientConfig
  readonly owner: pg.ClientConfig
  readonly gate: pg.ClientConfig
  /** Leaves; the last one out stops the server. */
  stop(): Promise<void>
}
/** Work of this process for the time in which it waits for others. */
export interface Meanwhile {
  /** While the files of a new database are made; not at a later start. */
  readonly made?: () => void
  /** While the server comes up. */
  readonly raised: () => void
}
export interface ServerOptions {
  readonly settings?: Partial<typeof SETTINGS>
  readonly logger?: Logger
  readonly meanwhile?: Meanwhile | undefined
}

/** Given at every start, so that durability never depends on a file somebody edited. */
const SETTINGS = {
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  listen_addresses: '',
  unix_socket_permissions: '0700',
  shared_buffers: '48MB',
  max_connections: '60',
  max_wal_size: '512MB',
  log_min_messages: 'warning',
  timezone: 'UTC',
}

/** PostgreSQL as a child process on a private socket: found running, taken over, or started here. */
export async function startPostgres(
  dataFolder: string,
  binaries: Binaries,
  { settings = {}, logger, meanwhile }: ServerOptions = {},
): Promise<Server> {
  const place = await settle(dataFolder, binaries)
  const secrets = secretsOf(place)
  const admin = target(place, 'cairn_super', secrets.super, 'postgres')
  const raise = async () => {
    if (!existsSync(join(place.cluster, 'PG_VERSION'))) await initialise(place, secrets, meanwhile?.made)
    if (!(await answers(place))) await launch(place, { ...SETTINGS, ...settings }, meanwhile?.raised)
  }
  // A server whose starter was killed goes on running: whoever comes next joins it, and the last one out stops it.
  const presence = await inTurn(place, async () => {
    await raise()
    return bePresent(admin, secrets)
  })
  const watch = watchOver({ place, raise, rejoin: presence.rejoin, logger })
  return {
    admin,
    owner: target(place, 'cairn_owner', secrets.owner, 'cairn'),
    gate: target(place, 'cairn_gate', secrets.gate, 'cairn'),
    stop: async () => {
      await watch.end()
      await inTurn(place, async () => {
        if (await presence.leave()) await stop(place)
      })
    },
  }
}

interface Watched {
  readonly place: Place
  raise(): Promise<void>
  rejoin(): Promise<void>
  readonly logger: Logger | undefined
}

/** A server that was killed leaves its pid file and is started again; one that was told to stop is left alone. */
function watchOver({ place, raise, rejoin, logger }: Watched): { end: () => Promise<void> } {
  let looking = Promise.resolve()
  async function look(): Promise<void> {
    const pid = postmaster(place)
    if (!pid) return
    if (alive(pid)) return rejoin()
    logger?.error('the database was killed and is started again')
    await inTurn(place, raise)
    await rejoin()
  }
  let idle = true
  const timer = setInterval(() => {
    if (!idle) return
    idle = false
    looking = look()
      .catch((error: unknown) => logger?.error('the database could not be started again', { err: error }))
      .finally(() => {
        idle = true
      })
  }, 1_000).unref()
  return {
    end: () => {
      clearInterval(timer)
      return looking
    },
  }
}

function target(place: Place, user: string, password: string, database: string): pg.ClientConfig {
  return { host: place.runtime, port: 5432, user, password, database }
}

async function initialise(place: Place, secrets: Secrets, meanwhile?: () => void): Promise<void> {
  const words = join(place.runtime, 'first')
  writeFileSync(words, secrets.super, { mode: 0o644 })
  try {
    const made = run(
      join(place.binaries.home, 'bin', 'initdb'),
      [
        '-D',
        place.cluster,
        '-U',
        'cairn_super',
        `--pwfile=${words}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--data-checksums',
        ...localeOf(place),
      ],
      { ...place.user, cwd: place.runtime, env: { PATH: process.env.PATH, LANG: 'C', TZ: 'UTC' } },
    )
    meanwhile?.()
    await made
  } finally {
    rmSync(words)
  }
}

/** 17 and later bring their own locale, the same on every system; before, the plain one. */
function localeOf(place: Place): string[] {
  const version = Number(/postgresql[/-](\d+)/.exec(place.binaries.home)?.[1] ?? 18)
  return version >= 17 ? ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : ['--locale=C.UTF-8']
}

async function launch(place: Place, wanted: typeof SETTINGS, meanwhile?: () => void): Promise<void> {
  clearStale(place)
  const settings = Object.entries({ ...wanted, unix_socket_directories: place.runtime }).flatMap(([key, value]) => [
    '-c',
    `${key}=${value}`,
  ])
  const output = openSync(place.log, 'a')
  const child: ChildProcess = spawn(join(place.binaries.home, 'bin', 'postgres'), ['-D', place.cluster, ...settings], {
    ...place.user,
    cwd: place.runtime,
    env: { PATH: process.env.PATH, LANG: 'C', TZ: 'UTC' },
    stdio: ['ignore', output, output],
    // Its own group: a Ctrl+C in the terminal reaches us first, and we stop it in order.
    detached: true,
  })
  child.unref()
  meanwhile?.()
  for (let tries = 0; tries < 600; tries++) {
    if (await answers(place)) return
    if (child.exitCode !== null) break
    await pause(tries < 40 ? 15 : 50)
  }
  throw new OperatorProblem(
    `The database did not start. Its last words in ${place.log}: ${readFileSync(place.log, 'utf8').trim().split('\n').slice(-3).join(' / ')}`,
  )
}

/** A server is there when its socket accepts a connection, whatever its pid file says. */
function answers(place: Place): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(join(place.runtime, '.s.PGSQL.5432'))
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('close', () => resolve(false)).setTimeout(1000, () => socket.destroy())
    socket.once('connect', () => socket.end())
  })
}

/** Fast shutdown (SIGINT): ends sessions, writes a checkpoint, takes no new ones. */
async function stop(place: Place): Promise<void> {
  const pid = postmaster(place)
  if (!pid || !alive(pid)) return
  process.kill(pid, 'SIGINT')
  for (let tries = 0; tries < 400 && alive(pid); tries++) await pause(25)
  if (!alive(pid)) rmSync(place.runtime, { recursive: true, force: true })
}
