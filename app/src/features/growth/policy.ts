import { no, type Verdict, yes } from '../../lib/refusal.ts'
import type { Actor } from '../../platform/ctx.ts'
import type { Actions } from '../../platform/route.ts'

/** Who may come as far as the object (08-trust.md 4.2); the rest is asked below, object by object. */
export const ACTIONS = {
  'growth.start': 'public',
  'growth.read': 'signedIn',
  'growth.edit': 'signedIn',
} as const satisfies Actions

/** Everything in this room is one's own: no role opens it, and no other person. */
export function mayKeep(actor: Actor, personId: string): Verdict<'own-only'> {
  return actor.kind === 'person' && actor.id === personId ? yes : no('own-only')
}

/** The projections are written by what the log says, never by a page. */
export function mayHear(actor: Actor): Verdict<'own-only'> {
  return actor.kind === 'system' ? yes : no('own-only')
}
