import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { laidOutDocument } from '../src/credential/prepared.ts'
import {
  type AwardDraft,
  addProof,
  buildCredential,
  buildEndorsement,
  type JsonObject,
  type Material,
  newStatusList,
  OpenBadgesError,
  openVerifying,
  setStatus,
  toBytes,
  type UnsignedCredential,
  type Verifying,
  verify,
} from '../src/index.ts'
import { put } from '../src/proof/places.ts'
import { parse } from '../src/verify/parse.ts'
import { noPatterns } from '../src/verify/patterns.ts'
import { DRAFT, list, otherSigner, sign, unsigned } from './ground.ts'
import { achievement, awards, GOLDEN, issuer } from './random-award.ts'
import { contexts, crypto, fast, GOLDEN_NOW, material } from './support.ts'

const AWARDS = Number(process.env.OPENBADGES_AWARDS ?? 30)
const base = { crypto, contexts, canonicalizer: fast }

/** The answer, with the claims, to be compared. */
async function told(input: Uint8Array | JsonObject, by: Verifying['verify'], given: Material): Promise<string> {
  const report = await by(input, { material: given, now: GOLDEN_NOW })
  return JSON.stringify({ ...report, claims: report.claims })
}

const alone: Verifying['verify'] = (input, given) => verify(input, { ...base, ...given })

async function bytesOf(document: JsonObject): Promise<Uint8Array | null> {
  try {
    return toBytes(await sign(document))
  } catch (cause) {
    if (cause instanceof OpenBadgesError) return null
    throw cause
  }
}

async function awarded(award: AwardDraft): Promise<Uint8Array | null> {
  try {
    const { credentialStatus: _status, ...rest } = buildCredential({ ...award, issuer, achievement })
    return await bytesOf(rest)
  } catch (cause) {
    if (cause instanceof OpenBadgesError) return null
    throw cause
  }
}

/** A verifier that has seen two credentials like these. */
async function practised(first: JsonObject, given = material()): Promise<Verifying> {
  const verifying = openVerifying(base)
  for (const id of ['https://cairn.example/c/first', 'https://cairn.example/c/second']) {
    const report = await verifying.verify(toBytes(await sign({ ...first, id })), { material: given, now: GOLDEN_NOW })
    expect(report.verdict).toBe('valid')
  }
  return verifying
}

const { credentialStatus: _status, ...plain } = unsigned

