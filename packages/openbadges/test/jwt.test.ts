import { describe, expect, test } from 'vitest'
import {
  bake,
  type JsonObject,
  type OpenBadgesError,
  type Signer,
  signJwt,
  type UnsignedCredential,
} from '../src/index.ts'
import { told } from './ground.ts'
import { PNG, SVG } from './images.ts'
import {
  ED,
  ISSUER,
  P256,
  P384,
  P521,
  part,
  RSA,
  raw,
  read,
  record,
  SIGNERS,
  TOKEN,
  trusted,
  unlisted,
} from './jwt-ground.ts'
import { fixture, fixturesPresent, judge, material } from './support.ts'

const AFTER = new Date('2032-01-01T00:00:00Z')
const seconds = (date: unknown) => Date.parse(String(date)) / 1_000
const ask = (token: string | Uint8Array) => judge(token, { material: trusted })
const [HEADER, PAYLOAD] = read(TOKEN)

describe('a credential signed as a token', () => {
  test.each([RSA, P256])('has exactly the header and the claims of Open Badges 3.0 ($algorithm)', async (signer) => {
    const [header, payload] = read(await signJwt({ unsigned: unlisted, signer, form: 'ob3' }))
    expect(header).toEqual({ alg: signer.algorithm, kid: signer.id, typ: 'JWT' })
    const { iss, jti, nbf, sub, exp, ...credential } = payload
    expect(credential).toEqual(unlisted)
    expect([iss, jti, sub]).toEqual([ISSUER, unlisted.id, (unlisted.credentialSubject as JsonObject).id])
    expect([nbf, exp]).toEqual([seconds(unlisted.validFrom), seconds(unlisted.validUntil)])
  })

  test('has no end where the credential has none', async () => {
    const { validUntil: _until, ...open } = unlisted
    const [, payload] = read(await signJwt({ unsigned: open as UnsignedCredential, signer: P256, form: 'ob3' }))
    expect('exp' in payload).toBe(false)
  })

  test.each(SIGNERS)('verifies in the form of the W3C under $algorithm, and no changed part does', async (signer) => {
    const token = await signJwt({ unsigned: unlisted, signer, form: 'w3c' })
    expect(read(token)[0]).toEqual({
      alg: signer.algorithm === 'Ed25519' ? 'EdDSA' : signer.algorithm,
      kid: signer.id,
      typ: 'vc+jwt',
      cty: 'vc',
    })
    const report = await ask(token)
    expect([told(report), report.standard]).toEqual([['valid'], 'ob3'])
    expect(report.claims?.document).toEqual(unlisted)
    const [header = '', , signature = ''] = token.split('.')
    const other = part({ ...read(token)[1], name: 'Another name' })
    expect(told(await ask(`${header}.${other}.${signature}`))).toEqual(['invalid', 'PROOF_VALUE'])
    for (const one of SIGNERS) {
      if (one.algorithm === signer.algorithm) continue
      const [, , foreign = ''] = (await signJwt({ unsigned: unlisted, signer: one, form: 'w3c' })).split('.')
      expect(told(await ask(`${header}.${part(read(token)[1])}.${foreign}`))).toEqual(['invalid', 'PROOF_VALUE'])
    }
  })

  test('verifies from a baked image of either kind', async () => {
    for (const image of [PNG, SVG]) expect(told(await ask(bake(image, TOKEN)))).toEqual(['valid'])
  })

  test('states no more than the credential says, where the form asks for nothing', async () => {
    const { id: _id, validFrom: _from, validUntil: _until, credentialSubject: _subject, ...rest } = unlisted
    const [, payload] = read(await signJwt({ unsigned: rest as UnsignedCredential, signer: P256, form: 'w3c' }))
    expect(payload).toEqual({ ...rest, iss: ISSUER })
  })

  const foreign = 'The key belongs to another issuer.'
  const needed = 'A token states it, so it cannot be left out.'
  const failing = (cause: unknown) => ({ signer: { ...P256, sign: () => Promise.reject(cause) } })
  const giving = (signer: Signer, length: number) => ({
    signer: { ...signer, sign: async () => new Uint8Array(length) },
  })
  test.each<[string, Partial<{ unsigned: JsonObject; signer: Signer }>, string]>([
    [
      'by a key of another issuer',
      { signer: { ...P256, id: 'did:web:other.example#p256' } },
      `OB_SIGNER_MISMATCH /issuer ${foreign}`,
    ],
    [
      'by a key without a name of its own',
      { signer: { ...P256, id: ISSUER } },
      `OB_SIGNER_MISMATCH /issuer ${foreign}`,
    ],
    [
      'with an algorithm of no Open Badges token',
      { signer: P384 },
      'OB_SIGNER_MISMATCH  Open Badges 3.0 tokens are signed with RS256 or ES256.',
    ],
    [
      'over a proof',
      { unsigned: { ...unlisted, proof: [] } },
      'OB_SIGN_FAILED /proof The document has a proof already.',
    ],
    ['without an id', { unsigned: { ...unlisted, id: undefined } }, `OB_DRAFT_INVALID /id ${needed}`],
    [
      'without a subject',
      { unsigned: { ...unlisted, credentialSubject: {} } },
      `OB_DRAFT_INVALID /credentialSubject/id ${needed}`,
    ],
    [
      'without a beginning',
      { unsigned: { ...unlisted, validFrom: undefined } },
      `OB_DRAFT_INVALID /validFrom ${needed}`,
    ],
    ['by a signer that fails', failing(new Error('no')), 'OB_SIGN_FAILED  no'],
    ['by a signer that fails oddly', failing('no'), 'OB_SIGN_FAILED  The signer failed.'],
    ['by a signer that writes DER', giving(P256, 71), 'OB_SIGN_FAILED  This is no ES256 signature (71 bytes).'],
    ['by a short RSA key', giving(RSA, 128), 'OB_SIGN_FAILED  This is no RS256 signature (128 bytes).'],
  ])('is not made %s', async (_how, change, told) => {
    const input = { unsigned: unlisted, signer: P256, form: 'ob3' as const, ...change }
    const refused = await signJwt(input as Parameters<typeof signJwt>[0]).catch((cause: unknown) => cause)
    const { code, path = '', message } = refused as OpenBadgesError
    expect(`${code} ${path} ${message}`).toBe(told)
  })
})

