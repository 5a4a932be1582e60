import { achievement, profile } from '../achievement/build.ts'
import type { UnsignedCredential } from '../documents.ts'
import { OpenBadgesError } from '../errors.ts'
import type { JsonObject } from '../json.ts'
import { compact, list } from './compact.ts'
import type { CredentialDraft, EvidenceDraft, ResultDraft, StatusDraft } from './drafts.ts'
import { checked } from './emit.ts'
import { OB_SCHEMA_URL } from './schema.ts'
import { dateTime } from './text.ts'

/** The contexts of every Open Badge made here, in this order. */
export const EMITTED_CONTEXTS = [
  'https://www.w3.org/ns/credentials/v2',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
  'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json',
] as const

/**
 * Builds an unsigned `OpenBadgeCredential` (OB 3.0, VC Data Model 2.0). Pure: the same draft gives the same document.
 * All text is brought to NFC; dates are written in whole seconds UTC.
 *
 * @throws OpenBadgesError `OB_DRAFT_INVALID`, `OB_SHAPE_DUPLICATE`, `OB_TEXT_FORBIDDEN`, `OB_TOO_LARGE`; `path` points into the document.
 */
export function buildCredential(draft: CredentialDraft): UnsignedCredential {
  return checked(
    compact({
      '@context': [...EMITTED_CONTEXTS],
      id: draft.id,
      type: ['VerifiableCredential', 'OpenBadgeCredential'],
      name: draft.achievement.name,
      issuer: profile(draft.issuer),
      validFrom: dateTime(draft.validFrom, '/validFrom'),
      validUntil: draft.validUntil && dateTime(draft.validUntil, '/validUntil'),
      awardedDate: dateTime(draft.awardedDate, '/awardedDate'),
      credentialSubject: subject(draft),
      evidence: list(draft.evidence.map(evidence)),
      relatedResource: list(draft.relatedResource?.map((one) => compact({ ...one }))),
      endorsement: list(draft.endorsements),
      credentialSchema: [{ id: OB_SCHEMA_URL, type: '1EdTechJsonSchemaValidator2019' }],
      credentialStatus: credentialStatus(draft.status),
      refreshService:
        draft.refreshUrl === undefined ? undefined : { id: draft.refreshUrl, type: '1EdTechCredentialRefresh' },
    }),
    'credential',
  )
}

function subject(draft: CredentialDraft): JsonObject {
  return compact({
    id: draft.subject.id,
    type: ['AchievementSubject'],
    identifier: list(identifiers(draft.subject)),
    activityStartDate: draft.activity && dateTime(draft.activity.start, '/credentialSubject/activityStartDate'),
    activityEndDate: draft.activity && dateTime(draft.activity.end, '/credentialSubject/activityEndDate'),
    creditsEarned: draft.creditsEarned,
    source: profile(draft.source),
    achievement: achievement(draft.achievement),
    result: list(draft.results.map(result)),
  })
}

/** The `identifier` entries of a subject. @throws OpenBadgesError `OB_DRAFT_INVALID` for an address that is not hashed */
export function identifiers({ email, name }: CredentialDraft['subject']): JsonObject[] {
  const found: JsonObject[] = []
  if (email) {
    if (!/^sha256\$[0-9a-f]{64}$/.test(email.value))
      throw new OpenBadgesError(
        'OB_DRAFT_INVALID',
        'The e-mail address must be hashed with hashIdentity first.',
        '/credentialSubject/identifier/0/identityHash',
      )
    found.push({
      type: 'IdentityObject',
      hashed: true,
      identityHash: email.value,
      identityType: 'emailAddress',
      salt: email.salt,
    })
  }
  if (name !== undefined)
    found.push({ type: 'IdentityObject', hashed: false, identityHash: name, identityType: 'name' })
  return found
}

function result(draft: ResultDraft): JsonObject {
  return compact({
    id: draft.id,
    type: ['Result'],
    resultDescription: draft.resultDescription,
    achievedLevel: draft.achievedLevel,
    value: draft.value,
    status: draft.status,
  })
}

function evidence(draft: EvidenceDraft): JsonObject {
  return compact({
    id: draft.id,
    type: ['Evidence'],
    name: draft.name,
    genre: draft.genre,
    narrative: draft.narrative,
    description: draft.description,
    audience: draft.audience,
    digestMultibase: draft.digestMultibase,
  })
}

/** The one `credentialStatus` entry. @throws OpenBadgesError `OB_DRAFT_INVALID` for an index that is no position. */
export function credentialStatus(draft: StatusDraft): JsonObject {
  if (draft.method === '1edtech') return { id: draft.url, type: '1EdTechRevocationList' }
  if (!Number.isSafeInteger(draft.index) || draft.index < 0)
    throw new OpenBadgesError(
      'OB_DRAFT_INVALID',
      'The status index must be a whole number from 0.',
      '/credentialStatus/statusListIndex',
    )
  return {
    id: `${draft.list}#${draft.index}`,
    type: 'BitstringStatusListEntry',
    statusPurpose: 'revocation',
    statusListIndex: String(draft.index),
    statusListCredential: draft.list,
  }
}
