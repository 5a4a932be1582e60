import { describe, expect, test } from 'vitest'
import { fastCanonicalizer, type JsonObject, type JsonValue, referenceCanonicalizer } from '../src/index.ts'
import { Contexts } from '../src/proof/reading.ts'

const PINNED = 'urn:pinned'
const XSD = 'http://www.w3.org/2001/XMLSchema#'
const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'
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
const set = new Map<string, JsonObject>([
  [PINNED, { '@context': TERMS }],
  ['urn:guarded', { '@context': GUARDED }],
  ['urn:odd', { '@context': { id: '@id', seven: { '@id': 'urn:seven', '@context': 7 } } }],
])
const reference = referenceCanonicalizer(set)

type Row = readonly [members: JsonObject, ...lines: readonly string[]]

function documentOf(members: JsonObject): JsonObject {
  return { '@context': [PINNED], ...('self' in members ? {} : { id: 'urn:1' }), ...members }
}

function linesOf(text: string | undefined): readonly string[] | undefined {
  return text?.split(' .\n').slice(0, -1)
}

/** What our own reading says by itself, line by line; undefined when it leaves the document to a JSON-LD processor. */
function said(members: JsonObject, by = fastCanonicalizer(set, reference)): readonly string[] | undefined {
  return linesOf(by.canonizeNow(documentOf(members)))
}

const own = (context: JsonValue, members: JsonObject): JsonObject => ({ '@context': [PINNED, context], ...members })

const LITERALS: readonly Row[] = [
  [{ n: '' }, '<urn:1> <urn:n> ""'],
  [
    { n: '\b\t\n\f\r"\\\u0000\u001f\u007f\u0080' },
    String.raw`<urn:1> <urn:n> "\b\t\n\f\r\"\\\u0000\u001F\u007F${'\u0080'}"`,
  ],
  [{ n: ['b', 'a', 'b', 'c'] }, '<urn:1> <urn:n> "a"', '<urn:1> <urn:n> "b"', '<urn:1> <urn:n> "c"'],
  [{ n: 0 }, `<urn:1> <urn:n> "0"^^<${XSD}integer>`],
  [{ n: -7 }, `<urn:1> <urn:n> "-7"^^<${XSD}integer>`],
  [{ n: 999999999999999900000 }, `<urn:1> <urn:n> "999999999999999868928"^^<${XSD}integer>`],
  [{ n: 1e21 }, `<urn:1> <urn:n> "1.0E21"^^<${XSD}double>`],
  [{ n: -1e21 }, `<urn:1> <urn:n> "-1.0E21"^^<${XSD}double>`],
  [{ n: 2.5 }, `<urn:1> <urn:n> "2.5E0"^^<${XSD}double>`],
  [{ n: 0.00012 }, `<urn:1> <urn:n> "1.2E-4"^^<${XSD}double>`],
  [{ n: true }, `<urn:1> <urn:n> "true"^^<${XSD}boolean>`],
  [{ whole: 15 }, `<urn:1> <urn:whole> "15"^^<${XSD}integer>`],
  [{ whole: 1.5 }, `<urn:1> <urn:whole> "1.5E0"^^<${XSD}integer>`],
  [{ whole: 'a' }, `<urn:1> <urn:whole> "a"^^<${XSD}integer>`],
  [{ whole: false }, `<urn:1> <urn:whole> "false"^^<${XSD}integer>`],
  [{ whole: ['15', '15'] }, `<urn:1> <urn:whole> "15"^^<${XSD}integer>`],
  [{ whole: [15, 15] }, `<urn:1> <urn:whole> "15"^^<${XSD}integer>`],
  [{ real: 1 }, `<urn:1> <urn:real> "1.0E0"^^<${XSD}double>`],
  [{ real: true }, `<urn:1> <urn:real> "true"^^<${XSD}double>`],
  [{ n: { '@value': 'a"' } }, String.raw`<urn:1> <urn:n> "a\""`],
  [{ text: { '@value': 'a' } }, '<urn:1> <urn:text> "a"'],
  [{ n: { '@value': 'a', '@language': 'EN-us' } }, '<urn:1> <urn:n> "a"@en-us'],
  [{ n: { '@value': 'a', '@type': 'urn:t' } }, '<urn:1> <urn:n> "a"^^<urn:t>'],
  [own({ '@language': 'Es' }, { n: 'a' }), '<urn:1> <urn:n> "a"@es'],
  [own({ '@language': 'Es' }, { n: { '@value': 'a' } }), '<urn:1> <urn:n> "a"'],
  [own({ '@language': 'Es' }, { n: true }), `<urn:1> <urn:n> "true"^^<${XSD}boolean>`],
  [own({ '@language': 'Es' }, { whole: 'a' }), `<urn:1> <urn:whole> "a"^^<${XSD}integer>`],
]

