const DAY = 86_400_000
const REMIND_AT_DAYS_LEFT = [30, 7] as const
/** A retired version takes submissions of drafts begun before it retired for this long. */
const RETIRED_DAYS = 180
/** As long as a decision may be questioned: work that came back is not closed before. */
const QUESTIONED_DAYS = 30

/** The last day on which a retired version takes work that was begun before. */
export function takenUntil(retiredAt: Date): Date {
  return new Date(retiredAt.getTime() + RETIRED_DAYS * DAY)
}

/** The day that was named counts to its end, wherever the learner is. */
function overAt(retiredAt: Date): Date {
  return new Date(takenUntil(retiredAt).getTime() + DAY)
}

/** True while a version takes work that was begun before it retired. */
export function takesIn({ retiredAt }: { retiredAt: Date | null }, now: Date): boolean {
  return retiredAt === null || now < overAt(retiredAt)
}

export interface DraftFacts {
  readonly lastEditAt: Date
  /** When the pinned version retired, if it did. */
  readonly retiredAt?: Date | null
  /** When it came back last, if it did. */
  readonly returnedAt?: Date | undefined
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

/** The day that was named at a retirement holds: a draft that rests closes no earlier. */
export function draftExpiresAt({ lastEditAt, retiredAt, draftDays }: DraftFacts): Date {
  return retiredAt ? takenUntil(retiredAt) : new Date(lastEditAt.getTime() + draftDays * DAY)
}

export function draftLife(facts: DraftFacts, now: Date): DraftLife {
  const expiresAt = draftExpiresAt(facts)
  const closesAt = closesAfter(facts, expiresAt)
  const left = expiresAt.getTime() - now.getTime()
  // Nobody is reminded in the first half of a short life.
  const marks = REMIND_AT_DAYS_LEFT.filter((days) => facts.retiredAt || days * 2 <= facts.draftDays)
  const next = marks.find((days) => left > days * DAY) ?? 0
  return {
    expiresAt,
    reminder: left > 0 ? (marks.findLast((days) => left <= days * DAY) ?? null) : null,
    expired: now >= closesAt,
    nextAt: left > 0 ? new Date(expiresAt.getTime() - next * DAY) : closesAt,
  }
}

function closesAfter({ retiredAt, returnedAt }: DraftFacts, expiresAt: Date): Date {
  if (!retiredAt) return expiresAt
  const questioned = returnedAt ? returnedAt.getTime() + QUESTIONED_DAYS * DAY : 0
  return new Date(Math.max(overAt(retiredAt).getTime(), questioned))
}