describe('verifying many credentials of one achievement', () => {
  test('says what verifying each by itself says, for any award', async () => {
    const verifying = openVerifying(base)
    await fc.assert(
      fc.asyncProperty(awards, async (award) => {
        const bytes = await awarded({ ...award, validFrom: GOLDEN.validFrom })
        if (!bytes) return
        const expected = await told(bytes, alone, material())
        for (let turn = 0; turn < 3; turn++) expect(await told(bytes, verifying.verify, material())).toBe(expected)
      }),
      { numRuns: AWARDS, examples: [[GOLDEN]] },
    )
    // Each is the first and the second of its kind, where no other was.
    expect(verifying.counts().pattern).toBeGreaterThan(0)
  })

  test('says it of texts with a good signature that a place must not hold', async () => {
    const { places } = laidOutDocument(plain as UnsignedCredential)
    const verifying = await practised(plain)
    const odd = fc.constantFrom(
      ...['', 'x', 'no url', 'urn:x', '2026-02-30T00:00:00Z', '2026-11-20T16:05:60Z', '9999-12-31T23:59:59Z'],
      ...['2026-11-20T16:05:00+14:01', 'https://cairn.example/c/first', '\u00e9\u4e2d', '😀', '\ue000', 'a"b', 'a\\b'],
      ...['a\tb', '\u007f', '_:b0', 'schema:name', 'type:x', '15', 'null', 'x'.repeat(70_000), 'data:,'],
      ...places.map(({ path }) => String(valueAt(plain, path))),
    )
    const changes = fc.array(fc.tuple(fc.constantFrom(...places), odd), { minLength: 1, maxLength: 2 })
    let refused = 0
    await fc.assert(
      fc.asyncProperty(changes, async (made) => {
        const bytes = await bytesOf(
          made.reduce<JsonObject>((document, [{ path }, text]) => put(document, path, text), plain),
        )
        if (!bytes) return
        const expected = await told(bytes, alone, material())
        if (!expected.startsWith('{"verdict":"valid"')) refused++
        expect(await told(bytes, verifying.verify, material())).toBe(expected)
      }),
      { numRuns: AWARDS * 5 },
    )
    expect(refused).toBeGreaterThan(AWARDS / 2)
    expect(verifying.counts().pattern).toBeGreaterThan(AWARDS / 4)
  })

  test('says it of every changed letter', async () => {
    const verifying = await practised(plain)
    const bytes = toBytes(await sign({ ...plain, id: 'https://cairn.example/c/third' }))
    expect((await verifying.verify(bytes, { material: material(), now: GOLDEN_NOW })).verdict).toBe('valid')
    expect(verifying.counts()).toEqual({ pattern: 1, whole: 2 })
    for (let i = 0; i < bytes.length; i += process.env.OPENBADGES_MUTANTS === undefined ? 97 : 11) {
      const changed = Uint8Array.from(bytes)
      changed[i] = (changed[i] as number) ^ 1
      expect(await told(changed, verifying.verify, material())).toBe(await told(changed, alone, material()))
    }
    expect(verifying.counts().pattern).toBe(1)
  })

  test('looks at the status, the dates and the options of each', async () => {
    const bits = newStatusList()
    const index = DRAFT.status.method === 'bitstring' ? DRAFT.status.index : 0
    const now = GOLDEN_NOW
    const verifying = await practised(unsigned, material(await list()))
    const bytes = toBytes(await sign({ ...unsigned, id: 'https://cairn.example/c/third' }))
    const revoked = material(await list((document) => document, setStatus(bits, index)))
    expect((await verifying.verify(bytes, { material: revoked, now })).verdict).toBe('invalid')
    expect((await verifying.verify(bytes, { material: material(), now })).verdict).toBe('unknown')
    const good = material(await list())
    const early = new Date('2020-01-01T00:00:00Z')
    expect((await verifying.verify(bytes, { material: good, now: early })).verdict).toBe('invalid')
    const options = { recipient: { name: 'somebody else' } }
    expect((await verifying.verify(bytes, { material: good, now, options })).verdict).toBe('invalid')
    expect(verifying.counts().pattern).toBe(0)
    expect((await verifying.verify(bytes, { material: good, now })).verdict).toBe('valid')
    expect(verifying.counts().pattern).toBe(1)
  })

  test('learns nothing from what is signed in another way', async () => {
    const verifying = openVerifying(base)
    for (let i = 0; i < 4; i++) {
      const once = await sign({ ...plain, id: `https://cairn.example/c/${i}` })
      const twice = { signed: once, signer: otherSigner, created: DRAFT.validFrom, canonicalizer: fast, crypto }
      const report = await verifying.verify(toBytes(await addProof(twice)), { material: material(), now: GOLDEN_NOW })
      expect(report.verdict).toBe('valid')
    }
    expect(verifying.counts()).toEqual({ pattern: 0, whole: 4 })
  })

  test('reads a proof that does not stand in a list, a text instead of bytes, and an endorsement', async () => {
    const draft = { id: 'urn:e', name: 'A word', issuer: DRAFT.issuer, subject: { id: DRAFT.achievement.id } }
    const word = buildEndorsement({ ...draft, validFrom: DRAFT.validFrom })
    for (const [kind, document] of Object.entries({ plain, word })) {
      const verifying = openVerifying(base)
      const answers: [string, number][] = []
      for (let i = 0; i < 4; i++) {
        const signed = await sign({ ...document, id: `https://cairn.example/c/${i}` })
        const text = JSON.stringify({ ...signed, proof: (signed.proof as readonly JsonObject[])[0] })
        const { verdict } = await verifying.verify(text, { material: material(), now: GOLDEN_NOW })
        answers.push([verdict, verifying.counts().pattern])
      }
      expect([kind, answers]).toEqual([kind, [0, 0, 1, 2].map((patterns) => ['valid', patterns])])
    }
  })

  test('asks for the proofs alone as if none had been seen', async () => {
    const verifying = await practised(plain)
    const bytes = toBytes(await sign({ ...plain, id: 'https://cairn.example/c/third' }))
    const options = { mode: 'proofOnly' } as const
    const report = await verifying.verify(bytes, { material: material(), now: GOLDEN_NOW, options })
    expect([report.verdict, report.claims, verifying.counts()]).toEqual(['valid', undefined, { pattern: 0, whole: 3 }])
  })

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
    // Asking for the oldest makes it the newest.
    expect(isKnown(0)).toBe(true)
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

  test('what is no text is told like everywhere', async () => {
    const verifying = await practised(plain)
    const bytes = Uint8Array.of(123, 0xff)
    expect(await told(bytes, verifying.verify, material())).toBe(await told(bytes, alone, material()))
    expect(await told(bytes, verifying.verify, material())).toContain('PARSE_JSON')
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

  test('a canonicalizer that fails on the marks, in whichever way, leaves the whole way', async () => {
    const learning = async (cause: Error) => {
      const canonize = (document: JsonObject) =>
        JSON.stringify(document).includes('slot') ? Promise.reject(cause) : fast.canonize(document)
      const verifying = openVerifying({ ...base, canonicalizer: { canonize } })
      const answers: string[] = []
      for (let i = 0; i < 3; i++) {
        const bytes = toBytes(await sign({ ...plain, id: `https://cairn.example/c/${i}` }))
        const { verdict, checks } = await verifying.verify(bytes, { material: material(), now: GOLDEN_NOW })
        answers.push([verdict, ...checks.flatMap(({ findings }) => findings.map(({ code }) => code))].join(' '))
      }
      return answers
    }
    for (const cause of [new OpenBadgesError('OB_CANON_FAILED', 'No form.'), new Error('a fault')])
      expect(await learning(cause)).toEqual(['valid', 'valid', 'valid'])
  })

  test('a crypto that fails while a pattern is read leaves the whole way', async () => {
    let broken = false
    const hash: typeof crypto.hash = (...given) => {
      if (!broken) return crypto.hash(...given)
      broken = false
      throw new Error('a fault')
    }
    const verifying = openVerifying({ ...base, crypto: { ...crypto, hash } })
    const answers: string[] = []
    for (let i = 0; i < 3; i++) {
      const bytes = toBytes(await sign({ ...plain, validFrom: `2026-11-20T16:05:0${i}Z` }))
      broken = i === 2
      answers.push((await verifying.verify(bytes, { material: material(), now: GOLDEN_NOW })).verdict)
    }
    expect([answers, verifying.counts()]).toEqual([['valid', 'valid', 'valid'], { pattern: 0, whole: 3 }])
  })

  test('says of ids that are given twice what is said of them everywhere', async () => {
    const evidence = ['urn:e:1', 'urn:e:2'].map((id) => ({ id, type: ['Evidence'], name: id }))
    const verifying = await practised({ ...plain, evidence })
    const twins: readonly (readonly [string, string])[] = [
      ['/evidence/1/id', 'urn:e:1'],
      ['/evidence/1/id', String(valueAt(plain, '/credentialSubject/achievement/id'))],
      ['/credentialSubject/result/1/id', String(valueAt(plain, '/credentialSubject/result/0/id'))],
      ['/credentialSubject/id', String(plain.id)],
    ]
    const verdicts: string[] = []
    for (const [path, id] of twins) {
      const bytes = toBytes(await sign(put({ ...plain, evidence }, path, id)))
      const answer = await told(bytes, verifying.verify, material())
      expect(answer).toBe(await told(bytes, alone, material()))
      verdicts.push((JSON.parse(answer) as { verdict: string }).verdict)
    }
    expect([verdicts[0], verdicts[2], verifying.counts().pattern]).toEqual(['invalid', 'invalid', 0])
  })

  test('is not taught by more places than are soon tried, nor by what is written in another way', async () => {
    const items = (count: number) =>
      Array.from({ length: count }, (_, i) => ({ id: `urn:e:${i}`, type: ['Evidence'], name: 'A' }))
    const read = async (evidence: readonly JsonObject[], write: (document: JsonObject) => string) => {
      const verifying = openVerifying(base)
      for (let i = 0; i < 5; i++) {
        const text = write(await sign({ ...plain, evidence, id: `https://cairn.example/c/${i}` }))
        expect((await verifying.verify(text, { material: material(), now: GOLDEN_NOW })).verdict).toBe('valid')
      }
      return verifying.counts().pattern
    }
    const shortest = (document: JsonObject) => JSON.stringify(document)
    const spaced = (document: JsonObject) => JSON.stringify(document, null, 1)
    expect([await read(items(10), shortest), await read(items(40), shortest)]).toEqual([3, 0])
    expect(await read(items(1), spaced)).toBe(0)
  })

  test('never takes a key that is not trusted any more', async () => {
    const verifying = await practised(plain)
    const key = { id: 'did:key:other#1', controller: (plain.issuer as JsonObject).id as string }
    const record = { ...key, key: { algorithm: 'Ed25519' as const, bytes: new Uint8Array(32) } }
    const trustedKeys = [{ ...record, purpose: 'award', notBefore: new Date(0), state: 'active' } as const]
    const bytes = toBytes(await sign({ ...plain, id: 'https://cairn.example/c/third' }))
    const report = await verifying.verify(bytes, { material: { ...material(), trustedKeys }, now: GOLDEN_NOW })
    expect(report.verdict).toBe('unknown')
  })
})

function valueAt(document: JsonObject, path: string): unknown {
  return path
    .split('/')
    .slice(1)
    .reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], document)
}
