import { compact } from '../credential/compact.ts'
import { isIri } from '../credential/emit.ts'
import { OpenBadgesError } from '../errors.ts'
import type { JsonObject } from '../json.ts'

/** Input of {@link buildRevocationList}. */
export interface RevocationListInput {
  /** The URL under which the list is served, and to which `credentialStatus.id` points. */
  readonly id: string
  readonly issuer: string
  readonly revoked: readonly { readonly id: string; readonly reason?: string }[]
}

/**
 * A 1EdTech revocation list (OB 3.0 `1EdTechRevocationList`): the ids of the credentials an issuer has taken back.
 * It carries no signature of its own: who reads it believes the host it was fetched from.
 *
 * @throws OpenBadgesError `OB_DRAFT_INVALID` for what is no absolute IRI, `OB_SHAPE_DUPLICATE` for a credential named twice
 */
export function buildRevocationList({ id, issuer, revoked }: RevocationListInput): JsonObject {
  checkIri(id, '/id')
  checkIri(issuer, '/issuer')
  const seen = new Set<string>()
  const revokedCredential = revoked.map((one, i) => {
    const path = `/revokedCredential/${i}/id`
    checkIri(one.id, path)
    if (seen.has(one.id)) throw new OpenBadgesError('OB_SHAPE_DUPLICATE', 'This credential is named twice.', path)
    seen.add(one.id)
    return compact({ id: one.id, revoked: true, revocationReason: one.reason })
  })
  return { id, issuer, revokedCredential }
}

function checkIri(text: string, path: string): void {
  if (!isIri(text)) throw new OpenBadgesError('OB_DRAFT_INVALID', 'must be an absolute IRI', path)
}
