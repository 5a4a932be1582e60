import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../src/index.ts'
import { isObject } from '../src/json.ts'
import { issue } from '../vc-api/issue.ts'
import { openLists } from '../vc-api/lists.ts'
import { verifyPresentation } from '../vc-api/present.ts'
import { openProfiles, type Profile } from '../vc-api/profiles.ts'
import { verifyCredential } from '../vc-api/verify.ts'
import { answerOf, presented, REQUEST, toldBy } from './suite-ground.ts'
import { fixtureJson, fixturesPresent } from './support.ts'

const FOLDER = 'vc/vcdm2-suite-input'
const present = fixturesPresent(import.meta.filename)
const FILES = present
  ? readdirSync(join(import.meta.dirname, '../../../../shared/fixtures', FOLDER), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.json'))
      .map((name) => name.replaceAll('\\', '/'))
      .sort()
  : []
const profile = openProfiles().get('vcdm2') as Profile
const lists = openLists('https://127.0.0.1/vcdm2', profile)
const day = (years: number) => new Date(Date.now() + years * 31_557_600_000).toISOString().replace(/\.\d+Z$/, 'Z')

/** The input with what the suite fills in: the issuer where none is named (one that is null stays so), and the two dates. */
function filled(name: string): JsonObject {
  const input = fixtureJson(`${FOLDER}/${name}`)
  const { issuer } = input
  const id = isObject(issuer) && issuer.id !== undefined ? issuer.id : profile.issuer
  const dates = Object.entries(input).flatMap(([key, value]) =>
    value === 'PAST DATE' ? [[key, day(-1)]] : value === 'FUTURE DATE' ? [[key, day(1)]] : [],
  )
  const named = isObject(issuer) ? { ...issuer, id } : issuer === undefined ? profile.issuer : issuer
  return { ...input, ...Object.fromEntries(dates), issuer: named }
}

async function issuedAndVerified(credential: JsonObject) {
  const issued = await answerOf(() => issue({ credential }, profile, lists))
  if (issued.status !== 201) return toldBy(issued)
  const { verifiableCredential } = issued.body
  return toldBy(
    await answerOf(() => verifyCredential({ verifiableCredential, options: { checks: ['proof'] } }, profile, lists)),
  )
}

// What has no canonical form cannot be signed; the suite sends it as it is.
const UNSIGNED = ['presentation-enveloped-vc-missing-type-fail.json', 'presentation-no-type-fail.json']

async function presentedAndVerified(name: string) {
  const document = fixtureJson(`${FOLDER}/${name}`)
  const verifiablePresentation = UNSIGNED.includes(name) ? document : await presented(document)
  return toldBy(await answerOf(() => verifyPresentation({ verifiablePresentation, options: REQUEST })))
}

const judge = (name: string) =>
  name.startsWith('presentation') ? presentedAndVerified(name) : issuedAndVerified(filled(name))

/** Every input that must be refused, and the first thing that is said against it. */
const REFUSED: Readonly<Record<string, string>> = {
  'credential-context-combo3-fail.json': '400 CONTEXT_UNKNOWN /@context',
  'credential-context-combo4-fail.json': '400 CONTEXT_INLINE /@context',
  'credential-id-nonidentifier-fail.json': '400 SHAPE_ID /id',
  'credential-id-not-url-fail.json': '400 SHAPE_ID /id',
  'credential-issuer-no-url-fail.json': '400 SHAPE_ID /issuer',
  'credential-issuer-null-fail.json': '400 SHAPE_ID /issuer',
  'credential-issuer-object-id-null-fail.json': '400 SHAPE_ID /issuer',
  'credential-no-context-fail-or-inject.json': '400 CONTEXT_MISSING /@context',
  'credential-no-subject-fail.json': '400 SHAPE_SUBJECT /credentialSubject',
  'credential-refresh-no-type-fail.json': '400 SHAPE_TYPE /refreshService',
  'credential-schema-no-type-fail.json': '400 SHAPE_TYPE /credentialSchema',
  'credential-schema-non-url-id-fail.json': '400 SHAPE_ID /credentialSchema',
  'credential-status-missing-type-fail.json': '400 SHAPE_TYPE /credentialStatus',
  'credential-status-multiple-id-fail.json': '400 SHAPE_ID /credentialStatus',
  'credential-status-nonurl-id-fail.json': '400 SHAPE_ID /credentialStatus',
  'credential-status-type-nonurl-fail.json': '400 SHAPE_TYPE /credentialStatus',
  'credential-subject-multiple-empty-fail.json': '400 SHAPE_SUBJECT /credentialSubject',
  'credential-termsofuse-no-type-fail.json': '400 SHAPE_TYPE /termsOfUse',
  'credential-type-mapped-nonurl-fail.json': '400 OB_CANON_FAILED',
  'credential-type-unmapped-fail.json': '400 CONTEXT_INLINE /@context/1',
  'credential-validUntil-validFrom-fail.json': '400 DATE_ORDER /validUntil',
  'names-and-descriptions/credential-name-extra-prop-en-fail.json': '400 SHAPE_SCHEMA /name/@value',
  'presentation-enveloped-vc-missing-type-fail.json': '400 SHAPE_TYPE /verifiableCredential/0/type',
  'presentation-holder-name-fail.json': '400 SHAPE_ID /holder',
  'presentation-missing-required-type-fail.json': '400 SHAPE_TYPE /type',
  'presentation-no-type-fail.json': '400 SHAPE_TYPE /type',
}

describe.runIf(present)('the data model inputs of the W3C', () => {
  test('are 62: what is to be refused is listed, what is to be accepted is the rest but two without a verdict', () => {
    expect(FILES).toHaveLength(62)
    expect(FILES.filter((name) => /-fail/.test(name))).toEqual(Object.keys(REFUSED))
    expect(FILES.filter((name) => !/-(ok|fail|fail-or-inject)\.json$/.test(name))).toEqual([
      'presentation-self-asserted-vc-no-holder.json',
      'validVc.json',
    ])
  })

  test.each(FILES.filter((name) => name.endsWith('-ok.json')))('%s is accepted', async (name) => {
    expect(await judge(name)).toBe('200')
  })

  test.each(FILES.filter((name) => /-fail/.test(name)))('%s is refused', async (name) => {
    const told = await judge(name)
    const expected = REFUSED[name] ?? ''
    expect(`${told} `.startsWith(`${expected} `), told).toBe(true)
  })

  test('without a verdict are read too: who presents is not told, and a credential of the first model lacks its date', async () => {
    const selfAsserted = 'presentation-self-asserted-vc-no-holder.json'
    expect(await judge(selfAsserted)).toBe('200')
    expect(await judge('validVc.json')).toBe('400 SHAPE_SCHEMA /issuanceDate')
  })
})

describe('what the inputs leave out', () => {
  const V2 = 'https://www.w3.org/ns/credentials/v2'
  const GOOD = {
    '@context': [V2],
    type: ['VerifiableCredential'],
    issuer: profile.issuer,
    credentialSubject: { id: 'did:example:subject' },
  }
  const SEAL = 'sha384-l/HrjlBCNWyAX91hr6LFV2Y3heB5Tcr6IeE4/Tje8YyzYBM8IhqjHWiWpr8+ZbYU'
  const MULTIHASH = 'uEiBZlVztZpfWHgPyslVv6-UwirFoQoRvW1htfx963sknNA'
  const judged = (change: JsonObject) => issuedAndVerified({ ...GOOD, ...change })

  test.each<[string, JsonObject]>([
    ['an object with digestSRI', { id: V2, digestSRI: SEAL }],
    ['a list of objects', [{ id: V2, mediaType: 'application/ld+json', digestMultibase: MULTIHASH }] as never],
    ['both digests', { id: V2, digestSRI: SEAL, digestMultibase: MULTIHASH }],
    ['something else on the web, which is not fetched', { id: 'https://card.example/1', digestSRI: SEAL }],
  ])('a related resource may be %s', async (_name, relatedResource) => {
    expect(await judged({ relatedResource })).toBe('200')
  })

  test.each<[string, JsonObject | string | readonly JsonObject[], string]>([
    ['text', V2, '400 RESOURCE_SHAPE /relatedResource'],
    ['without an id', { digestSRI: SEAL }, '400 RESOURCE_SHAPE /relatedResource'],
    ['with an id that is no URL', { id: 'card', digestSRI: SEAL }, '400 RESOURCE_SHAPE /relatedResource'],
    ['without a digest', { id: V2 }, '400 RESOURCE_SHAPE /relatedResource'],
    [
      'twice',
      [
        { id: V2, digestSRI: SEAL },
        { id: V2, digestMultibase: MULTIHASH },
      ],
      '400 SHAPE_ID /relatedResource',
    ],
    ['with a digest that is not written as one', { id: V2, digestSRI: 'md5' }, '400 RESOURCE_SHAPE /relatedResource/0'],
    [
      'a pinned context with another digest',
      { id: V2, digestSRI: SEAL.replace('l/H', 'm/H') },
      '400 RESOURCE_DIGEST /relatedResource/0',
    ],
    [
      'with one good and one bad digest',
      { id: V2, digestSRI: SEAL, digestMultibase: MULTIHASH.replace('ZlV', 'ZlW') },
      '400 RESOURCE_DIGEST /relatedResource/0',
    ],
  ])('a related resource may not be %s', async (_name, relatedResource, told) => {
    expect(await judged({ relatedResource: relatedResource as JsonObject })).toBe(told)
  })

  test.each<[string, JsonObject, string]>([
    ['a refresh service', { refreshService: { id: 'https://x.example/r' } }, '400 SHAPE_TYPE /refreshService'],
    ['a refresh service that is text', { refreshService: 'https://x.example/r' }, '400 SHAPE_TYPE /refreshService'],
    ['evidence', { evidence: [{ id: 'https://x.example/e' }] }, '400 SHAPE_TYPE /evidence'],
    ['terms of use', { termsOfUse: {} }, '400 SHAPE_TYPE /termsOfUse'],
    ['a schema', { credentialSchema: [{ id: 'https://x.example/s' }] }, '400 SHAPE_TYPE /credentialSchema'],
    ['a status', { credentialStatus: { id: 'https://x.example/s' } }, '400 SHAPE_TYPE /credentialStatus'],
  ])('%s must name its type', async (_name, change, told) => expect(await judged(change)).toBe(told))

  test.each<[string, JsonObject]>([
    ['a refresh service', { refreshService: { id: 'r', type: 'Refresh' } }],
    ["1EdTech's refresh service without an id", { refreshService: { type: '1EdTechCredentialRefresh' } }],
    ['a schema', { credentialSchema: { id: 5, type: 'JsonSchema' } }],
    ['a schema without an id', { credentialSchema: { type: 'JsonSchema' } }],
  ])('%s must have a URL as id', async (_name, change) =>
    expect(await judged(change)).toBe(`400 SHAPE_ID /${Object.keys(change)[0]}`),
  )

  test.each<[string, JsonObject, string]>([
    ['a number', { name: 5 }, '400 SHAPE_SCHEMA /name'],
    ['no text in a language', { description: { '@language': 'en' } }, '400 SHAPE_SCHEMA /description'],
    ['a number among several', { name: ['a', 5] }, '400 SHAPE_SCHEMA /name'],
    ["an issuer's that is a number", { issuer: { id: profile.issuer, name: 5 } }, '400 SHAPE_SCHEMA /issuer/name'],
  ])('a name or description is text: not %s', async (_name, change, told) => expect(await judged(change)).toBe(told))

  test.each<[string, JsonObject, string]>([
    ['with an id that is no URL', { id: 'mine' }, '400 SHAPE_ID /id'],
    ['with a holder that is no URL', { holder: 'Acme' }, '400 SHAPE_ID /holder'],
    ['with a holder that is a number', { holder: 5 }, '400 SHAPE_ID /holder'],
    ['of a number', { verifiableCredential: [5] }, '400 SHAPE_TYPE /verifiableCredential/0'],
    [
      'of an envelope without data',
      { verifiableCredential: [{ '@context': V2, type: 'EnvelopedVerifiableCredential', id: 'https://x.example/e' }] },
      '400 SHAPE_ID /verifiableCredential/0/id',
    ],
  ])('a presentation %s is refused', async (_name, change, told) => {
    const document = { '@context': [V2], type: ['VerifiablePresentation'], proof: {}, ...change }
    const answer = await answerOf(() => verifyPresentation({ verifiablePresentation: document }))
    expect(`${toldBy(answer)} `.startsWith(`${told} `), toldBy(answer)).toBe(true)
  })
})
