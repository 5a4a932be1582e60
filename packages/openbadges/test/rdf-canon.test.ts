import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { effort } from '../src/proof/labels.ts'
import { DEEP_WORK } from '../src/proof/limits.ts'
import { parseNQuads } from '../src/proof/nquads.ts'
import { labelledWithMap, rdfc } from '../src/proof/rdfc.ts'
import { fixtureJson, fixturesPresent, fixtureText } from './support.ts'

interface Entry {
  id: string
  type: string
  name: string
  action: string
  result?: string
  hashAlgorithm?: string
}

function canonical(entry: Entry) {
  const { graph, numbers } = parseNQuads(fixtureText(`vectors/rdf-canon/${entry.action}`))
  const algorithm = (entry.hashAlgorithm ?? 'SHA256').toLowerCase()
  const work = effort(DEEP_WORK, (text) => createHash(algorithm).update(text).digest('hex'))
  return { ...rdfc(graph, work), numbers, spent: DEEP_WORK - work.left }
}

describe.skipIf(!fixturesPresent(import.meta.filename))('the rdf-canon tests of the W3C', () => {
  const { entries } = fixtureJson<{ entries: Entry[] }>('vectors/rdf-canon/manifest.jsonld')

  test('all 86 are here', () => {
    expect(entries.length).toBe(86)
  })

  test.each(entries.filter((entry) => entry.type === 'rdfc:RDFC10EvalTest'))('$id: $name', (entry) => {
    expect(canonical(entry).text).toBe(fixtureText(`vectors/rdf-canon/${entry.result}`))
  })

  test.each(entries.filter((entry) => entry.type === 'rdfc:RDFC10MapTest'))('$id: $name', (entry) => {
    const { labels, numbers } = canonical(entry)
    const map = [...numbers].map(([label, number]) => [label.slice(2), labels.get(number)?.slice(2)])
    expect(Object.fromEntries(map)).toEqual(fixtureJson(`vectors/rdf-canon/${entry.result}`))
  })

  test.each(entries.filter((entry) => entry.type === 'rdfc:RDFC10NegativeEvalTest'))('$id: $name', (entry) => {
    expect(() => canonical(entry)).toThrow()
  })
})

test('labels can be asked for, by the labels the quads came with', () => {
  const quads = '_:x <urn:p> _:y .\n_:y <urn:q> "a\\tb"@en .\n_:y <urn:q> "a\\tb"@en .\n'
  const { text, labels } = labelledWithMap(quads)
  expect(text).toBe('_:c14n0 <urn:p> _:c14n1 .\n_:c14n1 <urn:q> "a\\tb"@en .\n'.replace(/c14n[01]/g, (label) => label))
  expect(labels).toEqual(
    new Map([
      ['x', 'c14n0'],
      ['y', 'c14n1'],
    ]),
  )
})

test('a text is written without its type, and no line twice', () => {
  const text = '"a"^^<http://www.w3.org/2001/XMLSchema#string>'
  const quads = `<urn:a> <urn:p> ${text} .\n<urn:a> <urn:p> "a" .\r\n<urn:a> <urn:p> "a"^^<urn:t> .\nno quad\n`
  expect(labelledWithMap(quads).text).toBe('<urn:a> <urn:p> "a" .\n<urn:a> <urn:p> "a"^^<urn:t> .\n')
})

/** What is hashed on the way; a hash is the number of its text. */
function hashedFor(quads: string): readonly string[] {
  const asked: string[] = []
  const work = effort(1_000, (text) => {
    if (!asked.includes(text)) asked.push(text)
    return `#${asked.indexOf(text)}`
  })
  rdfc(parseNQuads(quads).graph, work)
  return asked
}

