/** Standard normal quantile at .975. */
export const Z95 = 1.959963984540054

export interface Interval {
  readonly estimate: number
  readonly lower: number
  readonly upper: number
}

/** Wilson 1927. Null where there is nothing to estimate from; a count that is none is a bug of the caller. */
export function wilsonInterval(successes: number, trials: number, z = Z95): Interval | null {
  if (!isCount(successes) || !isCount(trials) || successes > trials)
    throw new RangeError('Not a count of successes among trials')
  if (trials === 0) return null
  const estimate = successes / trials
  const square = z * z
  const centre = (estimate + square / (2 * trials)) / (1 + square / trials)
  const half =
    (z / (1 + square / trials)) * Math.sqrt((estimate * (1 - estimate)) / trials + square / (4 * trials * trials))
  return {
    estimate,
    // Exact at the ends, where the subtraction would leave a crumb.
    lower: successes === 0 ? 0 : centre - half,
    upper: successes === trials ? 1 : centre + half,
  }
}

/** Type 7 of Hyndman and Fan 1996: h = (n − 1)p, linear between neighbours. Null for an empty list. */
export function quantile(values: readonly number[], p: number): number | null {
  if (!(p >= 0 && p <= 1)) throw new RangeError('A quantile lies between 0 and 1')
  const sorted = values.toSorted((one, other) => one - other)
  const height = (sorted.length - 1) * p
  const below = sorted[Math.floor(height)]
  const above = sorted[Math.ceil(height)]
  if (below === undefined || above === undefined) return null
  return below + (height - Math.floor(height)) * (above - below)
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}