const IDENTIFIERS: readonly Row[] = [
  [own({ _: 'https://p.example/' }, { link: '_:x' }), '<urn:1> <urn:link> _:c14n0'],
  [{ m: { id: 'ex:a' } }, '<urn:1> <urn:m> <https://ex.example/#a>'],
  [{ m: { '@id': 'urn:2' } }, '<urn:1> <urn:m> <urn:2>'],
  [{ link: 'urn:2' }, '<urn:1> <urn:link> <urn:2>'],
  [{ link: 'https://é.example/' }, '<urn:1> <urn:link> <https://é.example/>'],
  [{ link: 'ex:a' }, '<urn:1> <urn:link> <https://ex.example/#a>'],
  [{ link: 'ex://a' }, '<urn:1> <urn:link> <ex://a>'],
  [{ link: 'n:a' }, '<urn:1> <urn:link> <n:a>'],
  [{ link: '_:a' }, '<urn:1> <urn:link> _:c14n0'],
  [{ link: { id: 'urn:2' } }, '<urn:1> <urn:link> <urn:2>'],
  [{ link: { id: 'urn:2', n: 'a' } }, '<urn:1> <urn:link> <urn:2>', '<urn:2> <urn:n> "a"'],
  [{ word: 'n' }, '<urn:1> <urn:word> <urn:n>'],
  [{ word: 'ex:a' }, '<urn:1> <urn:word> <https://ex.example/#a>'],
  [{ word: 'urn:2' }, '<urn:1> <urn:word> <urn:2>'],
  [own({ '@vocab': 'https://v.example/#' }, { word: 'a' }), '<urn:1> <urn:word> <https://v.example/#a>'],
  [own({ '@vocab': 'https://v.example/#' }, { word: 'urn:2' }), '<urn:1> <urn:word> <urn:2>'],
  [own({ '@vocab': 'https://v.example/#' }, { word: 'ex:a' }), '<urn:1> <urn:word> <https://ex.example/#a>'],
  [{ type: 'ex:A' }, `<urn:1> <${RDF}type> <https://ex.example/#A>`],
  [{ id: 'ex:a', n: 'a' }, '<https://ex.example/#a> <urn:n> "a"'],
]

const NODES: readonly Row[] = [
  [{ n: [], m: 'a' }, '<urn:1> <urn:m> "a"'],
  [{ m: { id: 'urn:2', '@type': 'T' } }, '<urn:1> <urn:m> <urn:2>', `<urn:2> <${RDF}type> <urn:T>`],
  [{ list: ['a', 'b'] }, '<urn:1> <urn:list> _:c14n1', `_:c14n0 <${RDF}first> "b"`, `_:c14n0 <${RDF}rest> <${RDF}nil>`, `_:c14n1 <${RDF}first> "a"`, `_:c14n1 <${RDF}rest> _:c14n0`], // biome-ignore format: one line reads better
  [{ type: ['T', 'n'] }, `<urn:1> <${RDF}type> <urn:T>`, `<urn:1> <${RDF}type> <urn:n>`],
  [
    { n: 'a', first: 'b', type: 'T', z: 'a' },
    '<urn:1> <http://a.example/> "b"',
    `<urn:1> <${RDF}type> <urn:T>`,
    '<urn:1> <http://z.example/> "a"',
    '<urn:1> <urn:n> "a"',
  ],
  [
    { m: { n: 'a' }, n: { m: 'b' } },
    '<urn:1> <urn:m> _:c14n0',
    '<urn:1> <urn:n> _:c14n1',
    '_:c14n0 <urn:n> "a"',
    '_:c14n1 <urn:m> "b"',
  ],
  // One subject in two places: what is said of it stands together, in order and once.
  [
    { m: [{ id: 'urn:2', n: ['b', 'c'] }, { id: 'urn:3', n: 'd' }, { id: 'urn:2', n: ['a', 'b'] }] }, // biome-ignore format: one line reads better
    '<urn:1> <urn:m> <urn:2>',
    '<urn:1> <urn:m> <urn:3>',
    '<urn:2> <urn:n> "a"',
    '<urn:2> <urn:n> "b"',
    '<urn:2> <urn:n> "c"',
    '<urn:3> <urn:n> "d"',
  ],
  [
    {
      m: [
        { id: '_:x', n: 'a' },
        { id: '_:x', m: 'b' },
      ],
    },
    '<urn:1> <urn:m> _:c14n0',
    '_:c14n0 <urn:m> "b"',
    '_:c14n0 <urn:n> "a"',
  ],
  [own({ o: 'urn:n' }, { n: ['b', 'a'], o: ['c', 'a'] }), '<urn:1> <urn:n> "a"', '<urn:1> <urn:n> "b"', '<urn:1> <urn:n> "c"'], // biome-ignore format: one line reads better
  [{ list: [] }, `<urn:1> <urn:list> <${RDF}nil>`],
  [{ list: 'a' }, '<urn:1> <urn:list> _:c14n0', `_:c14n0 <${RDF}first> "a"`, `_:c14n0 <${RDF}rest> <${RDF}nil>`],
  [{ graph: { id: 'urn:2', n: 'a' } }, '<urn:1> <urn:graph> _:c14n0', '<urn:2> <urn:n> "a" _:c14n0'],
  [
    { graph: [{ id: 'urn:2', n: 'a', m: { id: '_:x' } }] },
    '<urn:1> <urn:graph> _:c14n1',
    '<urn:2> <urn:m> _:c14n0 _:c14n1',
    '<urn:2> <urn:n> "a" _:c14n1',
  ],
]

