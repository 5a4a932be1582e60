import { hex, utf8 } from '../encoding/text.ts'
import type { JsonObject } from '../json.ts'
import type { Canonicalizer, Crypto } from '../ports.ts'
import type { FastCanonicalizer } from './fast.ts'
import { sha256Hex } from './labels.ts'

/** The canonical form, at once where the canonicalizer has it at once, blank nodes hashed by the caller's own crypto where that is possible. */
export function canonicalForm(
  document: JsonObject,
  canonicalizer: Canonicalizer,
  crypto?: Crypto,
): string | Promise<string> {
  if (!('sooner' in canonicalizer)) return canonicalizer.canonize(document)
  return (canonicalizer as FastCanonicalizer).sooner(document, crypto && ((text) => hashNow(text, crypto)))
}

// Labels are needed at once: what has to be waited for is not.
function hashNow(text: string, crypto: Crypto): string {
  const digest = crypto.hash('SHA-256', utf8(text))
  if (digest instanceof Uint8Array) return hex(digest)
  digest.catch(() => undefined)
  return sha256Hex(text)
}
