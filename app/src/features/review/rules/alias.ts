import { crockford } from '../../../lib/ids.ts'

/** RFC 4648 section 6. */
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const ALIAS_LENGTH = 4
const PSEUDONYM_LENGTH = 6

/** What the tenant's key is applied to: another reader or another attempt gives another alias. */
export function aliasMessage(attemptId: string, readerId: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(attemptId + readerId)
}

/** "Portfolio 7F3K": first characters of the base32 of the HMAC. */
export function portfolioAlias(hmac: Uint8Array): string {
  if (hmac.length < 3) throw new RangeError('An alias needs 20 bits')
  let value = ((hmac[0] ?? 0) << 16) | ((hmac[1] ?? 0) << 8) | (hmac[2] ?? 0)
  let text = ''
  for (let i = 0; i < ALIAS_LENGTH; i++) {
    text += BASE32[(value >> 19) & 31]
    value = (value << 5) & 0xffffff
  }
  return text
}

/** Names a reader where no letter of one decision can stand: `R-` and six characters. */
export function readerPseudonym(hmac: Uint8Array): string {
  return `R-${crockford(hmac, PSEUDONYM_LENGTH)}`
}

export interface DrawnReader {
  readonly reviewId: string
  /** HMAC of submission and reader: the order says nothing of who read first. */
  readonly draw: Uint8Array
}

/** "Reader A", "Reader B": letters by the draw, unlinkable between Submissions. */
export function readerLetters(readers: readonly DrawnReader[]): Map<string, string> {
  const drawn = readers.toSorted((one, other) => compareBytes(one.draw, other.draw))
  return new Map(drawn.map(({ reviewId }, i) => [reviewId, String.fromCharCode(65 + i)]))
}

function compareBytes(one: Uint8Array, other: Uint8Array): number {
  const at = one.findIndex((byte, i) => byte !== other[i])
  return at < 0 ? one.length - other.length : (one[at] ?? 0) - (other[at] ?? -1)
}
