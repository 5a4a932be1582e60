import { describe, expect, test } from 'vitest'
import { base58 } from '../src/encoding/base58.ts'
import {
  buildCredential,
  type JsonObject,
  signJwt,
  type UnsignedCredential,
  type VerifyOptions,
  verify,
} from '../src/index.ts'
import { proofConfig, signingInput } from '../src/proof/config.ts'
import { DRAFT, good, sign, signed, told, unsigned } from './ground.ts'
import { ISSUER, P256, raw, record } from './jwt-ground.ts'
import {
  codes,
  contexts,
  crypto,
  DID,
  edSigner,
  fast,
  fetched,
  GOLDEN_NOW,
  judge,
  material,
  type TestSigner,
} from './support.ts'

const V2 = 'https://www.w3.org/ns/credentials/v2'
const HOLDER = edSigner('2a'.repeat(32))
const HOLDER_ID = HOLDER.id.split('#')[0] ?? ''
const STRANGER = edSigner('2b'.repeat(32))
const ASKED = { challenge: 'f00d', domain: 'https://verifier.example' }
const MATERIAL = { ...good, trustedKeys: [record(P256)] }

const mine = buildCredential({ ...DRAFT, subject: { ...DRAFT.subject, id: HOLDER_ID } })
const MINE = await sign(mine)
const other = buildCredential({ ...DRAFT, id: `${DRAFT.id}x`, subject: { ...DRAFT.subject, id: HOLDER_ID } })
const OTHER = await sign(other)
const { credentialStatus: _status, ...rest } = mine
const TOKEN = await signJwt({
  unsigned: { ...rest, issuer: { ...(mine.issuer as JsonObject), id: ISSUER } } as unknown as UnsignedCredential,
  signer: P256,
  form: 'w3c',
})

function enveloped(token: string, type = 'vc+jwt'): JsonObject {
  return { '@context': V2, type: 'EnvelopedVerifiableCredential', id: `data:application/${type},${token}` }
}

function presentation(change: JsonObject = {}): JsonObject {
  return {
    '@context': [V2],
    type: ['VerifiablePresentation'],
    holder: HOLDER_ID,
    verifiableCredential: [MINE],
    ...change,
  }
}

async function embedded(change: JsonObject = {}, proofChange: JsonObject = {}, by: TestSigner = HOLDER) {
  const document = presentation(change)
  const proof = {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-rdfc-2022',
    created: '2026-11-22T00:00:00Z',
    verificationMethod: by.id,
    proofPurpose: 'authentication',
    ...ASKED,
    ...proofChange,
  }
  const config = proofConfig(proof, document)
  const data = await signingInput({ document: await fast.canonize(document), config, canonicalizer: fast, crypto })
  return { ...document, proof: { ...proof, proofValue: `z${base58(await by.sign(data))}` } }
}

function token(change: JsonObject = {}, claims: JsonObject = {}, by: TestSigner = HOLDER) {
  const payload = { ...presentation(change), iss: HOLDER_ID, nonce: ASKED.challenge, aud: ASKED.domain, ...claims }
  return raw({ alg: 'EdDSA', kid: by.id, typ: 'vp+jwt', cty: 'vp' }, payload, by)
}

const ask = (input: string | JsonObject, options: VerifyOptions = { presentation: ASKED }) =>
  judge(input, { material: MATERIAL, options })

