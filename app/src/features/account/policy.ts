import { isRecent } from '../../lib/clock-step.ts'
import { no, type Verdict, yes } from '../../lib/refusal.ts'
import type { Actor } from '../../platform/ctx.ts'

/** Who may come as far as the object (08-trust.md 4.2). */
export const ACTIONS = {
  'account.signIn': 'public',
  'account.appearance': 'public',
  'account.setUp': 'public',
  'account.stepIn': 'public',
  'account.read': 'signedIn',
  'account.edit': 'signedIn',
  'session.end': 'signedIn',
  'privacy.export': 'signedIn',
  'privacy.erase': 'signedIn',
  'account.reopen': ['platformAdmin'],
} as const

const FRESH_MS = 5 * 60_000
const PROVED_MS = 10 * 60_000

/** Everything in this room is one's own. */
export function mayEdit(actor: Actor, personId: string): Verdict<'not-own'> {
  return actor.kind !== 'person' || actor.id === personId ? yes : no('not-own')
}

/** Who reads portfolios is asked how the keys of the desk shall be. */
export function hasDesk(actor: Actor): boolean {
  return actor.roles.has('assessor') || actor.roles.has('adjudicator')
}

/** Platform administrators are made on the host's console or by the set-up, never from a page. */
export function mayPromote(actor: Actor): Verdict<'console-only'> {
  return actor.kind === 'console' || actor.kind === 'system' ? yes : no('console-only')
}

/** People of the demonstration come in by its own door alone; a frozen account stays shut. */
export function maySignIn(person: { demo: boolean; disabledAt: Date | null }): Verdict<'demo-door' | 'account-frozen'> {
  if (person.demo) return no('demo-door')
  return person.disabledAt ? no('account-frozen') : yes
}

/** Whether a passkey was just used in this session; inside the demonstration stepping in counts. */
export function isFresh(actor: Actor, now: Date): boolean {
  return actor.demo || isRecent(actor.stepUpAt, now, FRESH_MS)
}

export interface Factors {
  readonly demo: boolean
  readonly passkeys: number
  readonly stepUpAt: Date | null
  /** The last proof of any kind in this session. */
  readonly provedAt: Date
  /** A recovery whose waiting time is over. */
  readonly recovered: boolean
}

/** With a passkey: the passkey, just now. Without one, or after the waiting time: any proof of the last ten minutes. */
export function mayChangeFactors(
  { demo, passkeys, stepUpAt, provedAt, recovered }: Factors,
  now: Date,
): Verdict<'demo-account' | 'step-up-needed' | 'confirm-needed'> {
  if (demo) return no('demo-account')
  if (isRecent(stepUpAt, now, FRESH_MS)) return yes
  if (passkeys > 0 && !recovered) return no('step-up-needed')
  return isRecent(provedAt, now, PROVED_MS) ? yes : no('confirm-needed')
}

/** Recovery is for people who have a passkey and lost it; the address is proven again first. */
export function mayRecover(
  { demo, passkeys, provedAt }: Factors,
  now: Date,
): Verdict<'demo-account' | 'no-passkey' | 'confirm-needed'> {
  if (demo) return no('demo-account')
  if (passkeys === 0) return no('no-passkey')
  return isRecent(provedAt, now, PROVED_MS) ? yes : no('confirm-needed')
}

/** Roles that touch others' work never lose their only passkey by its owner's hand alone. */
export function mayRemovePasskey(facts: { passkeys: number; privileged: boolean }): Verdict<'last-passkey'> {
  return facts.passkeys <= 1 && facts.privileged ? no('last-passkey') : yes
}

/** Somebody must stay reachable: the last proven address, and the one that messages go to, stay. */
export function mayRemoveEmail(facts: { verified: boolean; isPrimary: boolean }): Verdict<'primary-address'> {
  return facts.verified && facts.isPrimary ? no('primary-address') : yes
}

/** Nobody shuts themselves out: of proven addresses, passkeys and identities, one stays. */
export function mayLeaveWays(left: number): Verdict<'last-way'> {
  return left > 0 ? yes : no('last-way')
}

/**
 * Whom an organization's sign-in lets in is its administrators' choice: everybody; addresses with its endings that the
 * provider verified; or with its endings as the provider states them, where the organization itself hands those out.
 */
export function mayUseProvider(facts: {
  admits: 'all' | 'verified' | 'stated'
  domains: readonly string[]
  ending: string | null
  verified: boolean | null
}): Verdict<'provider-domain' | 'provider-unverified'> {
  if (facts.admits === 'all') return yes
  if (facts.ending === null || !facts.domains.includes(facts.ending)) return no('provider-domain')
  if (facts.verified) return yes
  return facts.admits === 'stated' && facts.verified === null ? yes : no('provider-unverified')
}

export function isJustNow(provedAt: Date | null, now: Date): boolean {
  return isRecent(provedAt, now, FRESH_MS)
}

/** An organization's word stands for the passkey when it says that this person proved several factors just now. */
export function mayStepUpBy(
  facts: { own: boolean; strong: boolean; provedAt: Date | null },
  now: Date,
): Verdict<'identity-other' | 'identity-not-fresh'> {
  if (!facts.own) return no('identity-other')
  return facts.strong && isJustNow(facts.provedAt, now) ? yes : no('identity-not-fresh')
}

export function mayStepIn(person: { demo: boolean } | undefined): Verdict<'demo-only'> {
  return person?.demo ? yes : no('demo-only')
}

export function mayReopen(actor: Actor, now: Date): Verdict<'role-needed' | 'step-up-needed'> {
  if (!actor.roles.has('platformAdmin')) return no('role-needed')
  return isFresh(actor, now) ? yes : no('step-up-needed')
}

/** What belongs to a person is gathered for that person alone, by the person or by the house on their word. */
export function mayGather(actor: Actor, personId: string): Verdict<'not-own'> {
  return actor.kind === 'system' || actor.id === personId ? yes : no('not-own')
}

/** One archive at a time, five a day (08-trust.md 10.5). */
export function mayAskExport(facts: {
  making: boolean
  lastDay: number
}): Verdict<'export-being-made' | 'export-limit'> {
  if (facts.making) return no('export-being-made')
  return facts.lastDay < 5 ? yes : no('export-limit')
}

/** A whole life of work leaves the house: the passkey once more, as for a change of the ways in. */
export function mayOpenExport(factors: Factors, now: Date): Verdict<'step-up-needed' | 'confirm-needed'> {
  if (factors.demo) return yes
  const verdict = mayChangeFactors(factors, now)
  return verdict.ok || verdict.because === 'demo-account' ? yes : no(verdict.because)
}

/** Once at a time, and not while an organization still owes the person, or could not do without them. */
export function mayAskErasure(facts: { asked: boolean; holds: number }): Verdict<'erasure-asked' | 'erasure-held'> {
  if (facts.asked) return no('erasure-asked')
  return facts.holds === 0 ? yes : no('erasure-held')
}

export function mayCancelErasure({ begunAt }: { begunAt: Date | null }): Verdict<'erasure-begun'> {
  return begunAt === null ? yes : no('erasure-begun')
}
