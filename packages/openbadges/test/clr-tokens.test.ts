import { describe, expect, test } from 'vitest'
import {
  buildClr,
  buildCredential,
  type ClrDraft,
  type JsonObject,
  type SignedCredential,
  signJwt,
  type UnsignedCredential,
} from '../src/index.ts'
import { DRAFT, findingsOf, sign, told } from './ground.ts'
import { ED, ISSUER, P256, RSA, raw, SIGNERS, trusted, unlisted } from './jwt-ground.ts'
import { judge } from './support.ts'

const V2 = 'https://www.w3.org/ns/credentials/v2'
const MEMBERS = '/credentialSubject/verifiableCredential'
const unsignedOne = (n: number): UnsignedCredential => {
  const achievement = { ...DRAFT.achievement, id: `${DRAFT.achievement.id}/${n}` }
  const draft = { ...DRAFT, id: `${DRAFT.id}${n}`, achievement, issuer: { ...DRAFT.issuer, id: ISSUER } }
  const { credentialStatus: _status, ...rest } = buildCredential(draft)
  return rest as unknown as UnsignedCredential
}
const EMBEDDED = await sign(unsignedOne(1), ED)
const TOKEN = await signJwt({ unsigned: unsignedOne(2), signer: P256, form: 'ob3' })
const ALTERED = `${TOKEN.slice(0, -8)}AAAAAAAA`
const enveloped = (token: string): JsonObject => ({
  '@context': V2,
  id: `data:application/vc+jwt,${token}`,
  type: ['EnvelopedVerifiableCredential'],
})
const CLR: ClrDraft = {
  id: 'https://cairn.example/t/1',
  name: 'Transcript',
  issuer: { ...DRAFT.issuer, id: ISSUER },
  subject: { id: 'urn:uuid:3b6f2a1c-6f1d-4d0e-9b7a-3c1f5a8e2d44' },
  validFrom: new Date('2026-11-22T00:00:00Z'),
  credentials: [EMBEDDED],
}
/** The transcript around these members, with the first achievement coming before the second one. */
function holding(...members: readonly (JsonObject | string)[]): UnsignedCredential {
  const unsigned = buildClr(CLR)
  const [sourceId, targetId] = [1, 2].map((n) => `${DRAFT.achievement.id}/${n}`)
  const association =
    members.length === 2 ? [{ type: 'Association', associationType: 'precedes', sourceId, targetId }] : []
  const subject = { ...(unsigned.credentialSubject as JsonObject), verifiableCredential: members, association }
  const { association: none, ...bare } = subject
  return { ...unsigned, credentialSubject: none.length > 0 ? subject : bare } as unknown as UnsignedCredential
}
const about = (given: string | JsonObject) => judge(given, { material: trusted })

