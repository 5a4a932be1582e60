import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { bake, type CompactJwt, type JsonObject } from '../src/index.ts'
import { findingsOf, told } from './ground.ts'
import { PNG, SVG } from './images.ts'
import { ASSERTION, BADGE, ISSUER, judgeOn, web } from './second.ts'
import { fetched, judge } from './support.ts'

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 })
const other = generateKeyPairSync('rsa', { modulusLength: 2_048 })
const pem = (key: KeyObject) => String(key.export({ type: 'spki', format: 'pem' }))

const LIST: JsonObject = {
  '@context': 'https://w3id.org/openbadges/v2',
  type: 'RevocationList',
  id: 'https://badges.example/revoked.json',
  issuer: String(ISSUER.id),
  revokedAssertions: ['urn:uuid:2', { id: 'urn:uuid:3', revocationReason: 'A mistake' }, { uid: 'abc' }],
}
const KEY: JsonObject = {
  '@context': 'https://w3id.org/openbadges/v2',
  type: 'CryptographicKey',
  id: 'https://badges.example/key.json',
  owner: String(ISSUER.id),
  publicKeyPem: pem(publicKey),
}
const SIGNER: JsonObject = { ...ISSUER, publicKey: String(KEY.id), revocationList: String(LIST.id) }
const SIGNED: JsonObject = {
  ...ASSERTION,
  id: 'urn:uuid:1',
  verification: { type: 'SignedBadge', creator: String(KEY.id) },
}
const ALL = [SIGNER, BADGE, KEY, LIST]
const encoded = (value: JsonObject | string) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')

function token(
  payload: JsonObject | string,
  header: JsonObject | string = { alg: 'RS256', typ: 'JWT' },
  by = privateKey,
): string {
  const data = `${encoded(header)}.${encoded(payload)}`
  return `${data}.${sign('sha256', Buffer.from(data), by).toString('base64url')}`
}

async function judged(input: string | Uint8Array, documents: readonly JsonObject[] = ALL) {
  return told((await judgeOn(web(...documents), input)).report)
}

