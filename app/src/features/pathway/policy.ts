import { no, type Verdict, yes } from '../../lib/refusal.ts'
import type { Actor } from '../../platform/ctx.ts'
import type { Actions } from '../../platform/route.ts'

/** Stacks are for everybody to read; how far one is, nobody reads but oneself (08-trust.md 4.2). */
export const ACTIONS = {
  'pathway.read': 'public',
  'pathway.own': 'signedIn',
} as const satisfies Actions

/** Who has completed what is seen by the house, when a credential is awarded. */
export function mayComplete(actor: Actor): Verdict<'system-alone'> {
  return actor.kind === 'system' ? yes : no('system-alone')
}

/** How far somebody is says what they hold: that is their own matter. */
export function maySeeProgress(actor: Actor, personId: string): Verdict<'own-only'> {
  return actor.kind === 'person' && actor.id === personId ? yes : no('own-only')
}
