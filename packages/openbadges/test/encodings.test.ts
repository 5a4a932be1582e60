import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { base58, fromBase58 } from '../src/encoding/base58.ts'
import { base64url, fromBase64url } from '../src/encoding/base64url.ts'
import { fromUtf8, hex } from '../src/encoding/text.ts'

const RUNS = { numRuns: 500, seed: 20_261_129 }
const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
const bytes = (maxLength: number) => fc.uint8Array({ maxLength })

/** One large number, as the definition says. */
function byDefinition(text: string): Uint8Array | undefined {
  let value = 0n
  for (const character of text) {
    const digit = ALPHABET.indexOf(character)
    if (digit < 0) return undefined
    value = value * 58n + BigInt(digit)
  }
  const digits = value === 0n ? '' : value.toString(16)
  const body = Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex')
  return Uint8Array.from([...new Array<number>(/^1*/.exec(text)?.[0].length ?? 0).fill(0), ...body])
}

describe('base58', () => {
  test('is read as the one large number it is', () => {
    const text = fc.oneof(
      fc.string({ unit: fc.constantFrom(...ALPHABET), maxLength: 181 }),
      fc.string({ unit: fc.constantFrom('1', 'z', '2'), maxLength: 181 }),
      fc.string({ unit: fc.constantFrom(...ALPHABET, '0', 'O', 'I', 'l', ' ', '\0', 'é', '😀'), maxLength: 8 }),
    )
    fc.assert(
      fc.property(text, (one) => {
        expect(fromBase58(one)).toEqual(byDefinition(one))
      }),
      RUNS,
    )
  })

  test('comes back', () => {
    fc.assert(
      fc.property(bytes(132), (one) => {
        expect(fromBase58(base58(one))).toEqual(one)
      }),
      RUNS,
    )
  })
})

describe('base64url', () => {
  test('is written as everybody writes it, and comes back', () => {
    fc.assert(
      fc.property(bytes(100), (one) => {
        const text = base64url(one)
        expect([text, fromBase64url(text)]).toEqual([Buffer.from(one).toString('base64url'), one])
      }),
      RUNS,
    )
  })

  test('has one spelling: what would be written otherwise is not read', () => {
    const text = fc.string({
      unit: fc.constantFrom(...'ABZaz09-_', '+', '/', '=', ' ', '\n', 'é', '\u0141', '😀'),
      maxLength: 6,
    })
    fc.assert(
      fc.property(text, (one) => {
        const read = Buffer.from(one, 'base64url')
        const expected = read.toString('base64url') === one ? Uint8Array.from(read) : undefined
        expect(fromBase64url(one)).toEqual(expected)
      }),
      RUNS,
    )
  })
})

test('bytes that are no UTF-8 are refused and leave nothing behind for the next text', () => {
  for (const bad of [[0xc3], [0xe2, 0x82], [0xf0, 0x9f, 0x98], [0xed, 0xa0, 0x80], [0x41, 0xff]]) {
    expect(() => fromUtf8(Uint8Array.from(bad))).toThrow(TypeError)
    expect(fromUtf8(Uint8Array.from([0xef, 0xbb, 0xbf, 0x61]))).toBe('\ufeffa')
  }
})

test('hexadecimal', () => {
  fc.assert(
    fc.property(bytes(40), (one) => {
      expect(hex(one)).toBe(Buffer.from(one).toString('hex'))
    }),
    RUNS,
  )
})
