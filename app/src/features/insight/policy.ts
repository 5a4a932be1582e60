import { no, type Verdict, yes } from '../../lib/refusal.ts'
import type { Actor, Role } from '../../platform/ctx.ts'
import type { Actions } from '../../platform/route.ts'

const READERS: readonly Role[] = ['organizationAdmin', 'qaLead', 'recognizer']

/** Who may come as far as the object (08-trust.md 4.2); small groups are hidden from all of them alike. */
export const ACTIONS = { 'report.read': [...READERS] } as const satisfies Actions

export function mayReadReport(actor: Actor): Verdict<'role-needed'> {
  return READERS.some((role) => actor.roles.has(role)) ? yes : no('role-needed')
}

/** Reports are made from the log alone. */
export function mayNote(actor: Actor): Verdict<'by-log-only'> {
  return actor.kind === 'system' ? yes : no('by-log-only')
}
