import { describe, expect, test } from 'vitest'
import {
  type ContextSet,
  fastCanonicalizer,
  generalCanonicalizer,
  type JsonObject,
  type JsonValue,
  referenceCanonicalizer,
} from '../src/index.ts'
import { shapeOf } from '../src/proof/place.ts'
import { Contexts } from '../src/proof/reading.ts'
import { contexts } from './support.ts'

const PINNED = 'https://context.example/'
const OTHER = 'https://other.example/'
const ROLES = { id: '@id', type: '@type' }

/** Contexts as nobody pins them today. */
const CONTEXTS: readonly (readonly [string, JsonValue])[] = [
  ['types with a context by its address', { ...ROLES, n: 'urn:n', T: { '@id': 'urn:T', '@context': OTHER } }],
  ['types with a list of contexts', { ...ROLES, n: 'urn:n', T: { '@id': 'urn:T', '@context': [{ m: 'urn:o' }] } }],
  [
    'types that name types anew',
    { ...ROLES, n: 'urn:n', m: 'urn:m', T: { '@id': 'urn:T', '@context': { kind: '@type' } } },
  ],
  ['a term with a context by its address', { ...ROLES, T: 'urn:T', n: { '@id': 'urn:n', '@context': OTHER } }],
  [
    'a term with a context that makes it a list',
    { ...ROLES, T: 'urn:T', n: { '@id': 'urn:n', '@context': { n: { '@id': 'urn:n', '@container': '@list' } } } },
  ],
]

function documentsOf(pinned: JsonValue): { set: ContextSet; documents: readonly JsonObject[] } {
  const set = new Map<string, JsonObject>([
    [PINNED, { '@context': pinned }],
    [OTHER, { '@context': { m: 'urn:m' } }],
  ])
  const document = { '@context': PINNED, id: 'urn:1', type: 'T' }
  return { set, documents: [{ a: 1 }, { n: 'a' }, { n: { m: 'b' } }, { m: 'c' }].map((m) => ({ ...document, ...m })) }
}

async function saidBy(one: { canonize(document: JsonObject): Promise<string> }, document: JsonObject) {
  return one.canonize(document).catch((cause: { code: string }) => cause.code)
}

describe('a pinned context of another kind', () => {
  test.each(CONTEXTS)('%s: is read as a JSON-LD processor reads it', async (_what, pinned) => {
    const { set, documents } = documentsOf(pinned)
    const [general, reference] = [generalCanonicalizer(set), referenceCanonicalizer(set)]
    const fast = fastCanonicalizer(set, general)
    let read = 0
    for (const document of documents) {
      const said = await saidBy(reference, document)
      if (said !== 'OB_CANON_FAILED') read++
      expect([await saidBy(general, document), await saidBy(fast, document)]).toEqual([said, said])
    }
    expect(read).toBeGreaterThan(0)
  })
})

test('when the set itself fails, its own reason comes out', async () => {
  class Failing extends Map<string, JsonObject> {
    override get(): never {
      throw new RangeError('the disk is gone')
    }
  }
  const general = generalCanonicalizer(new Failing())
  const document = { '@context': PINNED, id: 'urn:1' }
  await expect(general.canonize(document)).rejects.toThrow(new RangeError('the disk is gone'))
  const fast = fastCanonicalizer(new Failing(), general)
  await expect(fast.canonize(document)).rejects.toThrow(RangeError)
  expect(() => fast.canonizeNow(document)).toThrow(RangeError)
})

test('of shapes that strangers make up no more than 500 are kept, and what they say stays', () => {
  const read = new Contexts(contexts)
  const active = read.stated(read.initial, [
    'https://www.w3.org/ns/credentials/v2',
    { '@vocab': 'https://v.example/#' },
  ])
  const first = shapeOf(['id', 'm0'], active, read)
  for (let i = 1; i < 500; i++) shapeOf(['id', `m${i}`], active, read)
  expect(active.shapes.size).toBe(500)
  expect(shapeOf(['id', 'm0'], active, read)).toBe(first)
  shapeOf(['id', 'another'], active, read)
  expect(active.shapes.size).toBe(1)
  expect(shapeOf(['id', 'm0'], active, read)).toEqual(first)
})
