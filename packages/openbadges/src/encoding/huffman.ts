import { type Bits, corrupt, take } from './bits.ts'

const LONGEST = 15

/** A canonical Huffman code: how many symbols have each length, and the symbols in the order of their codes. */
export interface Huffman {
  readonly counts: Uint16Array
  readonly symbols: Uint16Array
}

/**
 * The code that a list of lengths stands for (RFC 1951, 3.2.2).
 *
 * @throws InflateError `corrupt` when two codes would be the same, or some bits would mean nothing; only a code of one symbol may leave some free
 */
export function huffman(lengths: Uint8Array): Huffman {
  const counts = new Uint16Array(LONGEST + 1)
  for (const length of lengths) counts[length] = (counts[length] ?? 0) + 1
  counts[0] = 0
  const used = counts.reduce((sum, count) => sum + count, 0)
  let free = 1
  for (const count of counts.subarray(1)) {
    free = free * 2 - count
    if (free < 0) return corrupt()
  }
  if (free > 0 && used > 1) return corrupt()
  const inOrder = [...lengths.keys()].filter((symbol) => lengths[symbol] !== 0)
  // Sorting is stable: symbols of one length stay in their own order.
  inOrder.sort((a, b) => (lengths[a] ?? 0) - (lengths[b] ?? 0))
  return { counts, symbols: Uint16Array.from(inOrder) }
}

/** Reads one symbol. @throws InflateError `corrupt` for bits that are no code */
export function symbolOf(bits: Bits, { counts, symbols }: Huffman): number {
  let [code, first, index] = [0, 0, 0]
  for (let length = 1; length <= LONGEST; length++) {
    code |= take(bits, 1)
    const count = counts[length] ?? 0
    if (code < first + count) return symbols[index + code - first] ?? corrupt()
    index += count
    first = (first + count) << 1
    code <<= 1
  }
  return corrupt()
}
