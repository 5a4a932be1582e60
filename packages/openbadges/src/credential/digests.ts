import { base64url } from '../encoding/base64url.ts'
import { concat, hex, utf8 } from '../encoding/text.ts'
import type { Crypto } from '../ports.ts'

// multihash: 0x12 = sha2-256, 0x20 = 32 bytes follow.
const SHA2_256 = Uint8Array.from([0x12, 0x20])

/** The hash of an e-mail address for `credentialSubject.identifier`: SHA-256 of the trimmed, lower-case value followed by the salt. */
export async function hashIdentity(value: string, salt: string, crypto: Crypto): Promise<`sha256$${string}`> {
  const digest = await crypto.hash('SHA-256', utf8(value.trim().toLowerCase() + salt))
  return `sha256$${hex(digest)}`
}

/** Multibase base64url (`u`) of the SHA-256 multihash of the data. */
export async function digestMultibase(data: Uint8Array, crypto: Crypto): Promise<string> {
  return `u${base64url(concat(SHA2_256, await crypto.hash('SHA-256', data)))}`
}