const CONTEXTS: readonly Row[] = [
  [{ '@context': PINNED, n: 'a' }, '<urn:1> <urn:n> "a"'],
  [{ '@context': { n: 'urn:n', id: '@id' }, n: 'a' }, '<urn:1> <urn:n> "a"'],
  [own({ '@vocab': null }, { n: 'a' }), '<urn:1> <urn:n> "a"'],
  [own({ 'a@b': 'urn:a' }, { 'a@b': 'a' }), '<urn:1> <urn:a> "a"'],
  [own({ '@vocab': 'https://v.example/#' }, { 'a@b': 'a' }), '<urn:1> <https://v.example/#a@b> "a"'],
  [own({ '@vocab': 'https://v.example/#', a: 'b@' }, { a: 'a' }), '<urn:1> <https://v.example/#b@> "a"'],
  [own({ '@vocab': 'https://v.example/#', a: ':b' }, { a: 'a' }), '<urn:1> <https://v.example/#:b> "a"'],
  [own({ '@vocab': 'https://v.example/#', a: 'bx', b: 'a' }, { a: 'a' }), '<urn:1> <https://v.example/#bx> "a"'],
  [own({ a: 'b://c', b: 'a' }, { a: 'a', b: 'b' }), '<urn:1> <b://c> "a"', '<urn:1> <b://c> "b"'],
  [own({ kind: '@type' }, { type: 'T' }), `<urn:1> <${RDF}type> <urn:T>`],
  [own({ a: 'urn:a' }, { a: 'a' }), '<urn:1> <urn:a> "a"'],
  [own({ a: { '@id': 'urn:a', '@protected': true } }, { a: 'a' }), '<urn:1> <urn:a> "a"'],
  [own({ '@context': { a: 'urn:a' } }, { a: 'a' }), '<urn:1> <urn:a> "a"'],
  [own({ '@version': 1.1, '@protected': true, a: 'urn:a' }, { a: 'a' }), '<urn:1> <urn:a> "a"'],
  [own({ '@language': null, a: 'urn:a' }, { a: 'a' }), '<urn:1> <urn:a> "a"'],
  [own({ '@vocab': 'https://v.example/#' }, { a: 'a' }), '<urn:1> <https://v.example/#a> "a"'],
  [own({ '@vocab': 'https://v.example/#', a: 'b' }, { a: 'a' }), '<urn:1> <https://v.example/#b> "a"'],
  [own({ '@vocab': 'https://v.example/#', a: 'ex:b' }, { a: 'a' }), '<urn:1> <https://ex.example/#b> "a"'],
  [
    own({ '@vocab': 'https://v.example/#', a: { '@type': '@id' } }, { a: 'urn:2' }),
    '<urn:1> <https://v.example/#a> <urn:2>',
  ],
  // Terms may name each other, whichever stands first.
  [own({ a: 'b', b: 'urn:b' }, { a: 'a' }), '<urn:1> <urn:b> "a"'],
  [own({ b: 'urn:b', a: 'b' }, { a: 'a' }), '<urn:1> <urn:b> "a"'],
  [own({ a: 'n' }, { a: 'a' }), '<urn:1> <urn:n> "a"'],
  [own({ a: 'b:c', b: 'https://b.example/' }, { a: 'a' }), '<urn:1> <https://b.example/c> "a"'],
  [own({ a: 'b://c', b: 'https://b.example/' }, { a: 'a' }), '<urn:1> <b://c> "a"'],
  [own({ a: 'b:c', b: { '@id': 'https://b.example/' } }, { a: 'a' }), '<urn:1> <b:c> "a"'],
  [own({ a: 'b:c', b: 'https://b.example/x' }, { a: 'a' }), '<urn:1> <b:c> "a"'],
  [own({ a: { '@id': 'urn:a', '@type': 'b' }, b: 'urn:b' }, { a: 'a' }), '<urn:1> <urn:a> "a"^^<urn:b>'],
  [own({ a: { '@id': 'urn:a', '@type': '@vocab' } }, { a: 'n' }), '<urn:1> <urn:a> <urn:n>'],
  [own({ self: '@id' }, { self: 'urn:2', n: 'a' }), '<urn:2> <urn:n> "a"'],
  [own({ kind: '@type' }, { kind: 'T' }), `<urn:1> <${RDF}type> <urn:T>`],
  ...['@set', [], ['@set']].map(
    (container): Row => [own({ a: { '@id': 'urn:a', '@container': container } }, { a: 'a' }), '<urn:1> <urn:a> "a"'],
  ),
  [
    own({ a: { '@id': 'urn:a', '@container': ['@list'] } }, { a: 'a' }),
    '<urn:1> <urn:a> _:c14n0',
    `_:c14n0 <${RDF}first> "a"`,
    `_:c14n0 <${RDF}rest> <${RDF}nil>`,
  ],
  ...['@graph', ['@graph', '@set'], ['@set', '@graph']].map(
    (container): Row => [
      own({ a: { '@id': 'urn:a', '@container': container } }, { a: { n: 'a', id: 'urn:2' } }),
      '<urn:1> <urn:a> _:c14n0',
      '<urn:2> <urn:n> "a" _:c14n0',
    ],
  ),
]

