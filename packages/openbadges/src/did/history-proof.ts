import { instant } from '../credential/dates.ts'
import { jcs } from '../encoding/jcs.ts'
import { type JsonObject, objectsOf } from '../json.ts'
import type { Crypto, KeyRecord } from '../ports.ts'
import { hashPair, withoutProof } from '../proof/config.ts'
import { ed25519Signature } from '../proof/ed25519.ts'

const SKEW_MS = 300_000

/** What a key history states of its signature: eddsa-jcs-2022, since its words have no vocabulary. */
export function historyProof(keyId: string, created: string): JsonObject {
  return {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-jcs-2022',
    created,
    verificationMethod: keyId,
    proofPurpose: 'assertionMethod',
  }
}

/** What is signed: the hash of the proof without its value, then that of the document without its proof. */
export function historyHashes(document: JsonObject, config: JsonObject, crypto: Crypto): Promise<Uint8Array> {
  return hashPair(jcs(config), jcs(withoutProof(document)), crypto)
}

/** Whether a key may sign the history it stands in: an award key in use at that time. */
export function maySign({ purpose, state, notBefore, notAfter, key }: KeyRecord, created: number | undefined): boolean {
  return (
    purpose === 'award' &&
    state === 'active' &&
    'bytes' in key &&
    key.algorithm === 'Ed25519' &&
    created !== undefined &&
    created >= notBefore.getTime() &&
    created <= (notAfter ? notAfter.getTime() : Number.POSITIVE_INFINITY)
  )
}

/** The award key in use that signed, as the history itself states it. */
export async function historySigner(
  document: JsonObject,
  keys: readonly KeyRecord[],
  { now, crypto }: { readonly now: Date; readonly crypto: Crypto },
): Promise<KeyRecord | undefined> {
  const [proof, second] = objectsOf(document.proof)
  if (!proof || second || document['@context'] !== undefined || !isStated(proof, now)) return undefined
  const signer = keys.find(({ id }) => id === proof.verificationMethod)
  const signature = ed25519Signature(proof.proofValue)
  if (!signer || !signature || !maySign(signer, instant(proof.created))) return undefined
  const { proofValue: _value, ...config } = proof
  const data = await historyHashes(document, config, crypto)
  return (await crypto.verify('Ed25519', signer.key, data, signature)) ? signer : undefined
}

function isStated(proof: JsonObject, now: Date): boolean {
  const created = instant(proof.created)
  return (
    proof.type === 'DataIntegrityProof' &&
    proof.cryptosuite === 'eddsa-jcs-2022' &&
    proof.proofPurpose === 'assertionMethod' &&
    proof['@context'] === undefined &&
    created !== undefined &&
    created <= now.getTime() + SKEW_MS
  )
}
