import { fromBase58 } from '../encoding/base58.ts'
import { isString, type JsonValue } from '../json.ts'

// Order of the Ed25519 base point, little endian: a signature with S at or above it is a second form of another one.
const ORDER = Uint8Array.from([
  0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0x10,
])

/** The 64 bytes of a `proofValue` in base58btc; undefined for another form, another length or S at or above the order. */
export function ed25519Signature(value: JsonValue | undefined): Uint8Array | undefined {
  const bytes = isString(value) && value.startsWith('z') ? fromBase58(value.slice(1)) : undefined
  return bytes && isCanonicalEd25519(bytes) ? bytes : undefined
}

/** Whether these are 64 bytes R || S with S below the order of the group (RFC 8032 section 5.1.7). */
export function isCanonicalEd25519(signature: Uint8Array): boolean {
  if (signature.length !== 64) return false
  for (let i = 31; i >= 0; i--) {
    const [s = 0, l = 0] = [signature[32 + i], ORDER[i]]
    if (s !== l) return s < l
  }
  return false
}
