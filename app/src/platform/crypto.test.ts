import { generateKeyPairSync, sign } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import {
  buildStatusList,
  bundledContexts,
  didKey,
  fastCanonicalizer,
  generalCanonicalizer,
  newStatusList,
  type PublicKey,
  signEmbedded,
  verify,
} from '@cairn/openbadges'
import { expect, test } from 'vitest'
import { ed25519PublicKey } from '../testing/ed25519.ts'
import { ed25519Signer, nodeCrypto } from './crypto.ts'

const data = Buffer.from('a credential')

test.each([
  ['ES256', 'P-256', 'sha256'],
  ['ES384', 'P-384', 'sha384'],
  ['ES512', 'P-521', 'sha512'],
] as const)('%s is verified in P1363 form only, and only with its own curve', (algorithm, namedCurve, digest) => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve })
  const key = publicKey.export({ format: 'jwk' }) as PublicKey
  const signature = sign(digest, data, { key: privateKey, dsaEncoding: 'ieee-p1363' })
  expect(nodeCrypto.verify(algorithm, key, data, signature)).toBe(true)
  expect(nodeCrypto.verify(algorithm, key, data, sign(digest, data, privateKey))).toBe(false)
  expect(nodeCrypto.verify(algorithm === 'ES256' ? 'ES384' : 'ES256', key, data, signature)).toBe(false)
  expect(nodeCrypto.verify('Ed25519', key, data, signature)).toBe(false)
})

test.each([
  [2048, true],
  [1024, false],
])('RS256 with %i bits: %s', (modulusLength, expected) => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength })
  const key = publicKey.export({ format: 'jwk' }) as PublicKey
  expect(nodeCrypto.verify('RS256', key, data, sign('sha256', data, privateKey))).toBe(expected)
})

test('a compressed P-256 point is a key', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const bytes = Buffer.concat([
    Buffer.of(2 + ((Buffer.from(y, 'base64url').at(-1) ?? 0) & 1)),
    Buffer.from(x, 'base64url'),
  ])
  const signature = sign('sha256', data, { key: privateKey, dsaEncoding: 'ieee-p1363' })
  expect(nodeCrypto.verify('ES256', { algorithm: 'ES256', bytes }, data, signature)).toBe(true)
})

test.each([
  ['one member', (member: Buffer) => member, true],
  ['two members', (member: Buffer) => Buffer.concat([member, member]), false],
  ['an empty member first', (member: Buffer) => Buffer.concat([gzipSync(''), member]), false],
  ['a trailing byte', (member: Buffer) => Buffer.concat([member, Buffer.of(0)]), false],
  ['a cut end', (member: Buffer) => member.subarray(0, -1), false],
])('gunzip reads %s: %s', (_name, change, readable) => {
  const read = () => Buffer.from(nodeCrypto.gunzip(change(gzipSync('list')), 1_000)).toString()
  if (readable) expect(read()).toBe('list')
  else expect(read).toThrow()
})

test('gunzip stops at the limit', () => {
  expect(() => nodeCrypto.gunzip(gzipSync(Buffer.alloc(100_000)), 99_999)).toThrow()
})

test('what the app signs, the library verifies', async () => {
  const { privateKey } = generateKeyPairSync('ed25519')
  const did = didKey(ed25519PublicKey(privateKey))
  const contexts = bundledContexts()
  const canonicalizer = fastCanonicalizer(contexts, generalCanonicalizer(contexts))
  const now = new Date('2026-11-23T00:00:00Z')
  const dates = { validFrom: now, validUntil: new Date('2026-11-30T00:00:00Z'), ttlMs: 300_000 }
  const unsigned = buildStatusList({
    id: 'https://cairn.example/l',
    issuer: did,
    purpose: 'revocation',
    bits: newStatusList(),
    ...dates,
    crypto: nodeCrypto,
  })
  const signed = await signEmbedded({
    unsigned,
    signer: ed25519Signer(`${did}#${did.slice(8)}`, privateKey),
    created: now,
    canonicalizer,
    crypto: nodeCrypto,
  })
  const report = await verify(signed, {
    material: { documents: new Map() },
    now,
    crypto: nodeCrypto,
    contexts,
    canonicalizer,
  })
  expect(report.verdict).toBe('valid')
})
