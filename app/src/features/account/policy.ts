import { no, type Verdict, yes } from '../../lib/refusal.ts'
import type { Actor } from '../../platform/ctx.ts'

/** Who may come as far as the object (08-trust.md 4.2). */
export const ACTIONS = {
  'account.signIn': 'public',
  'account.appearance': 'public',
  'account.read': 'signedIn',
  'account.edit': 'signedIn',
  'session.end': 'signedIn',
} as const

/** Everything in this room is one's own. */
export function mayEdit(actor: Actor, personId: string): Verdict<'not-own'> {
  return actor.kind !== 'person' || actor.id === personId ? yes : no('not-own')
}

/** Platform administrators are made on the host's console or by the set-up, never from a page. */
export function mayPromote(actor: Actor): Verdict<'console-only'> {
  return actor.kind === 'console' || actor.kind === 'system' ? yes : no('console-only')
}
