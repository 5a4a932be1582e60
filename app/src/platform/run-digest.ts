import { createHash } from 'node:crypto'

/** The first eight bytes of the SHA-256 digest of a text, as the signed number a `bigint` column holds. */
export function runDigest(text: string): string {
  return createHash('sha256').update(text).digest().readBigInt64BE(0).toString()
}
