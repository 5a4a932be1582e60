import { no, type Verdict, yes } from '../../lib/refusal.ts'
import type { Actor, Role } from '../../platform/ctx.ts'

const ADMIN: readonly Role[] = ['organizationAdmin']

/** Who may come as far as the object (08-trust.md 4.2). */
export const ACTIONS = {
  'organization.public': 'public',
  'organization.configure': ADMIN,
  'organization.setUp': 'public',
  'member.read': ['organizationAdmin', 'qaLead'] as readonly Role[],
  'member.invite': ADMIN,
  'role.grant': ADMIN,
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

/** An administrator grants every role but their own kind; that one needs a platform administrator. */
export function mayGrant(actor: Actor, role: Role): Verdict<'role-needed' | 'admin-by-platform'> {
  if (actor.kind !== 'person') return yes
  if (role === 'organizationAdmin') return actor.roles.has('platformAdmin') ? yes : no('admin-by-platform')
  return actor.roles.has('organizationAdmin') ? yes : no('role-needed')
}
