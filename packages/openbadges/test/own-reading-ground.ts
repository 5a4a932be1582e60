import { fastCanonicalizer, type JsonObject, type JsonValue, referenceCanonicalizer } from '../src/index.ts'

export const PINNED = 'urn:pinned'
export const XSD = 'http://www.w3.org/2001/XMLSchema#'
export const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'
/** A context of every kind of term that the pinned ones have, small enough to be read here. */
const TERMS: JsonObject = {
  '@version': 1.1,
  id: '@id',
  type: '@type',
  T: 'urn:T',
  ClrCredential: 'urn:ClrCredential',
  n: 'urn:n',
  m: 'urn:m',
  first: 'http://a.example/',
  z: 'http://z.example/',
  link: { '@id': 'urn:link', '@type': '@id' },
  word: { '@id': 'urn:word', '@type': '@vocab' },
  whole: { '@id': 'urn:whole', '@type': `${XSD}integer` },
  real: { '@id': 'urn:real', '@type': `${XSD}double` },
  text: { '@id': 'urn:text', '@type': `${XSD}string` },
  raw: { '@id': 'urn:raw', '@type': '@json' },
  list: { '@id': 'urn:list', '@container': '@list' },
  graph: { '@id': 'urn:graph', '@container': '@graph', '@type': '@id' },
  ex: 'https://ex.example/#',
  bare: { '@id': 'https://bare.example/#' },
  closed: null,
  S: { '@id': 'urn:S', '@context': { n: 'urn:s-n', s: { '@id': 'urn:s', '@type': '@id' }, x: 'https://x.example/#' } },
  R: { '@id': 'urn:R', '@context': { n: 'urn:r-n', r: 'urn:r' } },
  within: { '@id': 'urn:within', '@context': { n: 'urn:within-n', w: 'urn:w' } },
  word2: { '@id': 'urn:word2', '@type': '@vocab', '@context': { a: 'urn:within-a' } },
  apart: { '@id': 'urn:apart', '@context': null },
  None: { '@id': 'urn:None', '@context': null },
  Kind: { '@id': 'urn:Kind', '@context': { kind: '@type' } },
  // These mean something else once their own context is read.
  wasRaw: { '@id': 'urn:raw', '@type': '@json', '@context': { wasRaw: 'urn:raw' } },
  toRaw: { '@id': 'urn:raw', '@context': { toRaw: { '@id': 'urn:raw', '@type': '@json' } } },
  toList: { '@id': 'urn:list', '@context': { toList: { '@id': 'urn:list', '@container': '@list' } } },
  toPlain: { '@id': 'urn:plain', '@context': { toPlain: 'urn:plain' } },
}
const GUARDED: JsonObject = {
  '@protected': true,
  id: '@id',
  type: '@type',
  g: { '@id': 'urn:g', '@type': '@id', '@container': '@list', '@context': { n: 'urn:n', m: 'urn:m' } },
  p: 'urn:p:',
  free: { '@id': 'urn:free', '@protected': false },
  over: { '@id': 'urn:over', '@context': { p: 'urn:q' } },
  after: { '@id': 'urn:after', '@context': { p: 'urn:q:', r: 'p:r' } },
  before: { '@id': 'urn:before', '@context': { r: 'p:r', p: 'urn:q:' } },
  h: { '@id': 'urn:h', '@context': [{ n: 'urn:n' }] },
  O: { '@id': 'urn:O', '@context': { p: 'urn:q' } },
}
export const set = new Map<string, JsonObject>([
  [PINNED, { '@context': TERMS }],
  ['urn:guarded', { '@context': GUARDED }],
  ['urn:odd', { '@context': { id: '@id', seven: { '@id': 'urn:seven', '@context': 7 } } }],
])
export const reference = referenceCanonicalizer(set)

/** A document and what is said of it. */
export type Row = readonly [members: JsonObject, ...lines: readonly string[]]

/** A document under the first context, about `urn:1` unless it says otherwise. */
export function documentOf(members: JsonObject): JsonObject {
  return { '@context': [PINNED], ...('self' in members ? {} : { id: 'urn:1' }), ...members }
}

export function linesOf(text: string | undefined): readonly string[] | undefined {
  return text?.split(' .\n').slice(0, -1)
}

/** What our own reading says by itself, line by line; undefined when it leaves the document to a JSON-LD processor. */
export function said(members: JsonObject, by = fastCanonicalizer(set, reference)): readonly string[] | undefined {
  return linesOf(by.canonizeNow(documentOf(members)))
}

/** The same under a context of its own behind that. */
export const own = (context: JsonValue, members: JsonObject): JsonObject => ({
  '@context': [PINNED, context],
  ...members,
})
