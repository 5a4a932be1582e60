import { OpenBadgesError } from '../errors.ts'
import { isString, type JsonObject, objectsOf, stringsOf } from '../json.ts'
import type { Crypto, KeyRecord } from '../ports.ts'
import type { FindingCode } from '../verify/codes.ts'
import type { Finding } from '../verify/report.ts'
import { objectGiven } from './given.ts'
import { historySigner } from './history-proof.ts'
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
  const document = objectGiven(given, MAX_BYTES)
  if (document && document.did !== context.did) return refused('DID_MISMATCH', context)
  const keys = document && recordsIn(document.keys, context.did)
  if (!document || !keys) return refused('KEY_HISTORY', context)
  const known = (context.known ?? []).filter(({ controller }) => controller === context.did)
  if (!known.every((record) => isKept(record, keys))) return refused('KEY_HISTORY', context)
  const signer = await historySigner(document, keys, context)
  if (!signer) return refused('KEY_HISTORY', context)
  const code = refuseSigner(signer, known, context)
  return code ? refused(code, context, signer.id) : { keys, findings: [] }
}

function refused(code: FindingCode, { did }: HistoryContext, key = ''): KeyHistory {
  return { keys: [], findings: [{ code, detail: { issuer: did, key } }] }
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
