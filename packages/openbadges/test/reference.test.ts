import { describe, expect, test } from 'vitest'
import type { JsonObject, JsonValue } from '../src/index.ts'
import { checkLimits } from '../src/proof/reference.ts'
import { documentOf, linesOf, own, PINNED, reference } from './own-reading-ground.ts'

const many = (size: number) => Array.from({ length: size }, (_, i) => `${i}`)
const nodes = (size: number) => many(size).map((n) => ({ n }))
/** 50 quads each. */
const hundred = many(100).map((id) => ({ id: `urn:n:${id}`, n: many(49) }))

describe('the reference path says why there is no canonical form', () => {
  test.each<[JsonObject, string, string]>([
    [{ unknown: 'a' }, 'term', 'unknown'],
    [{ closed: 'a' }, 'term', 'closed'],
    [{ type: 'unknown' }, 'term', 'unknown'],
    [{ n: { '@value': 'a', '@type': 'unknown' } }, 'term', 'unknown'],
    [{ id: 'a', n: 'a' }, 'term', 'a'],
    [{ id: '@any', n: 'a' }, 'term', '@any'],
    [{ link: 'a' }, 'term', 'relative object reference'],
    // jsonld would leave these out and say nothing.
    [{ link: '', n: 'a' }, 'term', '@id'],
    [{ m: { link: ['urn:a', ''] }, n: 'a' }, 'term', '@id'],
    [{ n: { '@value': 'a', '@language': 'no language' } }, 'term', 'invalid @language value'],
    [{ graph: {} }, 'term', 'empty object'],
    [{ '@context': 'urn:unknown', n: 'a' }, 'context', 'urn:unknown'],
    [{ '@context': [PINNED, 'urn:unknown'], n: 'a' }, 'context', 'urn:unknown'],
    [own({ a: 'a' }, { a: 'b' }), 'other', 'Invalid JSON-LD syntax; @context terms must define an @id.'],
  ])('of %j: %s, %s', async (members, reason, subject) => {
    const refused = { code: 'OB_CANON_FAILED', reason, subject }
    await expect(reference.canonize(documentOf(members))).rejects.toMatchObject(refused)
  })

  test('of nodes that cannot be told apart in time', async () => {
    const ids = many(6).map((n) => `_:n${n}`)
    const clique = ids.map((id): JsonObject => ({ id, m: ids.filter((one) => one !== id).map((one) => ({ id: one })) }))
    const refused = { reason: 'limit', subject: expect.stringMatching(/iterations/) }
    await expect(reference.canonize(documentOf({ m: clique }))).rejects.toMatchObject(refused)
  })
})

describe('the reference path', () => {
  test.each<[string, JsonObject, number]>([
    ['5,000 quads', { m: hundred }, 5_000],
    ['256 nameless nodes', { m: nodes(256) }, 512],
    ['more of both in two graphs', { m: nodes(200), graph: { id: 'urn:2', m: nodes(200) } }, 801],
  ])('reads %s', async (_what, members, lines) => {
    expect(linesOf(await reference.canonize(documentOf(members)))).toHaveLength(lines)
  })

  test.each<[string, JsonObject]>([
    ['quads', { m: hundred, n: 'a' }],
    ['blank nodes', { m: nodes(257) }],
    ['blank nodes', { link: many(257).map((n) => `_:n${n}`) }],
  ])('refuses more %s', async (subject, members) => {
    await expect(reference.canonize(documentOf(members))).rejects.toMatchObject({ reason: 'limit', subject })
  })

  // Of the quads themselves: jsonld takes seconds for as many.
  test('takes 60,000 quads in graphs of 5,000, and not one more', () => {
    const term = (value: string) => ({ termType: 'NamedNode', value })
    const graph = (n: number, size: number) =>
      Array.from({ length: size }, () => ({ subject: term('urn:1'), object: term('urn:2'), graph: term(`urn:g:${n}`) }))
    const most = Array.from({ length: 12 }, (_, n) => graph(n, 5_000)).flat()
    expect(() => checkLimits(most)).not.toThrow()
    const more = [...most, ...graph(12, 1)]
    expect(() => checkLimits(more)).toThrow(expect.objectContaining({ reason: 'limit', subject: 'quads' }))
  })

  // JSON-LD 1.1, 10.5.2 (i18n-datatype); no base, and no quads with blank nodes for predicates.
  test.each<[JsonValue, string]>([
    [{ '@value': 'a', '@language': 'ar', '@direction': 'rtl' }, '"a"^^<https://www.w3.org/ns/i18n#ar_rtl>'],
    [{ '@value': 'a', '@direction': 'ltr' }, '"a"^^<https://www.w3.org/ns/i18n#_ltr>'],
  ])('writes %j', async (n, object) => {
    expect(await reference.canonize(documentOf({ n }))).toBe(`<urn:1> <urn:n> ${object} .\n`)
  })

  test('reads a node with a type, and takes an empty identifier within a JSON literal for what it is', async () => {
    const said = ['<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <urn:T>', `<urn:raw> "{\\"@id\\":\\"\\"}"`]
    const text = await reference.canonize(documentOf({ type: 'T', raw: { '@id': '' } }))
    for (const one of said) expect(text).toContain(one)
    expect(linesOf(text)).toHaveLength(2)
  })

  test('says of a document that cannot be read at all what was said of it', async () => {
    const broken = {
      get n(): JsonValue {
        throw new Error('Gone.')
      },
    }
    const document = Object.defineProperties(documentOf({}), Object.getOwnPropertyDescriptors(broken))
    const refused = { code: 'OB_CANON_FAILED', reason: 'other', subject: 'Gone.' }
    await expect(reference.canonize(document)).rejects.toMatchObject(refused)
  })

  test('sorts lines by code points', async () => {
    const lines = ['\uff21', '😀'].map((text) => `<urn:1> <urn:n> "${text}"`)
    expect(linesOf(await reference.canonize(documentOf({ n: ['😀', '\uff21'] })))).toEqual(lines)
  })
})
