import { sha256 } from '../encoding/sha256.ts'
import { concat, utf8 } from '../encoding/text.ts'
import type { Crypto } from '../ports.ts'
import type { Woven } from './template-blocks.ts'

/** A hash, at once or later. */
export type Digest = Uint8Array | Promise<Uint8Array>

/** SHA-256 of texts in pieces, for many texts. */
export interface TextHash {
  /** By the port, at once where the port answers at once. */
  of(pieces: Woven): Digest
  /** Always at once. */
  now(pieces: Woven): Uint8Array
}

/** Hashes texts by the port. A port that answers at once is given the same memory each time: it has read it when it answers. */
export async function textHash(crypto: Crypto): Promise<TextHash> {
  const first = crypto.hash('SHA-256', utf8(''))
  await first
  if (!(first instanceof Uint8Array))
    return { of: (pieces) => crypto.hash('SHA-256', bytesOf(pieces)), now: (pieces) => sha256(bytesOf(pieces)) }
  const into = memory()
  const now = (pieces: Woven) => crypto.hash('SHA-256', into(pieces)) as Uint8Array
  return { of: now, now }
}

/** The pieces one after the other, in memory of their own. */
export function bytesOf(pieces: Woven): Uint8Array {
  return concat(...pieces.map((piece) => (typeof piece === 'string' ? utf8(piece) : piece)))
}

/** Writes pieces one after the other, over those before. */
function memory(): (pieces: Woven) => Uint8Array {
  const encoder = new TextEncoder()
  let kept = new Uint8Array(0)
  return (pieces) => {
    // A character has at most three bytes.
    const most = pieces.reduce((sum, piece) => sum + piece.length * (typeof piece === 'string' ? 3 : 1), 0)
    if (kept.length < most) kept = new Uint8Array(most * 2)
    let at = 0
    for (const piece of pieces) {
      if (typeof piece === 'string') at += encoder.encodeInto(piece, kept.subarray(at)).written
      else {
        kept.set(piece, at)
        at += piece.length
      }
    }
    return kept.subarray(0, at)
  }
}

/** The hash of the proof configuration, kept while awards of the same second follow. */
export function optionsHash(
  configOf: (created: string) => Woven | null,
  hash: TextHash,
): (created: string) => Digest | null {
  let kept: { readonly at: string; readonly digest: Uint8Array } | undefined
  return (at) => {
    if (kept?.at === at) return kept.digest
    const pieces = configOf(at)
    const digest = pieces === null ? null : hash.of(pieces)
    if (digest instanceof Uint8Array) kept = { at, digest }
    return digest
  }
}

/** Hash of the proof configuration first, then hash of the document. */
export function pairOf(first: Digest, second: Digest): Digest {
  if (first instanceof Uint8Array && second instanceof Uint8Array) return concat(first, second)
  return Promise.all([first, second]).then((both) => concat(...both))
}
