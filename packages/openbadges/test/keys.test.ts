import { createHash, ECDH, generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { hasPoint, isOnCurve } from '../src/did/curve.ts'
import { fromJwk, fromMultikey } from '../src/did/multikey.ts'
import { base58, fromBase58 } from '../src/encoding/base58.ts'
import { concat } from '../src/encoding/text.ts'

const CURVES = [
  ['ES256', 'P-256', 'prime256v1', 32],
  ['ES384', 'P-384', 'secp384r1', 48],
  ['ES512', 'P-521', 'secp521r1', 66],
] as const

/** `count` x coordinates that anybody can make again. */
function coordinates(size: number, count: number): Uint8Array[] {
  return Array.from({ length: count }, (_, i) => {
    const bytes = concat(...[0, 1].map((half) => createHash('sha512').update(`x ${size} ${i} ${half}`).digest()))
    if (size === 66) bytes[0] = (bytes[0] ?? 0) & 1
    return bytes.slice(0, size)
  })
}

function nodeAccepts(x: Uint8Array, name: string): boolean {
  try {
    ECDH.convertKey(concat(Uint8Array.of(2), x), name)
    return true
  } catch {
    return false
  }
}

const refused = expect.objectContaining({ code: 'DID_KEY_FORMAT' })

describe.each(CURVES)('%s', (algorithm, crv, name, size) => {
  test('has a point at an x exactly when another library finds one', () => {
    const found = coordinates(size, 60).map((x) => [hasPoint(algorithm, x), nodeAccepts(x, name)])
    expect(found.filter(([ours, theirs]) => ours !== theirs)).toEqual([])
    expect(new Set(found.map(([ours]) => ours)).size).toBe(2)
  })

  test('holds the keys that are made for it, and no point beside it', () => {
    for (let i = 0; i < 5; i++) {
      const jwk = generateKeyPairSync('ec', { namedCurve: crv }).publicKey.export({ format: 'jwk' })
      const [x, y] = [jwk.x, jwk.y].map((one) => new Uint8Array(Buffer.from(one ?? '', 'base64url'))) as [
        Uint8Array<ArrayBuffer>,
        Uint8Array<ArrayBuffer>,
      ]
      expect([isOnCurve(algorithm, x, y), hasPoint(algorithm, x)]).toEqual([true, true])
      expect(fromJwk({ ...jwk })).toEqual({ kty: 'EC', crv, x: jwk.x, y: jwk.y })
      const beside = Uint8Array.from(y)
      beside[size - 1] = (beside[size - 1] ?? 0) ^ 1
      expect(isOnCurve(algorithm, x, beside)).toBe(false)
      expect(() => fromJwk({ ...jwk, y: Buffer.from(beside).toString('base64url') })).toThrow(refused)
      expect(() => fromJwk({ ...jwk, x: Buffer.from(x.slice(1)).toString('base64url') })).toThrow(refused)
    }
  })

  test('knows no coordinate of another length or at or above its prime', () => {
    const beyond = new Uint8Array(size).fill(255)
    for (const x of [beyond, beyond.slice(1), new Uint8Array()])
      expect([hasPoint(algorithm, x), isOnCurve(algorithm, x, x)]).toEqual([false, false])
    expect([hasPoint('Ed25519', beyond), isOnCurve('RS256', beyond, beyond)]).toEqual([false, false])
  })
})

test.each([
  ['ES256', 32, [0x80, 0x24]],
  ['ES384', 48, [0x81, 0x24]],
] as const)('A-did-key-malformed: a multibase key of %s whose x has no point is no key', (algorithm, size, code) => {
  for (const x of coordinates(size, 12)) {
    const text = `z${base58(concat(Uint8Array.from(code), Uint8Array.of(3), x))}`
    if (hasPoint(algorithm, x)) expect(fromMultikey(text)).toMatchObject({ algorithm })
    else expect(() => fromMultikey(text)).toThrow(refused)
  }
})

describe('a JSON Web Key', () => {
  const rsa = (bits: number) => generateKeyPairSync('rsa', { modulusLength: bits }).publicKey.export({ format: 'jwk' })
  const long = rsa(2048)
  const { x } = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' })

  test('of RSA has 2,048 bits or more and an ordinary exponent', () => {
    expect(fromJwk({ ...long })).toEqual({ kty: 'RSA', n: long.n, e: 'AQAB' })
    expect(() => fromJwk({ ...rsa(1024) })).toThrow(refused)
    // 2,048 bits on paper: the first of them are zero.
    const padded = Buffer.concat([Buffer.alloc(128), Buffer.from(rsa(1024).n ?? '', 'base64url')]).toString('base64url')
    for (const change of [
      { n: padded },
      { n: undefined },
      { n: 'not base64url!' },
      { n: Buffer.alloc(1_200, 255).toString('base64url') },
      { e: 'AQ' },
      { e: 'AA' },
      { e: 'Ag' },
      { e: '' },
      { e: Buffer.alloc(9, 255).toString('base64url') },
    ])
      expect(() => fromJwk({ ...long, ...change })).toThrow(refused)
  })

  test.each([
    ['for another algorithm', { kty: 'OKP', crv: 'Ed25519', x, alg: 'ES256' }],
    ['for another algorithm of RSA', { ...long, alg: 'PS256' }],
    ['for encryption', { kty: 'OKP', crv: 'Ed25519', x, use: 'enc' }],
    ['of another family than its curve', { kty: 'EC', crv: 'Ed25519', x }],
    ['of a curve that only agrees on keys', { kty: 'OKP', crv: 'X25519', x }],
    ['of a curve that is not read', { kty: 'EC', crv: 'secp256k1', x, y: x }],
    ['that is private', { kty: 'OKP', crv: 'Ed25519', x, d: x }],
    ['that is symmetric', { kty: 'oct', k: x }],
    ['with a y and no x', { kty: 'EC', crv: 'P-256', y: x }],
  ])('%s is refused', (_what, jwk) => {
    expect(() => fromJwk(jwk)).toThrow(refused)
  })

  test('may say what it is for when that is what it is', () => {
    for (const alg of ['EdDSA', 'Ed25519'])
      expect(fromJwk({ kty: 'OKP', crv: 'Ed25519', x, alg, use: 'sig' })).toMatchObject({ algorithm: 'Ed25519' })
    expect(fromJwk({ ...long, alg: 'RS256' })).toMatchObject({ kty: 'RSA' })
  })
})

describe('base58', () => {
  test.each([0, 1, 33, 64, 96, 132])('%i bytes come back', (length) => {
    for (const fill of [0, 1, 255]) {
      const bytes = new Uint8Array(length).fill(fill)
      expect(fromBase58(base58(bytes))).toEqual(bytes)
    }
  })

  test('a text longer than any key or signature is not read', () => {
    expect(fromBase58('z'.repeat(181))).toBeDefined()
    expect(fromBase58('z'.repeat(182))).toBeUndefined()
  })
})