describe('what a token says of itself', () => {
  test.each<[string, JsonObject]>([
    ['iss', { iss: 'did:web:other.example' }],
    ['jti', { jti: 'https://other.example/1' }],
    ['jti', { jti: 7 }],
    ['sub', { sub: 'did:example:another' }],
    ['sub', { sub: 7 }],
    ['nbf', { nbf: 1 }],
    ['nbf', { nbf: '2026-01-01' }],
    ['nbf', { nbf: -1 }],
    ['exp', { exp: 4_000_000_000 }],
    ['exp', { exp: 1e15 }],
    ['exp', { exp: null }],
    ['vp', { vp: {} }],
    ['vc', { vc: unlisted }],
  ])('%s must not differ from the credential: %j', async (name, change) => {
    const report = await ask(await raw(HEADER, { ...PAYLOAD, ...change }, P256))
    expect([told(report), report.checks[0]?.findings[0]?.detail]).toEqual([['invalid', 'JWT_CLAIMS'], { name }])
    expect([report.claims, report.needs]).toEqual([undefined, []])
  })

  test('may be left out, and is never shown', async () => {
    for (const payload of [unlisted, { ...PAYLOAD, iat: 1_790_000_000, aud: 'did:example:1', nonce: 'n', cnf: {} }]) {
      const report = await ask(await raw(HEADER, payload, P256))
      expect([told(report), report.claims?.document]).toEqual([['valid'], unlisted])
    }
  })

  test('a past end is the end of the credential where both say so, else of the signature', async () => {
    const late = { material: trusted, now: AFTER }
    expect(told(await judge(TOKEN, late))).toEqual(['invalid', 'DATE_EXPIRED'])
    const { validUntil: _until, ...open } = PAYLOAD
    const token = await raw(HEADER, open, P256)
    expect(told(await judge(token, late))).toEqual(['invalid', 'PROOF_EXPIRED'])
    expect(told(await judge(token, { ...late, options: { mode: 'proofOnly' } }))).toEqual(['valid'])
    const w3c = await raw({ ...HEADER, typ: 'vc+jwt' }, { ...PAYLOAD, exp: 1_790_000_000 }, P256)
    expect(told(await ask(w3c))).toEqual(['invalid', 'PROOF_EXPIRED'])
  })

  test.each<JsonObject>([{ iat: 1_900_000_000 }, { iat: 9e15 }])(
    'it was not made in the future: %j',
    async (change) => {
      expect(told(await ask(await raw(HEADER, { ...PAYLOAD, ...change }, P256)))).toEqual(['invalid', 'PROOF_FUTURE'])
    },
  )

  test('its beginning is the beginning of the credential, or of the signature', async () => {
    const early = { material: trusted, now: new Date('2026-01-02T00:00:00Z') }
    expect(told(await judge(TOKEN, early))).toEqual(['invalid', 'DATE_NOT_YET_VALID'])
    const w3c = await raw({ ...HEADER, typ: 'vc+jwt' }, { ...PAYLOAD, nbf: 1_900_000_000 }, P256)
    expect(told(await ask(w3c))).toEqual(['invalid', 'PROOF_FUTURE'])
  })

  test('a field without a meaning is refused, also where the token covers it', async () => {
    const report = await ask(await raw(HEADER, { ...PAYLOAD, badExtension: 'x' }, P256))
    expect(told(report)).toEqual(['invalid', 'TERMS_UNDEFINED'])
  })

  test('an embedded proof stays where it is and decides nothing', async () => {
    const proof = [
      {
        type: 'DataIntegrityProof',
        cryptosuite: 'eddsa-rdfc-2022',
        proofPurpose: 'assertionMethod',
        verificationMethod: ED.id,
        created: '2026-11-20T16:05:00Z',
        proofValue: 'z1',
      },
    ]
    expect(told(await ask(await raw(HEADER, { ...PAYLOAD, proof }, P256)))).toEqual(['valid'])
  })
})

