import { createPublicKey } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { base64url, fromBase64url } from '../src/encoding/base64url.ts'
import { utf8 } from '../src/encoding/text.ts'
import { type Crypto, didWebUrl, type JsonObject, verify } from '../src/index.ts'
import { signed, told } from './ground.ts'
import { ED, ISSUER, P256, part, RSA, raw, read, record, TOKEN, trusted, unlisted } from './jwt-ground.ts'
import { contexts, crypto, fast, GOLDEN_NOW, judge, material } from './support.ts'

const [HEADER, PAYLOAD] = read(TOKEN)
const JUNK = base64url(new Uint8Array(64).fill(7))
const unsigned = (header: JsonObject | string, signature = JUNK) => `${part(header)}.${part(PAYLOAD)}.${signature}`
/** Really signed by the issuer's key, so that only the header can be what is refused. */
const signedBy = (change: JsonObject) => raw({ ...HEADER, ...change }, PAYLOAD, P256)

/** What a refusal has cost: nothing is hashed, verified, unpacked or canonicalized before a header is found to be good. */
function counting() {
  const done: string[] = []
  const port =
    <A extends unknown[], R>(name: string, deed: (...args: A) => R) =>
    (...args: A): R => {
      done.push(name)
      return deed(...args)
    }
  const given: Crypto = {
    ...crypto,
    ...{ hash: port('hash', crypto.hash), verify: port('verify', crypto.verify), hmac: port('hmac', crypto.hmac) },
    gunzip: port('gunzip', crypto.gunzip),
  }
  return { done, crypto: given, canonicalizer: { canonize: port('canonize', fast.canonize) } }
}

/** Refused with keys at hand and without: for none of them is anybody asked. */
async function refusedAtOnce(token: string, code: string) {
  for (const known of [trusted, material()]) {
    const { done, ...ports } = counting()
    const context = { material: known, now: GOLDEN_NOW, contexts, options: { keyBinding: '1edtech' } as const }
    const report = await verify(token, { ...context, ...ports })
    expect([told(report), report.needs, report.claims, done]).toEqual([['invalid', code], [], undefined, []])
  }
}

describe('a token that is no signature', () => {
  test.each(['none', 'None', 'NONE', 'nOnE', 'none ', ' none', '\tnone', 'none\n', 'no\u200bne', 'ｎone', '', 'null'])(
    'A-jwt-alg-none: the algorithm “%s”, with and without something in the place of a signature',
    async (alg) => {
      for (const signature of ['', JUNK, TOKEN.split('.')[2] ?? ''])
        await refusedAtOnce(unsigned({ ...HEADER, alg }, signature), 'JWT_HEADER')
    },
  )

  test.each<JsonObject>([{ alg: null }, { alg: ['ES256'] }, { alg: { ES256: 1 } }, { alg: 1 }])(
    'A-jwt-alg-none: an algorithm that is no name: %j',
    (change) => refusedAtOnce(unsigned({ ...HEADER, ...change }), 'JWT_HEADER'),
  )

  test('A-jwt-alg-none: no algorithm, no signature', async () => {
    const { alg: _alg, ...rest } = HEADER
    await refusedAtOnce(unsigned(rest), 'JWT_HEADER')
    await refusedAtOnce(unsigned(HEADER, ''), 'PARSE_JWT')
    await refusedAtOnce(unsigned('{}'), 'JWT_HEADER')
  })

  test('A-jwt-hs256-with-public-key: the bytes of the public key as a secret, in every spelling', async () => {
    const key = createPublicKey(RSA.privateKey)
    const secrets = [
      utf8(JSON.stringify(RSA.jwk)),
      utf8(key.export({ type: 'spki', format: 'pem' }).toString()),
      utf8(key.export({ type: 'spki', format: 'pem' }).toString().trim()),
      utf8(key.export({ type: 'pkcs1', format: 'pem' }).toString()),
      new Uint8Array(key.export({ type: 'spki', format: 'der' })),
      fromBase64url(RSA.jwk.n ?? '') ?? new Uint8Array(),
      utf8(RSA.jwk.n ?? ''),
    ]
    for (const alg of ['HS256', 'HS384', 'HS512', 'hs256', 'Hs256', 'HS256 '])
      for (const secret of secrets) {
        const text = `${part({ ...HEADER, alg, kid: RSA.id })}.${part(PAYLOAD)}`
        const mac = await crypto.hmac(secret, utf8(text))
        await refusedAtOnce(`${text}.${base64url(mac)}`, 'JWT_HEADER')
      }
  })

  test('the algorithm is the one of the key, whatever the header says', async () => {
    for (const alg of ['RS256', 'ES384', 'ES512', 'EdDSA']) {
      const report = await judge(await signedBy({ alg }), { material: trusted })
      expect(told(report)).toEqual(['invalid', 'PROOF_ALG'])
    }
    for (const alg of ['PS256', 'RS512', 'ES256K', 'Ed25519', 'Ed448', 'ML-DSA-65'])
      expect(told(await judge(await signedBy({ alg }), { material: trusted }))).toEqual([
        'unknown',
        'PROOF_SUITE_UNKNOWN',
      ])
  })

  test('A-signature-edge-values: another form, another length, zeros, S above the order', async () => {
    const [header = '', payload = '', signature = ''] = TOKEN.split('.')
    const bytes = fromBase64url(signature) ?? new Uint8Array()
    const der = Buffer.concat([
      Buffer.from('3044022020', 'hex'),
      bytes.subarray(0, 32),
      Buffer.from('0220', 'hex'),
      bytes.subarray(32),
    ])
    const others = [
      new Uint8Array(64),
      new Uint8Array(64).fill(255),
      der,
      bytes.subarray(0, 63),
      Buffer.concat([bytes, Buffer.of(0)]),
    ]
    for (const other of others)
      expect(told(await judge(`${header}.${payload}.${base64url(other)}`, { material: trusted }))).toEqual([
        'invalid',
        'PROOF_VALUE',
      ])
    const ed = await raw({ ...HEADER, alg: 'EdDSA', kid: ED.id }, PAYLOAD, ED)
    const [first = '', second = '', third = ''] = ed.split('.')
    const high = fromBase64url(third) ?? new Uint8Array()
    high[63] = (high[63] ?? 0) | 0xf0
    expect(told(await judge(`${first}.${second}.${base64url(high)}`, { material: trusted }))).toEqual([
      'invalid',
      'PROOF_VALUE',
    ])
  })
})

