/** How far the clocks of two moments may be apart before one of them was wrong. */
export const CLOCK_STEP_MS = 5 * 60_000

/** Happened no longer ago than this; what lies ahead of the clock did not happen. */
export function isRecent(at: Date | null, now: Date, spanMs: number): boolean {
  if (at === null) return false
  const age = now.getTime() - at.getTime()
  return age < spanMs && age >= -CLOCK_STEP_MS
}

/** Ends later than now, and no later than a life that begins now can end: what a clock that ran ahead gave out lives no longer for it. */
export function isAlive(expiresAt: Date, now: Date, longestMs: number): boolean {
  const left = expiresAt.getTime() - now.getTime()
  return left > 0 && left <= longestMs + CLOCK_STEP_MS
}
