import { idOf, isObject, isString, type JsonObject, type JsonValue, objectsOf, stringsOf } from '../../json.ts'
import { first } from '../claim-values.ts'
import type { VerifiedClaims } from '../claimed.ts'
import { claimsOf } from '../claims.ts'
import type { Run } from '../context.ts'
import type { Chain } from './chain.ts'
import { isWord, kindOf } from './shape.ts'

/** What an Open Badges 2 document claims, in the words of the newer standard, with the endorsements that held. */
export function secondClaims({ document, notes }: Run, { badge, issuer, issuerId }: Chain): VerifiedClaims {
  const kind = kindOf(document)
  const isAward = kind === 'Assertion'
  const told = {
    id: document.id,
    type: stringsOf(document.type),
    issuer: issuer ? profileOf(issuer) : issuerId,
    ...(isAward ? { awardedDate: document.issuedOn } : {}),
    ...(isWord(kind) ? { validFrom: document.issuedOn, validUntil: document.expires } : {}),
    credentialSubject: {
      ...(isAward ? recipientOf(first(document.recipient)) : {}),
      ...(kind === 'Endorsement' ? endorsedIn(first(document.claim)) : {}),
      ...(badge ? { achievement: achievementOf(badge) } : {}),
    },
    ...(isAward ? { evidence: evidenceOf(document.evidence) } : {}),
  }
  return claimsOf(told, { original: withoutEndorsements(document), endorsements: notes.endorsements })
}

function endorsedIn({ id, endorsementComment }: JsonObject): JsonObject {
  return { id, endorsementComment }
}

// As they stand in the document they were not looked at: an address may say anything by tomorrow.
function withoutEndorsements({ endorsement: _endorsement, ...document }: JsonObject): JsonObject {
  return isObject(document.badge) ? { ...document, badge: withoutEndorsements(document.badge) } : document
}

function profileOf({ id, name, url, email, image }: JsonObject): JsonObject {
  return { id, name, url, email, image }
}

function recipientOf(recipient: JsonObject): JsonObject {
  const isEmail = recipient.type === 'email'
  return isEmail
    ? { identifier: [{ identityType: 'emailAddress', hashed: recipient.hashed }] }
    : { id: plainIdentity(recipient) }
}

function plainIdentity({ hashed, identity }: JsonObject): JsonValue | undefined {
  return hashed === true ? undefined : identity
}

function achievementOf(badge: JsonObject): JsonObject {
  const { id, name, description, version, image, criteria, tags, alignment } = badge
  return {
    id,
    name,
    description,
    version,
    image,
    criteria: isString(criteria) ? { id: criteria } : criteria,
    tag: stringsOf(tags),
    alignment: objectsOf(alignment),
    inLanguage: badge['@language'],
  }
}

function evidenceOf(evidence: JsonValue | undefined): JsonObject[] {
  const entries = [...stringsOf(evidence).map((id) => ({ id })), ...objectsOf(evidence)] as JsonObject[]
  return entries.map(({ name, genre, narrative, ...entry }) => ({ id: idOf(entry), name, genre, narrative }))
}