describe('the key of a token', () => {
  const changed = (kid: unknown) => raw({ ...HEADER, kid: kid as string }, PAYLOAD, P256)

  test('was in use when the token was made', async () => {
    const at = (key: Parameters<typeof record>[1], token: string = TOKEN) =>
      judge(token, { material: { ...material(), trustedKeys: [record(P256, key)] } })
    expect(told(await at({ notAfter: new Date('2026-11-20T00:00:00Z') }))).toEqual(['invalid', 'KEY_PERIOD'])
    expect(told(await at({ state: 'compromised' }))).toEqual(['invalid', 'KEY_COMPROMISED'])
    expect(told(await at({ purpose: 'status' }))).toEqual(['invalid', 'KEY_NOT_AUTHORIZED'])
    const undated = { ...PAYLOAD, nbf: undefined as unknown as number }
    expect(told(await at({}, await raw(HEADER, undated, P256)))).toEqual(['valid'])
    const before = { ...undated, validFrom: '2025-01-01T00:00:00Z' }
    expect(told(await at({}, await raw(HEADER, before, P256)))).toEqual(['invalid', 'KEY_PERIOD'])
  })

  test('is one that is known for the issuer, by its exact name', async () => {
    expect(told(await ask(await changed(`${ISSUER}#p256 `)))).toEqual(['invalid', 'JWT_HEADER'])
    expect(told(await ask(await changed(`${ISSUER}#P256`)))).toEqual(['unknown', 'KEY_UNANCHORED'])
    expect(told(await ask(await changed(P521.id)))).toEqual(['invalid', 'PROOF_ALG'])
  })

  test('brought along is nobody’s, unless the caller takes the word of the token', async () => {
    const { kid: _kid, ...rest } = HEADER
    const header = { ...rest, jwk: { ...P256.jwk } }
    const token = await raw(header, PAYLOAD, P256)
    const loose = { keyBinding: '1edtech' } as const
    expect(told(await judge(token))).toEqual(['unknown', 'KEY_SELF_ASSERTED'])
    const report = await judge(token, { options: loose })
    expect([told(report), report.warnings.map(({ code }) => code)]).toEqual([['valid'], ['KEY_SELF_ASSERTED']])
    expect(told(await judge(token, { material: trusted, options: loose }))).toEqual(['unknown', 'KEY_UNANCHORED'])
    for (const jwk of [{ ...P256.jwk, y: P256.jwk.x ?? '' }, { ...P256.jwk, d: 'AQAB' }, { kty: 'OKP' }]) {
      const other = await raw({ ...header, jwk }, PAYLOAD, P256)
      expect(told(await judge(other, { options: loose }))).toEqual(['invalid', 'DID_KEY_FORMAT'])
    }
  })
})

