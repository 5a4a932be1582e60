import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { existsSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createConnection } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import type pg from 'pg'
import type { Binaries } from './binaries.ts'
import { type Place, type Secrets, secretsOf, settle } from './postgres-place.ts'
import { bootstrapRoles } from './postgres-roles.ts'

const run = promisify(execFile)

export interface Server {
  /** Superuser target: creates roles and databases, nothing else. */
  readonly admin: pg.ClientConfig
  readonly owner: pg.ClientConfig
  readonly gate: pg.ClientConfig
  /** True when this process started the server or took it over from a dead one; only then `stop` ends it. */
  readonly owned: boolean
  stop(): Promise<void>
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
  settings: Partial<typeof SETTINGS> = {},
): Promise<Server> {
  const place = await settle(dataFolder, binaries)
  const secrets = secretsOf(place)
  if (!existsSync(join(place.cluster, 'PG_VERSION'))) await initialise(place, secrets)
  const running = await answers(place)
  // A child whose starter was killed goes on running: it is adopted, never left alone.
  const owned = !running || !alive(starterOf(place))
  const child = running ? null : await launch(place, { ...SETTINGS, ...settings })
  if (owned) writeFileSync(place.lock, `${process.pid}\n`)
  await bootstrapRoles(target(place, 'cairn_super', secrets.super, 'postgres'), secrets)
  return {
    admin: target(place, 'cairn_super', secrets.super, 'postgres'),
    owner: target(place, 'cairn_owner', secrets.owner, 'cairn'),
    gate: target(place, 'cairn_gate', secrets.gate, 'cairn'),
    owned,
    stop: () => (owned ? stop(place, child) : Promise.resolve()),
  }
}

function target(place: Place, user: string, password: string, database: string): pg.ClientConfig {
  return { host: place.runtime, port: 5432, user, password, database }
}

async function initialise(place: Place, secrets: Secrets): Promise<void> {
  const words = join(place.runtime, 'first')
  writeFileSync(words, secrets.super, { mode: 0o644 })
  try {
    await run(
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
  } finally {
    rmSync(words)
  }
}

/** 17 and later bring their own locale, the same on every system; before, the plain one. */
function localeOf(place: Place): string[] {
  const version = Number(/postgresql[/-](\d+)/.exec(place.binaries.home)?.[1] ?? 18)
  return version >= 17 ? ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : ['--locale=C.UTF-8']
}

async function launch(place: Place, given: typeof SETTINGS): Promise<ChildProcess> {
  const settings = Object.entries({ ...given, unix_socket_directories: place.runtime }).flatMap(([key, value]) => [
    '-c',
    `${key}=${value}`,
  ])
  const output = openSync(place.log, 'a')
  const child = spawn(join(place.binaries.home, 'bin', 'postgres'), ['-D', place.cluster, ...settings], {
    ...place.user,
    cwd: place.runtime,
    env: { PATH: process.env.PATH, LANG: 'C', TZ: 'UTC' },
    stdio: ['ignore', output, output],
    // Its own group: a Ctrl+C in the terminal reaches us first, and we stop it in order.
    detached: true,
  })
  child.unref()
  for (let tries = 0; tries < 600; tries++) {
    if (await answers(place)) return child
    if (child.exitCode !== null) break
    await pause(tries < 40 ? 15 : 50)
  }
  throw new Error(
    `The database did not start. Its last words: ${readFileSync(place.log, 'utf8').trim().split('\n').slice(-3).join(' / ')}`,
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

function starterOf(place: Place): number {
  return existsSync(place.lock) ? Number(readFileSync(place.lock, 'utf8').trim()) : 0
}

export function alive(pid: number): boolean {
  if (!pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM'
  }
}

/** Fast shutdown (SIGINT): ends sessions, writes a checkpoint, takes no new ones. */
async function stop(place: Place, child: ChildProcess | null): Promise<void> {
  const pid = child?.pid ?? postmaster(place)
  if (pid && alive(pid)) {
    process.kill(pid, 'SIGINT')
    for (let tries = 0; tries < 400 && alive(pid) && child?.exitCode == null; tries++) await pause(25)
  }
  rmSync(place.lock, { force: true })
}

function postmaster(place: Place): number {
  const file = join(place.cluster, 'postmaster.pid')
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0
}
