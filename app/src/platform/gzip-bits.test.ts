import { gunzipSync, gzipSync } from 'node:zlib'
import { webCrypto } from '@cairn/openbadges'
import { expect, test } from 'vitest'
import { gzipBits, shareOfBits } from './gzip-bits.ts'

const SIZE = 16_384
const { gunzip } = webCrypto(globalThis.crypto)

/** Bytes with this share of their bits set, by chance. */
function drawn(share: number, size = SIZE): Uint8Array {
  let state = 20_261_129
  const withOne = (byte: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return byte * 2 + Number(state < share * 2 ** 32)
  }
  return Uint8Array.from({ length: size }, () => Array.from({ length: 8 }).reduce<number>(withOne, 0))
}

test.each([0.02, 0.05, 0.12, 0.3, 0.5, 0.75, 0.95])(
  'with %f of the bits set it is read by zlib and by the library, and hardly longer than zlib’s own',
  (share) => {
    const data = drawn(share)
    const packed = gzipBits(data, shareOfBits(data))
    expect(gunzipSync(packed).equals(data)).toBe(true)
    expect(Buffer.from(gunzip(packed, SIZE)).equals(data)).toBe(true)
    expect(packed.length).toBeLessThan(gzipSync(data, { level: 9 }).length * 1.06)
  },
)

test('whatever the bytes and whatever share is said of them, they come back', () => {
  const all = [Uint8Array.from({ length: 256 }, (_, i) => i), new Uint8Array(0), Uint8Array.of(255), drawn(0.05, 99)]
  for (let share = 0; share <= 1; share += 1 / 128)
    for (const data of all) expect(gunzipSync(gzipBits(data, share)).equals(data)).toBe(true)
})

test('bits that are not set by chance take about as much room as others of their number', () => {
  const block = new Uint8Array(SIZE).fill(255, 0, SIZE / 20)
  const packed = gzipBits(block, shareOfBits(block))
  expect(gunzipSync(packed).equals(block)).toBe(true)
  expect(packed.length).toBeLessThan(gzipBits(drawn(0.05), 0.05).length * 1.05)
})
