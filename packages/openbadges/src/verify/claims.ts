import { idOf, isObject, isString, type JsonObject, type JsonValue, objectsOf, stringsOf } from '../json.ts'
import { withoutProof } from '../proof/config.ts'
import type { ClaimedAchievement, ClaimedImage, ClaimedProfile, ClaimedResult, VerifiedClaims } from './report.ts'
import { hostOf, issuerOf } from './run.ts'

function text(value: JsonValue | undefined): string | undefined {
  if (isString(value)) return value
  return isObject(value) && isString(value['@value']) ? value['@value'] : undefined
}

function number(value: JsonValue | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined
}

/** The members that have a value; the type keeps what it had. */
function only<T extends object>(members: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const made: Partial<T> = {}
  for (const name of Object.keys(members) as (keyof T)[]) if (members[name] !== undefined) made[name] = members[name]
  return made as { [K in keyof T]: Exclude<T[K], undefined> }
}

function first(value: JsonValue | undefined): JsonObject {
  return objectsOf(value)[0] ?? {}
}

/**
 * What the document claims; `original` is what was given when the document only tells it in other words. Called only after the checks 1 to 4,
 * and only with what was read here: it is frozen, not copied.
 */
export function claimsOf(document: JsonObject, original = document): VerifiedClaims {
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
    document: withoutProof(original),
  })
  return frozen(claims) as unknown as VerifiedClaims
}

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  for (const member of Object.values(value)) frozen(member)
  return Object.freeze(value)
}

function profile(value: JsonValue | undefined): ClaimedProfile | undefined {
  const id = idOf(value)
  if (id === undefined) return undefined
  const { name, url, email, image: picture } = isObject(value) ? value : {}
  const domain = /^(https:\/\/|did:web:)/.test(id) ? hostOf(id) : undefined
  return only({
    id,
    domain,
    name: text(name),
    url: text(url),
    email: text(email),
    image: image(picture),
  }) as ClaimedProfile
}

function image(value: JsonValue | undefined): ClaimedImage | undefined {
  const id = idOf(value)
  return id === undefined
    ? undefined
    : (only({ id, caption: isObject(value) ? text(value.caption) : undefined }) as ClaimedImage)
}

function subjectOf(subject: JsonObject) {
  const entries = objectsOf(subject.identifier)
  const named = entries.find((entry) => entry.identityType === 'name' && entry.hashed !== true)
  const emailHashed = entries.some((entry) => entry.identityType === 'emailAddress' && entry.hashed === true)
  return only({ id: text(subject.id), name: text(named?.identityHash), emailHashed })
}

function achievementOf(achievement: JsonObject): ClaimedAchievement {
  const criteria = first(achievement.criteria)
  return only({
    id: text(achievement.id),
    name: text(achievement.name),
    description: text(achievement.description),
    achievementType: text(achievement.achievementType),
    version: text(achievement.version),
    humanCode: text(achievement.humanCode),
    inLanguage: text(achievement.inLanguage),
    criteria: only({ id: text(criteria.id), narrative: text(criteria.narrative) }),
    image: image(achievement.image),
    creator: profile(achievement.creator),
    creditsAvailable: number(achievement.creditsAvailable),
    tag: stringsOf(achievement.tag),
    alignment: objectsOf(achievement.alignment).map((one) =>
      only({
        targetName: text(one.targetName) ?? '',
        targetUrl: text(one.targetUrl),
        targetCode: text(one.targetCode),
        targetFramework: text(one.targetFramework),
      }),
    ),
    digestMultibase: text(achievement.digestMultibase),
  }) as ClaimedAchievement
}

function resultOf(result: JsonObject, achievement: JsonObject): ClaimedResult {
  const description = objectsOf(achievement.resultDescription).find((one) => one.id === result.resultDescription) ?? {}
  return only({
    id: text(result.id),
    name: text(description.name),
    resultType: text(description.resultType),
    achievedLevel: levelOf(description, result.achievedLevel),
    requiredLevel: levelOf(description, description.requiredLevel),
    value: text(result.value),
    status: text(result.status),
  }) as ClaimedResult
}

function levelOf(description: JsonObject, id: JsonValue | undefined) {
  if (!isString(id)) return undefined
  const level = objectsOf(description.rubricCriterionLevel).find((one) => one.id === id) ?? {}
  return only({ id, name: text(level.name), level: text(level.level), description: text(level.description) })
}
