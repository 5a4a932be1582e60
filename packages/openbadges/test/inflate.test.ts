import { constants, deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inflate } from '../src/encoding/inflate.ts'
import { utf8 } from '../src/encoding/text.ts'

const { Z_FIXED, Z_HUFFMAN_ONLY, Z_RLE, Z_DEFAULT_STRATEGY } = constants
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 2_000 }),
  fc.string({ maxLength: 300 }).map((text) => utf8(text.repeat(20))),
  fc.integer({ min: 0, max: 70_000 }).map((length) => new Uint8Array(length).fill(7)),
)

test('what another implementation packed is unpacked to the byte, whichever way it packed', () => {
  fc.assert(
    fc.property(
      bytes,
      fc.integer({ min: 0, max: 9 }),
      fc.constantFrom(Z_FIXED, Z_HUFFMAN_ONLY, Z_RLE, Z_DEFAULT_STRATEGY),
      (data, level, strategy) => {
        const packed = new Uint8Array(deflateSync(data, { level, strategy }))
        expect(Buffer.compare(inflate(packed, data.length), data)).toBe(0)
        if (data.length > 0)
          expect(() => inflate(packed, data.length - 1)).toThrow(expect.objectContaining({ kind: 'large' }))
      },
    ),
    { numRuns: 200 },
  )
})

const GOOD = new Uint8Array(deflateSync(utf8('a stone on a stone on a stone on another one'.repeat(9))))

test('a stream that is cut off, goes on or says another sum is refused', () => {
  for (let length = 0; length < GOOD.length; length++)
    expect(() => inflate(GOOD.subarray(0, length), 1_000)).toThrow(expect.objectContaining({ kind: 'corrupt' }))
  expect(() => inflate(Uint8Array.from([...GOOD, 0]), 1_000)).toThrow(expect.objectContaining({ kind: 'corrupt' }))
})

test('no change of a single bit is read as another text', () => {
  const text = Buffer.from(inflate(GOOD, 1_000))
  for (let bit = 0; bit < GOOD.length * 8; bit++) {
    const changed = GOOD.slice()
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    try {
      // The size of the window and the level that was used say nothing about the text.
      expect(Buffer.compare(inflate(changed, 1_000), text)).toBe(0)
    } catch (cause) {
      expect(cause).toMatchObject({ name: 'InflateError' })
    }
  }
})

test.each([
  ['a third kind of block', [0x78, 0x9c, 0x07, 0, 0, 0, 0, 0]],
  ['a stored block whose length contradicts itself', [0x78, 0x9c, 0x01, 1, 0, 0, 0, 65, 0, 0x42, 0, 0x42]],
  ['a copy from before the beginning', [0x78, 0x9c, 0x03, 0x02, 0, 0, 0, 0, 1]],
  ['a dictionary that is not there', [0x78, 0xbb, 0x03, 0, 0, 0, 0, 1]],
  ['another method', [0x79, 0x9c, 0x03, 0, 0, 0, 0, 1]],
  ['a header whose own check fails', [0x78, 0x9d, 0x03, 0, 0, 0, 0, 1]],
  // One literal code of length 1 given three times: more codes than there are bits.
  ['codes that are the same', [0x78, 0x9c, 0x05, 0xe0, 0x49, 0x92, 0x24, 0x49, 0x92, 0, 0, 0, 1]],
])('%s is refused', (_what, data) => {
  expect(() => inflate(Uint8Array.from(data), 1_000)).toThrow(expect.objectContaining({ kind: 'corrupt' }))
})