describe('a credential of the first data model', () => {
  const V1 = ['https://www.w3.org/2018/credentials/v1', 'https://purl.imsglobal.org/spec/ob/v3p0/context.json']
  const vc: JsonObject = {
    '@context': V1,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    issuer: { type: ['Profile'], name: 'Example' },
    name: 'Teamwork',
    credentialSubject: {
      type: ['AchievementSubject'],
      achievement: {
        id: 'https://a.example/1',
        type: ['Achievement'],
        name: 'Teamwork',
        description: 'Works well.',
        criteria: { narrative: 'Seen at work.' },
      },
    },
  }
  const claims = {
    iss: ISSUER,
    jti: 'https://a.example/c/1',
    sub: 'did:example:1',
    nbf: 1_790_000_000,
    exp: 1_890_000_000,
  }

  test('stands in `vc`, and the claims fill what it leaves out', async () => {
    const report = await ask(await raw(HEADER, { ...claims, vc }, P256))
    expect(told(report)).toEqual(['valid'])
    expect(report.claims).toMatchObject({
      id: claims.jti,
      issuer: { id: ISSUER },
      subject: { id: claims.sub },
      validFrom: '2026-09-21T14:13:20Z',
      validUntil: '2029-11-22T00:00:00Z',
    })
  })

  test.each<[string, JsonObject]>([
    ['beside another one', { ...claims, vc, credentialSubject: { id: 'did:example:2' } }],
    [
      'with a context of the second model',
      { ...claims, vc: { ...vc, '@context': ['https://www.w3.org/ns/credentials/v2'] } },
    ],
    ['that is none', { ...claims, vc: 'oops' }],
  ])('is not read %s', async (_how, payload) => {
    expect(told(await ask(await raw(HEADER, payload, P256)))).toEqual(['invalid', 'JWT_CLAIMS'])
  })

  test('is not in a token of the second', async () => {
    const token = await raw({ ...HEADER, typ: 'vc+jwt' }, { ...claims, vc }, P256)
    expect(told(await ask(token))).toEqual(['invalid', 'JWT_CLAIMS'])
  })
})

describe.runIf(fixturesPresent(import.meta.filename))('published samples', () => {
  const loose = { keyBinding: '1edtech' } as const
  const file = (name: string) => fixture(`ob3/samples-1edtech/${name}`)

  test('the token in a PNG is valid where its own key is taken, and unknown otherwise', async () => {
    const report = await judge(file('simple-jwt.png'), { options: loose })
    expect([told(report), report.warnings.map(({ code }) => code)]).toEqual([['valid'], ['KEY_SELF_ASSERTED']])
    expect(told(await judge(file('simple-jwt.png')))).toEqual(['unknown', 'KEY_SELF_ASSERTED'])
  })

  // Its schema is 1EdTech's own for any achievement credential, which is not bundled.
  test('the one of the first model is sound but for its schema', async () => {
    expect(told(await judge(file('simple-jwt_v1.png'), { options: loose }))).toEqual([
      'unknown',
      'SHAPE_SCHEMA_UNKNOWN',
    ])
  })

  test('a token that names no key is invalid; one in a vocabulary that is not known is never valid', async () => {
    expect(told(await judge(file('simple.jwt'), { options: loose }))).toEqual(['invalid', 'JWT_HEADER'])
    expect((await judge(file('velocity.jwt'), { options: loose })).verdict).not.toBe('valid')
  })
})
