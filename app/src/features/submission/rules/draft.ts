const DAY = 86_400_000
const REMIND_AT_DAYS_LEFT = [30, 7] as const
/** A retired version takes submissions of drafts begun before it retired for this long. */
const RETIRED_DAYS = 180

/** True while a version takes work that was begun before it retired. */
export function takesIn({ retiredAt }: { retiredAt: Date | null }, now: Date): boolean {
  return retiredAt === null || now.getTime() < retiredAt.getTime() + RETIRED_DAYS * DAY
}

export interface DraftFacts {
  readonly lastEditAt: Date
  /** When the pinned version retired, if it did. */
  readonly retiredAt?: Date | null
  readonly draftDays: number
}

type DaysLeft = (typeof REMIND_AT_DAYS_LEFT)[number]
export interface DraftLife {
  readonly expiresAt: Date
  /** The reminder that is due by now: 30, 7 or none. */
  readonly reminder: DaysLeft | null
  readonly expired: boolean
  /** When there is next something to say or to do, unless it is edited before. */
  readonly nextAt: Date
}

export function draftExpiresAt({ lastEditAt, retiredAt, draftDays }: DraftFacts): Date {
  const idle = lastEditAt.getTime() + draftDays * DAY
  return new Date(retiredAt ? Math.min(idle, retiredAt.getTime() + RETIRED_DAYS * DAY) : idle)
}

export function draftLife(facts: DraftFacts, now: Date): DraftLife {
  const expiresAt = draftExpiresAt(facts)
  const left = expiresAt.getTime() - now.getTime()
  // Nobody is reminded in the first half of a short life.
  const marks = REMIND_AT_DAYS_LEFT.filter((days) => days * 2 <= facts.draftDays)
  const next = marks.find((days) => left > days * DAY) ?? 0
  return {
    expiresAt,
    reminder: left > 0 ? (marks.findLast((days) => left <= days * DAY) ?? null) : null,
    expired: left <= 0,
    nextAt: new Date(expiresAt.getTime() - next * DAY),
  }
}
