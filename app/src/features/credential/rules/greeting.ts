const DAY = 24 * 3_600_000
/** How long Today speaks of a new credential that its holder has not opened. */
export const GREETING_DAYS = 14
export const MOST_GREETINGS = 3

export interface Greeted {
  readonly publishedAt: Date | null
  readonly seenAt: Date | null
  readonly revokedAt: Date | null
  readonly takenSeenAt: Date | null
}

/** New or taken back of late, and not opened since. */
export function isNews({ publishedAt, seenAt, revokedAt, takenSeenAt }: Greeted, now: Date): boolean {
  const happened = publishedAt && (revokedAt ?? publishedAt)
  if (!happened || (revokedAt ? takenSeenAt : seenAt)) return false
  return now.getTime() - happened.getTime() < GREETING_DAYS * DAY
}