/** What types and terms make of a context. */
const SCOPED: readonly Row[] = [
  [{ type: 'S', n: 'a' }, `<urn:1> <${RDF}type> <urn:S>`, '<urn:1> <urn:s-n> "a"'],
  [{ type: ['T', 'S'], n: 'a' }, `<urn:1> <${RDF}type> <urn:S>`, `<urn:1> <${RDF}type> <urn:T>`, '<urn:1> <urn:s-n> "a"'], // biome-ignore format: one line reads better
  // In the order of their names, whichever is named first.
  ...[['S', 'R'], ['R', 'S']].map((type): Row => [{ type, n: 'a', r: 'b' }, `<urn:1> <${RDF}type> <urn:R>`, `<urn:1> <${RDF}type> <urn:S>`, '<urn:1> <urn:r> "b"', '<urn:1> <urn:s-n> "a"']), // biome-ignore format: one line reads better
  // For one node only.
  [
    { type: 'S', m: { id: 'urn:2', n: 'a' }, s: 'urn:3' },
    `<urn:1> <${RDF}type> <urn:S>`,
    '<urn:1> <urn:m> <urn:2>',
    '<urn:1> <urn:s> <urn:3>',
    '<urn:2> <urn:n> "a"',
  ],
  [{ type: 'S', m: { id: 'urn:2' } }, `<urn:1> <${RDF}type> <urn:S>`, '<urn:1> <urn:m> <urn:2>'],
  [{ type: 'S', m: { id: 'x:a', n: 'a' } }, `<urn:1> <${RDF}type> <urn:S>`, '<urn:1> <urn:m> <x:a>', '<x:a> <urn:n> "a"'], // biome-ignore format: one line reads better
  [{ type: 'S', m: { n: 5 } }, `<urn:1> <${RDF}type> <urn:S>`, '<urn:1> <urn:m> _:c14n0', `_:c14n0 <urn:n> "5"^^<${XSD}integer>`], // biome-ignore format: one line reads better
  [{ apart: { '@context': [PINNED], id: 'urn:2', n: 'a' } }, '<urn:1> <urn:apart> <urn:2>', '<urn:2> <urn:n> "a"'],
  [{ within: 'a' }, '<urn:1> <urn:within> "a"'],
  [{ within: { id: 'urn:2', n: 'a', m: { id: 'urn:3', n: 'b' } } }, '<urn:1> <urn:within> <urn:2>', '<urn:2> <urn:m> <urn:3>', '<urn:2> <urn:within-n> "a"', '<urn:3> <urn:within-n> "b"'], // biome-ignore format: one line reads better
  [
    { within: { id: 'urn:2', type: 'S', n: 'a', w: { id: 'urn:3', n: 'b' } } },
    '<urn:1> <urn:within> <urn:2>',
    `<urn:2> <${RDF}type> <urn:S>`,
    '<urn:2> <urn:s-n> "a"',
    '<urn:2> <urn:w> <urn:3>',
    '<urn:3> <urn:within-n> "b"',
  ],
  [{ word2: 'a' }, '<urn:1> <urn:word2> <urn:within-a>'],
]

