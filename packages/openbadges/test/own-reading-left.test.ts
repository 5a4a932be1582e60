import { describe, expect, test } from 'vitest'
import { fastCanonicalizer, type JsonObject, type JsonValue } from '../src/index.ts'
import { comparedForm } from '../src/proof/compiled.ts'
import { Contexts } from '../src/proof/reading.ts'
import { documentOf, linesOf, own, PINNED, RDF, reference, said, set, XSD } from './own-reading-ground.ts'

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
      { n: ['a', 'a'], whole: [15, '15'] },
      { whole: [15, '15'], m: { id: 'urn:2', whole: [7, '7'] } },
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

describe('with alike blank nodes compared', () => {
  const compared = (members: JsonObject) => linesOf(comparedForm(documentOf(members), new Contexts(set)))
  const twins = [{ n: 'a' }, { n: 'a' }]

  test('they are told apart, and everything else is read as before', () => {
    expect(said({ m: twins })).toBeUndefined()
    expect(compared({ m: twins })).toEqual([
      '<urn:1> <urn:m> _:c14n0',
      '<urn:1> <urn:m> _:c14n1',
      '_:c14n0 <urn:n> "a"',
      '_:c14n1 <urn:n> "a"',
    ])
    expect(compared({ n: 'a' })).toEqual(said({ n: 'a' }))
  })

  test('what can be sorted in two ways is read', () => {
    const [first, second] = ['😀', '\uff21'].map((text) => `<urn:1> <urn:n> "${text}"`)
    expect(compared({ n: ['\uff21', '😀'] })).toEqual([first, second])
  })

  test('the same is left', () => {
    for (const members of [
      { m: twins, n: null },
      { m: twins, whole: [15, '15'] },
      { m: twins, unknown: 'a' },
    ])
      expect(compared(members)).toBeUndefined()
  })

  test('too much is refused', () => {
    expect(() => compared({ m: Array.from({ length: 257 }, () => ({ n: 'a' })) })).toThrow(/limit/)
  })
})
