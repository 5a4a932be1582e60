/** Why a compressed text cannot be read: it is damaged, or longer than allowed. */
export class InflateError extends Error {
  override name = 'InflateError'
  readonly kind: 'corrupt' | 'large'
  constructor(kind: 'corrupt' | 'large') {
    super(kind)
    this.kind = kind
  }
}

/** Bytes read bit by bit, least significant first (RFC 1951, 3.1.1). `at` is the next byte that was not touched. */
export interface Bits {
  readonly data: Uint8Array
  at: number
  held: number
  count: number
}

/** The next `count` bits as a number, at most 16. @throws InflateError `corrupt` where the data ends */
export function take(bits: Bits, count: number): number {
  while (bits.count < count) {
    const byte = bits.data[bits.at++]
    if (byte === undefined) return corrupt()
    bits.held |= byte << bits.count
    bits.count += 8
  }
  const value = bits.held & ((1 << count) - 1)
  bits.held >>>= count
  bits.count -= count
  return value
}

/** @throws InflateError `corrupt` */
export function corrupt(): never {
  throw new InflateError('corrupt')
}
