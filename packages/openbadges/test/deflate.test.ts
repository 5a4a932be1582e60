import { randomBytes } from 'node:crypto'
import { constants, gunzipSync, gzipSync, crc32 as zlibCrc32 } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { crc32 } from '../src/encoding/crc32.ts'
import { gunzip, gzip, gzipStrewn } from '../src/encoding/gzip.ts'
import { codeLengths, codesOf } from '../src/encoding/prefix-code.ts'

/** What another implementation and our own read of what was packed. */
function insistReadable(data: Uint8Array): Uint8Array {
  const packed = gzip(data)
  expect(Buffer.compare(gunzipSync(packed), data)).toBe(0)
  expect(Buffer.compare(gunzip(packed, data.length), data)).toBe(0)
  return packed
}

/** A list of 131,072 entries with this share of them set, at places drawn by a fixed rule. */
function listOf(share: number): Uint8Array {
  const bytes = new Uint8Array(16_384)
  let state = 20_261_129
  for (let i = 0; i < 131_072 * share; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    bytes[state >>> 18] = (bytes[state >>> 18] ?? 0) | (0x80 >> ((state >>> 15) & 7))
  }
  return bytes
}

/** Each byte so many times, spread evenly, so that few stand beside their like. */
function spread(counts: readonly number[]): Uint8Array {
  const places = counts.flatMap((count, byte) =>
    Array.from({ length: count }, (_, i) => ({ byte, at: (i + 0.5) / count })),
  )
  return Uint8Array.from(places.sort((a, b) => a.at - b.at).map(({ byte }) => byte))
}

/** Each is the sum of the two before: the two rarest are always joined with the next one alone, and the tree is as deep as it can be. */
const STEEP = [1, 1, 3, 4]
while (STEEP.length < 18) STEEP.push((STEEP.at(-1) ?? 0) + (STEEP.at(-2) ?? 0))

describe('what is packed', () => {
  const runs = fc.array(fc.tuple(fc.nat({ max: 3 }), fc.integer({ min: 1, max: 800 })), { maxLength: 30 })
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 3_000 }),
    fc.array(fc.constantFrom(0, 0, 0, 0, 1, 2, 128), { maxLength: 3_000 }).map((all) => Uint8Array.from(all)),
    runs.map((all) => Uint8Array.from(all.flatMap(([byte, length]) => new Array<number>(length).fill(byte)))),
    fc.double({ min: 0, max: 1, noNaN: true }).map((share) => listOf(share ** 4)),
  )

  test('is unpacked to the byte by another implementation and by our own, and is never larger than it is stored', () => {
    fc.assert(
      fc.property(bytes, fc.nat({ max: 3 }), (data, from) => {
        const part = data.subarray(from)
        expect(insistReadable(part).length).toBeLessThanOrEqual(part.length + 23)
      }),
      { numRuns: 40 },
    )
  })

  test('is read for a run of every length, at every place in a word', () => {
    const lengths = Array.from({ length: 540 }, (_, length) => length)
    insistReadable(Uint8Array.from(lengths.flatMap((length) => [...new Uint8Array(length), 7])))
    for (const length of [14, 15, 16, 17, 18, 19, 260, 261, 262, 263, 264, 518, 520])
      for (const [before, behind] of [
        [0, 0],
        [1, 0],
        [0, 1],
        [2, 3],
        [3, 2],
        [4, 4],
      ] as const)
        insistReadable(
          Uint8Array.of(
            ...new Uint8Array(before).fill(7),
            ...new Uint8Array(length),
            ...new Uint8Array(behind).fill(7),
          ),
        )
  })

  test.each([
    ['nothing', new Uint8Array(0), 23],
    ['one byte', Uint8Array.of(9), 24],
    ['what has no pattern', new Uint8Array(randomBytes(5_000)), 5_023],
    ['what fills one block', new Uint8Array(randomBytes(65_535)), 65_558],
    ['what needs two blocks', new Uint8Array(randomBytes(65_536)), 65_564],
  ])('is stored where that is shorter: %s', (_what, data, size) => {
    expect(insistReadable(data)).toHaveLength(size)
  })

  test('a list is no larger than zlib makes it, whether few bits are set or many', () => {
    for (const share of [0, 0.00001, 0.0001, 0.001, 0.01, 0.05, 0.1, 0.5, 1]) {
      const list = listOf(share)
      expect(insistReadable(list).length).toBeLessThanOrEqual(gzipSync(list, { level: 1 }).length)
    }
  })

  // Without a limit the rarest would have codes of 18 bits, which are none (RFC 1951, 3.2.7).
  test('is read where some bytes are so much rarer than others that their codes reach the limit', () => {
    expect(Math.max(...codeLengths(Uint32Array.of(...STEEP, 1), 30))).toBe(18)
    const data = spread(STEEP)
    expect(insistReadable(data).length).toBeLessThan(data.length / 2)
  })

  // 84 codes, of 3 to 9 bits, so many of each length: the code for these lengths would need 8 bits, and has room for 7.
  test('is read where some lengths of codes are so much rarer than others', () => {
    const lengths = [1, 5, 8, 2, 21, 13, 33].flatMap((count, i) => new Array<number>(count).fill(3 + i))
    const data = spread(lengths.map((length) => 2 ** (9 - length)))
    expect(insistReadable(data).length).toBeLessThan(data.length)
  })
})

