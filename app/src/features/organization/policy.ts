import { isAlive } from '../../lib/clock-step.ts'
import { no, type Verdict, yes } from '../../lib/refusal.ts'
import type { Actor, Role } from '../../platform/ctx.ts'
import { isFresh } from '../account/policy.ts'

const DAY = 24 * 3_600_000
const ADMIN: readonly Role[] = ['organizationAdmin']

/** Who may come as far as the object (08-trust.md 4.2). */
export const ACTIONS = {
  'organization.public': 'public',
  'organization.configure': ADMIN,
  'organization.setUp': ['platformAdmin'] as readonly Role[],
  'key.change': ADMIN,
  'member.read': ['organizationAdmin', 'qaLead'] as readonly Role[],
  'member.invite': ADMIN,
  'role.grant': ADMIN,
  'tie.record': ADMIN,
  'tie.declare': 'signedIn',
  'audit.read': ADMIN,
  'organization.join': 'signedIn',
  'organization.operate': ['platformAdmin'] as readonly Role[],
} as const

/** Making an organization and its first people is the set-up's, the command line's and the demo's. */
export function mayFound(actor: Actor): Verdict<'role-needed'> {
  return actor.kind !== 'person' || actor.roles.has('platformAdmin') ? yes : no('role-needed')
}

export function mayConfigure(actor: Actor): Verdict<'role-needed'> {
  return actor.kind !== 'person' || actor.roles.has('organizationAdmin') ? yes : no('role-needed')
}

export function mayReadMembers(actor: Actor): Verdict<'role-needed'> {
  return actor.roles.has('organizationAdmin') || actor.roles.has('qaLead') ? yes : no('role-needed')
}

/** An administrator knows everybody; a quality lead those who read work. */
export function rolesInSight(actor: Actor): readonly ('assessor' | 'adjudicator')[] | null {
  return actor.roles.has('organizationAdmin') ? null : ['assessor', 'adjudicator']
}

export function mayReadAudit(actor: Actor): Verdict<'role-needed'> {
  return actor.roles.has('organizationAdmin') ? yes : no('role-needed')
}

/** What changes who may do what asks for the passkey once more. */
export function mayChangePeople(actor: Actor, now: Date): Verdict<'role-needed' | 'step-up-needed'> {
  if (actor.kind !== 'person') return yes
  if (!actor.roles.has('organizationAdmin')) return no('role-needed')
  return isFresh(actor, now) ? yes : no('step-up-needed')
}

/** The set-up, the console and the clock make keys, and administrators who were asked for their passkey just before. */
export function mayMakeKey(actor: Actor): Verdict<'role-needed'> {
  return actor.kind !== 'person' || actor.roles.has('platformAdmin') || actor.roles.has('organizationAdmin')
    ? yes
    : no('role-needed')
}

/** In the demonstration anybody may step in as its administrator: what cannot be undone is not done there. */
export function mayChangeKeys(actor: Actor, now: Date): Verdict<'role-needed' | 'step-up-needed' | 'demo-keys'> {
  return actor.demo ? no('demo-keys') : mayChangePeople(actor, now)
}

/** The second word is another's than the first. */
export function mayAcceptKeys(actor: Actor, { proposedBy }: { proposedBy: string }): Verdict<'second-person'> {
  return proposedBy === actor.id ? no('second-person') : yes
}

/** The clock's work alone. */
export function mayEndKeys(actor: Actor): Verdict<'system-alone'> {
  return actor.kind === 'system' ? yes : no('system-alone')
}

/** An administrator grants every role but their own kind; that one needs a platform administrator. */
export function mayGrant(actor: Actor, role: Role): Verdict<'role-needed' | 'admin-by-platform'> {
  if (actor.kind !== 'person') return yes
  if (role === 'organizationAdmin') return actor.roles.has('platformAdmin') ? yes : no('admin-by-platform')
  return actor.roles.has('organizationAdmin') ? yes : no('role-needed')
}

/** A further administrator needs a second one's word; where only one is left, that one's word must do. */
export function needsSecondPerson(facts: { role: Role; administrators: number }): boolean {
  return facts.role === 'organizationAdmin' && facts.administrators > 1
}

/** After this many days of silence whoever proposed an end may carry it out: an administrator who is gone must not lock the others in. */
export const PROPOSAL_DAYS = 3

