/** One measured thing, as it is printed: one JSON line. Times in milliseconds; `base` names the peer of the same run. */
export interface Figure {
  readonly suite: string
  readonly name: string
  readonly ops_s: number | null
  readonly p50_ms: number | null
  readonly p99_ms: number | null
  readonly base: string | null
  readonly ratio: number | null
  /** Of what nobody can do without, measured beside it. */
  readonly share: number | null
  readonly min: number
  readonly max: number
  readonly rounds: number
  /** Only of memory. */
  readonly mb?: number
}

/** What one round of one contender came to. */
export interface Round {
  readonly ops: number
  readonly p50: number
  readonly p99: number
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

/** Three figures after the point for what is small, none for what is large. */
export function rounded(value: number): number {
  return value >= 100 ? Math.round(value) : Number(value.toPrecision(3))
}

export interface Named {
  readonly suite: string
  readonly name: string
  /** The peer the ratio is against, with its own rounds. */
  readonly base?: { readonly name: string; readonly rounds: readonly Round[] }
  /** The rounds of what nobody can do without. */
  readonly floor?: readonly Round[] | undefined
}

export function figureOf({ suite, name, base, floor }: Named, rounds: readonly Round[]): Figure {
  const ops = rounds.map((round) => round.ops)
  return {
    ...{ suite, name, ops_s: rounded(median(ops)) },
    p50_ms: rounded(median(rounds.map(({ p50 }) => p50))),
    p99_ms: rounded(median(rounds.map(({ p99 }) => p99))),
    ...{ base: base?.name ?? null, ratio: against(base?.rounds, rounds), share: against(floor, rounds) },
    ...{ min: rounded(Math.min(...ops)), max: rounded(Math.max(...ops)), rounds: rounds.length },
  }
}

/** Round by round, since a machine is not equally fast at all times; then the middle. */
function against(others: readonly Round[] | undefined, rounds: readonly Round[]): number | null {
  const ratios = rounds.map(({ ops }, i) => ops / (others?.[i]?.ops ?? 0))
  return ratios.every(Number.isFinite) && ratios.length > 0 ? rounded(median(ratios)) : null
}

/** A length of time measured several times; `ops_s` stays empty, `min` and `max` are milliseconds. */
export function durationOf({ suite, name, base }: Named, milliseconds: readonly number[]): Figure {
  const middle = median(milliseconds)
  const peer = base ? median(base.rounds.map(({ p50 }) => p50)) : 0
  return {
    ...{ suite, name, ops_s: null, p50_ms: rounded(middle), p99_ms: rounded(Math.max(...milliseconds)) },
    ...{ base: base?.name ?? null, ratio: peer > 0 ? rounded(middle / peer) : null, share: null },
    ...{ min: rounded(Math.min(...milliseconds)), max: rounded(Math.max(...milliseconds)) },
    rounds: milliseconds.length,
  }
}

export interface Contender {
  readonly name: string
  once(): unknown
}

export const ROUNDS = 5

/** Not timed: what the one before has left in the caches and on the heap is not this one's. */
const WARMING_MS = 20
const TURN_MS = 100
/** A turn is short, so that the turns of one round find the machine alike. */
const TURNS = 40

/** Every contender has its turn in every round, so that a busy moment of the machine falls on all of them. */
export async function interleaved(contenders: readonly Contender[]): Promise<Map<string, Round[]>> {
  const seen = new Map<string, Round[]>(contenders.map(({ name }) => [name, []]))
  for (const contender of contenders) await turn(contender, 5 * TURN_MS)
  for (let round = 0; round < TURNS; round++)
    for (const contender of contenders) {
      await turn(contender, WARMING_MS)
      seen.get(contender.name)?.push(await turn(contender, TURN_MS))
    }
  return seen
}

async function turn({ once }: Contender, milliseconds: number): Promise<Round> {
  const times: number[] = []
  const started = performance.now()
  let before = started
  while (before - started < milliseconds) {
    await once()
    const now = performance.now()
    times.push(now - before)
    before = now
  }
  return { ops: (times.length * 1000) / (before - started), p50: percentile(times, 0.5), p99: percentile(times, 0.99) }
}
