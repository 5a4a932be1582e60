import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fastCanonicalizer, type JsonObject, referenceCanonicalizer } from '../src/index.ts'
import { comparedForm } from '../src/proof/compiled.ts'
import { codePointOrder } from '../src/proof/order.ts'
import { Contexts } from '../src/proof/reading.ts'
import { randomCredential } from './random-credential.ts'
import { randomDocument } from './random-document.ts'
import { contexts, general } from './support.ts'

/** The long run asks for more. */
const DOCUMENTS = Number(process.env.OPENBADGES_DOCUMENTS ?? 60)

const compiled = fastCanonicalizer(contexts, general)
const reference = referenceCanonicalizer(contexts)
const read = new Contexts(contexts)

const V2 = 'https://www.w3.org/ns/credentials/v2'
const V1 = 'https://www.w3.org/2018/credentials/v1'
const OB = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json'
const V2_TERMS = 'https://www.w3.org/2018/credentials#'
const RDF_TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type'
const thing = { id: 'urn:1', type: ['VerifiableCredential'] }
const nameless = { '@context': [V2], type: ['VerifiableCredential'], credentialSubject: { id: 'urn:2' } }
const seal = { type: 'DataIntegrityProof', proofPurpose: 'assertionMethod', proofValue: 'z1' }
const SPECIAL: readonly JsonObject[] = [
  { '@context': V2, ...thing, name: ['a', 'a', { '@value': 'a' }, { '@value': 'a', '@language': 'EN' }] },
  { '@context': [V2], ...thing, name: [{ '@value': 'a', '@direction': 'rtl' }, [['b']], null] },
  { '@context': [V2, { n: { '@id': 'urn:n', '@container': '@list' } }], ...thing, n: [[], ['a', 'a'], 'b'] },
  { '@context': [V2, { n: { '@id': 'urn:n', '@container': '@list' } }], ...thing, n: [] },
  { '@context': [V2, { n: { '@id': 'urn:n', '@container': '@list' } }], ...thing, n: ['a', { id: 'urn:2' }, 1] },
  { '@context': [V2, { '@vocab': 'https://v.example/#' }], ...thing, any: { type: 'Any', more: 1.5 } },
  { '@context': [V2, { p: 'https://p.example/' }], ...thing, credentialSubject: { id: 'p:x', type: 'p:T' } },
  { '@context': [V2, { '@language': 'Es' }], ...thing, name: 'a', description: { '@value': 'b' } },
  {
    '@context': [V2, { d: { '@id': 'urn:d', '@type': 'http://www.w3.org/2001/XMLSchema#double' } }],
    ...thing,
    d: [1, '2', 2.5],
  },
  {
    '@context': [V2, { d: { '@id': 'urn:d', '@type': 'http://www.w3.org/2001/XMLSchema#string' } }],
    ...thing,
    d: ['a', 1],
  },
  {
    '@context': [V2, { d: 'urn:d' }],
    ...thing,
    d: [15, '15', true, 'true', 1e21, 1e-7, 2.5e-9, 0.1, 123456789012345680000],
  },
  {
    '@context': [V2],
    ...thing,
    credentialSubject: [{ id: '_:b' }, { id: 'urn:2', name: 'a' }, { id: '_:b', name: 'b' }],
  },
  { '@context': [V1, OB], ...thing, credentialSubject: { id: 'cred:x' }, issuer: 'cred:y' },
  { '@context': [V1, OB], ...thing, credentialSubject: { id: 'cred:x', type: 'AchievementSubject' } },
  { '@context': [V2], ...thing, issuer: [true, 15, 'urn:2'] },
  { '@context': [V2], ...thing, proof: { type: 'DataIntegrityProof', proofPurpose: [true, 1, 'authentication'] } },
  {
    '@context': [V2],
    ...thing,
    credentialSchema: { id: 'urn:2', type: 'JsonSchema', jsonSchema: { id: 'urn:3', type: 'JsonSchema' } },
  },
  { '@context': [V2, { _: 'https://p.example/' }], ...thing, credentialSubject: { id: '_:x', name: 'a' } },
  {
    '@context': [V2, { kind: { '@id': RDF_TYPE, '@type': '@id' } }],
    ...thing,
    kind: [`${V2_TERMS}VerifiableCredential`],
  },
  { '@context': [V2, { '\uffee': 'urn:\uffee', '😀': 'urn:😀' }], ...thing, '\uffee': 'a', '😀': 'b' },
  { '@context': [V2], ...thing, type: ['VerifiableCredential', 'urn:\uffee', 'urn:😀'] },
  {
    '@context': [V2],
    ...thing,
    name: { '@value': 'a', '@type': 'urn:\uffee' },
    description: { '@value': 'a', '@type': 'urn:😀' },
  },
  { '@context': [V2], type: 'VerifiablePresentation', verifiableCredential: [nameless, nameless] },
  {
    '@context': [V2],
    type: 'VerifiablePresentation',
    verifiableCredential: [{ ...nameless, proof: [seal, seal] }, nameless],
  },
  { '@context': [V2], ...thing, proof: [seal, seal, { ...seal, created: '2026-11-20T16:05:00Z' }] },
  {
    '@context': [V2],
    ...thing,
    credentialStatus: [{ type: 'BitstringStatusListEntry' }, { type: 'BitstringStatusListEntry' }],
  },
  { '@context': [V2], '@id': 'urn:1', '@type': ['VerifiableCredential'], name: 'a' },
  // One literal to RDFC-1.0, two to jsonld.
  { '@context': [V2, { d: { '@id': 'urn:d', '@type': 'urn:number' } }], ...thing, d: [15, '15'] },
  { '@context': [V2, { d: { '@id': 'urn:d', '@type': 'urn:truth' } }], ...thing, d: [true, 'true', 'yes'] },
  { '@context': [V2, { a: 'urn:n', b: 'urn:n' }], ...thing, b: ['y', 'x'], a: ['x', 'z'], name: 'a' },
  { '@context': [V2], ...thing, credentialSubject: [{ id: '_:a-b', name: 'a' }] },
]
const REFUSED: readonly JsonObject[] = [
  { '@context': [V2], id: 'urn:1' },
  { '@context': [V2], ...thing, nothing: 'a' },
  { '@context': [V2], ...thing, id: 'a' },
  { '@context': [V2], ...thing, '@id': 'urn:2' },
  { '@context': [V2], ...thing, type: ['Nothing'] },
  { '@context': [V2], ...thing, type: ['VerifiableCredential', '@nothing'] },
  { '@context': [V2], ...thing, proof: ['urn:proof'] },
  { '@context': [V2], ...thing, proof: [{ id: 'urn:proof' }] },
  { '@context': [V2], ...thing, proof: {} },
  { '@context': [V2], ...thing, name: { '@value': 'a', '@language': 'no language' } },
  { '@context': [V2, null], ...thing, name: 'a' },
  { '@context': [V2, { name: 'urn:name' }], ...thing, name: 'a' },
  { '@context': [V2, { n: { '@id': 'n' } }], ...thing, n: 'a' },
  { '@context': [V2, { n: 'urn:n', '@import': 'urn:x' }], ...thing, n: 'a' },
  { '@context': ['https://unknown.example/'], ...thing },
]