describe('a signed assertion', () => {
  test('is valid by a key its issuer names, without a copy anywhere', async () => {
    const { report, asked } = await judgeOn(web(...ALL), token(SIGNED))
    expect(told(report)).toEqual(['valid'])
    expect([...asked].sort()).toEqual(ALL.map(({ id }) => id).sort())
    expect(report.claims).toMatchObject({
      id: 'urn:uuid:1',
      issuer: { name: ISSUER.name },
      achievement: { name: BADGE.name },
    })
    expect([report.standard, report.statusAsOf]).toEqual(['ob2', new Date('2026-11-23T02:00:00Z')])
  })

  test('is judged alike out of an image', async () => {
    for (const image of [PNG, SVG]) expect(await judged(bake(image, token(SIGNED) as CompactJwt))).toEqual(['valid'])
  })

  test.each<[string, string, readonly JsonObject[], readonly string[]]>([
    [
      'without a named key, when the issuer has one',
      token({ ...SIGNED, verification: { type: 'signed' } }),
      ALL,
      ['valid'],
    ],
    ['with the key inside the profile', token(SIGNED), [{ ...SIGNER, publicKey: KEY }, BADGE, LIST], ['valid']],
    [
      'without a named key, when the issuer has two',
      token({ ...SIGNED, verification: { type: 'signed' } }),
      [{ ...SIGNER, publicKey: [String(KEY.id), 'https://badges.example/2'] }, BADGE, KEY, LIST],
      ['unknown', 'KEY_UNANCHORED'],
    ],
    [
      'by a key the issuer does not name',
      token(SIGNED),
      [{ ...SIGNER, publicKey: 'https://badges.example/2' }, BADGE, KEY, LIST],
      ['invalid', 'KEY_NOT_AUTHORIZED'],
    ],
    ['when the issuer names no key', token(SIGNED), [ISSUER, BADGE, KEY], ['invalid', 'KEY_NOT_AUTHORIZED']],
    [
      'by a key that names another owner',
      token(SIGNED),
      [SIGNER, BADGE, LIST, { ...KEY, owner: 'https://evil.example' }],
      ['invalid', 'KEY_CONTROLLER'],
    ],
    ['by a key that is silent', token(SIGNED), [SIGNER, BADGE, LIST], ['unknown', 'DID_UNREACHABLE']],
    [
      'by a key that cannot be read',
      token(SIGNED),
      [SIGNER, BADGE, LIST, { ...KEY, publicKeyPem: 'nothing' }],
      ['invalid', 'DID_KEY_FORMAT'],
    ],
    [
      'by a key that is no text',
      token(SIGNED),
      [SIGNER, BADGE, LIST, { ...KEY, publicKeyPem: 7 }],
      ['invalid', 'DID_KEY_FORMAT'],
    ],
    [
      'whose list has no address',
      token(SIGNED),
      [{ ...SIGNER, revocationList: [7] }, BADGE, KEY],
      ['unknown', 'STATUS_UNREACHABLE'],
    ],
    ['by another key', token(SIGNED, undefined, other.privateKey), ALL, ['invalid', 'PROOF_VALUE']],
    [
      'that says it is hosted',
      token({ ...SIGNED, verification: { type: 'hosted' } }),
      ALL,
      ['invalid', 'SHAPE_SCHEMA'],
    ],
    ['that is a badge', token({ ...BADGE }), ALL, ['invalid', 'SHAPE_TYPE']],
    ['that is revoked by text', token({ ...SIGNED, id: 'urn:uuid:2' }), ALL, ['invalid', 'STATUS_REVOKED']],
    ['that is revoked with a reason', token({ ...SIGNED, id: 'urn:uuid:3' }), ALL, ['invalid', 'STATUS_REVOKED']],
    ['that is revoked by the older name', token({ ...SIGNED, uid: 'abc' }), ALL, ['invalid', 'STATUS_REVOKED']],
    ['that says it is revoked', token({ ...SIGNED, revoked: true }), ALL, ['invalid', 'STATUS_REVOKED']],
    ['whose list is silent', token(SIGNED), [SIGNER, BADGE, KEY], ['unknown', 'STATUS_UNREACHABLE']],
    [
      'whose list is of another issuer',
      token(SIGNED),
      [SIGNER, BADGE, KEY, { ...LIST, issuer: 'https://evil.example' }],
      ['unknown', 'STATUS_LIST_PROOF'],
    ],
    [
      'whose list is none',
      token(SIGNED),
      [SIGNER, BADGE, KEY, { ...LIST, revokedAssertions: 'urn:uuid:1' }],
      ['unknown', 'STATUS_LIST_PROOF'],
    ],
    [
      'whose list is another document',
      token(SIGNED),
      [SIGNER, BADGE, KEY, { ...LIST, type: 'Issuer' }],
      ['unknown', 'STATUS_LIST_PROOF'],
    ],
    ['of an issuer without lists', token(SIGNED), [{ ...SIGNER, revocationList: undefined }, BADGE, KEY], ['valid']],
  ])('%s', async (_what, text, documents, answer) => {
    expect(await judged(text, documents)).toEqual(answer)
  })

  test('an issuer inside the badge cannot bring a key of its own', async () => {
    const issuer = { ...SIGNER, publicKey: { ...KEY, publicKeyPem: pem(other.publicKey) } }
    const forged = token({ ...SIGNED, badge: { ...BADGE, issuer } }, undefined, other.privateKey)
    expect(await judged(forged)).toEqual(['invalid', 'PROOF_VALUE'])
  })

  test.each<[string, string, readonly string[]]>([
    ['A-jwt-alg-none', `${encoded({ alg: 'none' })}.${encoded(SIGNED)}.`, ['JWT_HEADER']],
    ['A-jwt-hs256-with-public-key', token(SIGNED, { alg: 'HS256' }), ['JWT_HEADER']],
    ['another algorithm', token(SIGNED, { alg: 'RS512' }), ['JWT_HEADER']],
    ['A-jws-crit-b64-multi: crit', token(SIGNED, { alg: 'RS256', crit: ['x'] }), ['JWT_HEADER']],
    ['A-jws-crit-b64-multi: b64', token(SIGNED, { alg: 'RS256', b64: false }), ['JWT_HEADER']],
    ['a header that states its algorithm twice', token(SIGNED, '{"alg":"none","alg":"RS256"}'), ['PARSE_JWT']],
    ['a header that is no object', token(SIGNED, '[]'), ['JWT_HEADER']],
    [
      'a payload that states its badge twice',
      token(JSON.stringify(SIGNED).replace('{', '{"badge":"x",')),
      ['PARSE_DUPLICATE_KEY'],
    ],
    ['a header that is no base64url', `A.${encoded(SIGNED)}.AAAA`, ['PARSE_JWT']],
    ['a signature that is no base64url', `${encoded({ alg: 'RS256' })}.${encoded(SIGNED)}.A`, ['PARSE_JWT']],
    ['digits that no encoder writes', `${token(SIGNED)}=`, ['PARSE_JSON']],
  ])('%s is refused before anything is asked for', async (_id, text, codes) => {
    const { report, asked } = await judgeOn(web(...ALL), text)
    expect([told(report), asked]).toEqual([['invalid', ...codes], []])
  })

  test('no changed character of the token is valid', async () => {
    const good = token(SIGNED)
    for (let i = 0; i < good.length; i += 7) {
      const changed = `${good.slice(0, i)}${good[i] === 'A' ? 'B' : 'A'}${good.slice(i + 1)}`
      expect((await judged(changed))[0]).not.toBe('valid')
    }
  })
})