// Every bit of one is changed in changed-bits.test.ts.
test('no single character of a token can be another one', async () => {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.']
  await fc.assert(
    fc.asyncProperty(fc.nat(TOKEN.length - 1), fc.constantFrom(...letters), async (at, letter) => {
      fc.pre(TOKEN[at] !== letter)
      const report = await judge(TOKEN.slice(0, at) + letter + TOKEN.slice(at + 1), { material: trusted })
      expect(report.verdict).not.toBe('valid')
    }),
    { numRuns: 40 },
  )
})

describe('the name of the key', () => {
  test.each([
    ['a path', '../../etc/passwd'],
    ['a file', 'file:///etc/passwd'],
    ['SQL', `' or 1=1; drop table issuer_key; --`],
    ['an address without a lock', 'http://a.example/k#1'],
    ['a short name', 'p256'],
    ['a fragment alone', '#p256'],
    ['nothing', ''],
    ['3,000 characters', `${ISSUER}#${'k'.repeat(2_970)}`],
  ])('A-jwt-kid-abuse: %s', async (_what, kid) => refusedAtOnce(await signedBy({ kid }), 'JWT_HEADER'))

  test('A-jwt-kid-abuse: 1 MB of text, whatever it is', async () => {
    for (const filler of ['k', '\u0000', '"', '[']) {
      const header = JSON.stringify({ ...HEADER, kid: filler.repeat(700_000) })
      await refusedAtOnce(`${part(header)}.${part(PAYLOAD)}.${JUNK}`, 'PARSE_TOO_LARGE')
    }
  })

  test('A-jwt-kid-abuse: the key of another issuer, really signed with it', async () => {
    const other = { ...ED, id: 'did:web:other.example#ed' }
    const token = await raw({ ...HEADER, alg: 'EdDSA', kid: other.id }, PAYLOAD, other)
    const known = { ...trusted, trustedKeys: [...trusted.trustedKeys, record(other)] }
    const report = await judge(token, { material: known })
    expect([told(report), report.needs]).toEqual([['invalid', 'KEY_CONTROLLER'], []])
  })

  test('A-jwt-kid-abuse: a name that is nearly that of the key is not its name', async () => {
    const near = fc.oneof(
      fc.mixedCase(fc.constant(P256.id)),
      fc.tuple(fc.nat(P256.id.length), fc.string({ maxLength: 3 })).map(([at, more]) => {
        return P256.id.slice(0, at) + more + P256.id.slice(at)
      }),
      fc.nat(P256.id.length - 1).map((at) => P256.id.slice(0, at) + P256.id.slice(at + 1)),
      fc.constantFrom('%23', '?x', '/', '\u0000', '\u200b', ' ').map((more) => P256.id.replace('#', `${more}#`)),
      fc.constant(P256.id.replace('#p', '#%70')),
    )
    await fc.assert(
      fc.asyncProperty(near, async (kid) => {
        fc.pre(kid !== P256.id)
        const report = await judge(await signedBy({ kid }), { material: trusted })
        expect([kid, report.verdict]).not.toEqual([kid, 'valid'])
        // Whoever is asked is the issuer that the name says, where a did:web says it.
        for (const { url } of report.needs) expect([kid, url]).toEqual([kid, didWebUrl(kid.split('#')[0] ?? '')])
      }),
      { numRuns: 60, seed: 20_261_129 },
    )
  })

  test('A-jwt-kid-abuse: a key of the issuer that is none of its award keys', async () => {
    const known = { ...trusted, trustedKeys: [record(P256, { purpose: 'log' })] }
    expect(told(await judge(TOKEN, { material: known }))).toEqual(['invalid', 'KEY_NOT_AUTHORIZED'])
  })

  test.each(['jku', 'x5u', 'x5c'])('A-jwt-kid-abuse: keys brought along by %s', async (name) =>
    refusedAtOnce(await signedBy({ [name]: 'https://evil.example/keys' }), 'JWT_HEADER'),
  )
})