/** What our own expansion says with alike blank nodes compared, when it says anything. */
function compared(document: JsonObject): string | undefined {
  const text = comparedForm(document, read)
  return text === undefined ? undefined : codePointOrder(text)
}

test.each([
  ['credentials as we make them', randomCredential, 1 / 3],
  ['documents of everything the pinned contexts can say', randomDocument, 1 / 6],
])(
  'our own expansion says what jsonld and rdf-canonize say of %s, or leaves it to them',
  async (name, documents, least) => {
    const seed = Number(process.env.OPENBADGES_SEED ?? 20_261_123)
    const numRuns = Math.ceil(DOCUMENTS / 2)
    console.log(`compiled against jsonld and rdf-canonize: ${numRuns} ${name}, seed ${seed}`)
    const tally = { plain: 0, compared: 0, left: 0 }
    await fc.assert(
      fc.asyncProperty(documents, async (document) => {
        const plain = compiled.canonizeNow(document)
        const own = compared(document)
        if (own === undefined) {
          tally.left++
          expect(plain).toBeUndefined()
          return
        }
        tally.compared++
        if (plain !== undefined) {
          tally.plain++
          expect(plain).toBe(own)
        }
        expect(own).toBe(await reference.canonize(document))
      }),
      { seed, numRuns },
    )
    console.log(tally)
    expect(tally.plain).toBeGreaterThan(numRuns * least)
  },
  900_000,
)

test('a document of a kind of its own is read as jsonld reads it', async () => {
  for (const document of SPECIAL) {
    const judged = await reference.canonize(document)
    expect(await general.canonize(document), JSON.stringify(document)).toBe(judged)
    expect(await compiled.canonize(document)).toBe(judged)
  }
})

test('what a JSON-LD processor refuses, our own expansion leaves to it', async () => {
  for (const document of REFUSED) {
    expect(compiled.canonizeNow(document)).toBeUndefined()
    expect(compared(document)).toBeUndefined()
    await expect(general.canonize(document)).rejects.toMatchObject({ code: 'OB_CANON_FAILED' })
  }
})
