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
    const sure = places.map((place): [[typeof place, string][]] => [[[place, '\u00e9\u4e2d']]])
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
      { numRuns: places.length + AWARDS * 3, examples: sure },
    )
    // Chance does not choose these: letters alone are a good name and no good date or address.
    expect(refused).toBeGreaterThan(0)
    expect(verifying.counts().pattern).toBeGreaterThan(0)
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

  test('what is no text is told like everywhere', async () => {
    const verifying = await practised(plain)
    const bytes = Uint8Array.of(123, 0xff)
    expect(await told(bytes, verifying.verify, material())).toBe(await told(bytes, alone, material()))
    expect(await told(bytes, verifying.verify, material())).toContain('PARSE_JSON')
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
