import { no, type Verdict, yes } from '../../lib/refusal.ts'
import type { Actor, Role } from '../../platform/ctx.ts'
import { isFresh } from '../account/policy.ts'

interface Acting {
  readonly kind: 'person' | 'system' | 'console' | 'anonymous'
  readonly roles: ReadonlySet<string>
}

/** Who may come as far as the object (08-trust.md 4.2); the rest is asked below, object by object. */
export const ACTIONS = {
  'catalog.read': 'public',
  'catalog.subscribe': 'public',
  'catalog.announce': ['platformAdmin'],
  'catalog.offer': ['organizationAdmin'],
  'catalog.drafts': ['author', 'qaLead', 'organizationAdmin'],
  'catalog.write': ['author'],
  'catalog.source': ['author', 'qaLead'] as readonly Role[],
  'achievement.review': ['author', 'assessor', 'qaLead', 'organizationAdmin'] as readonly Role[],
  'achievement.comment': ['author', 'assessor', 'qaLead'] as readonly Role[],
  'achievement.approve': ['qaLead'] as readonly Role[],
  'achievement.publish': ['qaLead'] as readonly Role[],
  'achievement.retire': ['qaLead', 'organizationAdmin'] as readonly Role[],
  'exemplar.lend': 'signedIn',
  'exemplar.open': 'signedIn',
  'exemplar.read': ['author', 'qaLead'] as readonly Role[],
  'exemplar.write': ['author', 'qaLead'] as readonly Role[],
  'exemplar.publish': ['qaLead'] as readonly Role[],
} as const

/** What is being written stays among those who write, answer for quality and run the organization. */
export function mayReadDrafts({ roles }: Acting): Verdict<'role-needed'> {
  return ['author', 'qaLead', 'organizationAdmin'].some((role) => roles.has(role)) ? yes : no('role-needed')
}

export function mayBeginDraft({ roles }: Acting): Verdict<'role-needed'> {
  return roles.has('author') ? yes : no('role-needed')
}

/** Authors read each other's drafts and change their own: where they began it, or were asked in. */
export function mayWriteDraft(
  actor: Acting & { readonly id: string },
  authorIds: readonly string[],
): Verdict<'role-needed' | 'not-your-draft'> {
  if (!actor.roles.has('author')) return no('role-needed')
  return authorIds.includes(actor.id) ? yes : no('not-your-draft')
}

/** That an original has changed concerns those who write, and those who answer for quality. */
export function mayReadSources({ roles }: Acting): Verdict<'role-needed'> {
  return roles.has('author') || roles.has('qaLead') ? yes : no('role-needed')
}

/** Whoever says that it was looked at says it for all who write the text: one of them, or who answers for quality. */
export function mayLookAtSource(
  actor: Acting & { readonly id: string },
  authorIds: readonly string[],
): Verdict<'role-needed' | 'not-your-draft'> {
  return actor.roles.has('qaLead') ? yes : mayWriteDraft(actor, authorIds)
}

/** Who is asked in writes for the organization; whoever was asked to judge the text stays its reader. */
export function mayBeAuthor({
  id,
  roles,
  reviewerIds,
}: {
  readonly id: string
  readonly roles: readonly string[]
  readonly reviewerIds: readonly string[]
}): Verdict<'not-an-author' | 'reads-this-text'> {
  if (!roles.includes('author')) return no('not-an-author')
  return reviewerIds.includes(id) ? no('reads-this-text') : yes
}

/** A page of the catalogue is for everybody or, for an organization's own entry, not a public page at all. */
export function maySeePublicly({ visibility }: { visibility: 'public' | 'organization' }): Verdict<'not-found'> {
  return visibility === 'public' ? yes : no('not-found')
}

/** To offer is to promise reading and to sign: the organization's administrator, or its founding, which acts as the system. */
export function mayOffer(actor: Acting): Verdict<'role-needed'> {
  return actor.kind === 'system' || actor.kind === 'console' || actor.roles.has('organizationAdmin')
    ? yes
    : no('role-needed')
}

/** Inside the demonstration only its own offers count, outside never. */
export function mayTakeUp(actor: { readonly demo: boolean }, offer: { readonly demo: boolean }): Verdict<'demo-only'> {
  return actor.demo === offer.demo ? yes : no('demo-only')
}

interface Person extends Acting {
  readonly id: string
}
type Fresh = Actor

/** Whoever writes, answers for quality or runs the organization sees how a text is judged; of the readers those who were asked. */
export function maySeeReview(
  actor: Person,
  { reviewerIds }: { readonly reviewerIds: readonly string[] },
): Verdict<'not-found'> {
  return mayReadDrafts(actor).ok || reviewerIds.includes(actor.id) ? yes : no('not-found')
}