/** Nobody ends another administrator's role or membership alone. */
export function endNeedsSecondPerson(actor: Actor, about: { personId: string; roles: readonly Role[] }): boolean {
  return actor.kind === 'person' && about.personId !== actor.id && about.roles.includes('organizationAdmin')
}

interface Proposal {
  readonly proposedBy: string
  readonly personId: string
  readonly proposedAt: Date
  readonly deed: 'grant' | 'endRole' | 'endMembership'
}

/** A beginning: by another than who proposed it, and not by the person themselves. An end: also by the person, or after days of silence. */
export function mayAnswerProposal(
  actor: Actor,
  { proposedBy, personId, proposedAt, deed }: Proposal,
  now: Date,
): Verdict<'second-person' | 'second-person-end' | 'own-role'> {
  if (deed === 'grant') {
    if (proposedBy === actor.id) return no('second-person')
    return personId === actor.id ? no('own-role') : yes
  }
  const silent = now.getTime() - proposedAt.getTime() >= PROPOSAL_DAYS * DAY
  return proposedBy === actor.id && !silent ? no('second-person-end') : yes
}

/** One's own word is enough to refuse. Where a third administrator can judge, the one whom an end is about does not. */
export function mayRefuseProposal(
  actor: Actor,
  { personId, deed }: Pick<Proposal, 'personId' | 'deed'>,
  administrators: number,
): Verdict<'own-end'> {
  return deed !== 'grant' && personId === actor.id && administrators > 2 ? no('own-end') : yes
}

/** An organization without an administrator could never be put right from its own pages. */
export function mayEndRole(facts: { role: Role; administrators: number }): Verdict<'last-administrator'> {
  return facts.role === 'organizationAdmin' && facts.administrators <= 1 ? no('last-administrator') : yes
}

/** Who coaches, supervises or lives with whom is the organization's knowledge. */
export function mayRecordTies(actor: Actor): Verdict<'role-needed'> {
  return actor.roles.has('organizationAdmin') ? yes : no('role-needed')
}

/** Anybody may say who should not read their work; no reason is asked. */
export function mayDeclareTie(actor: Actor): Verdict<'role-needed'> {
  return actor.kind === 'person' ? yes : no('role-needed')
}

/** A declaration is its maker's alone; everything else the organization's. */
export function mayEndTie(actor: Actor, tie: { kind: string; personId: string }): Verdict<'not-yours' | 'role-needed'> {
  if (tie.kind === 'declared') return tie.personId === actor.id ? yes : no('not-yours')
  return mayRecordTies(actor)
}

export const INVITATION_DAYS = 14

export interface InvitationFacts {
  readonly acceptedAt: Date | null
  readonly withdrawnAt: Date | null
  readonly expiresAt: Date
}
export function isOpen(invitation: InvitationFacts, now: Date): boolean {
  return (
    invitation.acceptedAt === null &&
    invitation.withdrawnAt === null &&
    isAlive(invitation.expiresAt, now, INVITATION_DAYS * DAY)
  )
}

/** An invitation belongs to its address: a forwarded one opens nothing for whoever has not proven it. */
export function mayAccept(
  invitation: InvitationFacts & { email: string },
  person: { addresses: readonly string[]; demo: boolean },
  now: Date,
): Verdict<'invitation-over' | 'invitation-address' | 'demo-account'> {
  if (!isOpen(invitation, now)) return no('invitation-over')
  if (person.demo) return no('demo-account')
  const wanted = invitation.email.toLowerCase()
  return person.addresses.some((address) => address.toLowerCase() === wanted) ? yes : no('invitation-address')
}

/** People of the demonstration stay in it; nobody else belongs to it. */
export function mayAskToLink(actor: Actor, organization: { demo: boolean }): Verdict<'demo-account'> {
  return actor.demo || organization.demo ? no('demo-account') : yes
}

/** Whoever runs the installation, from its pages or from its console. */
export function mayRemoveDemo(actor: Actor): Verdict<'role-needed'> {
  return actor.kind === 'console' || actor.roles.has('platformAdmin') ? yes : no('role-needed')
}

export function mayOperate(actor: Actor): Verdict<'role-needed'> {
  return actor.roles.has('platformAdmin') ? yes : no('role-needed')
}