describe('bits that were strewn by chance', () => {
  test.each([0.025, 0.05, 0.1, 0.2])('are packed without counting, all but as tightly as by counting: %f', (share) => {
    const list = listOf(share)
    const packed = gzipStrewn(list, zlibCrc32)
    expect(packed && Buffer.compare(gunzipSync(packed), list)).toBe(0)
    expect(packed).toEqual(gzip(list))
    const counted = gzipSync(list, { level: 1, strategy: constants.Z_HUFFMAN_ONLY }).length
    expect(packed?.length).toBeLessThan(counted * 1.06)
  })

  test.each([
    ['a list with few', listOf(0.01)],
    ['a list with many', listOf(0.5)],
    ['as many side by side', Uint8Array.from({ length: 16_384 }, (_, i) => (i < 800 ? 255 : 0))],
    ['as many in every fourth byte', Uint8Array.from({ length: 16_384 }, (_, i) => (i % 4 === 0 ? 15 : 0))],
    ['a short list', listOf(0.05).subarray(0, 4_095)],
    ['nothing', new Uint8Array(0)],
  ])('are no other bytes: %s', (_what, data) => {
    expect(gzipStrewn(data)).toBeUndefined()
  })

  // Only every eighth byte is looked at.
  test('may seem to be there where they are not: then too no more is written than is stored', () => {
    const data = Uint8Array.from(listOf(0.05), (byte, i) => (i % 8 === 0 ? byte : 255 - (i % 3)))
    expect(gzipStrewn(data)?.length).toBeGreaterThan(data.length)
    expect(insistReadable(data)).toHaveLength(data.length + 23)
    // Without that, by half at most.
    const worst = Uint8Array.from(listOf(0.24), (byte, i) => (i % 8 === 0 ? byte : 127))
    const ratio = (gzipStrewn(worst)?.length ?? 0) / worst.length
    expect([ratio > 1.4, ratio <= 1.5]).toEqual([true, true])
  })
})

describe('a prefix code', () => {
  const counts = fc
    .array(fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: 100_000 })), { minLength: 2, maxLength: 128 })
    .filter((all) => all.filter((count) => count > 0).length > 1)
    .map((all) => Uint32Array.from(all))
  const total = (all: Uint32Array, lengths: Uint8Array) =>
    all.reduce((sum, count, i) => sum + count * (lengths[i] ?? 0), 0)

  test('takes no more bits than joining the two rarest again and again', () => {
    fc.assert(
      fc.property(counts, (all) => {
        const left = [...all].filter((count) => count > 0)
        let least = 0
        while (left.length > 1) {
          left.sort((a, b) => b - a)
          const both = (left.pop() ?? 0) + (left.pop() ?? 0)
          least += both
          left.push(both)
        }
        expect(total(all, codeLengths(all, 40))).toBe(least)
      }),
    )
  })

  test('leaves no bits without a meaning, keeps to its limit, and gives none to what does not occur', () => {
    fc.assert(
      fc.property(counts, fc.integer({ min: 7, max: 15 }), (all, longest) => {
        const lengths = codeLengths(all, longest)
        expect(Math.max(...lengths)).toBeLessThanOrEqual(longest)
        expect(lengths.reduce((sum, length) => sum + (length && 2 ** -length), 0)).toBe(1)
        expect([...lengths].map((length) => length > 0)).toEqual([...all].map((count) => count > 0))
      }),
    )
  })

  test('is the one of the example in RFC 1951, 3.2.2', () => {
    const codes = codesOf(Uint8Array.of(3, 3, 3, 3, 3, 2, 4, 4))
    const asWritten = (code: number) => [...(code >>> 4).toString(2).padStart(code & 15, '0')].reverse().join('')
    expect([...codes].map(asWritten)).toEqual(['010', '011', '100', '101', '110', '00', '1110', '1111'])
  })
})

test('the checksum is that of another implementation, wherever the bytes begin and end', () => {
  const data = new Uint8Array(randomBytes(64))
  for (let from = 0; from < 5; from++)
    for (let to = from; to <= data.length; to++)
      expect(crc32(data.subarray(from, to))).toBe(zlibCrc32(data.subarray(from, to)))
})
