import { describe, expect, test } from 'vitest'
import {
  bake,
  type CompactJwt,
  type JsonObject,
  type Material,
  type VerifyOptions,
  verifyWithFetch,
} from '../src/index.ts'
import { findingsOf } from './ground.ts'
import { PNG, SVG } from './images.ts'
import { ISSUER, P256, raw, read, record, TOKEN, trusted, unlisted } from './jwt-ground.ts'
import { contexts, crypto, edSigner, fast, GOLDEN_NOW, judge, material } from './support.ts'

const [HEADER, PAYLOAD] = read(TOKEN)
const W3C = { ...HEADER, typ: 'vc+jwt' }
/** The second of the verification, and the last one that a clock may be ahead. */
const NOW = GOLDEN_NOW.getTime() / 1_000
const AHEAD = NOW + 300

async function found(
  [header, payload]: readonly [JsonObject | string, JsonObject | string],
  given: { material?: Material; options?: VerifyOptions } = {},
) {
  return findingsOf(await judge(await raw(header, payload, P256), { material: trusted, ...given }))
}

describe('a finding about a token says where, and what its sentence is filled with', () => {
  test.each<[string, JsonObject, JsonObject, readonly JsonObject[]]>([
    ['made five minutes ahead', HEADER, { iat: AHEAD }, []],
    [
      'made later than that',
      HEADER,
      { iat: AHEAD + 1 },
      [{ code: 'PROOF_FUTURE', path: '/proof', detail: { date: '2026-11-23T02:05:01Z' } }],
    ],
    [
      'made on no day of any calendar',
      HEADER,
      { iat: 9e15 },
      [{ code: 'PROOF_FUTURE', path: '/proof', detail: { date: '9000000000000000000' } }],
    ],
    [
      'that begins later than that',
      W3C,
      { nbf: AHEAD + 1 },
      [{ code: 'PROOF_FUTURE', path: '/proof', detail: { date: '2026-11-23T02:05:01Z' } }],
    ],
    ['that ends in a second', W3C, { exp: NOW + 1 }, []],
    [
      'that ends',
      W3C,
      { exp: NOW },
      [{ code: 'PROOF_EXPIRED', path: '/proof', detail: { date: '2026-11-23T02:00:00Z' } }],
    ],
    ['of another algorithm than its key', { ...HEADER, alg: 'ES384' }, {}, [{ code: 'PROOF_ALG', path: '/proof' }]],
    [
      'that names a key under another type',
      { ...HEADER, typ: 'vp+jwt' },
      {},
      [{ code: 'JWT_HEADER', path: '', detail: { name: 'typ' } }],
    ],
    [
      'that names a key by its issuer alone',
      { ...HEADER, kid: ISSUER },
      {},
      [{ code: 'KEY_UNANCHORED', path: '/proof', detail: { issuer: ISSUER, key: ISSUER, host: 'tokens.example' } }],
    ],
    [
      'that names no issuer of its key',
      { ...HEADER, kid: `x${P256.id}` },
      {},
      [{ code: 'JWT_HEADER', path: '', detail: { name: 'kid' } }],
    ],
    [
      'of an algorithm that is not read here',
      { ...HEADER, alg: 'ES256K' },
      {},
      [{ code: 'PROOF_SUITE_UNKNOWN', path: '', detail: { suite: 'ES256K' } }],
    ],
    [
      'that says two things of its issuer',
      HEADER,
      { iss: 'did:web:other.example' },
      [{ code: 'JWT_CLAIMS', path: '', detail: { name: 'iss' } }],
    ],
    [
      'that holds too much, under another type',
      { ...HEADER, typ: 'vp+jwt' },
      { name: 'x'.repeat(70_000) },
      [{ code: 'PARSE_TOO_LARGE', path: '/name' }],
    ],
  ])('one %s', async (_what, header, change, expected) => {
    expect(await found([header, { ...PAYLOAD, ...change }])).toEqual(expected)
  })

  test('one that cannot be read', async () => {
    expect(await found([HEADER, '[]'])).toStrictEqual([{ code: 'PARSE_JWT' }])
    expect(await found([HEADER, '{"iss":"a","iss":"b"}'])).toEqual([
      { code: 'PARSE_DUPLICATE_KEY', path: '', detail: { place: 'iss (line 1)' } },
    ])
  })

  test('one that was baked into an image, with a line end behind it, is read alike', async () => {
    const other = await raw({ ...HEADER, kid: ISSUER }, PAYLOAD, P256)
    for (const given of [TOKEN, `\n${TOKEN}\n`, bake(PNG, TOKEN), bake(SVG, TOKEN)])
      expect(findingsOf(await judge(given, { material: trusted }))).toEqual([])
    const report = await judge(bake(PNG, other as CompactJwt), { material: trusted })
    expect([findingsOf(report).map(({ code }) => code), report.standard]).toEqual([['KEY_UNANCHORED'], 'ob3'])
    expect((await judge('a.b.c')).standard).toBe('vc')
  })

  test('one of the first model around words of Open Badges 2', async () => {
    const context = ['https://www.w3.org/2018/credentials/v1', 'https://w3id.org/openbadges/v2']
    const vc = { '@context': context, type: ['VerifiableCredential'], credentialSubject: {} }
    expect(await found([HEADER, { iss: ISSUER, vc }])).toEqual([{ code: 'PARSE_JWT' }])
  })

  test('one of the first model whose period is the period of its credential', async () => {
    const context = ['https://www.w3.org/2018/credentials/v1', 'https://purl.imsglobal.org/spec/ob/v3p0/context.json']
    const vc = { '@context': context, type: ['VerifiableCredential'], credentialSubject: { id: 'urn:s:1' } }
    expect(await found([HEADER, { iss: ISSUER, nbf: NOW + 3_600, exp: NOW - 3_600, vc }])).toEqual([
      { code: 'DATE_ORDER', path: '/expirationDate' },
      { code: 'DATE_NOT_YET_VALID', path: '/issuanceDate', detail: { date: '2026-11-23T03:00:00Z' } },
      { code: 'DATE_EXPIRED', path: '/expirationDate', detail: { date: '2026-11-23T01:00:00Z' } },
    ])
  })

  test('one whose key was not in use when it was made, by the first date it states', async () => {
    const known = { ...material(), trustedKeys: [record(P256, { notAfter: new Date('2026-11-21T00:00:00Z') })] }
    const made = (claims: JsonObject) => found([W3C, { ...unlisted, ...claims }], { material: known })
    const period = [expect.objectContaining({ code: 'KEY_PERIOD', path: '/proof' })]
    const [early, late] = [1_790_000_000, 1_795_330_000]
    expect(await made({})).toEqual([])
    expect(await made({ iat: early, nbf: late })).toEqual([])
    expect(await made({ iat: late, nbf: early })).toEqual(period)
    expect(await made({ nbf: late })).toEqual(period)
  })
})

