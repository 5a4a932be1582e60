import { no, type Verdict, yes } from '../../lib/refusal.ts'
import type { Actor, Role } from '../../platform/ctx.ts'
import type { RevocationReason } from './model.ts'

/** Who may come as far as the object (08-trust.md 4.2). `credential.award` is done by the system alone: no route names it. */
export const ACTIONS = {
  'credential.public': 'public',
  'credential.read': 'signedIn',
  'credential.share': 'signedIn',
  'credential.awarded': ['organizationAdmin'] as readonly Role[],
  'credential.revoke': ['organizationAdmin'] as readonly Role[],
} as const

export function mayHold(actor: Actor, row: { learnerId: string }): Verdict<'not-holder'> {
  return actor.id === row.learnerId ? yes : no('not-holder')
}

const BY_ADMIN: readonly RevocationReason[] = ['error', 'issuer-request']

/** One administrator takes one back for an error or at the issuer's wish; other reasons need more than this room has. */
export function mayRevoke(
  actor: Actor,
  row: { learnerId: string },
  reason: RevocationReason,
): Verdict<'own-credential' | 'role-needed' | 'reason-not-open'> {
  if (actor.id === row.learnerId) return no('own-credential')
  if (!actor.roles.has('organizationAdmin')) return no('role-needed')
  return BY_ADMIN.includes(reason) ? yes : no('reason-not-open')
}

/** A document goes with its holder's account, by the house, when the holder asked for it. */
export function mayErase(actor: Actor): Verdict<'system-alone'> {
  return actor.kind === 'system' ? yes : no('system-alone')
}

/** What lost a part it needs ends by the clock, and by nobody's hand. */
export function mayEndLapsed(actor: Actor): Verdict<'system-alone'> {
  return actor.kind === 'system' ? yes : no('system-alone')
}