describe('a finding about a signed assertion says where, and what its sentence is filled with', () => {
  const ISSUED_BY = { issuer: String(ISSUER.id), host: 'badges.example' }
  const path = '/badge/issuer/publicKey'
  const lists = '/badge/issuer/revocationList'
  const revoked = [{ code: 'STATUS_REVOKED', path: '/id' }]
  const disowned = { code: 'STATUS_LIST_PROOF', path: lists, detail: { host: 'badges.example' } }
  const unnamed = token({ ...SIGNED, verification: { type: 'signed' } })
  const listed = (change: JsonObject) => [SIGNER, BADGE, KEY, { ...LIST, ...change }]
  test.each<[string, string, readonly JsonObject[], readonly JsonObject[]]>([
    ['of an issuer who says nothing of himself in his list', token(SIGNED), listed({ issuer: undefined as never }), []],
    [
      'of an issuer whose list has odd entries',
      token(SIGNED),
      listed({ revokedAssertions: [{}, 7, ['urn:uuid:1']] }),
      [],
    ],
    ['that is revoked', token({ ...SIGNED, id: 'urn:uuid:2' }), ALL, revoked],
    ['that says so itself', token({ ...SIGNED, revoked: true }), ALL, revoked],
    ['whose list is of another issuer', token(SIGNED), listed({ issuer: 'https://evil.example' }), [disowned]],
    ['whose list is of another type', token(SIGNED), listed({ type: 'Issuer' }), [disowned]],
    [
      'whose list is silent',
      token(SIGNED),
      [SIGNER, BADGE, KEY],
      [{ code: 'STATUS_UNREACHABLE', path: lists, detail: { host: 'badges.example' } }],
    ],
    [
      'whose issuer is silent',
      token(SIGNED),
      [BADGE, KEY, LIST],
      [{ code: 'DID_UNREACHABLE', path: '/badge/issuer', detail: { ...ISSUED_BY, key: ISSUED_BY.issuer } }],
    ],
    [
      'that names none of two keys',
      unnamed,
      [{ ...SIGNER, publicKey: [String(KEY.id), 'https://badges.example/2'] }, BADGE, KEY, LIST],
      [{ code: 'KEY_UNANCHORED', path: '/verification', detail: ISSUED_BY }],
    ],
    [
      'that names one of two keys',
      token(SIGNED),
      [{ ...SIGNER, publicKey: [String(KEY.id), 'https://badges.example/2'] }, BADGE, KEY, LIST],
      [],
    ],
    [
      'of an issuer without keys',
      unnamed,
      [ISSUER, BADGE],
      [{ code: 'KEY_NOT_AUTHORIZED', path: '/verification', detail: ISSUED_BY }],
    ],
    [
      'by a key that is silent, which the issuer names in an object',
      token(SIGNED),
      [{ ...SIGNER, publicKey: { id: String(KEY.id) } }, BADGE, LIST],
      [
        {
          code: 'DID_UNREACHABLE',
          path,
          detail: { issuer: String(KEY.id), key: String(KEY.id), host: 'badges.example' },
        },
      ],
    ],
    [
      'by a key of another owner',
      token(SIGNED),
      [SIGNER, BADGE, LIST, { ...KEY, owner: 'https://evil.example' }],
      [{ code: 'KEY_CONTROLLER', path, detail: ISSUED_BY }],
    ],
    [
      'by a key that stands in a list',
      token(SIGNED),
      [SIGNER, BADGE, LIST, { ...KEY, publicKeyPem: [pem(publicKey)] }],
      [{ code: 'DID_KEY_FORMAT', path }],
    ],
    ['by another key', token(SIGNED, undefined, other.privateKey), ALL, [{ code: 'PROOF_VALUE', path: '' }]],
    [
      'that says it is hosted',
      token({ ...SIGNED, verification: { type: 'hosted' } }),
      ALL,
      [{ code: 'SHAPE_SCHEMA', path: '/verification/type', detail: { path: '/verification/type' } }],
    ],
    ['that is a badge', token({ ...BADGE }), ALL, [{ code: 'SHAPE_TYPE', path: '/type', detail: { path: '/type' } }]],
    ...['alg', 'crit', 'b64', 'zip', 'enc'].map(
      (name): [string, string, readonly JsonObject[], readonly JsonObject[]] => [
        `under a header that states ${name} oddly`,
        token(SIGNED, { alg: 'RS256', [name]: 'x' }),
        ALL,
        [{ code: 'JWT_HEADER', path: '', detail: { name } }],
      ],
    ),
    ['under a header that is no JSON', token(SIGNED, '{'), ALL, [{ code: 'PARSE_JWT', path: '' }]],
  ])('one %s', async (_what, text, documents, expected) => {
    expect(findingsOf((await judgeOn(web(...documents), text)).report)).toEqual(expected)
  })

  test('of several parts, or of parts that are none', async () => {
    const image = (text: string) => bake(PNG, text as CompactJwt)
    const [header = '', payload = ''] = token(SIGNED).split('.')
    for (const text of [`${header}.${payload}.A`, `A.${payload}.AAAA`])
      expect(findingsOf((await judgeOn(web(...ALL), image(text))).report)).toEqual([{ code: 'PARSE_JWT', path: '' }])
  })

  test('the oldest of its lists tells as of when', async () => {
    const older = { ...LIST, id: 'https://badges.example/older.json' }
    const ids = [String(LIST.id), older.id]
    for (const revocationList of [ids, [...ids].reverse()]) {
      const documents = web({ ...SIGNER, revocationList }, BADGE, KEY, LIST)
      documents.set(older.id, fetched(older.id, older, new Date('2026-11-22T00:00:00Z')))
      const { report } = await judgeOn(documents, token(SIGNED))
      expect([told(report), report.statusAsOf]).toEqual([['valid'], new Date('2026-11-22T00:00:00Z')])
    }
    const { report } = await judgeOn(web({ ...SIGNER, revocationList: [] }, BADGE, KEY), token(SIGNED))
    expect([report.checks.find(({ name }) => name === 'status')?.result, report.statusAsOf]).toEqual([
      'skipped',
      undefined,
    ])
  })

  test('a list longer than a document is read, and the wishes say what is wanted', async () => {
    const long = { ...LIST, description: 'x'.repeat(70_000) }
    expect(await judged(token({ ...SIGNED, id: 'urn:uuid:2' }), [SIGNER, BADGE, KEY, long])).toEqual([
      'invalid',
      'STATUS_REVOKED',
    ])
    const wanted = async (...documents: readonly JsonObject[]) => {
      const { report } = await judgeOn(web(...documents), token(SIGNED))
      expect(report.needs).toEqual([])
      const known = new Map(documents.map((one) => [String(one.id), fetched(String(one.id), one)]))
      return (await judge(token(SIGNED), { material: { documents: known } })).needs.map(({ url, kind }) => [url, kind])
    }
    expect(await wanted(BADGE)).toEqual([[ISSUER.id, 'hosted']])
    expect(await wanted(BADGE, SIGNER)).toEqual([
      [KEY.id, 'key'],
      [LIST.id, 'revocationList'],
    ])
  })
})

