import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { alive } from '../../src/platform/postgres-pid.ts'
import { isFree } from '../../src/testing/free-port.ts'

const SERVER = 'dist/server/main.mjs'

/** What the tests start is what an operator starts: the built server, built anew when a source changed. */
export function buildServer(): void {
  const script = `const { buildWhenStale } = await import('./scripts/start.mjs'); await buildWhenStale()`
  const { status } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit' })
  if (status !== 0) throw new Error('The server could not be built')
}

/** A data folder that the user PostgreSQL runs as can walk into; `closed` as under root's own home. */
export function newFolder({ closed = false }: { closed?: boolean } = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-faults-'))
  chmodSync(folder, closed ? 0o700 : 0o755)
  return folder
}

const given = new Set<number>()
/** Each process of a run has its part of the ports: what one has looked at and not yet taken, another would take. */
const FIRST_PORT = 3300 + 32 * (Number(process.env.VITEST_POOL_ID ?? 1) - 1)

/** Two neighbours: pages on the first, private files on the second. */
export async function freePorts(): Promise<number> {
  for (let tries = 0; tries < 200; tries++) {
    const port = FIRST_PORT + 2 * Math.floor(Math.random() * 16)
    if (given.has(port)) continue
    given.add(port)
    if ((await isFree(port)) && (await isFree(port + 1))) return port
  }
  throw new Error(`No two free ports from ${FIRST_PORT} to ${FIRST_PORT + 31}`)
}

export interface Site {
  readonly url: string
  readonly pid: number
  /** What it printed so far. */
  readonly output: () => string
  readonly ended: Promise<number | null>
  /** SIGKILL, and nothing else: the database goes on. */
  kill(): Promise<void>
  stop(): Promise<number | null>
}
export interface Given {
  readonly folder: string
  readonly port: number
  /** `issue.signed:1:kill` and the like. */
  readonly failpoints?: string
  readonly env?: Readonly<Record<string, string>>
}

function environment({ folder, port, failpoints, env }: Given): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, CAIRN_TEST_POSTGRES_15 } = process.env
  return {
    ...{ PATH, HOME, TMPDIR, CAIRN_TEST_POSTGRES_15, NODE_ENV: 'test', PORT: String(port) },
    ...{ CAIRN_DATA: folder, CAIRN_DEMO: '0', CAIRN_LOG_LEVEL: 'warn', CAIRN_RATE_SCALE: '1000' },
    ...(failpoints ? { CAIRN_FAILPOINTS: failpoints } : {}),
    ...env,
  }
}

/** One command to its end: `doctor` and the like. */
export async function cairn(
  args: readonly string[],
  given: Given,
): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [SERVER, ...args], { env: environment(given) })
  const [out, err] = [gather(child.stdout), gather(child.stderr)]
  const code = await ending(child)
  return { code, out: out(), err: err() }
}

function gather(stream: NodeJS.ReadableStream | null): () => string {
  let text = ''
  stream?.on('data', (part: Buffer) => {
    text += part.toString()
  })
  return () => text
}

function ending(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once('close', (code) => resolve(code)))
}

/** Starts the server without waiting until it answers. */
export function launchSite(given: Given): Site {
  const child = spawn(process.execPath, [SERVER, 'start'], { env: environment(given) })
  const [out, err] = [gather(child.stdout), gather(child.stderr)]
  const ended = ending(child)
  return {
    url: `http://localhost:${given.port}`,
    pid: child.pid ?? 0,
    output: () => out() + err(),
    ended,
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
    stop: async () => {
      child.kill('SIGTERM')
      return ended
    },
  }
}

export async function startSite(given: Given): Promise<Site> {
  const site = launchSite(given)
  let over = false
  void site.ended.then(() => {
    over = true
  })
  for (let tries = 0; tries < 3600 && !over; tries++) {
    if (await answers(`${site.url}/healthz`)) return site
    await pause(50)
  }
  await site.kill()
  throw new Error(`The site did not start: ${site.output()}`)
}

/** The server may close a kept connection in the moment it is used again; whoever only reads asks once more. */
export function get(url: string, init?: RequestInit): Promise<Response> {
  return fetch(url, init).catch((error: Error) => {
    const code = (error.cause as { code?: string } | undefined)?.code
    if (code === 'UND_ERR_SOCKET' || code === 'ECONNRESET') return fetch(url, init)
    throw error
  })
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok
  } catch {
    return false
  }
}

/** Process id of the database server of this folder; 0 when it never ran. */
export function postmasterOf(folder: string): number {
  const note = join(folder, 'postgres.location')
  const cluster = existsSync(note) ? readFileSync(note, 'utf8').trim() : join(folder, 'postgres')
  const file = join(cluster, 'postmaster.pid')
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0
}

/** Ends the database of this folder at once, and waits until it is gone. */
export async function killPostgres(folder: string): Promise<void> {
  const pid = postmasterOf(folder)
  if (!pid || !alive(pid)) return
  process.kill(pid, 'SIGKILL')
  for (let tries = 0; tries < 400 && alive(pid); tries++) await pause(10)
}

/** Ends what a round left running and removes the folder. */
export async function forget(folder: string): Promise<void> {
  const pid = postmasterOf(folder)
  if (pid && alive(pid)) process.kill(pid, 'SIGINT')
  for (let tries = 0; tries < 400 && pid && alive(pid); tries++) await pause(25)
  const note = join(folder, 'postgres.location')
  if (existsSync(note)) rmSync(join(readFileSync(note, 'utf8').trim(), '..'), { recursive: true, force: true })
  rmSync(folder, { recursive: true, force: true })
}

export async function until(what: string, holds: () => Promise<boolean>, seconds = 60): Promise<void> {
  const end = Date.now() + seconds * 1000
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`Not within ${seconds} s: ${what}`)
    await pause(100)
  }
}
