/** Pause before the next try: 5 s doubled each time, at most 1 h, ±20 % by `u` in [0, 1). Milliseconds. */
export function backoff(attempts: number, u: number): number {
  const plain = Math.min(5_000 * 2 ** Math.max(0, attempts - 1), 3_600_000)
  return Math.round(plain * (0.8 + 0.4 * u))
}

/** About a day: what leaves the house waits for a server that is away overnight. */
export const MOST_ATTEMPTS = 34
