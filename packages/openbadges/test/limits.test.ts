import { describe, expect, test } from 'vitest'
import { outOfBounds } from '../src/encoding/bounds.ts'
import { utf8 } from '../src/encoding/text.ts'
import { type JsonObject, type JsonValue, verify, verifyWithFetch } from '../src/index.ts'
import { parse } from '../src/verify/parse.ts'
import { Counted } from './counted.ts'
import { good, proof, signed, told } from './ground.ts'
import { contexts, crypto, fast, GOLDEN_NOW, judge } from './support.ts'

const K = 1024
const V2 = 'https://www.w3.org/ns/credentials/v2'

function findingOf(input: Uint8Array | string | JsonObject) {
  const [found] = parse(input).outcome.fails
  return found && [found.code, found.path]
}

/** In all three forms in which a document is given. */
function everyWay(document: JsonObject) {
  const text = JSON.stringify(document)
  return [findingOf(document), findingOf(text), findingOf(utf8(text))]
}

describe('how large a credential may be', () => {
  const picture = (length: number) => ({ image: `data:image/png;base64,${'A'.repeat(length)}` })
  const most = 1_024 * K - JSON.stringify(picture(0)).length
  const texts = (bytes: number) => ({ a: Array.from({ length: 8 }, () => 'x'.repeat(bytes / 8)) })

  test.each<[string, JsonObject, readonly [string, string] | undefined]>([
    ['1,000 members', { a: new Array<JsonValue>(1_000).fill(1) }, undefined],
    ['1,001 members', { a: { b: new Array<JsonValue>(1_001).fill(1) } }, ['PARSE_TOO_LARGE', '/a/b']],
    ['a text of 64 KiB', { a: 'x'.repeat(64 * K) }, undefined],
    ['a longer text', { 'a/b': ['x'.repeat(64 * K + 1)] }, ['PARSE_TOO_LARGE', '/a~1b/0']],
    ['256 KiB of text', texts(256 * K - 40), undefined],
    ['more text', texts(256 * K), ['PARSE_TOO_LARGE', '']],
    ['a picture beside it that does not count', { ...texts(128 * K), ...picture(600 * K) }, undefined],
    ['pictures that fill 1 MiB', picture(most), undefined],
    ['pictures of more than 1 MiB', picture(most + 1), ['PARSE_TOO_LARGE', 'bytes']],
    [
      'a transcript of 800 KiB',
      { type: ['ClrCredential'], a: new Array<JsonValue>(16).fill('x'.repeat(50 * K)) },
      undefined,
    ],
  ])('%s', (_what, document, expected) => {
    expect(everyWay(document)).toEqual([expected, expected, expected])
  })

  test('numbers written short count as long as they are', () => {
    const many = (count: number) => `{"a":[[${new Array(900).fill('1e15').join(',')}]${',[9e15]'.repeat(count)}]}`
    expect(findingOf(many(10))).toBeUndefined()
    const rows = `[${new Array(1_000).fill('1e15').join(',')}]`
    const text = `{"a":[${new Array(20).fill(rows).join(',')}]}`
    expect([text.length < 256 * K, findingOf(text)]).toEqual([true, ['PARSE_TOO_LARGE', '']])
  })

  test('characters count as bytes', () => {
    expect(findingOf(JSON.stringify({ type: 'ClrCredential', a: new Array(15).fill('€'.repeat(24 * K)) }))).toEqual([
      'PARSE_TOO_LARGE',
      'bytes',
    ])
  })
})

describe('how many nodes a credential may hold', () => {
  /** With a canonicalizer that finds no fault: what is limited is what is given to it. */
  async function terms(type: string, nodes: number, nameless: number) {
    const named = Array.from({ length: nodes - nameless }, (_, i) => ({ id: `urn:n:${i}` }))
    const unnamed = Array.from({ length: nameless - 1 }, () => ({ a: 1 }))
    const rows = (all: readonly JsonValue[]) => Array.from({ length: 40 }, (_, i) => all.slice(i * 600, (i + 1) * 600))
    const document = { '@context': [V2], type: ['VerifiableCredential', type], n: rows(named), u: rows(unnamed) }
    const canonicalizer = { canonize: async () => '' }
    const context = { material: { documents: new Map() }, now: GOLDEN_NOW, crypto, contexts, canonicalizer }
    const report = await verify(document, { ...context, options: { mode: 'proofOnly' } })
    return report.checks.filter(({ name }) => name === 'terms').map(({ result, findings }) => [result, findings])
  }
  const limited = [['fail', [{ code: 'TERMS_LIMIT' }]]]

  test.each<[string, number, number]>([
    ['OpenBadgeCredential', 5_000, 256],
    ['ClrCredential', 20_000, 2_000],
  ])('%s: %i, and %i without an id', async (type, nodes, nameless) => {
    expect(await terms(type, nodes, nameless)).toEqual([['pass', []]])
    expect(await terms(type, nodes + 1, nameless)).toEqual(limited)
    expect(await terms(type, nodes, nameless + 1)).toEqual(limited)
  })
})

