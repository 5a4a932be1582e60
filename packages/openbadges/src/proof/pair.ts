import { sha256 } from '../encoding/sha256.ts'
import { hex, utf8 } from '../encoding/text.ts'
import type { Crypto } from '../ports.ts'

/** SHA-256 of text, for many texts. */
export interface TextHash {
  /** By the port, at once where the port answers at once. */
  of(text: string): Uint8Array | Promise<Uint8Array>
  /** In hexadecimal and always at once. */
  hexOf(text: string): string
}

/** Hashes texts by the port. A port that answers at once is given the same memory each time: it has read it when it answers. */
export async function textHash(crypto: Crypto): Promise<TextHash> {
  const first = crypto.hash('SHA-256', utf8(''))
  await first
  if (!(first instanceof Uint8Array))
    return { of: (text) => crypto.hash('SHA-256', utf8(text)), hexOf: (text) => hex(sha256(utf8(text))) }
  const encoder = new TextEncoder()
  let memory = new Uint8Array(0)
  function now(text: string): Uint8Array {
    if (memory.length < text.length * 3) memory = new Uint8Array(text.length * 4)
    const { written } = encoder.encodeInto(text, memory)
    return crypto.hash('SHA-256', memory.subarray(0, written)) as Uint8Array
  }
  return { of: now, hexOf: (text) => hex(now(text)) }
}
