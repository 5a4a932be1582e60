import { describe, expect, test } from 'vitest'
import { type JsonObject, openVerifying, toBytes } from '../src/index.ts'
import { put } from '../src/proof/places.ts'
import { parse } from '../src/verify/parse.ts'
import { noPatterns } from '../src/verify/patterns.ts'
import { DRAFT, sign, unsigned } from './ground.ts'
import { contexts, crypto, fast, GOLDEN_NOW, material } from './support.ts'

const base = { crypto, contexts, canonicalizer: fast }
const { credentialStatus: _status, ...plain } = unsigned

describe('what is learned from credentials that were read', () => {
  test('keeps the pattern that was used last before the others', async () => {
    const signed = (await sign(plain)) as JsonObject
    const text = (kind: string, id: number) =>
      JSON.stringify(
        put(put(signed, '/credentialSubject/achievement/id', kind), '/id', `https://cairn.example/c/${id}`),
      )
    const patterns = noPatterns(base)
    for (const kind of ['urn:m:1', 'urn:m:2'])
      for (const id of [1, 2]) await patterns.learn(text(kind, id), parse(text(kind, id)))
    const found = ['urn:m:1', 'urn:m:2', 'urn:m:1', 'urn:m:3'].map((kind) => patterns.find(text(kind, 3))?.document?.id)
    expect(found).toEqual([...Array.from({ length: 3 }, () => 'https://cairn.example/c/3'), undefined])
  })

  test.each([
    ['bytes', 10, 1],
    ['bytes', 20, 0],
    ['a text', 10, 1],
    ['a text', 20, 0],
  ] as const)('%s of %i kB: read by a pattern %i times', async (form, size, times) => {
    const narrative = 'x'.repeat((size * 1024) / 4)
    const evidence = ['urn:e:1', 'urn:e:2'].map((id) => ({ id, type: ['Evidence'], narrative }))
    const verifying = openVerifying(base)
    for (let i = 0; i < 3; i++) {
      const bytes = toBytes(await sign({ ...plain, evidence, id: `https://cairn.example/c/${i}` }))
      const input = form === 'bytes' ? bytes : new TextDecoder().decode(bytes)
      expect((await verifying.verify(input, { material: material(), now: GOLDEN_NOW })).verdict).toBe('valid')
    }
    expect(verifying.counts().pattern).toBe(times)
  })

  test.each([
    [0, 1],
    [1, 0],
  ])('%i characters more than 16 KiB: read by a pattern %i times, as text and as bytes', async (more, times) => {
    const made = async (i: number, narrative: string) => {
      const evidence = [{ id: 'urn:e:1', type: ['Evidence'], narrative }]
      return JSON.stringify(await sign({ ...plain, evidence, id: `https://cairn.example/c/${i}` }))
    }
    for (const form of ['text', 'bytes']) {
      const verifying = openVerifying(base)
      for (const i of [0, 1, 2]) {
        // A signature in base58 is a letter longer or shorter from one text to the next.
        const room = 16 * 1024 + more - (await made(i, '')).length
        let text = ''
        for (let n = 0; text.length !== 16 * 1024 + more && n < 40; n++)
          text = await made(i, String(n).padEnd(room, 'x'))
        expect(text).toHaveLength(16 * 1024 + more)
        const input = form === 'text' ? text : new TextEncoder().encode(text)
        expect((await verifying.verify(input, { material: material(), now: GOLDEN_NOW })).verdict).toBe('valid')
      }
      expect([form, verifying.counts()]).toEqual([form, { pattern: times, whole: 3 - times }])
    }
  })

  test('only what begins like ours is compared: a space in front, an object, a token go the whole way, and teach nothing', async () => {
    const text = async (i: number) => JSON.stringify(await sign({ ...plain, id: `https://cairn.example/c/${i}` }))
    const ways: readonly ((given: string) => string | Uint8Array | JsonObject)[] = [
      (given) => ` ${given}`,
      (given) => new TextEncoder().encode(`\n${given}`),
      (given) => JSON.parse(given) as JsonObject,
    ]
    for (const way of ways) {
      const verifying = openVerifying(base)
      for (let i = 0; i < 4; i++) {
        const { verdict } = await verifying.verify(way(await text(i)), { material: material(), now: GOLDEN_NOW })
        expect(verdict).toBe('valid')
      }
      expect(verifying.counts()).toEqual({ pattern: 0, whole: 4 })
      const kept = verifying.counts() as { pattern: number }
      kept.pattern = 7
      expect(verifying.counts().pattern).toBe(0)
    }
  })

  test('the proofs alone are asked for as if none had been seen', async () => {
    const verifying = openVerifying(base)
    const options = { mode: 'proofOnly' } as const
    const made = toBytes(await sign(plain))
    for (const more of [{}, {}, { options }, {}])
      expect((await verifying.verify(made, { material: material(), now: GOLDEN_NOW, ...more })).verdict).toBe('valid')
    expect(verifying.counts()).toEqual({ pattern: 1, whole: 3 })
    const report = await verifying.verify(made, { material: material(), now: GOLDEN_NOW, options })
    expect([report.verdict, report.claims]).toEqual(['valid', undefined])
  })

  test('neither what is not valid nor what is no badge teaches', async () => {
    const { '@context': _context, ...rest } = plain
    const bare = {
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      ...{ id: rest.id, type: ['VerifiableCredential'], issuer: DRAFT.issuer.id, validFrom: rest.validFrom },
      credentialSubject: { id: 'urn:s:1' },
    } as unknown as JsonObject
    const expired = { ...plain, validUntil: '2026-11-21T00:00:00Z' }
    for (const [document, verdict] of [
      [bare, 'valid'],
      [expired, 'invalid'],
    ] as const) {
      const verifying = openVerifying(base)
      for (let i = 0; i < 4; i++) {
        const bytes = toBytes(await sign({ ...document, id: `https://cairn.example/c/${i}` }))
        expect((await verifying.verify(bytes, { material: material(), now: GOLDEN_NOW })).verdict).toBe(verdict)
      }
      expect(verifying.counts()).toEqual({ pattern: 0, whole: 4 })
    }
    const late = openVerifying(base)
    for (const now of ['2026-11-22T00:00:00Z', '2026-11-22T00:00:00Z', '2026-11-20T20:00:00Z'])
      await late.verify(toBytes(await sign(expired)), { material: material(), now: new Date(now) })
    expect(late.counts()).toEqual({ pattern: 0, whole: 3 })
    // Judged at a time when it was valid, it teaches, and the pattern still looks at the dates of each.
    const verifying = openVerifying(base)
    const at = (now: string) => async (i: number) => {
      const bytes = toBytes(await sign({ ...expired, id: `https://cairn.example/c/${i}` }))
      return (await verifying.verify(bytes, { material: material(), now: new Date(now) })).verdict
    }
    const then = at('2026-11-20T20:00:00Z')
    expect([await then(1), await then(2), await then(3), await at('2026-11-22T00:00:00Z')(4)]).toEqual([
      ...['valid', 'valid', 'valid', 'invalid'],
    ])
    expect(verifying.counts()).toEqual({ pattern: 1, whole: 3 })
  })

  test('of 33 patterns the one used longest ago is forgotten, and made again of the second, not of the first', async () => {
    const signed = (await sign(plain)) as JsonObject
    const text = (kind: number, id: number) => {
      const one = put(signed, '/credentialSubject/achievement/id', `https://cairn.example/m/${kind}`)
      return JSON.stringify(put(one, '/id', `https://cairn.example/c/${id}`))
    }
    const patterns = noPatterns(base)
    const learn = async (kind: number) => {
      for (const id of [1, 2]) await patterns.learn(text(kind, id), parse(text(kind, id)))
    }
    for (let kind = 0; kind < 32; kind++) await learn(kind)
    const isKnown = (kind: number) => patterns.find(text(kind, 9)) !== undefined
    // Asking for the oldest makes it the newest, and one that is known is not kept twice.
    expect(isKnown(0)).toBe(true)
    await learn(31)
    await learn(32)
    expect([isKnown(0), isKnown(1), isKnown(2), isKnown(32)]).toEqual([true, false, true, true])
  })

  test('a text that fits a pattern is not learned once more, and one that is not told of teaches nothing', async () => {
    let made = 0
    const canonize = (document: JsonObject) => {
      made++
      return fast.canonize(document)
    }
    const patterns = noPatterns({ ...base, canonicalizer: { canonize } })
    const text = JSON.stringify(await sign(plain))
    const parsed = parse(text)
    for (const odd of [
      { ...parsed, document: undefined },
      { ...parsed, seen: undefined },
    ])
      for (let n = 0; n < 4; n++) await patterns.learn(text, odd as typeof parsed)
    for (let n = 0; n < 4; n++) await patterns.learn(`${text} `, parsed)
    expect([made, patterns.find(text)]).toEqual([0, undefined])
    await patterns.learn(text, parsed)
    expect([made, patterns.find(text)]).toEqual([0, undefined])
    await patterns.learn(text, parsed)
    const once = made
    expect([once > 0, patterns.find(text)]).toEqual([
      true,
      expect.objectContaining({ form: 'embedded', standard: 'ob3' }),
    ])
    // The third is not due, the fourth is: it is tried, and found to be known.
    await patterns.learn(text, parsed)
    expect(made).toBe(once)
    await patterns.learn(text, parsed)
    expect(made).toBe(2 * once)
  })

  test('of the kinds that were met, the one met longest ago is forgotten after 32 others', async () => {
    const signed = (await sign(plain)) as JsonObject
    const isKnownAfter = async (others: number) => {
      const patterns = noPatterns(base)
      const text = (kind: number, id: number) => {
        const one = put(signed, '/credentialSubject/achievement/id', `https://cairn.example/m/${kind}`)
        return JSON.stringify(put(one, '/id', `https://cairn.example/c/${id}`))
      }
      const learn = (given: string) => patterns.learn(given, parse(given))
      for (let kind = 0; kind <= others; kind++) await learn(text(kind, kind))
      await learn(text(0, 100))
      return patterns.find(text(0, 101)) !== undefined
    }
    expect([await isKnownAfter(31), await isKnownAfter(32)]).toEqual([true, false])
  })

  test('a kind is of one issuer, one achievement and the same places, and the first of each teaches nothing', async () => {
    const signed = (await sign(plain)) as JsonObject
    const of = (issuer: string, achievement: string, place = 'name') => ({
      ...put(signed, '/credentialSubject/achievement/id', achievement),
      ...{ issuer, evidence: [{ id: 'urn:e:1', type: ['Evidence'], [place]: 'A' }] },
    })
    const patterns = noPatterns(base)
    const known: boolean[] = []
    for (const one of [
      of('urn:i', 'urn:m'),
      of('urn:i', 'urn:m', 'genre'),
      of('urn:i', 'urn:n'),
      of('urn:iurn', ':m'),
      of('urn:i', 'urn:m', 'genre'),
    ]) {
      const text = JSON.stringify(one)
      await patterns.learn(text, parse(text))
      known.push(patterns.find(text) !== undefined)
    }
    expect(known).toEqual([false, false, false, false, true])
  })

  test('a kind that has no pattern takes nothing from those that have', async () => {
    const signed = (await sign(plain)) as JsonObject
    const proof = (signed.proof as readonly JsonObject[])[0] as JsonObject
    const twice = { ...put(signed, '/credentialSubject/achievement/id', 'urn:m:2'), proof: [proof, proof] }
    const patterns = noPatterns(base)
    for (const one of [signed, signed, twice, twice]) {
      const text = JSON.stringify(one)
      await patterns.learn(text, parse(text))
    }
    expect([signed, twice].map((one) => patterns.find(JSON.stringify(one)) !== undefined)).toEqual([true, false])
  })
})
