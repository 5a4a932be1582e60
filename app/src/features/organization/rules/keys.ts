import { instantOf } from '../../../lib/business-time.ts'
import type { PublishedKey } from './did.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** Readers look at a hundred keys of one issuer and no more; what is left above this is for keys that must be withdrawn. */
export const MOST_KEYS = 90

type Period = Pick<PublishedKey, 'state' | 'notBefore' | 'notAfter'>

/** Others keep a DID document for a while: a key stands in it for an hour before it signs. Whole seconds, as proofs bear them. */
export function nextBegins(now: Date): Date {
  return new Date(Math.ceil((now.getTime() + HOUR) / 1000) * 1000)
}

/** What a key is at this time, in one word. `over`: its private half is there until nothing waits for it. */
export function standing({ state, notBefore, notAfter }: Period, now: Date): PublishedKey['state'] | 'coming' | 'over' {
  if (state !== 'active') return state
  if (notBefore > now) return 'coming'
  return notAfter && notAfter <= now ? 'over' : 'active'
}

/** What takes the place of a key that is withdrawn now: the rest of its time, from this second on; null when its time is over. */
export function restOf({ state, notBefore, notAfter }: Period, now: Date): Omit<Period, 'state'> | null {
  if (state !== 'active' || (notAfter && notAfter <= now)) return null
  const second = new Date(Math.floor(now.getTime() / 1000) * 1000)
  return { notBefore: notBefore > second ? notBefore : second, notAfter }
}

/** Nobody had a key before it was made. */
export function doubtedFrom(since: Date, { madeAt }: { madeAt: Date }): Date {
  return since > madeAt ? since : madeAt
}

/** A key that signed already stops now; one that never began keeps the time it was published with. */
export function endOfWithdrawn({ notBefore, notAfter }: Omit<Period, 'state'>, now: Date): Date | null {
  if (notBefore > now || (notAfter && notAfter <= now)) return notAfter
  return now
}

/** When the first of the keys that have no end yet is old enough to be changed; null when that should have been already. */
export function runsUntil(keys: readonly Period[], days: number, now: Date): Date | null {
  const open = keys.filter(({ state, notAfter }) => state === 'active' && notAfter === null)
  const due = Math.min(...open.map(({ notBefore }) => notBefore.getTime())) + days * DAY
  return Number.isFinite(due) && due > now.getTime() ? new Date(due) : null
}

/** The first minute of that day in that zone. */
export function beginOfDay(day: string, zone: string): Date {
  return new Date(instantOf(zone, day, '00:00'))
}