/** Nobody judges their own text. A quality lead asks another author, or somebody who reads evidence. */
export function mayAssignReviewer(
  actor: Acting,
  reviewer: { readonly id: string; readonly roles: readonly string[]; readonly authorIds: readonly string[] },
): Verdict<'role-needed' | 'own-text' | 'not-a-reviewer'> {
  if (!actor.roles.has('qaLead')) return no('role-needed')
  if (reviewer.authorIds.includes(reviewer.id)) return no('own-text')
  return reviewer.roles.some((role) => role === 'author' || role === 'assessor') ? yes : no('not-a-reviewer')
}

interface Judged {
  readonly authorIds: readonly string[]
  readonly reviewerIds: readonly string[]
}

export function mayJudge(actor: Person, { authorIds, reviewerIds }: Judged): Verdict<'own-text' | 'not-assigned-text'> {
  if (authorIds.includes(actor.id)) return no('own-text')
  return reviewerIds.includes(actor.id) ? yes : no('not-assigned-text')
}

/** Letters about what was said are written by the house. */
export function mayTell({ kind }: Pick<Acting, 'kind'>): Verdict<'system-alone'> {
  return kind === 'system' ? yes : no('system-alone')
}

/** Those who write it, those who were asked to read it, and those who answer for quality talk about it. */
export function mayComment(actor: Person, { authorIds, reviewerIds }: Judged): Verdict<'not-your-talk'> {
  const writes = mayWriteDraft(actor, authorIds).ok
  return writes || reviewerIds.includes(actor.id) || actor.roles.has('qaLead') ? yes : no('not-your-talk')
}

/** Who reads it may send it back, and so may the quality lead who has to answer for it. */
export function maySendBack(actor: Person, judged: Judged): Verdict<'own-text' | 'not-assigned-text'> {
  return actor.roles.has('qaLead') && !judged.authorIds.includes(actor.id) ? yes : mayJudge(actor, judged)
}

export function mayApproveText(
  actor: Person,
  { authorIds }: Pick<Judged, 'authorIds'>,
): Verdict<'role-needed' | 'own-text'> {
  if (!actor.roles.has('qaLead')) return no('role-needed')
  return authorIds.includes(actor.id) ? no('own-text') : yes
}

/** What is published stands for ever: whoever lets it out shows the passkey once more. */
export function mayPublishText(
  actor: Person & Fresh,
  text: Pick<Judged, 'authorIds'>,
  now: Date,
): Verdict<'role-needed' | 'own-text' | 'step-up-needed'> {
  const verdict = mayApproveText(actor, text)
  if (!verdict.ok) return verdict
  return isFresh(actor, now) ? yes : no('step-up-needed')
}

/** The second word is another person's. */
export function mayConfirmText(
  actor: Person & Fresh,
  { authorIds, proposedBy }: Pick<Judged, 'authorIds'> & { readonly proposedBy: string },
  now: Date,
): Verdict<'role-needed' | 'own-text' | 'second-lead' | 'step-up-needed'> {
  const verdict = mayApproveText(actor, { authorIds })
  if (!verdict.ok) return verdict
  if (proposedBy === actor.id) return no('second-lead')
  return isFresh(actor, now) ? yes : no('step-up-needed')
}

export function mayRetire(actor: Acting & Fresh, now: Date): Verdict<'role-needed' | 'step-up-needed'> {
  if (!actor.roles.has('qaLead') && !actor.roles.has('organizationAdmin')) return no('role-needed')
  return isFresh(actor, now) ? yes : no('step-up-needed')
}

/** What the site says to everybody is said by whoever runs it. */
export function mayAnnounce(actor: Pick<Acting, 'roles'>): Verdict<'role-needed'> {
  return actor.roles.has('platformAdmin') ? yes : no('role-needed')
}

/** A piece is lent by whose it is, and by nobody else. */
export function mayLend(actor: Person, { learnerId }: { readonly learnerId: string }): Verdict<'not-own'> {
  return actor.id === learnerId ? yes : no('not-own')
}

/** Taken back by whose it is; the house does it where the ground of it is gone. */
export function mayTakeBack(actor: Person, { holderId }: { readonly holderId: string | null }): Verdict<'not-own'> {
  return actor.kind === 'system' || (holderId !== null && actor.id === holderId) ? yes : no('not-own')
}

export function mayWriteExemplar({ roles }: Acting): Verdict<'role-needed'> {
  return roles.has('author') || roles.has('qaLead') ? yes : no('role-needed')
}

/** A quality lead judges what is shown as an example, never their own piece. */
export function mayJudgeExemplar(
  actor: Person,
  { holderId }: { readonly holderId: string | null },
): Verdict<'role-needed' | 'own-example'> {
  if (!actor.roles.has('qaLead')) return no('role-needed')
  return holderId === actor.id ? no('own-example') : yes
}

/** What everybody will see is let out with the passkey shown once more. */
export function mayPublishExemplar(
  actor: Person & Fresh,
  exemplar: { readonly holderId: string | null },
  now: Date,
): Verdict<'role-needed' | 'own-example' | 'step-up-needed'> {
  const verdict = mayJudgeExemplar(actor, exemplar)
  if (!verdict.ok) return verdict
  return isFresh(actor, now) ? yes : no('step-up-needed')
}
