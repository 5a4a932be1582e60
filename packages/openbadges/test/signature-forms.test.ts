import { describe, expect, test } from 'vitest'
import { base58 } from '../src/encoding/base58.ts'
import { ed25519Signature, isCanonicalEd25519 } from '../src/proof/ed25519.ts'
import { isP1363, signatureIn } from '../src/proof/p1363.ts'

/** Order of the Ed25519 base point (RFC 8032, section 5.1). */
const ORDER = 2n ** 252n + 27_742_317_777_372_353_535_851_937_790_883_648_493n

function littleEndian(value: bigint): Uint8Array {
  return Uint8Array.from({ length: 32 }, (_, i) => Number((value >> BigInt(8 * i)) & 255n))
}

function ed25519(s: bigint): Uint8Array {
  return Uint8Array.from([...new Uint8Array(32).fill(7), ...littleEndian(s)])
}

describe('the form of an Ed25519 signature', () => {
  test.each<[string, bigint, boolean]>([
    ['nothing', 0n, true],
    ['one less than the order', ORDER - 1n, true],
    ['the order', ORDER, false],
    ['one more', ORDER + 1n, false],
    ['a larger byte below equal ones', ORDER + 256n, false],
    ['a smaller byte below equal ones', ORDER - 256n, true],
    ['as much as there is', 2n ** 256n - 1n, false],
  ])('with an S of %s', (_what, s, expected) => {
    expect(isCanonicalEd25519(ed25519(s))).toBe(expected)
    expect(ed25519Signature(`z${base58(ed25519(s))}`)).toEqual(expected ? ed25519(s) : undefined)
  })

  test('has 64 bytes in base58btc', () => {
    for (const length of [0, 32, 63, 65, 128]) expect(isCanonicalEd25519(new Uint8Array(length))).toBe(false)
    const text = base58(ed25519(1n))
    for (const odd of [undefined, 7, [], text, `u${text}`, `z${text}0`]) expect(ed25519Signature(odd)).toBeUndefined()
  })
})

describe('the form of an ECDSA signature', () => {
  test('is known for the curves that sign credentials alone', () => {
    for (const algorithm of ['Ed25519', 'RS256', 'ES512'] as const)
      for (const length of [0, 64, 96]) expect(isP1363(algorithm, new Uint8Array(length).fill(1))).toBe(false)
    expect(isP1363('ES256', new Uint8Array(64).fill(1))).toBe(true)
    expect(isP1363('ES384', new Uint8Array(96).fill(1))).toBe(true)
  })

  test('holds two numbers from 1 to one less than the order', () => {
    const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n
    const bigEndian = (value: bigint) => [...littleEndian(value)].reverse()
    const pair = (r: bigint, s: bigint) => Uint8Array.from([...bigEndian(r), ...bigEndian(s)])
    for (const good of [pair(1n, 1n), pair(order - 1n, order - 1n), pair(256n, 1n)])
      expect(isP1363('ES256', good)).toBe(true)
    for (const bad of [pair(0n, 1n), pair(1n, 0n), pair(order, 1n), pair(1n, order)])
      expect(isP1363('ES256', bad)).toBe(false)
  })

  test('a proof value is read in the form of its key', () => {
    const value = `z${base58(new Uint8Array(64).fill(1))}`
    expect(signatureIn(value, 'Ed25519')).toHaveLength(64)
    expect(signatureIn(value, 'ES256')).toHaveLength(64)
    expect(signatureIn(value, 'ES384')).toBeUndefined()
    for (const odd of [undefined, 7, [value], value.slice(1), `u${value.slice(1)}`])
      expect(signatureIn(odd, 'ES256')).toBeUndefined()
  })
})
