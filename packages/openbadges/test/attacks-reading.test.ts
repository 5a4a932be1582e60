import dns from 'node:dns'
import { Socket } from 'node:net'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { utf8 } from '../src/encoding/text.ts'
import { type JsonObject, type JsonValue, toBytes, type VerifyOptions, verify } from '../src/index.ts'
import { visit } from '../src/json.ts'
import { findingsOf, good, LIST, signed, told } from './ground.ts'
import { contexts, crypto, fast, GOLDEN_NOW, judge, material } from './support.ts'

/** The document with another value at the end of a JSON pointer. */
function put(document: JsonObject, path: string, value: JsonValue): JsonObject {
  const copy = structuredClone(document) as unknown as Record<string, unknown>
  const keys = path.slice(1).split('/')
  const last = keys.pop() ?? ''
  const parent = keys.reduce((at, key) => at[key] as Record<string, unknown>, copy)
  parent[last] = value
  return copy as unknown as JsonObject
}

describe('reading', () => {
  test.each([
    ['{"a":1,"a":2}', 'PARSE_DUPLICATE_KEY'],
    ['{"a":{"b":[{"c":1,"\\u0063":2}]}}', 'PARSE_DUPLICATE_KEY'],
    ['{"__proto__":{}}', 'PARSE_JSON'],
    ['{"a":1e400}', 'PARSE_JSON'],
    ['{"a":-0}', 'PARSE_JSON'],
    ['{"a":9007199254740993}', 'PARSE_JSON'],
    ['{"a":NaN}', 'PARSE_JSON'],
    ['{"a":"\\ud800"}', 'PARSE_JSON'],
    ['\ufeff{"a":1}', 'PARSE_JSON'],
    ['{"a":01}', 'PARSE_JSON'],
    ['{"a":1,}', 'PARSE_JSON'],
    ['', 'PARSE_JSON'],
  ])('A-duplicate-json-keys, A-jcs-number-and-text-edges: %s', async (text, code) => {
    expect(told(await judge(text))).toEqual(['invalid', code])
    expect(told(await judge(utf8(text)))).toEqual(['invalid', code])
  })

  test.each([
    ['{"a":1,"a":2}', 'a (line 1)'],
    ['{\n "id": 1,\n "b": [{"c": 1,\r\n\t"\\u0063": 2}]\n}', 'c (line 4)'],
    [`{"deep":${'['.repeat(60)}{"a":{},\n"a":{}}${']'.repeat(60)}}`, 'a (line 2)'],
  ])('A-duplicate-json-keys: %j says which key, and where', async (text, place) => {
    const { checks } = await judge(text)
    expect(checks[0]?.findings).toEqual([{ code: 'PARSE_DUPLICATE_KEY', path: '', detail: { place } }])
  })

  test('A-jcs-number-and-text-edges: bytes that are not UTF-8', async () => {
    expect(told(await judge(Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d)))).toEqual([
      'invalid',
      'PARSE_JSON',
    ])
  })

  const many = (count: number, one: (i: number) => JsonObject) => Array.from({ length: count }, (_, i) => one(i))
  const evidence = (i: number) => ({
    id: `urn:x:${i}`,
    type: ['Evidence'],
    ...{ name: 'a', description: 'b', narrative: 'c', genre: 'd', audience: 'e' },
  })
  const alignment = (i: number) => ({ type: ['Alignment'], targetName: `${i}`, targetUrl: `https://a.example/${i}` })
  const subject = signed.credentialSubject as JsonObject
  const aligned = (count: number): JsonObject => ({
    credentialSubject: {
      ...subject,
      achievement: { ...(subject.achievement as JsonObject), alignment: many(count, alignment) },
    },
  })
  const picture = (bytes: number) => `data:image/png;base64,${'A'.repeat(bytes)}`

  test.each<[string, JsonObject, string, string | undefined]>([
    ['a 10 MB picture', { image: picture(10_000_000) }, 'PARSE_TOO_LARGE', 'bytes'],
    [
      'a 10 MB picture in its own place',
      { image: { id: picture(10_000_000), type: 'Image' } },
      'PARSE_TOO_LARGE',
      'bytes',
    ],
    ['1,000 pieces of evidence', { evidence: many(1_000, evidence) }, 'TERMS_LIMIT', undefined],
    [
      '1,001 pieces of evidence',
      { evidence: many(1_001, (i) => ({ id: `urn:x:${i}` })) },
      'PARSE_TOO_LARGE',
      '/evidence',
    ],
    ['1,000 alignments', aligned(1_000), 'TERMS_LIMIT', undefined],
    ['1,001 alignments', aligned(1_001), 'PARSE_TOO_LARGE', '/credentialSubject/achievement/alignment'],
    ['a name of 100 kB', { name: 'x'.repeat(100_000) }, 'PARSE_TOO_LARGE', '/name'],
    ['300 kB of text', { evidence: many(6, () => ({ narrative: 'x'.repeat(60_000) })) }, 'PARSE_TOO_LARGE', ''],
  ])('A-oversized-fields: %s', async (_name, change, code, path) => {
    const document = { ...signed, ...change }
    for (const input of [document, JSON.stringify(document), utf8(JSON.stringify(document))]) {
      const report = await judge(input, { material: good })
      expect([told(report), findingsOf(report)[0]?.path, report.claims]).toEqual([['invalid', code], path, undefined])
    }
  })

  test('A-oversized-fields: wherever one is put, it is a verdict and a reason', async () => {
    const large = fc.constantFrom<JsonValue>(
      ...['x'.repeat(70_000), picture(1_100_000), many(1_001, () => ({})), many(1_000, alignment)],
    )
    const paths: string[] = []
    visit(signed, (value, path) => {
      if (typeof value !== 'object') paths.push(path)
    })
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), large, async (path, value) => {
        const report = await judge(put(signed, path, value), { material: good })
        expect([path, report.verdict]).toEqual([path, path.startsWith('/@context') ? expect.anything() : 'invalid'])
        expect([path, told(report)]).not.toEqual([path, expect.arrayContaining(['INTERNAL'])])
      }),
      { numRuns: 25, seed: 20_261_129 },
    )
  })

  /** What is handed to a canonicalizer, and what is found. */
  async function handed(document: JsonObject, options: VerifyOptions = {}) {
    let count = 0
    const canonicalizer = {
      canonize(one: JsonObject) {
        count++
        return fast.canonize(one)
      },
    }
    const context = { material: good, now: GOLDEN_NOW, crypto, contexts, canonicalizer, options }
    return [told(await verify(document, context)), count]
  }

  const rows = (size: number, node: (i: number) => JsonObject) =>
    Array.from({ length: size / 1_000 }, (_, row) => Array.from({ length: 1_000 }, (_n, i) => node(row * 1_000 + i)))

  test.each<[string, JsonObject, string]>([
    ['20,000 nameless things', { evidence: rows(20_000, () => ({ a: 1 })) }, 'TERMS_LIMIT'],
    ['15,000 under one name within the document', { evidence: rows(15_000, () => ({ id: '_:b' })) }, 'TERMS_LIMIT'],
    ['300 nameless things', { evidence: Array.from({ length: 300 }, () => ({ type: ['Evidence'] })) }, 'TERMS_LIMIT'],
    ['5 MB', { note: Array.from({ length: 100 }, () => 'x'.repeat(50_000)) }, 'PARSE_TOO_LARGE'],
  ])('A-blank-node-flood: %s are refused before anything is canonicalized', async (_what, change, code) => {
    // In full the shape is judged first, and ends it for some of them.
    expect(await handed({ ...signed, ...change })).toEqual([expect.arrayContaining(['invalid']), 0])
    expect(await handed({ ...signed, ...change }, { mode: 'proofOnly' })).toEqual([['invalid', code], 0])
  })

  test.each([5, 12, 60])(
    'A-poison-graphs: %i organizations that are each other’s parents are too complex',
    async (size) => {
      const everyone = Array.from({ length: size }, (_, i) => `_:b${i}`)
      const evidence = everyone.map((id) => ({
        id,
        type: ['Profile'],
        parentOrg: everyone.map((other) => ({ id: other })),
      }))
      const document = { ...signed, evidence }
      expect(told(await judge(document, { options: { mode: 'proofOnly' } }))).toEqual(['invalid', 'TERMS_LIMIT'])
      expect((await judge(document, { material: good })).verdict).toBe('invalid')
    },
  )
})

test('A-verify-without-network: the whole verdict and the time of its status, without one socket', async () => {
  const spies = [
    vi.spyOn(Socket.prototype, 'connect'),
    vi.spyOn(dns, 'lookup'),
    vi.spyOn(dns.promises, 'lookup'),
    vi.spyOn(globalThis, 'fetch'),
  ]
  const report = await judge(toBytes(signed), { material: good })
  expect([told(report), report.needs]).toEqual([['valid'], []])
  expect(report.statusAsOf).toEqual(new Date('2026-11-23T00:00:00Z'))
  expect(report.checks.filter(({ result }) => result !== 'pass').map(({ name, result }) => [name, result])).toEqual(
    ['refresh', 'recipient', 'endorsements', 'resources', 'log'].map((name) => [name, 'skipped']),
  )
  // Without the list nobody is asked either: what is missing is named.
  const less = await judge(toBytes(signed), { material: material() })
  expect([told(less), less.needs.map(({ url }) => url)]).toEqual([['unknown', 'STATUS_UNREACHABLE'], [LIST]])
  for (const spy of spies) {
    expect(spy).not.toHaveBeenCalled()
    spy.mockRestore()
  }
})
