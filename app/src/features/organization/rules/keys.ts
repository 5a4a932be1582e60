import type { PublishedKey } from './did.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** Others keep a DID document for a while: a key stands in it for an hour before it signs. Whole seconds, as proofs bear them. */
export function nextBegins(now: Date): Date {
  return new Date(Math.ceil((now.getTime() + HOUR) / 1000) * 1000)
}

/** What a key is at this time, in one word. */
export function standing(
  { state, notBefore, notAfter }: Pick<PublishedKey, 'state' | 'notBefore' | 'notAfter'>,
  now: Date,
): PublishedKey['state'] | 'coming' {
  if (state !== 'active') return state
  if (notBefore > now) return 'coming'
  return notAfter && notAfter <= now ? 'ended' : 'active'
}

/** When the first of the keys that have no end yet is old enough to be changed. */
export function runsUntil(keys: readonly Pick<PublishedKey, 'state' | 'notBefore' | 'notAfter'>[], days: number): Date {
  const open = keys.filter(({ state, notAfter }) => state === 'active' && notAfter === null)
  return new Date(Math.min(...open.map(({ notBefore }) => notBefore.getTime())) + days * DAY)
}