describe('headers that would change how it is read', () => {
  test.each<JsonObject>([
    { crit: ['exp'], exp: 1 },
    { crit: [] },
    { crit: ['b64'], b64: false },
    { b64: false },
    { b64: true },
    { zip: 'DEF' },
    { enc: 'A256GCM' },
    { typ: 'JWT ' },
    { typ: 'jose' },
    { typ: null },
    { typ: 'openid4vci-proof+jwt' },
    { typ: 'vc+jwt', cty: 'vp' },
    { cty: 'JWT' },
    { typ: 'vp+jwt' },
  ])('A-jws-crit-b64-multi: %j', async (change) => refusedAtOnce(await signedBy(change), 'JWT_HEADER'))

  test('A-jws-crit-b64-multi: a payload that is not encoded', async () => {
    const [header, , signature] = TOKEN.split('.')
    expect((await judge(`${header}.${JSON.stringify(PAYLOAD)}.${signature}`)).verdict).toBe('invalid')
  })

  test('A-jws-crit-b64-multi: signatures of the issuer, one or two, written as JSON, are no credential', async () => {
    const made = [P256, RSA].map(async (by) => {
      const header = part({ ...HEADER, alg: by.algorithm, kid: by.id })
      const data = utf8(`${header}.${part(PAYLOAD)}`)
      return { protected: header, header: {}, signature: base64url(await by.sign(data)) }
    })
    const signatures = (await Promise.all(made)) as JsonObject[]
    for (const text of [
      { payload: part(PAYLOAD), signatures },
      { payload: part(PAYLOAD), signatures: signatures.slice(0, 1) },
      { payload: part(PAYLOAD), ...signatures[0] },
      { ...signed, payload: part(PAYLOAD), signatures },
    ]) {
      const report = await judge(JSON.stringify(text), { material: trusted })
      expect([report.verdict, report.needs, report.claims]).toEqual(['invalid', [], undefined])
    }
  })

  test.each([
    ['a header that states its algorithm twice', '{"alg":"ES256","alg":"none"}', part(unlisted), 'PARSE_DUPLICATE_KEY'],
    ['a payload that states its issuer twice', HEADER, '{"iss":"a","\\u0069ss":"b"}', 'PARSE_DUPLICATE_KEY'],
    ['a header that reaches a prototype', '{"alg":"ES256","__proto__":{}}', part(unlisted), 'PARSE_JWT'],
    ['a payload with a number nobody holds', HEADER, '{"nbf":1e400}', 'PARSE_JWT'],
    ['a payload with a byte order mark', HEADER, '\ufeff{}', 'PARSE_JWT'],
    ['a payload that is a list', HEADER, '[]', 'PARSE_JWT'],
    ['a header that is a text', '"ES256"', part(unlisted), 'PARSE_JWT'],
    ['a payload that is a picture', HEADER, '<svg xmlns="http://www.w3.org/2000/svg"/>', 'PARSE_JWT'],
    ['a payload nested 20,000 deep', HEADER, `{"a":${'['.repeat(20_000)}`, 'PARSE_JWT'],
  ])('A-duplicate-json-keys, A-deep-nesting: %s', (_what, header, payload, code) =>
    refusedAtOnce(`${part(header)}.${part(payload)}.${JUNK}`, code),
  )

  test('parts that are not exactly base64url', async () => {
    const [header, payload, signature = ''] = TOKEN.split('.')
    for (const token of [
      `${header}.${payload}.${signature}=`,
      `${header}.${payload}.${signature}\n.`,
      `${header}.${payload}`,
    ])
      expect((await judge(token, { material: trusted })).verdict).toBe('invalid')
    const last = signature.at(-1) ?? ''
    const loose = ['A', 'Q', 'g', 'w'].includes(last) ? String.fromCharCode(last.charCodeAt(0) + 1) : 'B'
    await refusedAtOnce(`${header}.${payload}.${signature.slice(0, -1)}${loose}`, 'PARSE_JWT')
    await refusedAtOnce(`${header}.${base64url(Uint8Array.of(0x7b, 0xff, 0x7d))}.${JUNK}`, 'PARSE_JWT')
  })
})

