import { describe, expect, test } from 'vitest'
import { fastCanonicalizer, generalCanonicalizer, type JsonObject } from '../src/index.ts'
import { Contexts } from '../src/proof/reading.ts'
import { documentOf, own, RDF, reference, said, set, XSD } from './own-reading-ground.ts'

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

  test('256 blank nodes, 2,000 of a transcript', () => {
    const nodes = (size: number) => Array.from({ length: size }, (_, i) => ({ n: `${i}` }))
    expect(said({ m: nodes(256) })).toHaveLength(512)
    expect(said({ m: nodes(257) })).toBeUndefined()
    // What stands in a graph of its own counts there, and what names that graph here.
    expect(said({ m: nodes(255), graph: { id: 'urn:2', m: nodes(256) } })).toHaveLength(510 + 1 + 512)
    expect(said({ m: nodes(256), graph: { id: 'urn:2', n: 'a' } })).toBeUndefined()
    expect(said({ graph: { id: 'urn:2', m: nodes(257) } })).toBeUndefined()
    expect(said({ type: 'ClrCredential', m: nodes(257) })).toHaveLength(515)
    expect(said({ type: 'ClrCredential', m: nodes(2_000) })).toHaveLength(4_001)
    expect(said({ type: 'ClrCredential', m: nodes(2_001) })).toBeUndefined()
  })

  test('5,000 quads in one graph, 60,000 of a transcript', () => {
    const many = (size: number) => Array.from({ length: size }, (_, i) => `${i}`)
    expect(said({ n: many(2_500), m: many(2_499), graph: { id: 'urn:2', n: many(5_000) } })).toHaveLength(10_000)
    expect(said({ n: many(2_500), m: many(2_501) })).toBeUndefined()
    expect(said({ n: 'a', graph: { id: 'urn:2', n: many(5_001) } })).toBeUndefined()
    const graph = Array.from({ length: 10 }, (_, i) => ({ id: `urn:g:${i}`, n: many(5_000) }))
    expect(said({ type: 'ClrCredential', graph, n: many(9_989) })).toHaveLength(60_000)
    expect(said({ type: 'ClrCredential', graph, n: many(9_990) })).toBeUndefined()
  })

  test.each<[string, JsonObject]>([
    ['quads', { n: Array.from({ length: 5_001 }, (_, i) => `${i}`) }],
    ['blank nodes', { m: Array.from({ length: 257 }, () => ({ n: 'a' })) }],
  ])('beyond it nothing is left to others, for %s', async (subject, members) => {
    const refused = { code: 'OB_CANON_FAILED', reason: 'limit', subject }
    await expect(generalCanonicalizer(set).canonize(documentOf(members))).rejects.toMatchObject(refused)
  })

  test('501 nodes are not left to others either', async () => {
    const general = generalCanonicalizer(set)
    const nodes = (size: number) => ({ unknown: 'a', m: Array.from({ length: size }, () => ({ n: 'a' })) })
    const [read, refused] = [
      { reason: 'term', subject: 'unknown' },
      { reason: 'limit', subject: 'nodes' },
    ]
    await expect(general.canonize(documentOf(nodes(499)))).rejects.toMatchObject(read)
    await expect(general.canonize(documentOf(nodes(500)))).rejects.toMatchObject(refused)
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