describe.each([
  ['literals', LITERALS],
  ['identifiers', IDENTIFIERS],
  ['nodes', NODES],
  ['contexts', CONTEXTS],
  ['types and terms with contexts', SCOPED],
])('our own reading of %s', (_what, rows) => {
  test.each(rows)('%j', (members, ...lines) => {
    expect(said(members)).toEqual(lines)
  })

  test('is that of a JSON-LD processor', async () => {
    for (const [members, ...lines] of rows)
      expect(linesOf(await reference.canonize(documentOf(members)))).toEqual(lines)
  })
})

/** What is said under a protected context and pinned ones behind it. */
function behind(contexts: readonly JsonValue[], members: JsonObject): readonly string[] | undefined {
  const more = contexts.map((context, i): [string, JsonObject] => [`urn:more:${i}`, { '@context': context }])
  const text = fastCanonicalizer(new Map([...set, ...more]), reference).canonizeNow({
    '@context': ['urn:guarded', ...more.map(([url]) => url)],
    id: 'urn:1',
    ...members,
  })
  return linesOf(text)
}
/** What says the same of a term that is protected. */
const G = { '@id': 'urn:g', '@type': '@id', '@container': '@list', '@context': { n: 'urn:n', m: 'urn:m' } }

describe('a protected term', () => {
  test.each<JsonObject>([
    { p: 'urn:p:' },
    { g: G },
    { g: { ...G, '@container': ['@list'], '@context': { m: 'urn:m', n: 'urn:n' } } },
    { free: 'urn:free' },
  ])('may be said again as in %j', (context) => {
    expect(behind([context], { free: 'a' })).toEqual(['<urn:1> <urn:free> "a"'])
  })
  test.each<JsonObject>([
    { p: 'urn:q:' },
    { p: null },
    { p: { '@id': 'urn:p:' } },
    { p: { '@id': 'urn:p:', '@type': '@id' } },
    { p: { '@id': 'urn:p:', '@container': '@list' } },
    { p: { '@id': 'urn:p:', '@context': {} } },
    { g: { ...G, '@context': { n: 'urn:m' } } },
    { g: { '@id': 'urn:g', '@type': '@id', '@container': '@list' } },
    { g: { '@id': 'urn:g', '@type': '@id', '@context': { n: 'urn:n', m: 'urn:m' } } },
    { g: { '@id': 'urn:g', '@container': '@list', '@context': { n: 'urn:n', m: 'urn:m' } } },
    { g: { ...G, '@type': '@vocab' } },
    { g: { ...G, '@id': 'urn:h' } },
    { id: '@type' },
    { free: 'p', p: 'urn:q:' },
    { h: { '@id': 'urn:h', '@context': [{ n: 'urn:n' }] } },
  ])('is not said otherwise by %j', (context) => {
    expect(behind([context], { free: 'a' })).toBeUndefined()
  })
  test('stays protected where it is said again', () => {
    expect(behind([{ p: 'urn:p:' }, { p: 'urn:q:' }], { free: 'a' })).toBeUndefined()
  })
  test('is not said otherwise by the document itself, and may be its own', () => {
    expect(said({ '@context': ['urn:guarded', { p: 'urn:q:' }], free: 'a' })).toBeUndefined()
    const guarding = { a: { '@id': 'urn:a', '@protected': true } }
    expect(said({ '@context': [PINNED, guarding, { a: 'urn:b' }], n: 'a' })).toBeUndefined()
    expect(said({ '@context': [PINNED, guarding, { b: 'urn:b' }], n: 'a' })).toEqual(['<urn:1> <urn:n> "a"'])
  })
  test('is no longer what it was where it was free', () => {
    expect(behind([{ free: 'urn:other' }], { free: 'a' })).toEqual(['<urn:1> <urn:other> "a"'])
    expect(behind([{ free: 'urn:other' }, { free: 'urn:free' }], { free: 'a' })).toEqual(['<urn:1> <urn:free> "a"'])
  })
  test('is said otherwise by the context of a term, and not by that of a type', () => {
    const over = { over: { id: 'urn:2', p: 'a' } }
    expect(behind([], over)).toEqual(['<urn:1> <urn:over> <urn:2>', '<urn:2> <urn:q> "a"'])
    expect(behind([], { type: 'O', free: 'a' })).toBeUndefined()
    // In passing it may not change either.
    expect(behind([], { after: 'a' })).toEqual(['<urn:1> <urn:after> "a"'])
    expect(behind([], { before: 'a' })).toBeUndefined()
  })
  test('is not left by going back to no context at all', () => {
    expect(said({ '@context': ['urn:guarded', null, PINNED], n: 'a' })).toBeUndefined()
    expect(said({ '@context': [PINNED, null, PINNED], n: 'a' })).toEqual(['<urn:1> <urn:n> "a"'])
  })
})

