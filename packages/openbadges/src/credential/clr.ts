import { achievement, profile } from '../achievement/build.ts'
import type { UnsignedCredential } from '../documents.ts'
import { OpenBadgesError } from '../errors.ts'
import type { JsonObject } from '../json.ts'
import { credentialStatus, EMITTED_CONTEXTS, identifiers } from './build.ts'
import { toBytes } from './bytes.ts'
import type { ClrDraft } from './clr-drafts.ts'
import { CLR_SCHEMA_URL, MOST_MEMBERS } from './clr-rules.ts'
import { compact, list } from './compact.ts'
import { cleaned } from './emit.ts'
import { checkShape } from './shape.ts'
import { dateTime } from './text.ts'

const [V2, OB, EXTENSIONS] = EMITTED_CONTEXTS
const CLR = 'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json'
const MAX_BYTES = 1024 * 1024

/**
 * Builds an unsigned `ClrCredential` (CLR 2.0). Its own text is brought to NFC; the credentials in it stay value for value what was
 * signed.
 *
 * @throws OpenBadgesError `OB_DRAFT_INVALID` (also for an association with an achievement that is not in it), `OB_SHAPE_DUPLICATE`,
 * `OB_TEXT_FORBIDDEN`, `OB_TOO_LARGE` (200 credentials, 1 MiB); `path` points into the document.
 */
export function buildClr(draft: ClrDraft): UnsignedCredential {
  checkMembers(draft)
  const own = cleaned(
    compact({
      '@context': [V2, CLR, OB, EXTENSIONS],
      id: draft.id,
      type: ['VerifiableCredential', 'ClrCredential'],
      name: draft.name,
      description: draft.description,
      issuer: profile(draft.issuer),
      validFrom: dateTime(draft.validFrom, '/validFrom'),
      validUntil: draft.validUntil && dateTime(draft.validUntil, '/validUntil'),
      awardedDate: draft.awardedDate && dateTime(draft.awardedDate, '/awardedDate'),
      credentialSubject: subject(draft),
      credentialSchema: [{ id: CLR_SCHEMA_URL, type: '1EdTechJsonSchemaValidator2019' }],
      credentialStatus: draft.status && credentialStatus(draft.status),
    }),
  )
  const { id, type, ...rest } = own.credentialSubject as JsonObject
  const whole = { ...own, credentialSubject: { id, type, verifiableCredential: [...draft.credentials], ...rest } }
  return accepted(whole)
}

function checkMembers({ credentials }: ClrDraft): void {
  const path = '/credentialSubject/verifiableCredential'
  if (credentials.length > MOST_MEMBERS)
    throw new OpenBadgesError('OB_TOO_LARGE', `A transcript holds at most ${MOST_MEMBERS} credentials.`, path)
  credentials.forEach(({ proof }, i) => {
    if (proof === undefined)
      throw new OpenBadgesError('OB_DRAFT_INVALID', 'A credential goes in with its proof.', `${path}/${i}/proof`)
  })
}

function subject(draft: ClrDraft): JsonObject {
  return compact({
    id: draft.subject.id,
    type: ['ClrSubject'],
    identifier: list(identifiers(draft.subject)),
    achievement: list(draft.achievements?.map(achievement)),
    association: list(
      draft.associations?.map(({ type, source, target }) => ({
        type: 'Association',
        associationType: type,
        sourceId: source,
        targetId: target,
      })),
    ),
  })
}

function accepted(document: JsonObject): UnsignedCredential {
  const problem = checkShape(document, 'clr')[0]
  if (problem)
    throw new OpenBadgesError(
      problem.code === 'SHAPE_ID' ? 'OB_SHAPE_DUPLICATE' : 'OB_DRAFT_INVALID',
      problem.message,
      problem.path,
    )
  if (toBytes(document).length > MAX_BYTES)
    throw new OpenBadgesError('OB_TOO_LARGE', `A transcript has at most ${MAX_BYTES} bytes.`, '')
  return document as UnsignedCredential
}
