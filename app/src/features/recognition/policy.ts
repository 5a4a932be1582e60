import { no, type Verdict, yes } from '../../lib/refusal.ts'
import type { Actor, Role } from '../../platform/ctx.ts'
import type { Actions } from '../../platform/route.ts'
import { isFresh } from '../account/policy.ts'

const READERS: readonly Role[] = ['recognizer', 'organizationAdmin']

/** Who may come as far as the object (08-trust.md 4.2); the rest is asked below, object by object. */
export const ACTIONS = {
  'recognition.public': 'public',
  'recognition.own': 'signedIn',
  'recognition.ledger': [...READERS],
  'recognition.export': ['recognizer'],
  'recognition.rule': ['recognizer'],
} as const satisfies Actions

/** Hours follow from a rule and an award; nobody writes them by hand. */
export function mayRecord(actor: Actor): Verdict<'by-rule-only'> {
  return actor.kind === 'system' ? yes : no('by-rule-only')
}

export function mayReadLedger(actor: Actor): Verdict<'role-needed'> {
  return READERS.some((role) => actor.roles.has(role)) ? yes : no('role-needed')
}

/** A file with everybody's names leaves the house: whoever takes it shows the passkey once more. */
export function mayExport(actor: Actor, now: Date): Verdict<'role-needed' | 'step-up-needed'> {
  if (!actor.roles.has('recognizer')) return no('role-needed')
  return isFresh(actor, now) ? yes : no('step-up-needed')
}

/** Rules without money are one recognizer's: a second person is asked for once a rule gives money. The log says who. */
export function mayRule(actor: Actor): Verdict<'role-needed'> {
  return actor.kind === 'system' || actor.roles.has('recognizer') ? yes : no('role-needed')
}

/** A rule speaks for everybody at once: whoever publishes it shows the passkey once more. */
export function mayPublish(actor: Actor, now: Date): Verdict<'role-needed' | 'step-up-needed'> {
  if (!actor.roles.has('recognizer')) return no('role-needed')
  return isFresh(actor, now) ? yes : no('step-up-needed')
}

export function mayReadOwn(actor: Actor): Verdict<'sign-in-needed'> {
  return actor.kind === 'person' ? yes : no('sign-in-needed')
}

/** The chain is checked by whoever keeps the machine, and by the system itself. */
export function mayVerify(actor: Actor): Verdict<'role-needed'> {
  return actor.kind === 'console' || actor.kind === 'system' ? yes : no('role-needed')
}
