import fc from 'fast-check'
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
    'did:web:a.example%3A0',
    'did:web:a.example%3A',
    'did:web:a.example%3a443',
    'did:web:a.example%3A443%3A1',
    'did:web:a.example:8443@b',
    'did:web:user:pass@a.example',
    'did:web:[::1]',
    'did:web:a.example:%2F',
    'did:web:a.example:x/y',
    'did:web:a.example:x%5Cy',
    'did:web:a.example\\@b.example',
    'did:web:a.example:\u2024\u2024',
    'did:web:xn--\u0430.example',
    'did:web:-a.example',
    'did:web:a.example.',
    'did:web:a.example\n',
    ' did:web:a.example',
    'DID:web:a.example',
    'did:WEB:a.example',
    'did:webs:a.example',
  ])('A-did-web-grammar: %s', async (did) => {
    expect(() => didWebUrl(did)).toThrow(expect.objectContaining({ code: 'DID_SYNTAX' }))
    // Before an address exists: nobody is asked.
    const report = await judge(
      {
        ...signed,
        issuer: { ...(signed.issuer as JsonObject), id: did },
        proof: [{ ...proof, verificationMethod: `${did}#k` }],
      },
      { material: good },
    )
    expect([report.verdict === 'valid', report.needs.filter(({ kind }) => kind === 'did')]).toEqual([false, []])
  })

  test('A-did-web-grammar: what becomes an address is the host and the folders it names, and no other', () => {
    const piece = fc.constantFrom(
      ...[
        'a',
        'B',
        '-',
        '.',
        '..',
        'example',
        ':',
        '%3A',
        '%2F',
        '%40',
        '%2e',
        '@',
        '/',
        '\\',
        '?',
        '#',
        '443',
        '65536',
      ],
      ...['xn--', '[', ']', ' ', '\n', '\u0000', '\u3002', 'ü', '%', '%00'],
    )
    const rest = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''))
    fc.assert(
      fc.property(
        fc.oneof(
          rest,
          fc.tuple(fc.constant('a.example'), rest).map((both) => both.join('')),
        ),
        (text) => {
          let address: string
          try {
            address = didWebUrl(`did:web:${text}`)
          } catch (cause) {
            expect([text, cause]).toEqual([text, expect.objectContaining({ code: 'DID_SYNTAX' })])
            return
          }
          const [host = '', ...folders] = text.split(':')
          const path = `/${folders.length > 0 ? folders.join('/') : '.well-known'}/did.json`
          expect([text, address]).toEqual([text, `https://${host.replace('%3A', ':')}${path}`])
          // `xn--a` is a host by its letters, and none by the rules of names: no address comes of it.
          if (!URL.canParse(address)) return
          const { username, password, pathname, search, hash } = new URL(address)
          expect([text, username, password, pathname, search, hash]).toEqual([text, '', '', path, '', ''])
        },
      ),
      { numRuns: 600, seed: 20_261_129 },
    )
  })

  test.each([
    ['did:web:cairn.example:issuers:lakeside', 'https://cairn.example/issuers/lakeside/did.json'],
    ['did:web:cairn.example', 'https://cairn.example/.well-known/did.json'],
    ['did:web:localhost%3A8443:issuers:x', 'https://localhost:8443/issuers/x/did.json'],
  ])('%s is found at %s', (did, url) => {
    expect(didWebUrl(did)).toBe(url)
  })

  test('A-did-web-grammar: 512 characters are an identifier, 513 are none', () => {
    const did = (length: number) => `did:web:a.example:${'x'.repeat(length - 18)}`
    expect(didWebUrl(did(512))).toBe(`https://a.example/${'x'.repeat(494)}/did.json`)
    expect(() => didWebUrl(did(513))).toThrow(expect.objectContaining({ code: 'DID_SYNTAX' }))
  })

  test.each([
    ['X25519', [0xec, 1], 32],
    ['an unknown code', [0x99, 1], 32],
    ['too short', [0xed, 1], 31],
    ['trailing bytes', [0xed, 1], 33],
    ['nothing behind its code', [0xed, 1], 0],
    ['half a code', [0xed], 0],
    ['a private key', [0x80, 0x26], 32],
    ['P-256, too short', [0x80, 0x24], 32],
    ['P-256, trailing bytes', [0x80, 0x24], 34],
    ['P-256, not compressed', [0x80, 0x24], 65],
    ['P-384 with the code of P-256', [0x80, 0x24], 49],
    ['P-384, too short', [0x81, 0x24], 48],
    ['secp256k1', [0xe7, 1], 33],
    ['BLS12-381', [0xeb, 1], 96],
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

  test('A-did-key-malformed: another base, another fragment, a changed letter', async () => {
    const own = String(signed.issuer && (signed.issuer as JsonObject).id)
    const key = own.slice('did:key:'.length)
    const as = async (did: string, fragment: string) =>
      told(
        await judge(
          {
            ...signed,
            issuer: { ...(signed.issuer as JsonObject), id: did },
            proof: [{ ...proof, verificationMethod: `${did}#${fragment}` }],
          },
          { material: good },
        ),
      )
    for (const [did, fragment] of [
      [own, 'k'],
      [own, key.slice(0, -1)],
      [own, `${key}x`],
      [`did:key:f${Buffer.from(key).toString('hex')}`, `f${Buffer.from(key).toString('hex')}`],
      [`did:key:${key.toUpperCase()}`, key.toUpperCase()],
      [`did:key:${key}0`, `${key}0`],
      [`did:key:${key}:x`, `${key}:x`],
      ['did:key:', ''],
    ] as const)
      expect([did, await as(did, fragment)]).toEqual([did, expect.arrayContaining(['invalid', 'DID_KEY_FORMAT'])])
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
        subject: { id: DRAFT.issuer.id, endorsementComment: 'Well made.' },
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
