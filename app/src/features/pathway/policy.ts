import { no, type Verdict, yes } from '../../lib/refusal.ts'
import type { Actor } from '../../platform/ctx.ts'
import type { Actions } from '../../platform/route.ts'

/** Stacks are for everybody to read; how far one is, nobody reads but oneself (08-trust.md 4.2). */
export const ACTIONS = {
  'pathway.read': 'public',
  'pathway.own': 'signedIn',
  'pathway.drafts': ['author', 'qaLead', 'organizationAdmin'],
  'pathway.write': ['author', 'qaLead'],
  'stack.publish': ['qaLead'],
  'stack.withdraw': ['qaLead', 'organizationAdmin'],
} as const satisfies Actions

/** Who has completed what is seen by the house, when a credential is awarded. */
export function mayComplete(actor: Actor): Verdict<'system-alone'> {
  return actor.kind === 'system' ? yes : no('system-alone')
}

/** How far somebody is says what they hold: that is their own matter. */
export function maySeeProgress(actor: Actor, personId: string): Verdict<'own-only'> {
  return actor.kind === 'person' && actor.id === personId ? yes : no('own-only')
}

type Holding = Pick<Actor, 'id' | 'roles'>

/** What is being written stays among those who write, answer for quality and run the organization. */
export function mayReadOwnStacks({ roles }: Holding): Verdict<'role-needed'> {
  return ['author', 'qaLead', 'organizationAdmin'].some((role) => roles.has(role as never)) ? yes : no('role-needed')
}

/** An author, or whoever answers for quality; who wrote it does not publish it. */
export function mayBeginStack({ roles }: Holding): Verdict<'role-needed'> {
  return roles.has('author') || roles.has('qaLead') ? yes : no('role-needed')
}

export function mayWriteStack(actor: Holding, authorIds: readonly string[]): Verdict<'role-needed' | 'not-your-stack'> {
  const verdict = mayBeginStack(actor)
  if (!verdict.ok) return verdict
  return authorIds.includes(actor.id) ? yes : no('not-your-stack')
}

/** Its authors take it back, a quality lead who wrote none of it sends it back. */
export function maySendStackBack(
  actor: Holding,
  authorIds: readonly string[],
): Verdict<'role-needed' | 'not-your-stack'> {
  return actor.roles.has('qaLead') ? yes : mayWriteStack(actor, authorIds)
}
