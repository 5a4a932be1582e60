import { instant } from '../credential/dates.ts'
import { dateTime } from '../credential/text.ts'
import { base58 } from '../encoding/base58.ts'
import { OpenBadgesError } from '../errors.ts'
import type { JsonObject } from '../json.ts'
import type { Crypto, KeyRecord, Signer } from '../ports.ts'
import { signatureOf } from '../proof/sign.ts'
import { historyHashes, historyProof, maySign } from './history-proof.ts'
import { toMultikey } from './multikey.ts'
import { recordsIn } from './records.ts'

/** Input of {@link signKeyHistory}. `created` is cut to whole seconds; with the time of the last change the same keys give the same bytes. */
export interface KeyHistoryInput {
  readonly did: string
  readonly keys: readonly KeyRecord[]
  /** One of `keys`: an award key in use. */
  readonly signer: Signer
  readonly created: Date
  readonly crypto: Crypto
}

/**
 * The history of an issuer's keys, not signed: `{did, keys: [{id, publicKeyMultibase, purpose, notBefore, notAfter?, state, since?}]}`.
 * Give every key there ever was; what {@link KeyHistoryInput} signs is this.
 *
 * @throws OpenBadgesError `OB_DRAFT_INVALID` for what `readKeyHistory` would refuse: no key, a key of somebody else, an id or a key
 * twice, an end before the start, an ended key without its end, a compromised one without its time; `DID_KEY_FORMAT` for a key
 * without a multibase text
 */
export function buildKeyHistory(did: string, keys: readonly KeyRecord[]): JsonObject {
  const document: JsonObject = { did, keys: keys.map(stated) }
  if (keys.some(({ controller }) => controller !== did) || !recordsIn(document.keys, did))
    throw new OpenBadgesError('OB_DRAFT_INVALID', 'These keys are no history of this issuer.', '/keys')
  return document
}

/**
 * `keys.json`: {@link buildKeyHistory} with one proof (eddsa-jcs-2022) of an award key in use. `readKeyHistory` reads it.
 *
 * @throws OpenBadgesError as {@link buildKeyHistory}; `OB_SIGNER_MISMATCH` when the signer is not one of `keys` that may sign at that
 * time; `OB_SIGN_FAILED`
 */
export async function signKeyHistory(input: KeyHistoryInput): Promise<JsonObject> {
  const { did, keys, signer, crypto } = input
  const document = buildKeyHistory(did, keys)
  const created = dateTime(input.created, '/proof/created')
  const key = recordsIn(document.keys, did)?.find(({ id }) => id === signer.id)
  if (!key || !maySign(key, instant(created)))
    throw new OpenBadgesError('OB_SIGNER_MISMATCH', 'A key history is signed by an award key in use.', '/keys')
  const proof = historyProof(signer.id, created)
  const proofValue = `z${base58(await signatureOf(signer, await historyHashes(document, proof, crypto)))}`
  return { ...document, proof: { ...proof, proofValue } }
}

// Periods keep their fractions of a second: to cut them would change what stands published.
function stated({ id, key, purpose, notBefore, notAfter, state, since }: KeyRecord): JsonObject {
  return {
    id,
    publicKeyMultibase: toMultikey(key),
    purpose,
    notBefore: notBefore.toJSON(),
    ...(notAfter ? { notAfter: notAfter.toJSON() } : {}),
    state,
    ...(since ? { since: since.toJSON() } : {}),
  }
}