describe('a transcript that is a token', () => {
  test.each(SIGNERS)('of $algorithm is judged, with its members, and is valid', async (signer) => {
    const report = await about(await signJwt({ unsigned: buildClr(CLR), signer, form: 'w3c' }))
    expect([told(report), report.warnings, report.standard]).toEqual([['valid'], [], 'clr2'])
    expect(report.claims?.name).toBe('Transcript')
    expect(report.claims?.document.credentialSubject).toMatchObject({ verifiableCredential: [EMBEDDED] })
  })

  test('of Open Badges 3.0 form, too', async () => {
    expect(told(await about(await signJwt({ unsigned: buildClr(CLR), signer: RSA, form: 'ob3' })))).toEqual(['valid'])
  })

  test.each<[string, JsonObject | string]>([
    ['as a token', TOKEN],
    ['in an envelope', enveloped(TOKEN)],
    ['in an envelope with a line end', enveloped(`${TOKEN}\n`)],
  ])('holds a member %s, whose achievements it connects', async (_how, member) => {
    const token = await signJwt({ unsigned: holding(EMBEDDED, member), signer: P256, form: 'ob3' })
    expect(told(await about(token))).toEqual(['valid'])
  })

  test('may say nothing beside an envelope that its vocabulary does not define', async () => {
    const { credentialSubject, ...rest } = holding(enveloped(TOKEN))
    const odd = { ...rest, credentialSubject: { ...(credentialSubject as JsonObject), odd: 'A' } }
    const token = await raw({ alg: 'ES256', typ: 'JWT', kid: P256.id }, odd as JsonObject, P256)
    expect(told(await about(token))).toEqual(['invalid', 'TERMS_UNDEFINED'])
  })

  test('that was changed, or is signed by another key, is invalid', async () => {
    const [header = '', payload = '', signature] = (
      await signJwt({ unsigned: buildClr(CLR), signer: P256, form: 'ob3' })
    ).split('.')
    const text = Buffer.from(payload, 'base64url').toString().replace('"Transcript"', '"Transcripts"')
    const changed = `${header}.${Buffer.from(text).toString('base64url')}.${signature}`
    expect(told(await about(changed))).toEqual(['invalid', 'PROOF_VALUE'])
    const wrong = await raw({ alg: 'ES256', typ: 'JWT', kid: P256.id }, buildClr(CLR), ED)
    expect(told(await about(wrong))).toEqual(['invalid', 'PROOF_VALUE'])
  })

  test.each<[string, JsonObject | string, string]>([
    ['an altered token', ALTERED, 'PROOF_VALUE'],
    ['an altered token in an envelope', enveloped(ALTERED), 'PROOF_VALUE'],
    ['a text that is no token', 'urn:a:1', 'PARSE_JWT'],
    ['an envelope around none', { ...enveloped(''), id: 'urn:a:1' }, 'PARSE_JWT'],
    ['an altered credential', { ...EMBEDDED, name: 'Other' }, 'PROOF_VALUE'],
  ])('with %s is invalid, and says which', async (_what, member, code) => {
    const report = await about(await signJwt({ unsigned: holding(member), signer: P256, form: 'ob3' }))
    expect(told(report)).toEqual(['invalid', 'CLR_MEMBER', code])
    expect(findingsOf(report).every(({ path }) => path?.startsWith(`${MEMBERS}/0`))).toBe(true)
    expect(report.claims?.document.credentialSubject).not.toHaveProperty('verifiableCredential')
  })

  test('in the words of the first model is judged by them', async () => {
    const { validFrom, '@context': _contexts, ...rest } = holding(TOKEN)
    const contexts = [
      'https://www.w3.org/2018/credentials/v1',
      'https://purl.imsglobal.org/spec/clr/v2p0/context.json',
      'https://purl.imsglobal.org/spec/ob/v3p0/context.json',
      'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json',
    ]
    const vc = { ...rest, '@context': contexts, issuanceDate: validFrom }
    const nbf = Date.parse(String(validFrom)) / 1_000
    const token = await raw(
      { alg: 'ES256', typ: 'JWT', kid: P256.id },
      { vc, iss: ISSUER, nbf, jti: CLR.id } as never,
      P256,
    )
    const report = await about(token)
    expect([report.standard, report.checks[0]?.result]).toEqual(['clr2', 'pass'])
    expect(told(report), JSON.stringify(findingsOf(report))).toEqual(['valid'])
  })

  test('may not call itself a presentation', async () => {
    const token = await raw({ alg: 'ES256', typ: 'vp+jwt', kid: P256.id }, buildClr(CLR), P256)
    expect(told(await about(token))).toEqual(['invalid', 'JWT_HEADER'])
  })
})

describe('a transcript with an embedded proof', () => {
  const signedClr = (document: JsonObject): Promise<SignedCredential> => sign(document, ED, CLR.validFrom)
  test('holds tokens in envelopes, each judged as if it stood alone', async () => {
    const good = { ...enveloped(TOKEN), '@context': [V2] }
    expect(told(await about(await signedClr(holding(EMBEDDED, good))))).toEqual(['valid'])
    const bad = { ...enveloped(ALTERED), '@context': [V2] }
    expect(told(await about(await signedClr(holding(bad))))).toEqual(['invalid', 'CLR_MEMBER', 'PROOF_VALUE'])
    const sealed = { ...good, id: 'data:application/dc+sd-jwt,a.b.c~' }
    expect(told(await about(await signedClr(holding(sealed))))).toEqual(['unknown', 'PARSE_FORMAT_UNKNOWN'])
  })

  test('holds bare tokens, which the vocabulary of CLR 2.0 makes a text of their own kind: it is signed, and judged', async () => {
    const signed = await signedClr(holding(EMBEDDED, TOKEN))
    expect(told(await about(signed))).toEqual(['valid'])
    expect(told(await about(await signedClr(holding(ALTERED))))).toEqual(['invalid', 'CLR_MEMBER', 'PROOF_VALUE'])
    const subject = signed.credentialSubject as JsonObject
    const members = [EMBEDDED, await signJwt({ unsigned: unsignedOne(2), signer: RSA, form: 'ob3' })]
    const other = { ...signed, credentialSubject: { ...subject, verifiableCredential: members } }
    expect(told(await about(other))).toEqual(['invalid', 'PROOF_VALUE'])
  })
})

test('an award and a transcript about it are told apart', async () => {
  expect((await about(await signJwt({ unsigned: unlisted, signer: P256, form: 'ob3' }))).standard).toBe('ob3')
})