const VOCABULARY = { '@vocab': 'https://v.example/#' }
const LEFT: readonly (readonly [string, readonly JsonObject[]])[] = [
  [
    'values',
    [
      { n: null },
      { n: undefined } as JsonObject,
      { n: [['a']] },
      { n: -0 },
      { n: Number.POSITIVE_INFINITY },
      { n: Number.NaN },
      { real: '1' },
      { apart: 'a' },
      { text: 'a' },
      { text: 1 },
      { text: true },
      { text: 'urn:2' },
      { real: 'urn:2' },
      { wasRaw: { n: 'a' } },
      { toRaw: { n: 'a' } },
      { toList: 'a' },
      { toPlain: 'a' },
      { '@context': ['urn:odd'], seven: 'a' },
      { n: [{ '@value': 'a', '@type': 'urn:\uff21' }, { '@value': 'a', '@type': 'urn:😀' }] }, // biome-ignore format: one line reads better
      { graph: { id: 'urn:2', whole: [15, '15'] } },
      { raw: 'a' },
      { raw: { n: 'a' } },
      { n: ['\uff21', '😀'] },
      { m: '\uff21', n: '😀', list: [{ n: 'a' }, { n: 'a' }] },
      // One literal to RDFC-1.0, two to jsonld.
      { whole: [15, '15'] },
      { whole: [true, 'true'] },
      { whole: ['15', 15, '15'] },
      { n: { '@value': 'a', '@language': 'no language' } },
      { n: { '@value': 'a', '@language': '' } },
      { n: { '@value': 'a', '@language': 'en-' } },
      { n: { '@value': 'a', '@language': 'ninecharac' } },
      { n: { '@value': 'a', '@language': 7 } },
      { n: { '@value': 'a', '@language': ['en'] } },
      { n: { '@value': 'a', '@language': 'en', '@direction': 'rtl' } },
      { n: { '@value': 'a', '@language': 'en', '@type': 'urn:t' } },
      { n: { '@value': 'a', '@direction': 'rtl' } },
      { n: { '@value': 'a', '@index': 'urn:t' } },
      { n: { '@value': 'a', type: 'urn:t' } },
      { n: { '@value': 7 } },
      { n: { '@value': 7, '@type': 'urn:t' } },
      { n: { '@value': null } },
      { n: { '@value': 'a', '@type': 7 } },
      { n: { '@value': 'a', '@type': 'n' } },
      { n: { '@value': 'a', '@type': 'ex:n' } },
      { n: { '@value': 'a', '@type': 't' } },
      { n: { '@value': 'a', '@type': '@json' } },
      { n: { '@value': 'a', '@type': `${XSD}string` } },
      { n: { '@value': 'a', '@type': `${XSD}double` } },
      { n: { '@value': 'a', '@type': `${RDF}langString` } },
    ],
  ],
  [
    'identifiers',
    [
      { link: 'a' },
      { link: 'exx' },
      { link: ':a' },
      { link: '' },
      { link: 'a b' },
      { link: 'urn:a b' },
      { link: 'urn:<' },
      { link: 'a _:' },
      { link: 'é:a' },
      { link: 'urn:é\u0085' },
      { link: '_:' },
      { link: '_:a-b' },
      { link: 15 },
      { link: true },
      { link: null },
      { link: ['urn:\uff21', 'urn:😀'] },
      { word: 'id' },
      { word: ['urn:\uff21', 'urn:😀'] },
      { word: 'closed' },
      { word: 'unknown' },
      { word: '_:a' },
      { word: 15 },
      { word: true },
      own(VOCABULARY, { word: '@any' }),
      own(VOCABULARY, { word: ['\uff21', '😀'] }),
      { id: 'a', n: 'a' },
      { id: 7, n: 'a' },
      { id: null, n: 'a' },
      { id: ['urn:2'], n: 'a' },
      { '@id': 'urn:2', n: 'a' },
      own({ self: '@id' }, { id: 'urn:1', self: 'urn:2', n: 'a' }),
    ],
  ],
  [
    'nodes',
    [
      {},
      { m: {} },
      { m: { '@context': [PINNED] } },
      { type: 'S', m: { id: 'x:a' } },
      { type: 'None', n: 'a' },
      { type: 'Kind', n: 'a' },
      { type: [], n: 'a' },
      { graph: [], n: 'a' },
      { graph: null },
      { graph: undefined } as JsonObject,
      { m: { id: 'urn:1', '@id': 'urn:1', n: 'a' } },
      { unknown: 'a' },
      { closed: 'a' },
      { '@any': 'a' },
      { '@graph': [] },
      { 'ex:a': 'a' },
      { 'urn:n': 'a' },
      own(VOCABULARY, { '@any': 'a' }),
      own(VOCABULARY, { 'ex:a': 'a' }),
      own(VOCABULARY, { 'a b': 'a' }),
      own({ t: `${RDF}type` }, { t: 'urn:T' }),
      { type: 'unknown' },
      { type: 'id' },
      { type: '@any' },
      { type: [] },
      { type: 7 },
      { type: null },
      { type: [['T']] },
      { type: ['T', 7] },
      { type: 'T', '@type': 'T' },
      { type: ['T', 'urn:\uff21', 'urn:😀'] },
      { graph: 'urn:2' },
      { graph: [] },
      { graph: {} },
      { graph: { id: 'urn:2' } },
      { graph: { '@value': 'a' } },
      { list: [['a']] },
      { list: null },
    ],
  ],
  [
    'contexts',
    [
      ...['urn:unknown', 7, true, [[]]].map((context): JsonObject => ({ '@context': [PINNED, context], n: 'a' })),
      { '@context': [{ a: 'urn:a' }, PINNED], n: 'a' },
      { '@context': [7, PINNED], n: 'a' },
      { '@context': [true, PINNED], n: 'a' },
      ...[
        { '@version': 1 },
        { '@protected': 'x' },
        { '@vocab': '' },
        { '@vocab': 'v' },
        { '@vocab': 'urn:v:' },
        { '@vocab': 'https://v.example/ #' },
        { '@vocab': 7 },
        { '@vocab': ['https://v.example/#'] },
        { '@language': ['en'] },
        { ...VOCABULARY, a: 'b', b: 'a' },
        { ...VOCABULARY, 'a<b': { '@type': '@id' } },
        { ...VOCABULARY, a: '@any' },
        { a: ':x' },
        { '@language': 7 },
        { '@language': 'no language' },
        { '@language': 'ninecharac' },
        { '@import': 'urn:x' },
        { '@base': 'urn:x' },
        { '@propagate': false },
        { '@any': 'urn:x' },
        { '@context': [{ a: 'urn:a' }] },
        { '@context': { a: 'urn:a' }, b: 'urn:b' },
        { '': 'urn:a' },
        { 'a b': 'urn:a' },
        { 'a:b': 'urn:a' },
        { 'a/b': 'urn:a' },
        { a: 7 },
        { a: [] },
        { a: {} },
        { a: 'a' },
        { a: 'b' },
        { a: 'b', b: 'a' },
        { a: 'b', b: null },
        { a: 'id' },
        { a: 'b c:d' },
        { a: '@value' },
        { a: '@any' },
        { a: { '@type': '@id' } },
        ...[7, '@id', '@type', 'b', '@value'].map((id) => ({ a: { '@id': id, '@type': '@id' } })),
        ...['@index', '@language', '@reverse', '@nest', '@prefix', '@direction'].map((key) => ({
          a: { '@id': 'urn:a', [key]: null },
        })),
        { a: { '@id': 'urn:a', '@protected': 'yes' } },
        { a: { '@id': 'urn:a', '@context': {} } },
        ...[7, 'b', 'id', '@none', '@any'].map((type) => ({ a: { '@id': 'urn:a', '@type': type } })),
        ...['@index', '@language', '@id', '@type', 'x', 7, null].map((container) => ({
          a: { '@id': 'urn:a', '@container': container },
        })),
        ...[
          ['@list', '@set'],
          ['@graph', '@id'],
          ['@graph', '@list'],
        ].map((container) => ({ a: { '@id': 'urn:a', '@container': container } })),
      ].map((context) => own(context as JsonValue, { n: 'a' })),
      own({ '@vocab': null }, { a: 'a' }),
      { '@context': [PINNED, VOCABULARY, { '@vocab': null }], a: 'a' },
    ],
  ],
]

