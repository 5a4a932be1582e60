const DAY = 24 * 3_600_000
/** How long Today speaks of a new credential that its holder has not opened. */
export const GREETING_DAYS = 14
export const MOST_GREETINGS = 3

export interface Greeted {
  readonly publishedAt: Date | null
  readonly seenAt: Date | null
  readonly revokedAt: Date | null
}

/** New, in force, and not yet seen. */
export function isNews({ publishedAt, seenAt, revokedAt }: Greeted, now: Date): boolean {
  if (!publishedAt || seenAt || revokedAt) return false
  return now.getTime() - publishedAt.getTime() < GREETING_DAYS * DAY
}
