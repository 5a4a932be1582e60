import { describe, expect, test } from 'vitest'
import { fastCanonicalizer, type JsonObject, type JsonValue, referenceCanonicalizer } from '../src/index.ts'
import { contexts, general } from './support.ts'

const V2 = 'https://www.w3.org/ns/credentials/v2'
const INTEGER = 'http://www.w3.org/2001/XMLSchema#integer'
const reference = referenceCanonicalizer(contexts)
const compiled = fastCanonicalizer(contexts, general)

/** Contexts as people write them, good and bad. */
const CONTEXTS: readonly JsonValue[] = [
  { n: 'urn:n' },
  { n: { '@id': 'urn:n' } },
  { n: { '@id': 'urn:n', '@protected': true } },
  { n: { '@id': 'urn:n', '@protected': false } },
  { n: { '@id': 'urn:n', '@protected': 'yes' } },
  { n: { '@id': 'urn:n', '@index': 'urn:i' } },
  { n: { '@id': 7 } },
  { n: { '@id': null } },
  { n: null },
  { n: 7 },
  { n: [] },
  { n: '@id' },
  { n: '@type' },
  { n: '@value' },
  { n: { '@id': '@id', '@type': '@id' } },
  { n: { '@type': '@id' } },
  { '@vocab': 'https://v.example/#', n: { '@type': '@id' } },
  { '@vocab': 'https://v.example/#', n: 'm' },
  { '@vocab': 'https://v.example/#' },
  { '@vocab': 'urn:v:' },
  { '@vocab': '' },
  { '@vocab': 7 },
  { '@vocab': null, n: 'urn:n' },
  { n: 'm' },
  { n: 'm:n' },
  { n: '//m' },
  { p: 'https://p.example/#', n: 'p:n' },
  { n: 'p:n', p: 'https://p.example/#' },
  { n: 'p:n', p: { '@id': 'https://p.example/#' } },
  { n: 'p:n', p: 'https://p.example/x' },
  { n: 'p://n', p: 'https://p.example/#' },
  { n: 'm', m: 'urn:m' },
  { n: 'm', m: null },
  { n: 'm', m: 'n' },
  { '@protected': true, n: 'urn:n' },
  { '@protected': 'x', n: 'urn:n' },
  { '@version': 1.1, n: 'urn:n' },
  { '@version': 1, n: 'urn:n' },
  { '@language': 'EN-us', n: 'urn:n' },
  { '@language': null, n: 'urn:n' },
  { '@language': 'no language', n: 'urn:n' },
  { '@language': 7, n: 'urn:n' },
  { '@import': 'urn:x', n: 'urn:n' },
  { n: { '@id': 'urn:n', '@type': '@id' } },
  { n: { '@id': 'urn:n', '@type': '@vocab' } },
  { n: { '@id': 'urn:n', '@type': '@json' } },
  { n: { '@id': 'urn:n', '@type': '@none' } },
  { n: { '@id': 'urn:n', '@type': INTEGER } },
  { n: { '@id': 'urn:n', '@type': 'm' }, m: INTEGER },
  { n: { '@id': 'urn:n', '@type': 'm' } },
  { n: { '@id': 'urn:n', '@type': 7 } },
  ...['@set', '@list', '@index', '@language', '@graph', '@id', '@type', 'x'].map(
    (container): JsonValue => ({ n: { '@id': 'urn:n', '@container': container } }),
  ),
  { n: { '@id': 'urn:n', '@container': ['@set'] } },
  { n: { '@id': 'urn:n', '@container': ['@graph', '@set'] } },
  { n: { '@id': 'urn:n', '@container': ['@graph', '@id'] } },
  { n: { '@id': 'urn:n', '@container': ['@list', '@set'] } },
  { n: { '@id': 'urn:n', '@container': [] } },
  { n: { '@id': 'urn:n', '@context': { m: 'urn:m' } } },
  { '@context': { n: 'urn:n' } },
  { '@context': { n: 'urn:n' }, m: 'urn:m' },
  { '@context': [{ n: 'urn:n' }] },
  { '': 'urn:e', n: 'urn:n' },
  { 'a b': 'urn:x', n: 'urn:n' },
  { 'a:b': 'urn:x', n: 'urn:n' },
  { '@foo': 'urn:x', n: 'urn:n' },
  { id: 'urn:id', n: 'urn:n' },
  { type: '@id', n: 'urn:n' },
  { name: 'https://schema.org/name', n: 'urn:n' },
  { issuer: { '@id': 'https://www.w3.org/2018/credentials#issuer', '@type': '@id' }, n: 'urn:n' },
  { VerifiableCredential: null, n: 'urn:n' },
  [{ n: 'urn:n' }],
  'https://w3id.org/security/data-integrity/v2',
  'https://unknown.example/',
  true,
  null,
]
const VALUES: readonly JsonValue[] = [
  'a',
  15,
  ['urn:x', { id: 'urn:z', type: 'VerifiableCredential' }],
  [
    { '@value': 'a', '@type': 'n' },
    { '@value': 'a', '@type': INTEGER },
    { '@value': 'a', '@language': 7 },
  ],
  { id: 'urn:z' },
]

async function saidBy(one: { canonize(document: JsonObject): Promise<string> }, document: JsonObject) {
  return one.canonize(document).catch((cause: { code: string }) => cause.code)
}

describe.each([
  ['behind', (own: JsonValue) => [V2, own], 20],
  // Then the pinned one would have to be judged in its light.
  ['before', (own: JsonValue) => [own, V2], 0],
])('a context of the document’s own %s the pinned one', (_name, list, least) => {
  test('means what a JSON-LD processor takes it for, or is left to it', async () => {
    let ours = 0
    for (const [i, own] of CONTEXTS.entries()) {
      const n = VALUES[i % VALUES.length] as JsonValue
      for (const value of [n, 'b']) {
        const document = { '@context': list(own), id: 'urn:1', type: ['VerifiableCredential'], n: value } as JsonObject
        const said = await saidBy(reference, document)
        const plain = compiled.canonizeNow(document)
        if (plain !== undefined) ours++
        expect([await saidBy(general, document), plain ?? said], JSON.stringify(document)).toEqual([said, said])
      }
    }
    expect(ours).toBeGreaterThanOrEqual(least)
  })
})

test('contexts and shapes that strangers make up are forgotten in time, and the answers stay', async () => {
  const document = (i: number): JsonObject => ({
    '@context': [V2, { [`n${i}`]: `urn:n${i}` }],
    id: 'urn:1',
    type: ['VerifiableCredential'],
    [`n${i}`]: 'a',
  })
  for (let i = 0; i < 700; i++) expect(compiled.canonizeNow(document(i))).toContain(`<urn:n${i}> "a" .`)
  const shaped = (i: number): JsonObject => ({
    '@context': [V2, { '@vocab': 'https://v.example/#' }],
    id: 'urn:1',
    [`m${i}`]: 'a',
  })
  for (let i = 0; i < 700; i++) expect(compiled.canonizeNow(shaped(i))).toContain(`#m${i}> "a" .`)
  expect(compiled.canonizeNow(document(0))).toContain('<urn:n0> "a" .')
})
