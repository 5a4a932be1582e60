/** The lengths of the code lengths stand in this order, the likely ones first (RFC 1951, 3.2.7). */
export const ORDER: readonly number[] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

/** The shortest copy that each symbol from 257 on stands for (RFC 1951, 3.2.5). */
export const LENGTHS: readonly number[] = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
]

/** How many bits behind symbol 257 + `place` say how much longer it is. */
export function moreBits(place: number): number {
  return place < 8 || place === 28 ? 0 : (place >> 2) - 1
}
