import { existsSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { OperatorProblem } from '../lib/operator-problem.ts'

interface Pids {
  readonly cluster: string
  /** Held by the process that starts or stops the server. */
  readonly lock: string
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

/** What the server wrote about itself: its process id first, its folder second, the folder of its socket fifth. */
export function postmasterLines(cluster: string): readonly string[] {
  try {
    return readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
  } catch (error) {
    // It comes and goes with the server, also between a look and a read.
    if ((error as { code?: string }).code !== 'ENOENT') throw error
    return []
  }
}

export function postmaster({ cluster }: Pick<Pids, 'cluster'>): number {
  return Number(postmasterLines(cluster)[0] ?? 0)
}

/** Where its server's socket lies, when one runs here: a folder copied from a running one names the server of the other. */
export function runningSocket(cluster: string): string | null {
  const [pid, , , , socket] = postmasterLines(cluster)
  return socket && alive(Number(pid)) && existsSync(socket) && !isCopied(cluster) ? socket : null
}

function isCopied(cluster: string): boolean {
  const folder = postmasterLines(cluster)[1]
  return folder !== undefined && existsSync(folder) && realpathSync(folder) !== realpathSync(cluster)
}

/** In a new container the process id of a killed server may by now belong to somebody else: PostgreSQL would wait for ever. */
export function clearStale({ cluster }: Pick<Pids, 'cluster'>): void {
  const pid = postmaster({ cluster })
  if (!pid || !alive(pid)) return
  const words = `/proc/${pid}/cmdline`
  if (existsSync(words) && !readFileSync(words, 'utf8').includes('postgres')) rmSync(join(cluster, 'postmaster.pid'))
  else if (isCopied(cluster))
    throw new OperatorProblem(
      `This data folder was copied while its database was running, so the copy is not whole. Stop the other site and copy again, or use backup and restore (${cluster}).`,
    )
}

/** Starting and stopping one at a time, so that nobody joins a server that another process is just stopping. */
export async function inTurn<T>(place: Pids, work: () => Promise<T>): Promise<T> {
  await take(place.lock)
  try {
    return await work()
  } finally {
    held.delete(place.lock)
    rmSync(place.lock, { force: true })
  }
}

/** Locks that this process holds; its own id in any other was written by a former container's process. */
const held = new Set<string>()

async function take(lock: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      writeFileSync(lock, `${process.pid}\n`, { flag: 'wx' })
      held.add(lock)
      return
    } catch (error) {
      if ((error as { code?: string }).code !== 'EEXIST') throw error
    }
    if (abandoned(lock, tries)) rmSync(lock, { force: true })
    else await pause(25)
  }
}

/** Its holder died, or had our own id in a former container, or has been at it for longer than any start takes. */
function abandoned(lock: string, tries: number): boolean {
  if (tries > 2_400) return true
  try {
    const holder = Number(readFileSync(lock, 'utf8').trim())
    return holder === process.pid ? !held.has(lock) : holder > 0 && !alive(holder)
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return false
    throw error
  }
}