describe('tokens that hide something', () => {
  test('A-jwe-zip-bomb: nothing encrypted is opened, nothing packed is unpacked', async () => {
    const bomb = base64url(deflateRawSync(new Uint8Array(20_000_000)))
    for (const [header, parts] of [
      [{ alg: 'dir', enc: 'A256GCM', zip: 'DEF' }, `.AAAA.${bomb}.AAAA`],
      [{ alg: 'RSA-OAEP', enc: 'A128CBC-HS256', zip: 'DEF' }, `AAAA.AAAA.${bomb}.AAAA`],
    ] as const)
      await refusedAtOnce(`${part(header)}.${parts}`, 'PARSE_JWT')
    await refusedAtOnce('a.b.c.d.e', 'PARSE_JWT')
    await refusedAtOnce(`${part({ ...HEADER, zip: 'DEF' })}.${bomb}.${JUNK}`, 'JWT_HEADER')
  })

  test.each<[string, JsonObject]>([
    ['a secret named by the token', { alg: 'HS256', kid: P256.id }],
    ['a secret in the token', { alg: 'HS512', jwk: { kty: 'oct', k: 'c2VjcmV0' } }],
  ])('A-jws-secret-from-token: %s', async (_what, change) => refusedAtOnce(await signedBy(change), 'JWT_HEADER'))

  test('A-jws-secret-from-token: a secret in the place of a public key', async () => {
    const { kid: _kid, ...rest } = HEADER
    const token = await raw({ ...rest, jwk: { kty: 'oct', k: 'c2VjcmV0' } }, PAYLOAD, P256)
    expect(told(await judge(token, { options: { keyBinding: '1edtech' } }))).toEqual(['invalid', 'DID_KEY_FORMAT'])
  })

  test('A-jws-secret-from-token: the library knows no algorithm whose key is a secret', () => {
    const folder = join(import.meta.dirname, '../src')
    const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
    expect(sources.length).toBeGreaterThan(40)
    const symmetric = sources.filter((file) =>
      /\bHS(256|384|512)\b|'oct'/.test(readFileSync(join(folder, file), 'utf8')),
    )
    expect(symmetric).toEqual([])
  })

  const numbers = `{"a":[${'1,'.repeat(330_000)}1]}`
  const members = `{${Array.from({ length: 60_000 }, (_, i) => `"k${i}":1`).join()}}`
  test.each<[string, string, string]>([
    ['nothing', `${part(HEADER)}.${'A'.repeat(900_000)}.${JUNK}`, 'PARSE_JWT'],
    ['one text', `${part(HEADER)}.${part(`{"a":"${'x'.repeat(660_000)}"}`)}.${JUNK}`, 'PARSE_TOO_LARGE'],
    ['quotes that are none', `${part(HEADER)}.${part(`{"a":"${'\\"'.repeat(330_000)}"}`)}.${JUNK}`, 'PARSE_TOO_LARGE'],
    ['numbers', `${part(HEADER)}.${part(numbers)}.${JUNK}`, 'PARSE_TOO_LARGE'],
    ['members', `${part(HEADER)}.${part(members)}.${JUNK}`, 'PARSE_TOO_LARGE'],
    ['brackets', `${part(HEADER)}.${part(`{"a":${'['.repeat(660_000)}`)}.${JUNK}`, 'PARSE_JWT'],
    ['a header', `${'A'.repeat(900_000)}.AAAA.AAAA`, 'PARSE_TOO_LARGE'],
    ['a signature', `${part(HEADER)}.${part(PAYLOAD)}.${'A'.repeat(900_000)}`, 'PARSE_TOO_LARGE'],
    ['dots', 'A.'.repeat(450_000), 'PARSE_JSON'],
  ])('A-oversized-fields: 900 kB of %s in the place of a token are told apart at once', (_what, token, code) =>
    refusedAtOnce(token, code),
  )
})
