import { describe, expect, test } from 'vitest'
import { documentOf, linesOf, own, PINNED, RDF, type Row, reference, said, XSD } from './own-reading-ground.ts'

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
  [{ whole: 15, m: { id: 'urn:2', whole: '15' } }, '<urn:1> <urn:m> <urn:2>', `<urn:1> <urn:whole> "15"^^<${XSD}integer>`, `<urn:2> <urn:whole> "15"^^<${XSD}integer>`], // biome-ignore format: one line reads better
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
  test.each(rows.map(([members, ...lines]) => [members, lines] as const))('%j', (members, lines) => {
    expect(said(members)).toEqual(lines)
  })

  test('is that of a JSON-LD processor', async () => {
    for (const [members, ...lines] of rows)
      expect(linesOf(await reference.canonize(documentOf(members)))).toEqual(lines)
  })
})
