import { createHash } from 'node:crypto'
import { base64url } from '../../../lib/ids.ts'
import { type Json, jcsBytes } from '../../../lib/jcs.ts'

/** Multibase `u` of a SHA-256 multihash over the canonical JSON of what a stack says: another text is another version. */
export function digestOf(said: unknown): string {
  const hash = createHash('sha256')
    .update(jcsBytes(JSON.parse(JSON.stringify(said)) as Json))
    .digest()
  return `u${base64url(Uint8Array.from([0x12, 0x20, ...hash]))}`
}
