import { concat, utf8 } from '../encoding/text.ts'
import type { JsonObject } from '../json.ts'
import type { Canonicalizer, Crypto } from '../ports.ts'

/** The document without its proof. */
export function withoutProof(document: JsonObject): JsonObject {
  const { proof: _proof, ...rest } = document
  return rest
}

/** The proof configuration that is hashed: the proof without its value, under the document's context. */
export function proofConfig(proof: JsonObject, document: JsonObject): JsonObject {
  const { proofValue: _value, '@context': _context, ...rest } = proof
  return { '@context': document['@context'], ...rest }
}

/** Data Integrity: hash of the proof configuration first, then hash of the document (64 bytes). */
export async function signingInput(input: {
  document: string
  config: JsonObject
  canonicalizer: Canonicalizer
  crypto: Crypto
}): Promise<Uint8Array> {
  return hashPair(await input.canonicalizer.canonize(input.config), input.document, input.crypto)
}

/** The two hashes (SHA-256 unless told), from canonical forms. */
export async function hashPair(
  config: string,
  document: string,
  crypto: Crypto,
  hash: 'SHA-256' | 'SHA-384' = 'SHA-256',
): Promise<Uint8Array> {
  const hashes = [crypto.hash(hash, utf8(config)), crypto.hash(hash, utf8(document))] as const
  return concat(await hashes[0], await hashes[1])
}