test('for the proofs alone a key may be named by its fragment', async () => {
  const short = [{ ...HEADER, kid: 'p256' }, PAYLOAD] as const
  expect(await found(short)).toEqual([{ code: 'JWT_HEADER', path: '', detail: { name: 'kid' } }])
  expect(await found(short, { options: { mode: 'proofOnly' } })).toEqual([])
  const trustedKeys = [record({ ...P256, id: `${ISSUER}#other` })]
  const [other] = await found(short, { material: { ...material(), trustedKeys }, options: { mode: 'proofOnly' } })
  expect(other).toEqual({
    code: 'KEY_UNANCHORED',
    path: '/proof',
    detail: { issuer: ISSUER, key: `${ISSUER}#p256`, host: 'tokens.example' },
  })
})

test('a key that is known is not fetched', async () => {
  const fetch = () => Promise.reject(new Error('not asked'))
  const context = { fetch, clock: () => GOLDEN_NOW, crypto, contexts, canonicalizer: fast }
  const report = await verifyWithFetch(TOKEN, { ...context, trustedKeys: trusted.trustedKeys })
  expect(findingsOf(report)).toEqual([])
  expect(findingsOf(await verifyWithFetch(TOKEN, context)).map(({ code }) => code)).toEqual(['DID_UNREACHABLE'])
})

describe('a key that a token brings along', () => {
  const { kid: _kid, ...rest } = HEADER
  const brought = [{ ...rest, jwk: { ...P256.jwk } }, PAYLOAD] as const
  const options = { keyBinding: '1edtech' } as const
  const told = { path: '/proof', detail: { issuer: ISSUER, host: 'tokens.example' } }
  const other = record(edSigner('2b'.repeat(32), 'did:web:other.example#k'))

  test('is told of, and is nothing where one of its issuer is known', async () => {
    const selfAsserted = [{ code: 'KEY_SELF_ASSERTED', ...told }]
    const known = (...trustedKeys: readonly ReturnType<typeof record>[]) => ({ ...material(), trustedKeys })
    expect(await found(brought, { material: known() })).toEqual(selfAsserted)
    expect(await found(brought, { material: known(other), options })).toEqual(selfAsserted)
    expect(await found(brought, { material: known(record(P256), other), options })).toEqual([
      { code: 'KEY_UNANCHORED', ...told },
    ])
  })

  test('is one, or the token is refused', async () => {
    expect(await found([{ ...rest, jwk: { kty: 'OKP' } }, PAYLOAD], { options })).toEqual([
      { code: 'DID_KEY_FORMAT', path: '/proof' },
    ])
  })
})
