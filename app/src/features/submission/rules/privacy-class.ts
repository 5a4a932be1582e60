import { no, type Verdict, yes } from '../../../lib/refusal.ts'
import type { ConsentScope, PrivacyClass } from '../model.ts'

/** Class C has no public visibility: the type leaves no word for it. */
export type Visibility<Class extends PrivacyClass> = Class extends 'A'
  ? 'private' | 'readers' | 'public'
  : 'private' | 'readers'

const VISIBILITIES: { readonly [Class in PrivacyClass]: readonly Visibility<Class>[] } = {
  A: ['private', 'readers', 'public'],
  B: ['private', 'readers'],
  C: ['private', 'readers'],
}

export function visibilitiesOf<Class extends PrivacyClass>(privacyClass: Class): readonly Visibility<Class>[] {
  return VISIBILITIES[privacyClass]
}

/** A raised class closes what the lower one had opened. */
export function visibilityWithin<Class extends PrivacyClass>(
  privacyClass: Class,
  wish: Visibility<PrivacyClass>,
): Visibility<Class> {
  return visibilitiesOf(privacyClass).find((visibility) => visibility === wish) ?? 'readers'
}

export interface ClassChange {
  readonly from: PrivacyClass
  readonly to: PrivacyClass
  readonly by: 'holder' | 'reader' | 'qa-lead'
  readonly confirmed: boolean
  /** Named by a submitted attempt. */
  readonly frozen: boolean
}

/** Raising protects students and is free to all who see the piece; lowering is the holder's, confirmed, before submitting. */
export function mayChangeClass({
  from,
  to,
  by,
  confirmed,
  frozen,
}: ClassChange): Verdict<'only-holder-lowers' | 'frozen' | 'confirmation-needed'> {
  if (to >= from) return yes
  if (by !== 'holder') return no('only-holder-lowers')
  if (frozen) return no('frozen')
  return confirmed ? yes : no('confirmation-needed')
}

export function needsConsent(privacyClass: PrivacyClass): boolean {
  return privacyClass === 'C'
}

export interface Consent {
  readonly scope: ConsentScope
  /** Dates as YYYY-MM-DD, both included; null has no end. */
  readonly collectedOn: string
  readonly untilOn: string | null
  readonly withdrawnAt: Date | null
}

const COVERS = {
  review: ['review'],
  'review+coaching': ['review', 'coaching'],
  'review+training': ['review', 'training'],
} as const satisfies Record<ConsentScope, readonly string[]>

export function consentCovers(
  { scope, collectedOn, untilOn, withdrawnAt }: Consent,
  purpose: 'review' | 'coaching' | 'training',
  on: string,
): boolean {
  const purposes: readonly string[] = COVERS[scope]
  return withdrawnAt === null && collectedOn <= on && (untilOn === null || on <= untilOn) && purposes.includes(purpose)
}