describe.each(LEFT)('among %s', (_what, documents) => {
  test.each(documents)('%j is left to a JSON-LD processor', (members) => {
    expect(said(members)).toBeUndefined()
  })
})

describe('what was kept of one document does not speak for another', () => {
  test('two types, and one type of two words', () => {
    const by = fastCanonicalizer(set, reference)
    for (let turn = 0; turn < 2; turn++) {
      expect(said({ type: ['T', 'S'] }, by)).toHaveLength(2)
      expect(said({ type: 'T S' }, by)).toBeUndefined()
      expect(said({ type: 'TS' }, by)).toBeUndefined()
      for (const type of ['S', 'R']) expect(said({ type: ['T', type] }, by)?.[0]).toBe(`<urn:1> <${RDF}type> <urn:${type}>`) // biome-ignore format: one line reads better
      for (const type of [['urn:a', 'urn:burn:c'], ['urn:aurn:b', 'urn:c']]) // biome-ignore format: one line reads better
        expect(said({ type }, by)).toEqual(type.map((one) => `<urn:1> <${RDF}type> <${one}>`))
    }
  })

  test('two keys, and one key of both', () => {
    const by = fastCanonicalizer(set, reference)
    for (let turn = 0; turn < 2; turn++) {
      expect(said({ m: 'a', n: 'b' }, by)).toEqual(['<urn:1> <urn:m> "a"', '<urn:1> <urn:n> "b"'])
      for (const key of ['m:n', 'mn', 'nm']) expect(said({ [key]: 'a' }, by)).toBeUndefined()
      expect(said({ n: 'b', m: 'a' }, by)).toEqual(['<urn:1> <urn:m> "a"', '<urn:1> <urn:n> "b"'])
      expect(said({ n: 'b', z: 'a' }, by)).toEqual(['<urn:1> <http://z.example/> "a"', '<urn:1> <urn:n> "b"'])
    }
  })

  test('a context of the document’s own, and another one', () => {
    const by = fastCanonicalizer(set, reference)
    for (const a of ['urn:a', 'urn:b']) expect(said(own({ a }, { a: 'a' }), by)).toEqual([`<urn:1> <${a}> "a"`])
    expect(said({ a: 'a' }, by)).toBeUndefined()
  })
})

