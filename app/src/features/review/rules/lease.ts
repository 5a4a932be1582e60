import { no, type Verdict, yes } from '../../../lib/refusal.ts'
import type { Load } from './eligibility.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const HARD_END_HOURS = 72
const EXPIRY_DAYS = 30
const LOWERED_DAYS = 7

export interface Lease {
  readonly startedAt: Date
  /** Last autosave, or the claim itself. */
  readonly savedAt: Date
}

/** Each save extends it; the hard end does not move. */
export function leaseUntil({ startedAt, savedAt }: Lease, idleHours: number): Date {
  return new Date(Math.min(savedAt.getTime() + idleHours * HOUR, startedAt.getTime() + HARD_END_HOURS * HOUR))
}

export interface HeldReading {
  readonly readerId: string | null
  readonly leaseUntil: Date | null
}

/** Whoever wants to save or submit must hold the lease now. */
export function holdsLease({ readerId, leaseUntil }: HeldReading, accountId: string, now: Date): Verdict<'lease-lost'> {
  return readerId === accountId && leaseUntil !== null && now < leaseUntil ? yes : no('lease-lost')
}

/** A second expiry within 30 days lowers the load to one open reading for a week. */
export function loadFor(most: Load, expiredAt: readonly Date[], now: Date): Load {
  const times = expiredAt.map((at) => at.getTime()).sort((one, other) => one - other)
  const lowered = times.some((at, i) => {
    const before = times[i - 1]
    const second = before !== undefined && at - before <= EXPIRY_DAYS * DAY
    return second && now.getTime() >= at && now.getTime() < at + LOWERED_DAYS * DAY
  })
  return lowered ? { ...most, open: 1 } : most
}
