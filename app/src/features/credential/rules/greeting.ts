const DAY = 24 * 3_600_000
/** How long Today speaks of a new credential that its holder has not opened. */
export const GREETING_DAYS = 14
export const MOST_GREETINGS = 3

export interface Greeted {
  readonly publishedAt: Date | null
  readonly seenAt: Date | null
  readonly revokedAt: Date | null
  readonly takenSeenAt: Date | null
  /** Until when a part that was taken back may be replaced. */
  readonly lapsesAt?: Date | null
}

/** New or taken back of late, and not opened since; or about to end. */
export function isNews({ publishedAt, seenAt, revokedAt, takenSeenAt, lapsesAt }: Greeted, now: Date): boolean {
  if (lapsesAt && !revokedAt) return true
  const happened = publishedAt && (revokedAt ?? publishedAt)
  if (!happened || (revokedAt ? takenSeenAt : seenAt)) return false
  return now.getTime() - happened.getTime() < GREETING_DAYS * DAY
}
