import { isObject, type JsonObject, objectsOf, stringsOf } from '../json.ts'
import { withoutProof } from '../proof/config.ts'
import { first, number, only, profile, text } from './claim-values.ts'
import type { VerifiedClaims } from './claimed.ts'
import { achievementOf, resultOf } from './claimed-achievement.ts'
import { issuerOf } from './run.ts'

/** What claims are made of besides the document. */
export interface Besides {
  /** What was given, when the document only tells it in other words. */
  readonly original?: JsonObject
  /** What the endorsements claim that held. */
  readonly endorsements: readonly VerifiedClaims[]
}

/** What the document claims. Called only after the checks 1 to 4, and only with what was read here: it is frozen, not copied. */
export function claimsOf(document: JsonObject, { original = document, endorsements }: Besides): VerifiedClaims {
  const subject = first(document.credentialSubject)
  const achievement = isObject(subject.achievement) ? subject.achievement : undefined
  const claims = only({
    id: text(document.id),
    type: stringsOf(document.type),
    name: text(document.name),
    description: text(document.description),
    issuer: profile(document.issuer) ?? { id: issuerOf(document) },
    subject: subjectOf(subject),
    validFrom: text(document.validFrom ?? document.issuanceDate),
    validUntil: text(document.validUntil ?? document.expirationDate),
    awardedDate: text(document.awardedDate),
    achievement: achievement && achievementOf(achievement),
    results: objectsOf(subject.result).map((result) => resultOf(result, achievement ?? {})),
    evidence: objectsOf(document.evidence).map((one) =>
      only({
        id: text(one.id),
        name: text(one.name),
        genre: text(one.genre),
        narrative: text(one.narrative),
        digestMultibase: text(one.digestMultibase),
      }),
    ),
    source: profile(subject.source),
    creditsEarned: number(subject.creditsEarned),
    endorsementComment: text(subject.endorsementComment),
    endorsements: [...endorsements],
    document: withoutProof(original),
  })
  return frozen(claims) as unknown as VerifiedClaims
}

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  for (const member of Object.values(value)) frozen(member)
  return Object.freeze(value)
}

function subjectOf(subject: JsonObject) {
  const entries = objectsOf(subject.identifier)
  const named = entries.find((entry) => entry.identityType === 'name' && entry.hashed !== true)
  const emailHashed = entries.some((entry) => entry.identityType === 'emailAddress' && entry.hashed === true)
  return only({ id: text(subject.id), name: text(named?.identityHash), emailHashed })
}
