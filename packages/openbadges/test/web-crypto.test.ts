import { createHash, createHmac, randomBytes } from 'node:crypto'
import { constants, gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { uncompressed } from '../src/did/curve.ts'
import { buildStatusList, newStatusList, type PublicKey, setStatus, verify, webCrypto } from '../src/index.ts'
import {
  contexts,
  ecSigner,
  edSigner,
  fast,
  fixture,
  fixturesPresent,
  GOLDEN_NOW,
  goldenMaterial,
  crypto as node,
  rsaSigner,
  SEED,
} from './support.ts'

const web = webCrypto(globalThis.crypto)
const DATA = new Uint8Array(randomBytes(1_000))
const SIGNERS = [
  edSigner(SEED),
  ecSigner('P-256', 'feed'),
  ecSigner('P-384', 'feed'),
  ecSigner('P-521', 'feed', 'did:web:badges.example#p521'),
  rsaSigner('did:web:badges.example#rsa'),
]

describe.each(SIGNERS.map((signer) => [signer.algorithm, signer] as const))(
  'a signature by %s',
  (algorithm, signer) => {
    const forms: readonly PublicKey[] = [signer.publicKey, signer.jwk, { ...signer.jwk, kid: '1' }]
    test('is judged as Node judges it, whichever way its key is written; a changed one is not good', async () => {
      const signature = await signer.sign(DATA)
      const changed = signature.map((byte, i) => (i === 10 ? byte ^ 1 : byte))
      for (const key of forms) {
        expect(await web.verify(algorithm, key, DATA, signature)).toBe(true)
        expect(await web.verify(algorithm, key, DATA, changed)).toBe(await node.verify(algorithm, key, DATA, changed))
        expect(await web.verify(algorithm, key, DATA.subarray(1), signature)).toBe(false)
      }
    })
    test('is not good under another algorithm than its key is of', async () => {
      const signature = await signer.sign(DATA)
      for (const other of SIGNERS.filter((one) => one.algorithm !== algorithm))
        expect(await web.verify(other.algorithm, signer.publicKey, DATA, signature)).toBe(false)
    })
  },
)

test('an RSA key of 1,024 bits and a point off its curve are no keys', async () => {
  const short = rsaSigner('did:web:badges.example#short', 1_024)
  expect(await web.verify('RS256', short.publicKey, DATA, await short.sign(DATA))).toBe(false)
  const off = Uint8Array.of(2, ...new Uint8Array(31), 5)
  expect(await web.verify('ES256', { algorithm: 'ES256', bytes: off }, DATA, new Uint8Array(64))).toBe(false)
})

test.each(['P-256', 'P-384', 'P-521'] as const)('a compressed point of %s has the y of the whole one', (curve) => {
  for (const secret of ['1', 'feed', 'c0ffee', SEED.slice(0, 60)]) {
    const { jwk, algorithm } = ecSigner(curve, secret, 'did:web:badges.example#key')
    const [x, y] = [jwk.x, jwk.y].map((one) => Buffer.from(one ?? '', 'base64url'))
    const compressed = Uint8Array.of(2 + ((y?.at(-1) ?? 0) & 1), ...(x ?? []))
    const point = uncompressed(algorithm, compressed)
    expect(Buffer.from(point?.y ?? []).toString('base64url')).toBe(jwk.y)
  }
})

test('a first byte other than 2 or 3 is no compressed point, nor is a key of another family', () => {
  expect(uncompressed('ES256', Uint8Array.of(4, ...new Uint8Array(32)))).toBeUndefined()
  expect(uncompressed('Ed25519', Uint8Array.of(2, ...new Uint8Array(32)))).toBeUndefined()
})

test('digests of every length are those of another implementation', async () => {
  const name = (algorithm: string) => algorithm.replace('-', '').toLowerCase()
  for (const algorithm of ['SHA-256', 'SHA-384', 'MD5'] as const)
    for (const length of [0, 1, 54, 55, 56, 57, 63, 64, 65, 119, 120, 128, 1_000]) {
      const data = DATA.subarray(0, length)
      expect(Buffer.from(await web.hash(algorithm, data)).toString('hex')).toBe(
        createHash(name(algorithm)).update(data).digest('hex'),
      )
    }
  const key = DATA.subarray(0, 32)
  expect(Buffer.from(await web.hmac(key, DATA))).toEqual(createHmac('sha256', key).update(DATA).digest())
  expect(web.random(32)).toHaveLength(32)
  expect(web.random(32)).not.toEqual(web.random(32))
})

describe('a gzip member', () => {
  test('is read whichever way it was packed, and what is packed here is read elsewhere', () => {
    for (const length of [0, 1, 1_000, 65_535, 65_536, 200_000]) {
      const data = new Uint8Array(randomBytes(length))
      expect(Buffer.compare(gunzipSync(web.gzip(data)), data)).toBe(0)
      for (const packed of [web.gzip(data), gzipSync(data), gzipSync(data, { level: constants.Z_NO_COMPRESSION })])
        expect(Buffer.compare(web.gunzip(new Uint8Array(packed), length), data)).toBe(0)
    }
  })
  test('A-status-list-gzip-bomb: stops at the limit, and is refused with anything behind it, cut off, or with another sum', () => {
    const bomb = new Uint8Array(gzipSync(Buffer.alloc(5_000_000)))
    expect(() => web.gunzip(bomb, 1_000)).toThrow(expect.objectContaining({ kind: 'large' }))
    const good = web.gzip(DATA)
    for (let length = 0; length < good.length; length++)
      expect(() => web.gunzip(good.subarray(0, length), 2_000)).toThrow(expect.objectContaining({ kind: 'corrupt' }))
    for (const bad of [[...good, 0], [...good, ...good], good.with(-5, 1 ^ (good.at(-5) ?? 0))])
      expect(() => web.gunzip(Uint8Array.from(bad), 5_000)).toThrow(expect.objectContaining({ kind: 'corrupt' }))
  })
  test('is read past every optional part of its header', () => {
    const packed = gzipSync(DATA).subarray(10)
    const parts: Readonly<Record<number, readonly number[]>> = { 2: [1, 2], 4: [2, 0, 9, 9], 8: [65, 0], 16: [66, 0] }
    for (const flags of [2, 4, 8, 16, 28, 30]) {
      const more = [4, 8, 16, 2].filter((flag) => flags & flag).flatMap((flag) => parts[flag] ?? [])
      const member = Uint8Array.from([0x1f, 0x8b, 8, flags, 0, 0, 0, 0, 0, 3, ...more, ...packed])
      expect(Buffer.compare(web.gunzip(member, 1_000), DATA)).toBe(0)
    }
    for (const header of [
      [0x1f, 0x8b, 8, 0x20],
      [0x1f, 0x8b, 7, 0],
      [0x50, 0x4b, 8, 0],
    ])
      expect(() => web.gunzip(Uint8Array.from([...header, 0, 0, 0, 0, 0, 3, ...packed]), 1_000)).toThrow(
        expect.objectContaining({ kind: 'corrupt' }),
      )
  })
})

test("a list packed without a compressor of one's own is small, and says what is set", () => {
  const bits = setStatus(newStatusList(), 94_512)
  const dates = { validFrom: GOLDEN_NOW, validUntil: new Date('2026-12-01T00:00:00Z'), ttlMs: 300_000 }
  const list = buildStatusList({
    ...{ id: 'https://badges.example/status/1', issuer: 'https://badges.example', purpose: 'revocation' },
    ...{ bits, ...dates, crypto: web },
  })
  const { encodedList } = list.credentialSubject as { encodedList: string }
  expect(encodedList.length).toBeLessThan(100)
  expect(gunzipSync(Buffer.from(encodedList.slice(1), 'base64url'))).toEqual(Buffer.from(bits.bytes))
})

describe.skipIf(!fixturesPresent(import.meta.filename))('the golden credential', () => {
  const judge = (port: typeof web, list = 'status-list.json') =>
    verify(fixture('golden/signed.json'), {
      ...{ material: goldenMaterial(list), now: GOLDEN_NOW, crypto: port, contexts, canonicalizer: fast },
    })
  test('is valid under these primitives, and revoked when its list says so', async () => {
    expect((await judge(web)).verdict).toBe('valid')
    expect((await judge(web, 'status-list-revoked.json')).verdict).toBe('invalid')
  })
  test('is unknown, not invalid, where Ed25519 is not known', async () => {
    const { subtle } = globalThis.crypto
    const older = webCrypto({
      getRandomValues: (bytes) => bytes,
      subtle: {
        digest: (name, data) => subtle.digest(name, new Uint8Array(data)),
        importKey: () => Promise.reject(new DOMException('Unrecognized name.', 'NotSupportedError')),
        sign: () => Promise.reject(new DOMException('Unrecognized name.', 'NotSupportedError')),
        verify: () => Promise.reject(new DOMException('Unrecognized name.', 'NotSupportedError')),
      },
    })
    expect((await judge(older)).verdict).toBe('unknown')
  })
})
