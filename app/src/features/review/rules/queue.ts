import { type BusinessCalendar, businessMinutes } from '../../../lib/business-time.ts'

export interface Waiting {
  readonly id: string
  readonly submittedAt: Date
  readonly dueAt: Date
  readonly expectedMinutes: number
  /** Business minutes a retry is moved forward by. */
  readonly slackBonus: number
}

/** Minutes left when reading begins now. Nobody's speed enters. */
export function slackOf(calendar: BusinessCalendar, waiting: Waiting, now: Date): number {
  return businessMinutes(calendar, now, waiting.dueAt) - waiting.expectedMinutes - waiting.slackBonus
}

/** Least slack first, then the one that waits longest, then by id. */
export function queueOrder<Item extends Waiting>(
  calendar: BusinessCalendar,
  items: readonly Item[],
  now: Date,
): Item[] {
  return items
    .map((item) => ({ item, slack: slackOf(calendar, item, now) }))
    .sort((one, other) => one.slack - other.slack || longestFirst(one.item, other.item))
    .map(({ item }) => item)
}

function longestFirst(one: Waiting, other: Waiting): number {
  return one.submittedAt.getTime() - other.submittedAt.getTime() || (one.id < other.id ? -1 : 1)
}