// RDFC-1.0, 4.6: every quad that mentions the node, once.
test.each<[string, readonly string[]]>([
  ['_:x <urn:p> _:x .', ['_:a <urn:p> _:a .\n']],
  ['_:x <urn:p> "b" _:x .', ['_:a <urn:p> "b" _:a .\n']],
  ['_:x <urn:p> _:x _:x .', ['_:a <urn:p> _:a _:a .\n']],
  ['<urn:b> <urn:p> _:x _:x .', ['<urn:b> <urn:p> _:a _:a .\n']],
  ['<urn:b> <urn:p> _:x <urn:g> .', ['<urn:b> <urn:p> _:a <urn:g> .\n']],
  ['_:x <urn:q> "b" .\n_:x <urn:p> "b" .', ['_:a <urn:p> "b" .\n_:a <urn:q> "b" .\n']],
  ['_:x <urn:p> _:z .', ['_:a <urn:p> _:z .\n', '_:z <urn:p> _:a .\n']],
  ['_:x <urn:p> "b" _:z .', ['_:a <urn:p> "b" _:z .\n', '_:z <urn:p> "b" _:a .\n']],
])('what is hashed of the nodes in %s', (quads, hashed) => {
  expect(hashedFor(`${quads}\n_:other <urn:p> "other" .`)).toEqual([...hashed, '_:a <urn:p> "other" .\n'])
})

// RDFC-1.0, 4.7: the position, the predicate unless it is that of the graph, and the hash or the label of the other node.
test('what is hashed of a node beside alike ones', () => {
  const asked = hashedFor('_:x <urn:p> "a" _:g .\n_:y <urn:p> "a" _:h .')
  expect(asked.slice(0, 3)).toEqual(['_:a <urn:p> "a" _:z .\n', '_:z <urn:p> "a" _:a .\n', 'g#1'])
  expect(hashedFor('_:x <urn:p> _:g .\n_:y <urn:p> _:h .')[2]).toBe('o<urn:p>#1')
})

test('each hash and each order costs one', () => {
  const cost = (quads: string) => {
    const work = effort(1_000)
    rdfc(parseNQuads(quads).graph, work)
    return 1_000 - work.left
  }
  const plain = '_:x <urn:p> "a" .\n_:y <urn:p> "b" .'
  // Two nodes, then for each of them: two positions and two orders, for the other one as many, and a hash of each way.
  const alike = '_:x <urn:p> _:y .\n_:y <urn:p> _:x .'
  expect([cost(plain), cost(alike)]).toEqual([2, 2 + 2 * (4 + 4 + 2)])
  // One blank node alone is the first one, and those whose hashes differ are not looked at again.
  expect([cost('_:x <urn:p> "a" .'), cost(`${alike}\n_:z <urn:p> "c" .`)]).toEqual([0, cost(alike) + 1])
  for (const quads of [plain, alike]) {
    expect(rdfc(parseNQuads(quads).graph, effort(cost(quads))).labels.size).toBe(2)
    expect(() => rdfc(parseNQuads(quads).graph, effort(cost(quads) - 1))).toThrow(/limit/)
  }
})

test('nodes that lead twice to one other are told apart', () => {
  const quads = (one: string, other: string) => `${one} <urn:p> ${other} .\n${one} <urn:p> ${other} <urn:g> .\n`
  const { text, labels } = labelledWithMap(quads('_:a', '_:b') + quads('_:c', '_:d'))
  expect([labels.size, text.split('\n').length]).toEqual([4, 5])
})

test('alike blank nodes are not followed deeper than 400 of them', () => {
  const ring = (size: number) =>
    Array.from({ length: size }, (_, i) => `_:n${i} <urn:p> _:n${(i + 1) % size} .`).join('\n')
  const told = (size: number) => rdfc(parseNQuads(ring(size)).graph, effort(10_000))
  expect(told(20).labels.size).toBe(20)
  const work = effort(1_000_000)
  expect(() => rdfc(parseNQuads(ring(401)).graph, work)).toThrow(/limit/)
  // Each step down costs two hashes and two orders: no more of them than there may be.
  expect(1_000_000 - work.left).toBeLessThan(401 * 5)
})

test('asking about a graph built to exhaust the algorithm is refused', () => {
  const names = Array.from({ length: 12 }, (_, i) => `_:n${i}`)
  const clique = names.flatMap((one) =>
    names.filter((other) => other !== one).map((other) => `${one} <urn:p> ${other} .`),
  )
  expect(() => labelledWithMap(clique.join('\n'))).toThrow(/limit/)
})
