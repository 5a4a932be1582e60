import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { type Figure, figureOf, type Round } from './figures.ts'

const TURN_MS = 400
const ROUNDS = 15

interface Desk {
  /** How many awards were issued in this time. */
  issue(milliseconds: number): Promise<number>
  close(): Promise<unknown>
}

/** Issuing on one thread and on two, turn by turn: how much of the second core is got. */
export async function* scaling(): AsyncIterable<Figure> {
  if (availableParallelism() < 2) throw new Error('This machine has one core: nothing can be said of two')
  const desks = [openDesk(), openDesk()]
  const one: Round[] = []
  const both: Round[] = []
  await together(desks, TURN_MS)
  for (let round = 0; round < ROUNDS; round++) {
    one.push(await together(desks.slice(0, 1), TURN_MS))
    both.push(await together(desks, TURN_MS))
  }
  await Promise.all(desks.map((desk) => desk.close()))
  const base = { name: 'issue on one core', rounds: one }
  for (const [name, rounds] of [['issue on one core', one] as const, ['issue on two cores', both] as const])
    yield { ...figureOf({ suite: 'credentials', name, base }, rounds), p50_ms: null, p99_ms: null }
}

async function together(desks: readonly Desk[], milliseconds: number): Promise<Round> {
  const counts = await Promise.all(desks.map((desk) => desk.issue(milliseconds)))
  return { ops: (counts.reduce((sum, count) => sum + count, 0) * 1000) / milliseconds, p50: 0, p99: 0 }
}

function openDesk(): Desk {
  // Built beside the file this one is built into.
  const worker = new Worker(new URL('./issuing-worker.mjs', import.meta.url))
  return {
    issue: async (milliseconds) => {
      worker.postMessage(milliseconds)
      const [count] = await once(worker, 'message')
      return count as number
    },
    close: () => worker.terminate(),
  }
}
