import { describe, expect, test } from 'vitest'
import { instant } from '../src/credential/dates.ts'
import { fromMultikey } from '../src/did/multikey.ts'
import { base58 } from '../src/encoding/base58.ts'
import { base64url } from '../src/encoding/base64url.ts'
import { concat, utf8 } from '../src/encoding/text.ts'
import { buildCredential, didWebUrl, type JsonObject, type SignedCredential } from '../src/index.ts'
import { DRAFT, good, list, OTHER, otherSigner, proof, sign, signed, told, unsigned } from './ground.ts'
import { codes, crypto, fetched, issuerSigner, judge, material } from './support.ts'

describe('identifiers and dates', () => {
  test.each([
    'did:web:',
    'did:web:a%2Fb',
    'did:web:user%40host',
    'did:web:a:..:b',
    'did:web:a:%2e%2e',
    'did:web:A.example',
    'did:web:ü.example',
    'did:web:a.example%3A99999',
    `did:web:${'a'.repeat(10_240)}`,
    'did:web:a..b',
    'did:web:a.example:',
    'did:web:a.example:x?y',
    'did:web:a.example#k',
  ])('A-did-web-grammar: %s', (did) => {
    expect(() => didWebUrl(did)).toThrow(expect.objectContaining({ code: 'DID_SYNTAX' }))
  })

  test.each([
    ['did:web:cairn.example:issuers:lakeside', 'https://cairn.example/issuers/lakeside/did.json'],
    ['did:web:cairn.example', 'https://cairn.example/.well-known/did.json'],
    ['did:web:localhost%3A8443:issuers:x', 'https://localhost:8443/issuers/x/did.json'],
  ])('%s is found at %s', (did, url) => {
    expect(didWebUrl(did)).toBe(url)
  })

  test.each([
    ['X25519', [0xec, 1], 32],
    ['an unknown code', [0x99, 1], 32],
    ['too short', [0xed, 1], 31],
    ['trailing bytes', [0xed, 1], 33],
  ])('A-did-key-malformed: %s', async (_name, code, length) => {
    const text = `z${base58(Uint8Array.from([...code, ...new Uint8Array(length).fill(9)]))}`
    expect(() => fromMultikey(text)).toThrow(expect.objectContaining({ code: 'DID_KEY_FORMAT' }))
    const did = `did:key:${text}`
    const document = {
      ...signed,
      issuer: { ...(signed.issuer as JsonObject), id: did },
      proof: [{ ...proof, verificationMethod: `${did}#${text}` }],
    }
    expect(told(await judge(document, { material: good }))).toEqual(
      expect.arrayContaining(['invalid', 'DID_KEY_FORMAT']),
    )
  })

  test('an issuer identifier of another method stays unknown', async () => {
    const did = 'did:example:x'
    const report = await judge(
      await sign(buildCredential({ ...DRAFT, issuer: { ...DRAFT.issuer, id: did } }), {
        ...issuerSigner,
        id: `${did}#k`,
      }),
      { material: good },
    )
    expect(told(report)).toEqual(expect.arrayContaining(['unknown', 'DID_METHOD_UNKNOWN']))
  })

  test.each([
    ['1 ms early', -1, 'DATE_NOT_YET_VALID'],
    ['at the start', 0, undefined],
    ['at the end', 157_766_400_000, undefined],
    ['1 ms late', 157_766_400_001, 'DATE_EXPIRED'],
  ])('A-validity-boundaries: %s', async (_name, offset, code) => {
    const document = await sign({
      ...unsigned,
      validUntil: new Date(DRAFT.validFrom.getTime() + 157_766_400_000).toISOString(),
    })
    const report = await judge(document, { now: new Date(DRAFT.validFrom.getTime() + offset) })
    expect(codes(report).filter((one) => one.startsWith('DATE'))).toEqual(code ? [code] : [])
  })

  test.each([
    ['2026-11-20T16:05:00+14:00', '2026-11-20T02:05:00.000Z'],
    ['2026-11-20T16:05:00-12:00', '2026-11-21T04:05:00.000Z'],
    ['9999-12-31T23:59:59.9999Z', '9999-12-31T23:59:59.999Z'],
    ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00.000Z'],
    ['2017-01-01T00:59:60+01:00', '2017-01-01T00:00:00.000Z'],
    ['2026-11-20T16:05:00', undefined],
    ['2026-11-20', undefined],
    ['2026-02-29T00:00:00Z', undefined],
    ['2026-11-20T24:00:00Z', undefined],
    ['2026-11-20T12:00:60Z', undefined],
    ['2026-11-20T16:05:00+15:00', undefined],
  ])('A-validity-boundaries: %s is %s', (text, expected) => {
    const found = instant(text)
    expect(found === undefined ? undefined : new Date(found).toISOString()).toBe(expected)
  })
})

describe('what travels along', () => {
  test('A-bad-endorsement-or-related: a bad endorsement is left out with a warning, a changed resource is not', async () => {
    const { buildEndorsement } = await import('../src/index.ts')
    const endorsement = await sign(
      buildEndorsement({
        id: 'https://peer.example/e/1',
        name: 'Endorsement',
        issuer: { id: OTHER, name: 'A peer', url: 'https://peer.example' },
        subject: { id: DRAFT.achievement.id, endorsementComment: 'Well made.' },
        validFrom: DRAFT.validFrom,
      }),
      otherSigner,
    )
    const outer = async (one: JsonObject) =>
      judge(await sign(buildCredential({ ...DRAFT, endorsements: [one as SignedCredential] })), { material: good })
    const fine = await outer(endorsement)
    expect([...told(fine), ...fine.warnings]).toEqual(['valid'])
    const changed = await outer({ ...endorsement, name: 'Another' })
    expect([...told(changed), changed.warnings.map(({ code }) => code)]).toEqual(['valid', ['ENDORSEMENT_INVALID']])
    const card = 'https://cairn.example/card/1.json'
    const body = utf8('{"card":1}')
    const digest = `u${base64url(concat(Uint8Array.of(0x12, 0x20), await crypto.hash('SHA-256', body)))}`
    const withCard = await sign(
      buildCredential({
        ...DRAFT,
        relatedResource: [{ id: card, mediaType: 'application/json', digestMultibase: digest }],
      }),
    )
    const read = async (bytes: Uint8Array) =>
      told(await judge(withCard, { material: material(await list(), fetched(card, bytes)) }))
    expect(await read(body)).toEqual(['valid'])
    expect(await read(utf8('{"card":2}'))).toEqual(['invalid', 'RESOURCE_DIGEST'])
    expect((await judge(withCard, { material: good })).warnings.map(({ code }) => code)).toEqual(['RESOURCE_ABSENT'])
  })
})
