import { describe, expect, test } from 'vitest'
import { base64url } from '../src/encoding/base64url.ts'
import {
  type JsonObject,
  type JsonValue,
  newStatusList,
  setStatus,
  signJwt,
  type UnsignedCredential,
} from '../src/index.ts'
import { good, sign, signed, told, unsigned } from './ground.ts'
import { ED, ISSUER, P256, part, raw, record, trusted, unlisted } from './jwt-ground.ts'
import { crypto, edSigner, fetched, judge, material } from './support.ts'

const V2 = 'https://www.w3.org/ns/credentials/v2'
const HOLDER = edSigner('2a'.repeat(32))
const HOLDER_ID = HOLDER.id.split('#')[0] ?? ''
const TOKEN = await signJwt({ unsigned: unlisted, signer: P256, form: 'w3c' })

/** A presentation that is a token: what it holds need not be a graph. */
async function presented(...members: readonly JsonValue[]) {
  const payload = { '@context': [V2], type: 'VerifiablePresentation', holder: HOLDER_ID, verifiableCredential: members }
  const token = await raw({ alg: 'EdDSA', kid: HOLDER.id, typ: 'vp+jwt' }, payload, HOLDER)
  const report = await judge(token, { material: { ...good, ...trusted }, options: { mode: 'proofOnly' } })
  return told(report)
}

function enveloped(id: JsonValue, more: JsonObject = {}): JsonObject {
  return { '@context': V2, type: 'EnvelopedVerifiableCredential', id, ...more }
}

describe('what a presentation holds', () => {
  test.each<[string, JsonValue, readonly string[]]>([
    ['a credential', signed, ['valid']],
    ['an envelope with a token', enveloped(`data:application/vc+jwt,${TOKEN}`), ['valid']],
    ['one with a line end behind it', enveloped(`data:application/vc+jwt,${TOKEN}\n`), ['valid']],
    [
      'one that states its contexts as a list',
      enveloped(`data:application/vc+jwt,${TOKEN}`, { '@context': [V2] }),
      ['valid'],
    ],
    ['one with a parameter', enveloped(`data:application/vc+jwt;charset=utf-8,${TOKEN}`), ['valid']],
    [
      'an envelope of a kind that is not opened',
      enveloped('data:application/vc+cose,AAAA'),
      ['unknown', 'PARSE_FORMAT_UNKNOWN'],
    ],
    ['an envelope of no kind', enveloped('data:text/plain,AAAA'), ['invalid', 'PARSE_JWT']],
    ['a token that is none', enveloped('data:application/vc+jwt,AAAA'), ['invalid', 'PARSE_JWT']],
  ])('%s', async (_name, member, expected) => {
    expect(await presented(member)).toEqual(expected)
  })

  test.each<[string, JsonValue]>([
    ['an address in place of a credential', enveloped('https://issuer.example/c/1')],
    ['an envelope with nothing', enveloped(7)],
    ['a number', 7],
    ['a list', [signed]],
    ['a text', 'not.a.token'],
    ['an address', 'https://issuer.example/c/1'],
    ['another presentation', { '@context': [V2], type: 'VerifiablePresentation' }],
    ['something that is no credential', { ...signed, type: ['OpenBadgeCredential'] } as unknown as JsonObject],
  ])('%s is not presented', async (_name, member) => {
    expect((await presented(member))[0]).toBe('invalid')
  })

  test('an Open Badge of the second version has no place in an envelope', async () => {
    const badge = { '@context': 'https://w3id.org/openbadges/v2', type: 'Assertion', id: 'https://a.example/1' }
    const token = await raw({ alg: 'ES256', kid: P256.id, typ: 'vc+jwt' }, badge, P256)
    expect(await presented(enveloped(`data:application/vc+jwt,${token}`))).toEqual(['invalid', 'PARSE_JWT'])
  })

  test('a token among them is judged like one in an envelope', async () => {
    const [verdict, ...codes] = await presented(TOKEN)
    expect([verdict, codes.includes('PROOF_VALUE')]).toEqual(['invalid', false])
  })

  test('a presentation that would hold alone is no credential of another', async () => {
    const held = { '@context': [V2], type: 'VerifiablePresentation', holder: HOLDER_ID, verifiableCredential: [signed] }
    const inner = await raw({ alg: 'EdDSA', kid: HOLDER.id, typ: 'vp+jwt' }, held as JsonObject, HOLDER)
    const alone = await judge(inner, { material: { ...good, ...trusted }, options: { mode: 'proofOnly' } })
    expect(told(alone)).toEqual(['valid'])
    expect(await presented(enveloped(`data:application/vc+jwt,${inner}`))).toEqual(['invalid', 'PARSE_JWT'])
  })
})

