import { describe, expect, test } from 'vitest'
import { fromJwk, fromMultikey } from '../src/did/multikey.ts'
import { didKey, type PublicKey } from '../src/index.ts'
import { crypto, ecSigner, edSigner, rsaSigner, type TestSigner } from './support.ts'

const DATA = new TextEncoder().encode('what is signed')
const SIGNERS: readonly (readonly [string, TestSigner, number])[] = [
  ['Ed25519', edSigner('07'.repeat(32)), 64],
  ['P-256', ecSigner('P-256', '0badcafe'), 64],
  ['P-384', ecSigner('P-384', '0badcafe'), 96],
  ['P-521', ecSigner('P-521', '0badcafe', 'did:web:a.example#k'), 132],
  ['RSA', rsaSigner('did:web:a.example#k'), 256],
]

describe.each(SIGNERS)('the port over node, with a key of %s', (_name, signer, length) => {
  test('verifies what its signer signed, under the raw key and the JSON Web Key, and nothing else', async () => {
    const signature = await signer.sign(DATA)
    expect(signature).toHaveLength(length)
    for (const key of [signer.publicKey, fromJwk({ ...signer.jwk })]) {
      expect(crypto.verify(signer.algorithm, key, DATA, signature)).toBe(true)
      expect(crypto.verify(signer.algorithm, key, DATA.subarray(1), signature)).toBe(false)
      expect(crypto.verify(signer.algorithm, key, DATA, signature.subarray(1))).toBe(false)
    }
  })

  test('is held to the algorithm of the key', async () => {
    const signature = await signer.sign(DATA)
    for (const [, other] of SIGNERS)
      if (other.algorithm !== signer.algorithm)
        expect(crypto.verify(other.algorithm, signer.publicKey, DATA, signature)).toBe(false)
  })
})

test.each(SIGNERS.slice(0, 3))('a did:key of %s is read back as the same key', (_name, { publicKey, jwk, id }) => {
  expect(fromMultikey(didKey(publicKey).slice('did:key:'.length))).toEqual(publicKey)
  expect(didKey(jwk as PublicKey)).toBe(didKey(publicKey))
  expect(id).toBe(`${didKey(publicKey)}#${didKey(publicKey).slice('did:key:'.length)}`)
})

test('the port reads one gzip member and nothing behind it', () => {
  const packed = crypto.gzip(DATA)
  expect(new Uint8Array(crypto.gunzip(packed, 100))).toEqual(DATA)
  expect(() => crypto.gunzip(packed, 5)).toThrow(RangeError)
  for (const bad of [Buffer.concat([packed, packed]), Buffer.concat([packed, Buffer.of(0)]), packed.subarray(0, -1)])
    expect(() => crypto.gunzip(bad, 100)).toThrow(RangeError)
})
