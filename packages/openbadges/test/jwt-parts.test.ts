import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../src/index.ts'
import { carried } from '../src/proof/jwt/claims.ts'
import { readHeader, type TokenType } from '../src/proof/jwt/header.ts'
import { opened, payloadOf, TokenRefused } from '../src/proof/jwt/token.ts'
import { part } from './jwt-ground.ts'

function refusal(reading: () => unknown): string {
  try {
    reading()
    return 'read'
  } catch (cause) {
    if (!(cause instanceof TokenRefused)) throw cause
    expect(cause.message).toBe(`${cause.code} ${cause.part}`)
    return cause.message
  }
}

describe('the parts of a token', () => {
  const header = part({ alg: 'ES256' })
  test.each([
    ['one', 'a', 'PARSE_JWT '],
    ['two', `${header}.AAAA`, 'PARSE_JWT '],
    ['three', `${header}.AAAA.AAAA`, 'read'],
    ['four', `${header}.AAAA.AAAA.AAAA`, 'PARSE_JWT '],
    ['a header that is no base64url', 'A.AAAA.AAAA', 'PARSE_JWT '],
    ['the longest header', `${part({ a: 'x'.repeat(3_064) })}.AAAA.AAAA`, 'read'],
    ['a longer one', `${part({ a: 'x'.repeat(3_065) })}.AAAA.AAAA`, 'PARSE_TOO_LARGE '],
    ['the longest payload', `${header}.${'A'.repeat(1_398_102)}.AAAA`, 'read'],
    ['a longer one', `${header}.${'A'.repeat(1_398_103)}.AAAA`, 'PARSE_TOO_LARGE '],
    ['the longest signature', `${header}.AAAA.${'A'.repeat(1_366)}`, 'read'],
    ['a longer one', `${header}.AAAA.${'A'.repeat(1_367)}`, 'PARSE_TOO_LARGE '],
  ])('%s', (_what, token, expected) => {
    expect(refusal(() => opened(token))).toBe(expected)
  })

  test('a payload that is no object', () => {
    expect(refusal(() => payloadOf(opened(`${header}.${part('[]')}.AAAA`)))).toBe('PARSE_JWT ')
  })
})

describe('the header of a token', () => {
  const kid = 'did:web:a.example#k'
  const jwk = { kty: 'EC' }
  const ES256 = { algorithm: 'ES256' }
  test.each<[JsonObject, object]>([
    [
      { alg: 'ES256', kid },
      { ...ES256, type: 'JWT', kid },
    ],
    [
      { alg: 'ES256', jwk },
      { ...ES256, type: 'JWT', jwk },
    ],
    [
      { alg: 'EdDSA', kid, jwk, typ: 'vc+jwt', cty: 'vc' },
      { algorithm: 'Ed25519', type: 'vc+jwt', kid, jwk },
    ],
    [
      { alg: 'RS256', kid: 'k'.repeat(2_048), typ: 'vp+jwt', cty: 'application/vp' },
      { algorithm: 'RS256', type: 'vp+jwt', kid: 'k'.repeat(2_048) },
    ],
  ])('%j', (header, expected) => {
    expect(readHeader(header)).toStrictEqual(expected)
  })

  test.each<[string, JsonObject]>([
    ['JWT_HEADER alg', { alg: 'HS256', kid }],
    ['PROOF_SUITE_UNKNOWN PS256', { alg: 'PS256', kid }],
    ['JWT_HEADER crit', { kid, crit: [] }],
    ['JWT_HEADER kid', {}],
    ['JWT_HEADER kid', { kid: '', jwk }],
    ['JWT_HEADER kid', { kid: 7, jwk }],
    ['JWT_HEADER kid', { kid: ['k'], jwk }],
    ['JWT_HEADER kid', { kid: 'k'.repeat(2_049), jwk }],
    ['JWT_HEADER jwk', { kid, jwk: 'k' }],
    ['JWT_HEADER typ', { kid, typ: 'jose' }],
    ['JWT_HEADER cty', { kid, cty: 'vp' }],
  ])('%s is refused: %j', (expected, header) => {
    expect(refusal(() => readHeader({ alg: 'ES256', ...header }))).toBe(expected)
  })
})

