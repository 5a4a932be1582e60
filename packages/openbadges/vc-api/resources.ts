import { base64url, fromBase64url } from '../src/encoding/base64url.ts'
import { concat } from '../src/encoding/text.ts'
import type { JsonObject } from '../src/index.ts'
import { asList, isObject, isString, type JsonValue } from '../src/json.ts'

/**
 * The data model's suite seals `https://www.w3.org/ns/credentials/v2` as it was published until 24 February 2025 (w3c/vc-data-model,
 * commit 8d0ee1072), and not as it is now. Its digestMultibase is the bare SHA-256, where the standard asks for a multihash.
 */
const URL_OF_IT = 'https://www.w3.org/ns/credentials/v2'
const EARLIER: readonly JsonValue[] = [
  'sha384-NSOcNpmdIVUxIJGvGUoe22FjTWrXiaXlsZ8q6912LdnR3KraQO2n75Ica4wK4Qeg',
  'uJKGMkOmFbVJhEfKTduMC2XCyvRAYLjOVmZWwIH1wQ7k',
]

/** The document as the library can compare it: without seals of the earlier text, and with bare digests written as multihashes. */
export function withoutEarlier(document: JsonObject): JsonObject {
  if (document.relatedResource === undefined) return document
  const relatedResource = asList(document.relatedResource).flatMap<JsonValue>((one) =>
    isObject(one) ? compared(one) : one,
  )
  return { ...document, relatedResource }
}

function compared(resource: JsonObject): readonly JsonObject[] {
  const { digestSRI, digestMultibase, ...rest } = resource
  const seals = {
    ...(digestSRI === undefined ? {} : { digestSRI }),
    ...(digestMultibase === undefined ? {} : { digestMultibase }),
  }
  const left = Object.entries(seals).filter(([, seal]) => !(rest.id === URL_OF_IT && EARLIER.includes(seal)))
  if (left.length === 0 && Object.keys(seals).length > 0) return []
  return [{ ...rest, ...Object.fromEntries(left.map(([name, seal]) => [name, asMultihash(seal)])) }]
}

function asMultihash(seal: JsonValue): JsonValue {
  if (!isString(seal) || !seal.startsWith('u')) return seal
  const bytes = fromBase64url(seal.slice(1))
  return bytes?.length === 32 ? `u${base64url(concat(Uint8Array.of(0x12, 32), bytes))}` : seal
}