describe.each<[string, (change?: JsonObject, by?: TestSigner) => Promise<string | JsonObject>]>([
  ['with an embedded proof', (change, by) => embedded(change, {}, by)],
  ['signed as a token', (change, by) => token(change, {}, by)],
])('a presentation %s', (_how, made) => {
  test('in answer to the request, by the one the credentials are about, is valid', async () => {
    const report = await ask(await made())
    expect([told(report), report.standard, report.statusAsOf instanceof Date]).toEqual([['valid'], 'ob3', true])
    expect(report.claims?.document).toEqual(mine)
  })

  test('may hold tokens beside embedded credentials; then it makes no claim as one credential', async () => {
    const report = await ask(await made({ verifiableCredential: [MINE, OTHER, enveloped(TOKEN)] }))
    expect([told(report), report.claims, report.standard]).toEqual([['valid'], undefined, 'vc'])
  })

  test('A-presentation-replay: the answer to another request, or to somebody else, does not count', async () => {
    const given = await made()
    const asked = (presentation: VerifyOptions['presentation']) => ask(given, presentation ? { presentation } : {})
    expect(told(await asked({ ...ASKED, challenge: 'cafe' }))).toEqual(['invalid', 'PRESENTATION_CHALLENGE'])
    expect(told(await asked({ ...ASKED, domain: 'https://other.example' }))).toEqual(['invalid', 'PRESENTATION_DOMAIN'])
    expect(told(await asked(undefined))).toEqual(['unknown', 'PRESENTATION_HOLDER'])
    expect(told(await asked({ domain: ASKED.domain }))).toEqual(['unknown', 'PRESENTATION_HOLDER'])
  })

  test('A-presentation-replay: somebody else’s credential is not counted as presented by its subject', async () => {
    const report = await ask(await made({ verifiableCredential: [signed] }))
    expect(told(report)).toEqual(['unknown', 'PRESENTATION_HOLDER'])
    expect(report.checks.flatMap(({ findings }) => findings)[0]?.path).toBe('/verifiableCredential/0')
  })

  test('A-presentation-replay: the signature of another than the holder proves nothing', async () => {
    expect((await ask(await made({}, STRANGER))).verdict).toBe('invalid')
    expect(codes(await ask(await made({}, STRANGER)))).toContain('KEY_CONTROLLER')
    expect((await ask(await made({ holder: undefined }))).verdict).toBe('invalid')
  })

  test('is as bad as its worst part, and says which', async () => {
    const changed = { ...OTHER, name: 'Another name' }
    const report = await ask(await made({ verifiableCredential: [MINE, changed] }))
    expect(told(report)).toEqual(['invalid', 'PROOF_VALUE'])
    expect(report.checks.find(({ name }) => name === 'proof')?.findings[0]?.path).toBe(
      '/verifiableCredential/1/proof/proofValue',
    )
    const unreachable = await judge(await made({ verifiableCredential: [MINE, enveloped(TOKEN)] }), {
      material: good,
      options: { presentation: ASKED },
    })
    expect([unreachable.verdict, unreachable.needs.map(({ url }) => url)]).toEqual([
      'unknown',
      ['https://tokens.example/.well-known/did.json'],
    ])
  })

  test.each<[string, JsonObject, 'invalid' | 'unknown', string]>([
    ['nothing', { verifiableCredential: [] }, 'invalid', 'SHAPE_SCHEMA'],
    ['no member for it', { verifiableCredential: undefined }, 'invalid', 'SHAPE_SCHEMA'],
    ['an envelope without a token', { verifiableCredential: [enveloped('')] }, 'invalid', 'PARSE_JWT'],
    ['an envelope of another kind', { verifiableCredential: [enveloped(TOKEN, 'jwt')] }, 'invalid', 'PARSE_JWT'],
    [
      'an envelope nobody opens here',
      { verifiableCredential: [enveloped('a.b.c~', 'vc+sd-jwt')] },
      'unknown',
      'PARSE_FORMAT_UNKNOWN',
    ],
    [
      'a document that is no credential',
      { verifiableCredential: [{ '@context': [V2], type: ['VerifiablePresentation'] }] },
      'invalid',
      'SHAPE_TYPE',
    ],
  ])('that holds %s is not valid', async (_what, change, verdict, code) => {
    const report = await ask(await made(change))
    expect(report.verdict).toBe(verdict)
    expect(codes(report)).toContain(code)
  })

  test('that holds a presentation in an envelope is not valid', async () => {
    const report = await ask(await made({ verifiableCredential: [enveloped(await token())] }))
    expect([report.verdict, codes(report)]).toEqual(['invalid', expect.arrayContaining(['PARSE_JWT'])])
  })

  test('holds 200 credentials at most', async () => {
    const many = Array.from({ length: 201 }, () => enveloped('a.b.c'))
    expect(told(await ask(presentation({ verifiableCredential: many })))).toEqual(['invalid', 'PARSE_TOO_LARGE'])
    const options = { mode: 'proofOnly' } as const
    expect(told(await ask(presentation({ verifiableCredential: many }), options))).toEqual([
      'invalid',
      'PARSE_TOO_LARGE',
    ])
  })

  test('comes from recognized issuers where all of its credentials do', async () => {
    const from = async (verifiableCredential: readonly JsonObject[], ...ids: readonly string[]) =>
      (await ask(await made({ verifiableCredential }), { presentation: ASKED, recognizedIssuers: new Set(ids) })).trust
    expect(await from([MINE, enveloped(TOKEN)], DID)).toBe('unrecognized')
    expect(await from([MINE, enveloped(TOKEN)], DID, ISSUER)).toBe('recognized')
    expect(await from([MINE], HOLDER_ID)).toBe('unrecognized')
  })

  test('of which only the proofs are asked needs no request', async () => {
    const options = { mode: 'proofOnly' } as const
    const report = await ask(await made(), options)
    expect([told(report), report.claims]).toEqual([['valid'], undefined])
    expect(told(await ask(await made(), { ...options, presentation: { challenge: 'cafe' } }))).toEqual([
      'invalid',
      'PRESENTATION_CHALLENGE',
    ])
  })
})