test('keys in PEM are read only in the one form RSA keys have', async () => {
  const short = generateKeyPairSync('rsa', { modulusLength: 1_024 })
  const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const der = publicKey.export({ type: 'spki', format: 'der' })
  const asPem = (bytes: Uint8Array) =>
    `-----BEGIN PUBLIC KEY-----\n${Buffer.from(bytes).toString('base64')}\n-----END PUBLIC KEY-----`
  const answer = async (publicKeyPem: string, by = privateKey) =>
    (await judged(token(SIGNED, undefined, by), [SIGNER, BADGE, LIST, { ...KEY, publicKeyPem }])).join(' ')
  expect(createPublicKey(createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' }))).equals(publicKey)).toBe(
    true,
  )
  expect(await answer(asPem(der))).toBe('valid')
  for (const wrong of [
    asPem(der.subarray(0, -1)),
    asPem(Buffer.concat([der, Buffer.of(0)])),
    asPem(Buffer.of(0x30, 0)),
    asPem(Buffer.of()),
    String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
    String(publicKey.export({ type: 'pkcs1', format: 'pem' })),
    pem(curve.publicKey),
    'x'.repeat(5_000),
  ])
    expect(await answer(wrong)).toBe('invalid DID_KEY_FORMAT')
  expect(await answer(pem(short.publicKey), short.privateKey)).toBe('invalid DID_KEY_FORMAT')
  // Every byte of the frame around the numbers counts.
  for (let i = 0; i < 32; i++) {
    const changed = Buffer.from(der)
    changed[i] = (changed[i] ?? 0) ^ 1
    expect(await answer(asPem(changed))).toBe('invalid DID_KEY_FORMAT')
  }
})
