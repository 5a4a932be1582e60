const DAY = 86_400_000

/** 08-trust.md 5.3: days after the work ended, the thirty in which a decision may be questioned included for class C. */
export const KEPT_DAYS = { C: 30 + 90, B: 365, unsent: 30, consentYears: 3 } as const

/** Work that ended before these moments keeps pieces of the class no longer. */
export function evidenceEndedBefore(now: Date): { C: Date; B: Date; unsent: Date } {
  return { C: daysBefore(now, KEPT_DAYS.C), B: daysBefore(now, KEPT_DAYS.B), unsent: daysBefore(now, KEPT_DAYS.unsent) }
}

/** Until when what was never sent in can still be taken out. */
export function unsentUntil(closedAt: Date): Date {
  return daysBefore(closedAt, -KEPT_DAYS.unsent)
}

/** A statement outlives the evidence it speaks about. */
export function consentEndedBefore(now: Date): Date {
  return daysBefore(now, KEPT_DAYS.consentYears * 365)
}

function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * DAY)
}

export interface InboxLife {
  readonly expiresAt: Date
  readonly noticed: number | null
  readonly noticedAt: Date | null
}

/** Nothing goes before its holder had seven days to read the last word about it, however late that was said. */
export function inboxStep({ expiresAt, noticed, noticedAt }: InboxLife, now: Date): 'wait' | 'notice' | 'erase' {
  const left = expiresAt.getTime() - now.getTime()
  if (noticed === 7 && noticedAt) return left <= 0 && noticedAt <= daysBefore(now, 7) ? 'erase' : 'wait'
  return left <= (noticed === null ? 30 : 7) * DAY ? 'notice' : 'wait'
}

/** Which word is due: the later one also when the earlier was never said. */
export function noticeOf({ expiresAt }: Pick<InboxLife, 'expiresAt'>, now: Date): 30 | 7 {
  return expiresAt.getTime() - now.getTime() <= 7 * DAY ? 7 : 30
}

/** By when it goes at the earliest. */
export function goesAt({ expiresAt }: Pick<InboxLife, 'expiresAt'>, now: Date): Date {
  return new Date(Math.max(expiresAt.getTime(), now.getTime() + 7 * DAY))
}
