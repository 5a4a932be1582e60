const DAY = 86_400_000
export const REMIND_AT_DAYS_LEFT = [30, 7] as const
/** A retired version takes submissions of drafts begun before it retired for this long. */
const RETIRED_DAYS = 180

export interface DraftFacts {
  readonly lastEditAt: Date
  /** When the pinned version retired, if it did. */
  readonly retiredAt?: Date | null
  readonly draftDays: number
}

export interface DraftLife {
  readonly expiresAt: Date
  readonly daysLeft: number
  /** The reminder that is due by now: 30, 7 or none. */
  readonly reminder: (typeof REMIND_AT_DAYS_LEFT)[number] | null
  readonly expired: boolean
}

export function draftExpiresAt({ lastEditAt, retiredAt, draftDays }: DraftFacts): Date {
  const idle = lastEditAt.getTime() + draftDays * DAY
  return new Date(retiredAt ? Math.min(idle, retiredAt.getTime() + RETIRED_DAYS * DAY) : idle)
}

export function draftLife(facts: DraftFacts, now: Date): DraftLife {
  const expiresAt = draftExpiresAt(facts)
  const left = expiresAt.getTime() - now.getTime()
  return {
    expiresAt,
    daysLeft: Math.max(0, Math.ceil(left / DAY)),
    reminder: left > 0 ? (REMIND_AT_DAYS_LEFT.findLast((days) => left <= days * DAY) ?? null) : null,
    expired: left <= 0,
  }
}
