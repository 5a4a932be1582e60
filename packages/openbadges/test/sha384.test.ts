import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sha384 } from '../src/encoding/sha384.ts'
import { hex } from '../src/encoding/text.ts'
import { labelledWithMap } from '../src/proof/rdfc.ts'
import { labelledFor } from '../src/proof/relabel.ts'

function byNode(data: Uint8Array): string {
  return createHash('sha384').update(data).digest('hex')
}

test('SHA-384 is the one of node, for every length around the ends of blocks and for any bytes', () => {
  const pattern = Uint8Array.from({ length: 400 }, (_, i) => (i * 37) & 255)
  for (let length = 0; length <= pattern.length; length++)
    expect(hex(sha384(pattern.subarray(0, length)))).toBe(byNode(pattern.subarray(0, length)))
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 3_000 }), (data) => {
      expect(hex(sha384(data))).toBe(byNode(data))
    }),
    { numRuns: 100 },
  )
})

test('only under P-384 do blank nodes have other labels, and only where there are several', () => {
  const two = '_:c14n0 <urn:p> "a" .\n_:c14n1 <urn:p> "b" .\n'
  const hashes = ['a', 'b'].map((value) => byNode(new TextEncoder().encode(`_:a <urn:p> "${value}" .\n`)))
  const [a, b] = (hashes[0] ?? '') < (hashes[1] ?? '') ? [0, 1] : [1, 0]
  const lines = [`_:c14n${a} <urn:p> "a" .\n`, `_:c14n${b} <urn:p> "b" .\n`].sort().join('')
  expect(labelledFor('ES384', two)).toBe(lines)
  expect(labelledFor('ES256', two)).toBe(two)
  expect(labelledFor('ES384', '_:c14n0 <urn:p> "a" .\n')).toBe('_:c14n0 <urn:p> "a" .\n')
})

test('alike blank nodes that implementations tell apart in different ways are refused, under P-384 too', () => {
  // Each of two nodes leads twice to each of two others: in the graph of the document and in another one.
  const quads = ['_:c14n0', '_:c14n1'].flatMap((one) =>
    ['_:c14n2', '_:c14n3'].flatMap((other) => [`${one} <urn:p> ${other} .`, `${one} <urn:p> ${other} <urn:g> .`]),
  )
  const nquads = `${quads.join('\n')}\n`
  const refused = expect.objectContaining({ code: 'OB_CANON_FAILED', reason: 'limit', subject: 'alike blank nodes' })
  expect(() => labelledFor('ES384', nquads)).toThrow(refused)
  expect(() => labelledWithMap(nquads)).toThrow(refused)
})

test('this hash is four times as dear as the other: a quarter of the comparisons is made', () => {
  // In a ring every node is compared with every other one, at five hashes and orders.
  const ring = (size: number) =>
    Array.from({ length: size }, (_, i) => `_:c14n${i} <urn:p> _:c14n${(i + 1) % size} .\n`).join('')
  expect(labelledFor('ES384', ring(18)).split('\n')).toHaveLength(19)
  expect(labelledWithMap(ring(24)).labels.size).toBe(24)
  expect(() => labelledFor('ES384', ring(24))).toThrow(/limit/)
})

test('a graph built to exhaust the algorithm is refused under P-384 too', () => {
  const names = Array.from({ length: 12 }, (_, i) => `_:c14n${i}`)
  const clique = names.flatMap((one) =>
    names.filter((other) => other !== one).map((other) => `${one} <urn:p> ${other} .\n`),
  )
  expect(() => labelledFor('ES384', clique.join(''))).toThrow(/limit/)
})
