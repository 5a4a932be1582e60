import { no, type Verdict, yes } from '../../lib/refusal.ts'
import type { Actor } from '../../platform/ctx.ts'
import type { Actions } from '../../platform/route.ts'

/** Who may come as far as the object (08-trust.md 4.2); the rest is asked below, object by object. */
export const ACTIONS = {
  'verification.read': 'public',
  'verification.verify': 'public',
} as const satisfies Actions

interface Opened {
  readonly visibility: 'private' | 'link' | 'public'
  readonly learnerId: string | null
}

/** Who may open a credential is its holder's choice; one that is private does not exist for anybody else. */
export function maySee(actor: Actor, { visibility, learnerId }: Opened): Verdict<'not-found'> {
  return visibility !== 'private' || (learnerId !== null && learnerId === actor.id) ? yes : no('not-found')
}

/** What a check learned about lists is written down by the system alone, whoever asked. */
export function mayRemember({ kind }: Pick<Actor, 'kind'>): Verdict<'system-alone'> {
  return kind === 'system' ? yes : no('system-alone')
}

/** That a site gave an older status list than before is for those who run this one. */
export function mayHearOfOlderLists(actor: Actor): Verdict<'role-needed'> {
  return actor.roles.has('platformAdmin') ? yes : no('role-needed')
}
