import { instant } from '../credential/dates.ts'
import { jcs } from '../encoding/jcs.ts'
import { checkStrict, parseStrict } from '../encoding/strict-json.ts'
import { fromUtf8 } from '../encoding/text.ts'
import { OpenBadgesError } from '../errors.ts'
import { isObject, isString, type JsonObject, objectsOf, stringsOf } from '../json.ts'
import type { Crypto, KeyRecord } from '../ports.ts'
import { hashPair, withoutProof } from '../proof/config.ts'
import { ed25519Signature } from '../proof/ed25519.ts'
import type { FindingCode } from '../verify/codes.ts'
import type { Finding } from '../verify/report.ts'
import { fromMultikey, toMultikey } from './multikey.ts'
import { isKept, recordsIn } from './records.ts'

/** What a key history is held against. */
export interface HistoryContext {
  /** Whose history it is. */
  readonly did: string
  readonly now: Date
  readonly crypto: Crypto
  /** Keys of this DID that were trusted before. When there are any, one of them must have signed, and all must still be there. */
  readonly known?: readonly KeyRecord[]
  /** The DID document as fetched from its own address: it names the key that signed when nothing was known before. */
  readonly didDocument?: JsonObject
}

/** The keys of an issuer, to be given to `verify` as `trustedKeys`; none when there is a finding. */
export interface KeyHistory {
  readonly keys: readonly KeyRecord[]
  readonly findings: readonly Finding[]
}

const MAX_BYTES = 1024 * 1024
const SKEW_MS = 300_000

/**
 * Reads `keys.json`, the history of an issuer's keys: `{did, keys: [{id, publicKeyMultibase, purpose, notBefore, notAfter?, state,
 * since?}], proof}`, signed (eddsa-jcs-2022) by an award key in use. Nothing is fetched, and nothing is believed because it says so
 * itself: the key that signed must be known, or be named by the DID document.
 *
 * Findings: `KEY_HISTORY` (malformed, contradicting itself, not signed, or something seen earlier is gone or changed), `DID_MISMATCH`,
 * `KEY_UNANCHORED`. Never throws on content.
 */
export async function readKeyHistory(
  given: Uint8Array | string | JsonObject,
  context: HistoryContext,
): Promise<KeyHistory> {
  const document = documentIn(given)
  if (document && document.did !== context.did) return refused('DID_MISMATCH', context)
  const keys = document && recordsIn(document.keys, context.did)
  if (!document || !keys) return refused('KEY_HISTORY', context)
  const known = (context.known ?? []).filter(({ controller }) => controller === context.did)
  if (!known.every((record) => isKept(record, keys))) return refused('KEY_HISTORY', context)
  const signer = await signerOf(document, keys, context)
  if (!signer) return refused('KEY_HISTORY', context)
  const code = refuseSigner(signer, known, context)
  return code ? refused(code, context, signer.id) : { keys, findings: [] }
}

function refused(code: FindingCode, { did }: HistoryContext, key = ''): KeyHistory {
  return { keys: [], findings: [{ code, detail: { issuer: did, key } }] }
}

function documentIn(given: Uint8Array | string | JsonObject): JsonObject | undefined {
  try {
    const value = isString(given) || given instanceof Uint8Array ? parsed(given) : given
    checkStrict(value)
    return isObject(value) && JSON.stringify(value).length <= MAX_BYTES ? value : undefined
  } catch {
    return undefined
  }
}

function parsed(given: Uint8Array | string) {
  if (given.length > MAX_BYTES) throw new RangeError('bytes')
  return parseStrict(isString(given) ? given : fromUtf8(given))
}

/** The award key in use that signed, as the history itself states it. */
async function signerOf(
  document: JsonObject,
  keys: readonly KeyRecord[],
  context: HistoryContext,
): Promise<KeyRecord | undefined> {
  const [proof, second] = objectsOf(document.proof)
  if (!proof || second || document['@context'] !== undefined || !isStated(proof, context)) return undefined
  const signer = keys.find(({ id }) => id === proof.verificationMethod)
  const signature = ed25519Signature(proof.proofValue)
  if (!signer || !signature || !maySign(signer, instant(proof.created))) return undefined
  const { proofValue: _value, ...config } = proof
  const data = await hashPair(jcs(config), jcs(withoutProof(document)), context.crypto)
  return (await context.crypto.verify('Ed25519', signer.key, data, signature)) ? signer : undefined
}

function isStated(proof: JsonObject, { now }: HistoryContext): boolean {
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

function maySign({ purpose, state, notBefore, notAfter, key }: KeyRecord, created: number | undefined): boolean {
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

// Whoever holds a domain today can write a history around keys that everybody knows: what was known before decides.
function refuseSigner(
  signer: KeyRecord,
  known: readonly KeyRecord[],
  { didDocument }: HistoryContext,
): FindingCode | undefined {
  if (known.length > 0) return known.some(({ id }) => id === signer.id) ? undefined : 'KEY_UNANCHORED'
  return didDocument && isNamedBy(didDocument, signer) ? undefined : 'KEY_UNANCHORED'
}

function isNamedBy(document: JsonObject, signer: KeyRecord): boolean {
  const { controller: did, id, key } = signer
  const methods = objectsOf(document.verificationMethod).filter((method) => method.id === id)
  const [method, second] = methods
  const asserts = stringsOf(document.assertionMethod).includes(id)
  if (document.id !== did || !method || second || !asserts) return false
  if (method.controller !== did || method.revoked !== undefined) return false
  return sameKey(method.publicKeyMultibase, toMultikey(key))
}

function sameKey(text: unknown, expected: string): boolean {
  try {
    return isString(text) && toMultikey(fromMultikey(text)) === expected
  } catch (cause) {
    if (cause instanceof OpenBadgesError) return false
    throw cause
  }
}