describe('what stands in a token', () => {
  const typed = (payload: JsonObject, typ = 'vc+jwt') => raw({ alg: 'ES256', kid: P256.id, typ }, payload, P256)

  test.each<[string, JsonObject, readonly string[]]>([
    [
      'a transcript without members',
      { ...unlisted, type: ['VerifiableCredential', 'ClrCredential'] },
      ['invalid', 'SHAPE_TYPE', 'SHAPE_SCHEMA'],
    ],
    [
      'an Open Badge of the second version',
      { '@context': 'https://w3id.org/openbadges/v2', type: 'Assertion', id: 'https://a.example/1' },
      ['invalid', 'JWT_HEADER'],
    ],
    [
      'a presentation called a credential',
      { '@context': [V2], type: 'VerifiablePresentation' },
      ['invalid', 'JWT_HEADER'],
    ],
    ['too much', { ...unlisted, description: 'x'.repeat(70_000) }, ['invalid', 'PARSE_TOO_LARGE']],
  ])('%s', async (_name, payload, expected) => {
    expect(told(await judge(await typed(payload as JsonObject), { material: trusted }))).toEqual(expected)
  })

  test.each<[string, JsonObject, string]>([
    ['a key that is none', { alg: 'ES256', jwk: 'AAAA' }, 'JWT_HEADER'],
    ['a key of no kind', { alg: 'ES256', jwk: { kty: 'oct', k: 'AAAA' } }, 'DID_KEY_FORMAT'],
    ['no key', { alg: 'ES256' }, 'JWT_HEADER'],
    ['a name of a key that is no text', { alg: 'ES256', kid: 7 }, 'JWT_HEADER'],
  ])('a header with %s', async (_name, header, code) => {
    const token = await raw({ typ: 'JWT', ...header }, unlisted as unknown as JsonObject, P256)
    expect(told(await judge(token, { material: good }))).toEqual(['invalid', code])
  })

  test('the issuer may stand in the token alone, for a credential of the first data model', async () => {
    const subject = { id: 'urn:uuid:0b6f2a1c-6f1d-4d0e-9b7a-3c1f5a8e2d44', name: 'A' }
    const vc = {
      '@context': ['https://www.w3.org/2018/credentials/v1'],
      type: ['VerifiableCredential'],
      credentialSubject: { id: subject.id },
    }
    const claims = { iss: ISSUER, nbf: Date.UTC(2026, 10, 20) / 1_000, jti: 'urn:uuid:1' }
    expect(told(await judge(await typed({ vc, ...claims }, 'JWT'), { material: trusted }))).toEqual(['valid'])
    const named = { ...vc, issuer: {} }
    expect(told(await judge(await typed({ vc: named, ...claims }, 'JWT'), { material: trusted }))).toEqual(['valid'])
  })

  test('what is no JSON is no token', async () => {
    const head = `${part({ alg: 'ES256', kid: P256.id, typ: 'JWT' })}.${part('{"a":1,"a":2}')}.AAAA`
    expect(told(await judge(head))).toEqual(['invalid', 'PARSE_DUPLICATE_KEY'])
  })
})

