/** Groups smaller than this are never shown. */
export const SMALLEST_GROUP = 10

export interface Suppressed {
  /** Null = hidden, in the order of the counts given. */
  readonly cells: readonly (number | null)[]
  /** Null = hidden too, because the cells alone would not keep it safe. */
  readonly total: number | null
}

interface Line {
  readonly counts: readonly number[]
  readonly hidden: readonly boolean[]
  readonly totalHidden: boolean
}

export interface Beside {
  readonly smallest?: number
  /** Numbers shown elsewhere of groups that hold everybody of this line: what is left of one of them is a group too. */
  readonly around?: readonly number[]
}
type Limits = Required<Beside>

/** One line of counts beside its total: small cells go, then the smallest others until no small one can be worked out. */
export function suppressLine(counts: readonly number[], beside: Beside = {}): Suppressed {
  const limits = { smallest: SMALLEST_GROUP, around: [], ...beside }
  const line = [...counts, sum(counts)]
  const hidden = line.map((count) => count < limits.smallest)
  if (limits.around.some((all) => isSmallRest(all - sum(counts), limits))) hidden[counts.length] = true
  for (let at = nextToHide(line, hidden, limits); at !== null; at = nextToHide(line, hidden, limits)) hidden[at] = true
  const shown = line.map((count, at) => (hidden[at] ? null : count))
  return { cells: shown.slice(0, -1), total: shown.at(-1) ?? null }
}

/** Position of the next count to hide in a line whose last count is the total; null when the line is safe. */
function nextToHide(counts: readonly number[], hidden: readonly boolean[], limits: Limits): number | null {
  const last = counts.length - 1
  const line = { counts: counts.slice(0, last), hidden: hidden.slice(0, last), totalHidden: hidden[last] ?? false }
  if (isSafe(line, limits)) return null
  const visible = line.counts.flatMap((count, at) => (line.hidden[at] ? [] : [{ count, at }]))
  visible.sort((one, other) => one.count - other.count || one.at - other.at)
  return visible[0]?.at ?? (line.totalHidden ? null : last)
}

/** Safe: as far as the visible numbers tell, each hidden small count may still be anything below the limit. */
function isSafe({ counts, hidden, totalHidden }: Line, { smallest, around }: Limits): boolean {
  const gone = counts.filter((_, at) => hidden[at])
  const seen = sum(counts) - sum(gone)
  // Without a total, what lies around the line is the most that its hidden cells can hold.
  if (totalHidden) return counts.length === 0 || (gone.length > 0 && around.every((all) => all - seen >= smallest))
  if (gone.length === 0) return true
  const large = gone.filter((count) => count >= smallest).length
  const reachesTop = sum(gone) - smallest * large >= smallest - 1
  const reachesZero = large > 0 || sum(gone) <= (gone.length - 1) * (smallest - 1)
  return gone.length > 1 && reachesTop && reachesZero
}

function isSmallRest(rest: number, { smallest }: Limits): boolean {
  return rest > 0 && rest < smallest
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0)
}
