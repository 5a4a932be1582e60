import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { alive } from '../app/src/platform/postgres-pid.ts'
import { forget, freePorts, newFolder, postmasterOf } from '../app/test/faults/site.ts'
import { durationOf, type Figure, median, ROUNDS, rounded } from './figures.ts'

const ROOT = join(import.meta.dirname, '..')
const CLONES = 3
const BASE = 'node:http that answers one line, started the same way'
const PLAIN = `require('node:http').createServer((_q, s) => s.end('ok')).listen(process.env.PORT, '127.0.0.1')`

interface Started {
  readonly child: ChildProcess
  readonly milliseconds: number
}

/** How long a person waits for the first page, and what stays in memory when nobody asks for anything. */
export async function* run(): AsyncIterable<Figure> {
  const folder = newFolder()
  const port = await freePorts()
  const clones = mkdtempSync(join(tmpdir(), 'cairn-clone-'))
  const folders = Array.from({ length: CLONES }, () => newFolder())
  try {
    await end((await firstPage(ROOT, { folder, port })).child)
    const [later, plain]: [number[], number[]] = [[], []]
    for (let round = 0; round < ROUNDS; round++) {
      const ours = await firstPage(ROOT, { folder, port })
      if (round === ROUNDS - 1) yield* memory(ours.child, folder)
      await end(ours.child)
      later.push(ours.milliseconds)
      const theirs = await answering(
        spawn(process.execPath, ['-e', PLAIN], { env: { ...process.env, PORT: `${port}` } }),
        port,
      )
      await end(theirs.child)
      plain.push(theirs.milliseconds)
    }
    const base = { name: BASE, rounds: plain.map((p50) => ({ ops: 0, p50, p99: p50 })) }
    yield durationOf({ suite: 'start', name: 'later start to first page', base }, later)
    const fresh: number[] = []
    for (const folder of folders) fresh.push(await freshClone(join(clones, basename(folder)), { folder, port }))
    yield durationOf({ suite: 'start', name: 'fresh clone with a warm npm cache to first page', base }, fresh)
  } finally {
    for (const each of [folder, ...folders]) await forget(each)
    rmSync(clones, { recursive: true, force: true })
  }
}

/**
 * What is committed, cloned, started with the one command; with nothing installed and no data.
 * Nothing is removed before all rounds are done: a disk that is freeing 12,000 files writes the next ones at half speed.
 */
async function freshClone(clone: string, at: { folder: string; port: number }): Promise<number> {
  const { status } = spawnSync('git', ['clone', '--quiet', '--no-hardlinks', ROOT, clone], { stdio: 'inherit' })
  if (status !== 0) throw new Error('The repository could not be cloned')
  const { child, milliseconds } = await firstPage(clone, at)
  await end(child)
  return milliseconds
}

function firstPage(root: string, { folder, port }: { folder: string; port: number }): Promise<Started> {
  const { PATH, HOME, TMPDIR } = process.env
  const env = { PATH, HOME, TMPDIR, PORT: String(port), CAIRN_DATA: folder, CAIRN_LOG_LEVEL: 'warn' }
  return answering(
    spawn('npm', ['start', '--silent'], { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'] }),
    port,
  )
}

/** From the moment the process was made to a whole catalogue page. */
async function answering(child: ChildProcess, port: number): Promise<Started> {
  const started = performance.now()
  while (child.exitCode === null) {
    const page = await fetch(`http://127.0.0.1:${port}/explore`).then(
      async (answer) => answer.ok && (await answer.text()),
      () => '',
    )
    if (page) return { child, milliseconds: performance.now() - started }
    await pause(10)
  }
  throw new Error('The server ended before its first page')
}

/** Until everything it started is gone: npm leaves before the server it was asked for has stopped. */
async function end(child: ChildProcess): Promise<void> {
  const all = [child.pid ?? 0, ...descendants(child.pid ?? 0)]
  child.kill('SIGTERM')
  for (let tries = 0; tries < 1_000 && all.some(alive); tries++) await pause(20)
}

async function* memory(npm: ChildProcess, folder: string): AsyncIterable<Figure> {
  const server = descendants(npm.pid ?? 0).filter((pid) => commandOf(pid).startsWith('node scripts/start.mjs'))
  const database = [postmasterOf(folder)].flatMap((pid) => [pid, ...descendants(pid)])
  const [ours, theirs]: [number[], number[]] = [[], []]
  await pause(3_000)
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(sum(server, /^VmRSS:\s+(\d+)/m, 'status'))
    // Shared buffers are mapped by every process of the database: each counts its share.
    theirs.push(sum(database, /^Pss:\s+(\d+)/m, 'smaps_rollup'))
    await pause(500)
  }
  yield memoryOf('idle memory of the server', ours)
  yield memoryOf('idle memory of the database', theirs)
}

function memoryOf(name: string, kilobytes: readonly number[]): Figure {
  const all = kilobytes.map((each) => rounded(each / 1024))
  const times = { ops_s: null, p50_ms: null, p99_ms: null, base: null, ratio: null, share: null }
  return {
    suite: 'start',
    name,
    ...times,
    min: Math.min(...all),
    max: Math.max(...all),
    rounds: all.length,
    mb: median(all),
  }
}

function sum(pids: readonly number[], what: RegExp, file: string): number {
  return pids.reduce((all, pid) => all + Number(what.exec(readFileSync(`/proc/${pid}/${file}`, 'utf8'))?.[1] ?? 0), 0)
}

function commandOf(pid: number): string {
  return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
}

function descendants(pid: number): number[] {
  const own = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number),
  )
  return own.flatMap((child) => [child, ...descendants(child)])
}