describe('a status list', () => {
  const URL = 'https://issuer.example/status/1'
  const status = {
    id: `${URL}#7`,
    type: 'BitstringStatusListEntry',
    statusPurpose: 'revocation',
    statusListIndex: '7',
    statusListCredential: URL,
  }
  const listing = {
    '@context': [V2],
    id: URL,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: ISSUER,
    validFrom: '2026-11-22T00:00:00Z',
    credentialSubject: {
      id: `${URL}#list`,
      type: 'BitstringStatusList',
      statusPurpose: 'revocation',
      encodedList: `u${base64url(crypto.gzip(setStatus(newStatusList(), 7).bytes))}`,
    },
  } satisfies JsonObject

  const credential = signJwt({
    unsigned: { ...unlisted, credentialStatus: status } as unknown as UnsignedCredential,
    signer: P256,
    form: 'w3c',
  })

  async function read(list: JsonObject | string) {
    const body = typeof list === 'string' ? new TextEncoder().encode(list) : list
    const found = { ...trusted, ...material(fetched(URL, body as JsonObject)) }
    return told(await judge(await credential, { material: found }))
  }

  const token = (list: JsonObject, typ = 'vc+jwt') => raw({ alg: 'ES256', kid: P256.id, typ }, list, P256)

  test('may be a token', async () => {
    expect(await read(await token(listing))).toEqual(['invalid', 'STATUS_REVOKED'])
  })

  test('may be signed by a key that is kept for lists', async () => {
    const mine = { ...ED, id: `${ISSUER}#lists` }
    const list = await raw({ alg: 'EdDSA', kid: mine.id, typ: 'vc+jwt' }, listing, mine)
    const answer = async (purpose: 'award' | 'status' | 'log') => {
      const trustedKeys = [record(P256), record(mine, { purpose })]
      const documents = material(fetched(URL, new TextEncoder().encode(list)))
      return told(await judge(await credential, { material: { ...documents, trustedKeys } }))
    }
    expect(await answer('status')).toEqual(['invalid', 'STATUS_REVOKED'])
    expect(await answer('award')).toEqual(['invalid', 'STATUS_REVOKED'])
    expect(await answer('log')).toEqual(['unknown', 'STATUS_LIST_PROOF'])
  })

  test.each<[string, JsonObject]>([
    ['of another address', { ...listing, id: `${URL}0` }],
    ['of another issuer', { ...listing, issuer: 'did:web:other.example' }],
    ['that is no list', { ...listing, type: ['VerifiableCredential'] }],
    ['with another subject', { ...listing, credentialSubject: { ...listing.credentialSubject, type: 'List' } }],
    ['with two subjects', { ...listing, credentialSubject: [listing.credentialSubject] }],
    [
      'with bits that are none',
      { ...listing, credentialSubject: { ...listing.credentialSubject, encodedList: 'zAAAA' } },
    ],
    [
      'with bits that are damaged',
      { ...listing, credentialSubject: { ...listing.credentialSubject, encodedList: 'uAAAA' } },
    ],
  ])('a token %s is not believed', async (_name, list) => {
    expect(await read(await token(list))).toEqual(['unknown', 'STATUS_LIST_PROOF'])
  })

  test('a token that was changed is not believed, and a text that is none is not there', async () => {
    const changed = (await token(listing)).replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))
    expect((await read(changed))[0]).toBe('unknown')
    expect(await read('no list')).toEqual(['unknown', 'STATUS_UNREACHABLE'])
    expect(await read(JSON.stringify([]))).toEqual(['unknown', 'STATUS_UNREACHABLE'])
  })

  test('may be of the first data model, whose dates have other names', async () => {
    const { validFrom: _from, ...rest } = listing
    const first: JsonObject = {
      ...rest,
      '@context': ['https://www.w3.org/2018/credentials/v1', 'https://www.w3.org/ns/credentials/status/v1'],
      issuanceDate: '2026-11-22T00:00:00Z',
    }
    expect(await read(await token(first))).toEqual(['invalid', 'STATUS_REVOKED'])
    const late = { ...first, expirationDate: '2026-11-22T12:00:00Z' }
    expect(await read(await token(late))).toEqual(['unknown', 'STATUS_STALE'])
    const early = { ...first, issuanceDate: '2026-11-24T00:00:00Z' }
    expect(await read(await token(early))).toEqual(['unknown', 'STATUS_STALE'])
  })
})

test('a credential given as something else than one is no credential', async () => {
  for (const input of [[], null, 7, [signed]] as unknown as JsonObject[])
    expect((await judge(input)).verdict, JSON.stringify(input)).toBe('invalid')
  expect(told(await judge(await sign(unsigned as unknown as JsonObject), { material: good }))).toEqual(['valid'])
})