test('lists of any length are sorted, with every line once', () => {
  for (const length of [31, 32, 33, 34, 70]) {
    const values = Array.from({ length }, (_, i) => `${100 + ((i * 7) % 53)}`)
    const lines = [...new Set(values)].sort().map((value) => `<urn:1> <urn:whole> "${value}"^^<${XSD}integer>`)
    expect(said({ m: 'a', whole: values, z: 'b' })).toEqual(['<urn:1> <http://z.example/> "b"', '<urn:1> <urn:m> "a"', ...lines]) // biome-ignore format: one line reads better
    expect(said({ whole: [...values, 100] })).toBeUndefined()
  }
})

describe('how much our own reading takes upon itself', () => {
  function nested(depth: number): JsonObject {
    let node: JsonObject = { n: 'a' }
    for (let i = 0; i < depth; i++) node = { m: { id: `urn:${depth}:${i}`, ...node } }
    return node
  }

  test('64 nodes within nodes, any number of times', () => {
    expect(said(nested(64))).toHaveLength(65)
    expect(said({ m: [nested(63), nested(62), nested(61)] })).toHaveLength(64 + 63 + 62 + 3)
    expect(said(nested(65))).toBeUndefined()
    expect(said({ graph: nested(63) })).toHaveLength(65)
    expect(said({ graph: nested(64) })).toBeUndefined()
  })

  test('256 blank nodes', () => {
    const nodes = (size: number) => Array.from({ length: size }, (_, i) => ({ n: `${i}` }))
    expect(said({ m: nodes(256) })).toHaveLength(512)
    expect(said({ m: nodes(257) })).toBeUndefined()
    // What stands in a graph of its own counts there, and what names that graph here.
    expect(said({ m: nodes(255), graph: { id: 'urn:2', m: nodes(256) } })).toHaveLength(510 + 1 + 512)
    expect(said({ m: nodes(256), graph: { id: 'urn:2', n: 'a' } })).toBeUndefined()
    expect(said({ graph: { id: 'urn:2', m: nodes(257) } })).toBeUndefined()
    expect(said({ type: 'ClrCredential', m: nodes(257) })).toHaveLength(515)
  })

  test('5,000 quads in one graph, 60,000 of a transcript', () => {
    const many = (size: number) => Array.from({ length: size }, (_, i) => `${i}`)
    expect(said({ n: many(2_500), m: many(2_499), graph: { id: 'urn:2', n: many(5_000) } })).toHaveLength(10_000)
    expect(said({ n: many(2_500), m: many(2_501) })).toBeUndefined()
    expect(said({ n: 'a', graph: { id: 'urn:2', n: many(5_001) } })).toBeUndefined()
    const nodes = Array.from({ length: 1_999 }, (_, i) => ({ id: `urn:m:${i}`, n: many(29) }))
    expect(said({ type: 'ClrCredential', m: nodes, n: many(29) })).toHaveLength(60_000)
    expect(said({ type: 'ClrCredential', m: nodes, n: many(30) })).toBeUndefined()
  })
})

test('contexts that strangers make up are forgotten after 600 of them', () => {
  const read = new Contexts(set)
  const first = read.initial
  for (let i = 0; i < 600; i++) read.typed(first, [`urn:${i}`])
  expect(read.initial).toBe(first)
  read.typed(first, ['urn:600'])
  const second = read.initial
  expect(second).not.toBe(first)
  for (let i = 0; i < 600; i++) read.typed(second, [`urn:${i}`])
  expect(read.initial).toBe(second)
})
