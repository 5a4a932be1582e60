import autocannon from 'autocannon'
import { percentile, type Round } from './figures.ts'

export interface Aim {
  readonly name: string
  readonly url: string
  readonly connections: number
}

/** Seconds of load on a loopback address; an answer that is not 2xx makes the round worthless and is an error. */
export async function load({ name, url, connections }: Aim, seconds: number): Promise<Round> {
  if (!['localhost', '127.0.0.1'].includes(new URL(url).hostname)) throw new Error('The bench loads this machine alone')
  // A server that takes so many requests on one connection ends it then; autocannon itself would go on.
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    headers: { accept: 'text/html' },
    reconnectRate: 500,
  })
  const bad = result.errors + result.timeouts + result.non2xx
  if (bad > 0 || result['2xx'] === 0)
    throw new Error(`${name}: ${bad} of ${result.requests.total} answers were not good`)
  return { ops: result.requests.total / result.duration, p50: result.latency.p50, p99: result.latency.p99 }
}

/** Fills what is filled once; a slow peer may not have answered at all by then. */
export async function warm({ url, connections }: Aim): Promise<void> {
  await autocannon({ url, connections: Math.min(connections, 4), duration: 1, reconnectRate: 500 })
}

/** Until what a round left behind is answered: a slow peer would go on working into the next contender's round. */
export async function settled({ url }: Aim): Promise<void> {
  for (let asked = 0; asked < 3; asked++) await (await fetch(url, { headers: { accept: 'text/html' } })).text()
}

/** One address after the other, each once. */
export async function turnOf(origin: string, paths: readonly string[]): Promise<Round> {
  const times: number[] = []
  for (const path of paths) {
    const began = performance.now()
    const answer = await fetch(`${origin}${path}`, { headers: { accept: 'text/html' } })
    await answer.text()
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
    times.push(performance.now() - began)
  }
  const spent = times.reduce((sum, time) => sum + time, 0)
  return { ops: (times.length * 1000) / spent, p50: percentile(times, 0.5), p99: percentile(times, 0.99) }
}