describe('A-deep-nesting: 20,000 levels are refused at once', () => {
  let deep: JsonValue = 1
  for (let i = 0; i < 20_000; i++) deep = [deep]
  const brackets = `${'['.repeat(20_000)}${']'.repeat(20_000)}`

  test.each<[string, Uint8Array | string | JsonObject]>([
    ['open brackets', '['.repeat(20_000)],
    ['brackets', brackets],
    ['brackets in a member', `{"a":${brackets}}`],
    ['objects', `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`],
    ['bytes', utf8(`{"a":${brackets}}`)],
    ['an object', { deep }],
  ])('%s', async (_what, input) => {
    expect(told(await judge(input))).toEqual(['invalid', 'PARSE_JSON'])
  })

  test('an object that has no end is looked at 64 levels deep', async () => {
    let asked = 0
    const endless = (): JsonObject => ({
      get deeper() {
        asked++
        return endless()
      },
    })
    expect(told(await judge(endless()))).toEqual(['invalid', 'PARSE_JSON'])
    expect(asked).toBeLessThanOrEqual(66)
  })

  test('of the text of a token as much is looked at as opens 65 levels', () => {
    const text = new Counted('['.repeat(20_000))
    expect(outOfBounds(text as unknown as string)).toBe('deep')
    expect(text.looks).toBe(65)
  })
})

test('an object that writes itself as something else is no credential', async () => {
  const written: JsonObject = Object.create({ toJSON: () => 'a text' })
  expect(told(await judge(written))).toEqual(['invalid', 'PARSE_JSON'])
  expect(told(await judge(GOLDEN_NOW as unknown as JsonObject))).toEqual(['invalid', 'PARSE_JSON'])
})

test('of any number of documents twenty are fetched, and no more rounds follow', async () => {
  const member = (i: number) => ({
    ...signed,
    id: `urn:c:${i}`,
    issuer: `did:web:issuer${i}.example`,
    proof: [{ ...proof, verificationMethod: `did:web:issuer${i}.example#k` }],
  })
  const verifiableCredential = Array.from({ length: 25 }, (_, i) => member(i))
  const asked: string[] = []
  let times = 0
  const report = await verifyWithFetch(
    { '@context': [V2], type: ['VerifiablePresentation'], holder: 'urn:h:1', verifiableCredential },
    {
      fetch: ({ url }) => {
        asked.push(url)
        return Promise.reject(new Error('not there'))
      },
      clock: () => {
        times++
        return GOLDEN_NOW
      },
      crypto,
      contexts,
      canonicalizer: fast,
    },
  )
  expect([asked.length, new Set(asked).size, report.needs.length]).toEqual([20, 20, 6])
  // Asked at each round, and for each document that is not there.
  expect(times).toBe(22)
})

describe('what is judged is what was given, once', () => {
  test.each([0, 1, 2, 3, 4, 5, 6])('an object that says something else after being asked %i times', async (times) => {
    let asked = 0
    const fickle = { ...signed } as Record<string, unknown>
    const get = () => (asked++ < times ? signed.name : 'Something else')
    Object.defineProperty(fickle, 'name', { enumerable: true, get })
    const report = await judge(fickle as unknown as JsonObject, { material: good })
    expect(report.claims?.document.name).toBe(report.claims?.name)
    expect(report.verdict).toBe(report.claims?.name === signed.name ? 'valid' : 'invalid')
  })

  test('what the caller changes afterwards changes no claim', async () => {
    const mine = structuredClone(signed) as unknown as { name: string; credentialSubject: { achievement: JsonObject } }
    const report = await judge(mine as unknown as JsonObject, { material: good })
    mine.name = 'Something else'
    mine.credentialSubject.achievement = { name: 'Something else' }
    expect([report.verdict, report.claims?.name]).toEqual(['valid', signed.name])
    expect(report.claims?.achievement?.name).toBe(signed.name)
    expect(JSON.stringify(report.claims)).not.toContain('Something else')
    expect(Object.isFrozen(mine.credentialSubject)).toBe(false)
  })

  test('claims are made once, frozen through and through, and survive being sent to another thread', async () => {
    const report = await judge(signed, { material: good })
    expect(report.claims).toBe(report.claims)
    expect(Object.isFrozen(report.claims?.document.credentialSubject)).toBe(true)
    expect(structuredClone(report).claims).toEqual(report.claims)
  })
})