describe('the claims of a token', () => {
  const claims = { iss: 'did:example:i', sub: 'did:example:s', jti: 'urn:1', nbf: 0, exp: 253_402_300_799 }
  const vc = { '@context': ['https://www.w3.org/2018/credentials/v1'], type: ['VerifiableCredential'] }
  const dates = { issuanceDate: '1970-01-01T00:00:00Z', expirationDate: '9999-12-31T23:59:59Z' }
  const read = (payload: JsonObject, type: TokenType = 'JWT') => carried(payload, type).document

  test('fill only what a credential of the first model leaves out', () => {
    const filled = { ...vc, id: 'urn:1', ...dates }
    const subject = { name: 'A' }
    const read1 = (more: JsonObject) => read({ ...claims, vc: { ...vc, ...more } })
    expect(read1({})).toStrictEqual({ ...filled, issuer: 'did:example:i' })
    expect(read1({ issuer: { name: 'I' }, credentialSubject: subject })).toStrictEqual({
      ...filled,
      issuer: { name: 'I', id: 'did:example:i' },
      credentialSubject: { name: 'A', id: 'did:example:s' },
    })
    const whole = {
      issuer: { id: 'did:example:i', name: 'I' },
      credentialSubject: { id: 'did:example:s' },
      id: 'urn:1',
      issuanceDate: '1970-01-01T00:00:00.5Z',
      expirationDate: '9999-12-31T23:59:59.5Z',
    }
    expect(read1(whole)).toStrictEqual({ ...vc, ...whole })
    const named = { issuer: 'did:example:i', credentialSubject: [subject] }
    expect(read1(named)).toStrictEqual({ ...filled, ...named })
  })

  test('leave out what neither says', () => {
    expect(read({ vc })).toStrictEqual(vc)
    expect(read({ vc: { ...vc, issuer: {}, credentialSubject: {} } })).toStrictEqual({
      ...vc,
      issuer: {},
      credentialSubject: {},
    })
  })

  test('are no part of a credential beside them', () => {
    const about = { aud: 'a', iat: 1, nonce: 'n', cnf: {} }
    expect(read({ ...claims, ...about, issuer: 'did:example:i', name: 'A' })).toStrictEqual({
      issuer: 'did:example:i',
      name: 'A',
    })
  })

  test.each<[string, JsonObject, TokenType]>([
    ['of a holder', { iss: 'did:example:i', holder: 'did:example:i' }, 'vp+jwt'],
    ['where the credential has no id', { jti: 'urn:1' }, 'vc+jwt'],
    ['of subjects of which some have no id', { sub: 'a', credentialSubject: [{ id: 'a' }, {}] }, 'vc+jwt'],
    ['at the ends of time', { nbf: 0, exp: 253_402_300_799 }, 'vc+jwt'],
    ['of a period that is not that of the credential', { nbf: 1, validFrom: '2026-01-01T00:00:00Z' }, 'vc+jwt'],
    ['of the same second', { nbf: 1.25, validFrom: '1970-01-01T00:00:01.75Z' }, 'JWT'],
  ])('%s are read', (_how, payload, type) => {
    expect(refusal(() => read(payload, type))).toBe('read')
  })

  test.each<[string, JsonObject, TokenType]>([
    ['vc', { vc }, 'vc+jwt'],
    ['vp', { vp: {} }, 'vc+jwt'],
    ['vc', { vc, vp: {} }, 'JWT'],
    ['vc', { vc, holder: 'did:example:i' }, 'JWT'],
    ['iss', { iss: 'did:example:i' }, 'vc+jwt'],
    ['iss', { iss: 'did:example:i', vc: { ...vc, issuer: { id: 'did:example:j' } } }, 'JWT'],
    ['jti', { jti: 'urn:1', id: 'urn:2' }, 'vc+jwt'],
    ['jti', { jti: 1 }, 'vc+jwt'],
    ['sub', { sub: 'a', credentialSubject: [{ id: 'a' }, { id: 'b' }] }, 'vc+jwt'],
    ['nbf', { nbf: -1 }, 'vc+jwt'],
    ['nbf', { nbf: '0' }, 'vc+jwt'],
    ['exp', { exp: 253_402_300_800 }, 'vc+jwt'],
    ['nbf', { nbf: 1, validFrom: '1970-01-01T00:00:02Z' }, 'JWT'],
    ['exp', { vc: { ...vc, expirationDate: '1970-01-01T00:00:02Z' }, exp: 1 }, 'JWT'],
  ])('%s is refused: %j', (part, payload, type) => {
    expect(refusal(() => read(payload, type))).toBe(`JWT_CLAIMS ${part}`)
  })
})
