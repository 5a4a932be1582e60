import { no, type Verdict, yes } from '../../lib/refusal.ts'
import type { Actor, Role } from '../../platform/ctx.ts'
import type { Actions } from '../../platform/route.ts'
import type { Purpose, ReviewStatus } from './model.ts'

/** Who may come as far as the object (08-trust.md 4.2); the rest is asked below, object by object. */
export const ACTIONS = {
  'review.queue': ['assessor', 'adjudicator'] as readonly Role[],
  'review.read': ['assessor'] as readonly Role[],
  'review.adjudicate': ['adjudicator'] as readonly Role[],
  'review.evidence': ['assessor', 'adjudicator'] as readonly Role[],
  'review.manage': ['qaLead'] as readonly Role[],
  'review.decision': 'signedIn',
  'practice.find': 'public',
  'practice.read': 'signedIn',
  'practice.key': ['assessor', 'qaLead'] as readonly Role[],
  'practice.panel': ['assessor', 'adjudicator', 'qaLead'] as readonly Role[],
  'practice.callPanel': ['qaLead'] as readonly Role[],
} as const satisfies Actions

interface Held {
  readonly accountId: string | null
  readonly status: ReviewStatus
}

/** A reading is in the sight of who holds it, and of nobody else. */
export function maySee(actor: Actor, review: Held): Verdict<'not-assigned'> {
  return review.accountId === actor.id && review.status !== 'cancelled' ? yes : no('not-assigned')
}

/** Only the system opens readings and settles them. */
export function maySettle(actor: Actor): Verdict<'role-needed'> {
  return actor.kind === 'system' ? yes : no('role-needed')
}

export function mayTakeReadings(actor: Actor): Verdict<'role-needed'> {
  return actor.roles.has('assessor') ? yes : no('role-needed')
}

export function mayTakeRulings(actor: Actor): Verdict<'role-needed'> {
  return actor.roles.has('adjudicator') ? yes : no('role-needed')
}

/** Whoever decides between two readings sees what their readers saw. */
export function mayOpenEvidence(actor: Actor, { purpose }: { purpose: Purpose }): Verdict<'role-needed'> {
  return purpose === 'adjudication' ? mayTakeRulings(actor) : mayTakeReadings(actor)
}

/** A QA lead keeps the list of readers; an assessor joins a new site by coming to read. */
export function mayManageReaders(actor: Actor): Verdict<'role-needed'> {
  return actor.kind === 'system' || actor.roles.has('qaLead') ? yes : no('role-needed')
}

/** Who keeps the list of readers may let earlier ones in again, though never for their own work. */
export function mayLiftFor(
  actor: Actor,
  { learnerId }: { learnerId: string | null },
): Verdict<'role-needed' | 'own-work'> {
  if (!actor.roles.has('qaLead')) return no('role-needed')
  return learnerId === actor.id ? no('own-work') : yes
}

/** What was raised is settled by somebody else than whose work it is about. */
export function maySettleFlag(actor: Actor, { learnerId }: { learnerId: string }): Verdict<'role-needed' | 'own-work'> {
  const verdict = mayManageReaders(actor)
  if (!verdict.ok) return verdict
  return learnerId === actor.id ? no('own-work') : yes
}

/** Who can name a QA lead hears that one is missing; of what was raised they read nothing. */
export function mayHearOfUnseen(actor: Actor): Verdict<'role-needed'> {
  return actor.roles.has('organizationAdmin') ? yes : no('role-needed')
}

/** The same, of every organization at once, for those who run the site. */
export function mayHearOfUnseenEverywhere(actor: Actor): Verdict<'role-needed'> {
  return actor.roles.has('platformAdmin') ? yes : no('role-needed')
}

/** A decision belongs to the learner it is about. */
export function mayReadDecision(actor: Actor, decision: { learnerId: string }): Verdict<'not-yours'> {
  return decision.learnerId === actor.id ? yes : no('not-yours')
}

/** Portfolios made up for practice are for whoever signed in. */
export function mayPractice(actor: Actor): Verdict<'role-needed'> {
  return actor.kind === 'person' ? yes : no('role-needed')
}

/** Levels are kept by readers and quality leads, and never opened by who is about to be held against them. */
export function mayKeepKey(
  actor: Actor,
  { isCandidate, isScoring }: { readonly isCandidate: boolean; readonly isScoring: boolean },
): Verdict<'role-needed' | 'scoring-candidate' | 'scoring-now'> {
  if (!actor.roles.has('qaLead') && !actor.roles.has('assessor')) return no('role-needed')
  if (isCandidate) return no('scoring-candidate')
  return isScoring ? no('scoring-now') : yes
}

/** How a panel stands is for those who could be on it. */
export function mayPanel({ roles }: Actor): Verdict<'role-needed'> {
  return (['assessor', 'adjudicator', 'qaLead'] as const).some((role) => roles.has(role)) ? yes : no('role-needed')
}

/** A quality lead names the panel, unless its levels will be held against their own. */
export function mayCallPanel(
  actor: Actor,
  { isCandidate }: { readonly isCandidate: boolean },
): Verdict<'role-needed' | 'scoring-candidate'> {
  if (!actor.roles.has('qaLead')) return no('role-needed')
  return isCandidate ? no('scoring-candidate') : yes
}

/** Whoever was named scores, apart from the others and from the levels of the authors. */
export function mayScoreOnPanel(
  actor: Actor,
  {
    panelists,
    sawLevels,
  }: { readonly panelists: readonly { readonly personId: string }[]; readonly sawLevels: boolean },
): Verdict<'not-on-panel' | 'saw-levels'> {
  if (!panelists.some(({ personId }) => personId === actor.id)) return no('not-on-panel')
  return sawLevels ? no('saw-levels') : yes
}
