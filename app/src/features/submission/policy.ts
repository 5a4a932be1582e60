import { no, type Verdict, yes } from '../../lib/refusal.ts'
import type { Actor } from '../../platform/ctx.ts'
import type { Actions } from '../../platform/route.ts'
import type { SubmissionStatus } from './model.ts'
import { isWithLearner } from './rules/moves.ts'

/** Who may come as far as the object (08-trust.md 4.2); the rest is asked below, object by object. */
export const ACTIONS = {
  'submission.start': 'signedIn',
  'submission.draft': 'signedIn',
  'submission.submit': 'signedIn',
  'evidence.inbox': 'signedIn',
  'evidence.open': 'signedIn',
  'evidence.stream': 'public',
} as const satisfies Actions

interface Owned {
  readonly learnerId: string
}

/** A draft, its evidence and its moves are the learner's alone. */
export function mayWork(actor: Actor, { learnerId }: Owned): Verdict<'not-your-work'> {
  return actor.id === learnerId ? yes : no('not-your-work')
}

/** Words and pieces change only while nobody reads them. */
export function mayEdit(
  actor: Actor,
  row: Owned & { readonly status: SubmissionStatus },
): Verdict<'not-your-work' | 'not-open-to-change'> {
  const own = mayWork(actor, row)
  if (!own.ok) return own
  return isWithLearner(row) ? yes : no('not-open-to-change')
}

/** Checks, admissions and sending back are done by the house, never by a person. */
export function mayCheck(actor: Actor): Verdict<'system-alone'> {
  return actor.kind === 'system' ? yes : no('system-alone')
}
