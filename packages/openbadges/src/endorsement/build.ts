import { profile } from '../achievement/build.ts'
import { credentialStatus, EMITTED_CONTEXTS } from '../credential/build.ts'
import { compact } from '../credential/compact.ts'
import type { EndorsementDraft } from '../credential/drafts.ts'
import { checked } from '../credential/emit.ts'
import { dateTime } from '../credential/text.ts'
import type { UnsignedCredential } from '../documents.ts'

/**
 * Builds an unsigned `EndorsementCredential`: a third party's word on a credential, an achievement version or an issuer.
 *
 * @throws OpenBadgesError `OB_DRAFT_INVALID`, `OB_TEXT_FORBIDDEN`, `OB_TOO_LARGE`
 */
export function buildEndorsement(draft: EndorsementDraft): UnsignedCredential {
  return checked(
    compact({
      '@context': [...EMITTED_CONTEXTS],
      id: draft.id,
      type: ['VerifiableCredential', 'EndorsementCredential'],
      name: draft.name,
      issuer: profile(draft.issuer),
      validFrom: dateTime(draft.validFrom, '/validFrom'),
      validUntil: draft.validUntil && dateTime(draft.validUntil, '/validUntil'),
      credentialSubject: compact({
        id: draft.subject.id,
        type: ['EndorsementSubject'],
        endorsementComment: draft.subject.endorsementComment,
      }),
      credentialStatus: draft.status && credentialStatus(draft.status),
    }),
    'endorsement',
  )
}