describe('what a presentation is signed for', () => {
  test('a credential’s purpose is not a presentation’s, nor the other way round', async () => {
    const asserted = await embedded({}, { proofPurpose: 'assertionMethod' })
    expect(told(await ask(asserted))).toEqual(['invalid', 'PROOF_PURPOSE'])
    expect(told(await ask(asserted, { mode: 'proofOnly' }))).toEqual(['valid'])
    const authenticated = { ...MINE, proof: [{ ...(MINE.proof as JsonObject[])[0], proofPurpose: 'authentication' }] }
    expect(told(await judge(authenticated, { material: good }))).toEqual(['invalid', 'PROOF_PURPOSE'])
  })

  test('without a proof nothing shows who presents it', async () => {
    const report = await ask(presentation())
    expect([report.verdict, report.claims?.issuer.id]).toEqual(['invalid', DID])
    expect(codes(report)).toContain('PROOF_MISSING')
    expect(codes(await ask(presentation({ holder: undefined })))).toContain('PRESENTATION_HOLDER')
  })

  test('the key is one by which the holder shows to be there', async () => {
    const id = 'did:web:holder.example'
    const by = edSigner('2a'.repeat(32), `${id}#k`)
    const method = { id: by.id, type: 'JsonWebKey', controller: id, publicKeyJwk: { ...by.jwk } }
    const given = await embedded({ holder: id, verifiableCredential: [MINE] }, {}, by)
    const told_ = async (document: JsonObject) => {
      const at = fetched('https://holder.example/.well-known/did.json', {
        id,
        verificationMethod: [method],
        ...document,
      })
      const documents = new Map([...good.documents, [at.url, at]])
      return told(await judge(given, { material: { documents }, options: { presentation: ASKED } }))
    }
    expect(await told_({ assertionMethod: [by.id] })).toEqual(['invalid', 'KEY_NOT_AUTHORIZED'])
    // The credential is about the did:key, so its subject is still not shown to be the one who presents.
    expect(await told_({ authentication: [by.id] })).toEqual(['unknown', 'PRESENTATION_HOLDER'])
  })

  test('where only the proofs are asked, the key is one for the purpose that the proof states', async () => {
    const id = 'did:web:holder.example'
    const by = edSigner('2a'.repeat(32), `${id}#k`)
    const method = { id: by.id, type: 'JsonWebKey', controller: id, publicKeyJwk: { ...by.jwk } }
    const answer = async (proofPurpose: string, relation: string) => {
      const given = await embedded({ holder: id }, { proofPurpose }, by)
      const url = 'https://holder.example/.well-known/did.json'
      const document = fetched(url, { id, verificationMethod: [method], [relation]: [by.id] })
      return told(await judge(given, { material: material(document), options: { mode: 'proofOnly' } }))
    }
    expect(await answer('assertionMethod', 'assertionMethod')).toEqual(['valid'])
    expect(await answer('authentication', 'authentication')).toEqual(['valid'])
    expect(await answer('assertionMethod', 'authentication')).toEqual(['invalid', 'KEY_NOT_AUTHORIZED'])
    expect(await answer('authentication', 'assertionMethod')).toEqual(['invalid', 'KEY_NOT_AUTHORIZED'])
  })

  test('a member that is a token written out is judged, where the canonicalizer of the caller leaves it out', async () => {
    const canonicalizer = { canonize: ({ verifiableCredential: _texts, ...rest }: JsonObject) => fast.canonize(rest) }
    const held = async (member: string) => {
      const given = await token({ verifiableCredential: [member] })
      const context = { material: MATERIAL, now: GOLDEN_NOW, crypto, contexts, canonicalizer }
      const report = await verify(given, { ...context, options: { presentation: ASKED } })
      return [told(report), report.checks.flatMap(({ findings }) => findings.map(({ path }) => path))]
    }
    expect(await held(TOKEN)).toEqual([['valid'], []])
    expect(await held(`${TOKEN.slice(0, -4)}AAAA`)).toEqual([
      ['invalid', 'PROOF_VALUE'],
      ['/verifiableCredential/0/proof'],
    ])
    expect(told(await ask(await token({ verifiableCredential: [TOKEN] })))).toEqual(['invalid', 'TERMS_UNDEFINED'])
  })

  test('nothing, in the place of a credential, is none', async () => {
    const report = await ask(await token({ verifiableCredential: [null] }), { mode: 'proofOnly' })
    expect([report.verdict, report.checks.flatMap(({ findings }) => findings)]).toEqual([
      'invalid',
      [{ code: 'SHAPE_TYPE', path: '/verifiableCredential/0', detail: { path: '' } }],
    ])
  })

  test('a key that only the token says is the holder’s proves nothing, whatever the caller takes for credentials', async () => {
    const { holder: _holder, ...rest } = presentation()
    const payload = { ...rest, holder: 'https://holder.example', nonce: ASKED.challenge, aud: ASKED.domain }
    const header = { alg: 'EdDSA', typ: 'vp+jwt' }
    const options = { presentation: ASKED, keyBinding: '1edtech' } as const
    const brought = await raw({ ...header, jwk: { ...HOLDER.jwk } }, payload, HOLDER)
    expect(told(await ask(brought, options))).toEqual(['unknown', 'KEY_SELF_ASSERTED'])
    const named = await raw({ ...header, kid: `https://holder.example#${HOLDER.id.split('#')[1]}` }, payload, HOLDER)
    expect(told(await ask(named, options))).toEqual(['unknown', 'KEY_SELF_ASSERTED'])
  })

  test('a token has the type of what it holds', async () => {
    const vc = await raw({ alg: 'EdDSA', kid: HOLDER.id, typ: 'vc+jwt' }, presentation(), HOLDER)
    expect(told(await ask(vc))).toEqual(['invalid', 'JWT_HEADER'])
    const vp = await raw({ alg: 'EdDSA', kid: HOLDER.id, typ: 'vp+jwt' }, unsigned, HOLDER)
    expect(told(await ask(vp))).toEqual(['invalid', 'JWT_HEADER'])
    expect(told(await ask(await token({}, { iss: DID })))).toEqual(['invalid', 'JWT_CLAIMS'])
    expect(told(await ask(await token({}, { vp: {} })))).toEqual(['invalid', 'JWT_CLAIMS'])
  })

  test('a presentation token that has ended is not valid', async () => {
    expect(told(await ask(await token({}, { exp: 1_700_000_000 })))).toEqual(['invalid', 'PROOF_EXPIRED'])
    expect(told(await judge(await token(), { material: material(), options: { presentation: ASKED } }))).toEqual([
      'unknown',
      'STATUS_UNREACHABLE',
    ])
  })
})
