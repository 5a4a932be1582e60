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
