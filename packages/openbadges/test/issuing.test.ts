import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type AwardDraft,
  buildCredential,
  compileTemplate,
  OpenBadgesError,
  openIssuing,
  signEmbedded,
  toBytes,
} from '../src/index.ts'
import { GOLDEN_DRAFT } from './golden-draft.ts'
import { crypto, DID, general, issuerSigner } from './support.ts'

const { issuer, achievement, ...GOLDEN } = { ...GOLDEN_DRAFT, issuer: { ...GOLDEN_DRAFT.issuer, id: DID } }
const CREATED = new Date('2026-11-20T16:05:00Z')
const AWARDS = Number(process.env.OPENBADGES_AWARDS ?? 150)

/** One step after the other, as anybody may do it. */
async function longWay(award: AwardDraft): Promise<string> {
  try {
    const unsigned = buildCredential({ ...award, issuer, achievement })
    const signer = issuerSigner
    return text(toBytes(await signEmbedded({ unsigned, signer, created: CREATED, canonicalizer: general, crypto })))
  } catch (cause) {
    return told(cause)
  }
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8')
}

function told(cause: unknown): string {
  if (!(cause instanceof OpenBadgesError)) throw cause
  return `${cause.code} ${cause.path}`
}

const hard = fc.oneof(
  { weight: 60, arbitrary: fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 20 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }) },
  { weight: 4, arbitrary: fc.constantFrom('"\\', 'é', '😀', '<>&', '_:c14n0', 'a\tb\nc') },
  { weight: 1, arbitrary: fc.constantFrom('', 'e\u0301', '\ue000 \ufffd', '\u0000', '\ufeff', '\ud800', '\ue000 😀') },
)
const iri = fc.oneof(
  { weight: 40, arbitrary: fc.nat(9).map((n) => `https://cairn.example/c/${n}`) },
  { weight: 4, arbitrary: fc.constantFrom('urn:uuid:1', 'did:example:1', 'https://é.example/ü', 'mailto:a@b.example') },
  { weight: 1, arbitrary: fc.constantFrom('relative', '_:b1', 'https://a b', 'schema:name', 'type:x', '') },
)
const day = fc.oneof(
  { weight: 60, arbitrary: fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }) },
  { weight: 1, arbitrary: fc.constantFrom(new Date(Number.NaN), new Date('+012026-01-01'), new Date('1969-07-20')) },
)
const levels = (achievement.resultDescription ?? []).map((one) => one.rubricCriterionLevel?.map(({ id }) => id) ?? [])
const result = (i: 0 | 1) =>
  fc.record(
    {
      id: fc.oneof(
        { weight: 30, arbitrary: fc.constant(`https://cairn.example/c/1#r-${i}`) },
        { weight: 1, arbitrary: iri },
      ),
      achievedLevel: fc.oneof(
        { weight: 20, arbitrary: fc.constantFrom(...(levels[i] ?? [])) },
        { weight: 1, arbitrary: fc.constantFrom(...(levels[1 - i] ?? [])) },
      ),
      value: hard,
    },
    { requiredKeys: ['id', 'value'] },
  )
const evidence = fc.record(
  { id: fc.uuid().map((id) => `urn:uuid:${id}`), name: hard, genre: hard, narrative: hard, digestMultibase: hard },
  { requiredKeys: ['id', 'name'] },
)

/** Awards of the golden achievement: whole, odd and wrong ones. */
const awards: fc.Arbitrary<AwardDraft> = fc
  .record(
    {
      id: iri,
      validFrom: day,
      validUntil: fc.oneof(
        { weight: 8, arbitrary: fc.constant(new Date('2031-01-01')) },
        { weight: 1, arbitrary: day },
      ),
      awardedDate: day,
      subject: fc.record({ id: iri, name: hard, email: fc.constant(GOLDEN.subject.email) }, { requiredKeys: ['id'] }),
      evidence: fc.array(evidence, { maxLength: 2 }),
      activity: fc.record({ start: fc.constant(new Date('2019-09-08')), end: day }),
      creditsEarned: fc.oneof(
        { weight: 20, arbitrary: fc.constantFrom(undefined, 15) },
        { weight: 1, arbitrary: fc.constantFrom(0, 2.5, Number.NaN, 16, -1) },
      ),
      levels: fc.tuple(result(0), result(1)),
      index: fc.oneof({ weight: 20, arbitrary: fc.nat(131_071) }, { weight: 1, arbitrary: fc.constantFrom(-1, 1.5) }),
    },
    { requiredKeys: ['id', 'validFrom', 'awardedDate', 'subject', 'evidence', 'levels', 'index'] },
  )
  .map(({ levels: given, index, ...rest }) => ({
    ...GOLDEN,
    ...rest,
    results: GOLDEN.results.map((one, i) => ({ ...one, ...given[i] })),
    status: { method: 'bitstring', list: 'https://cairn.example/status/1', index },
  }))

describe('issuing many credentials of one achievement', () => {
  test('gives the golden credential to the byte, each time', async () => {
    const issuing = openIssuing({ issuer, achievement, signer: issuerSigner, general, crypto })
    const expected = await longWay(GOLDEN)
    expect(text(await issuing.issue(GOLDEN, CREATED))).toBe(expected)
    expect(text(await issuing.issue(GOLDEN, CREATED))).toBe(expected)
    expect(issuing.counts()).toEqual({ template: 2, general: 0 })
  })

  test('gives what the long way gives, and refuses what it refuses, for any award', async () => {
    const issuing = openIssuing({ issuer, achievement, signer: issuerSigner, general, crypto })
    let refused = 0
    await fc.assert(
      fc.asyncProperty(awards, async (award) => {
        const expected = await longWay(award)
        if (expected.startsWith('OB_')) refused++
        // Twice: the first of a shape makes the template, the second is filled into it.
        for (let turn = 0; turn < 2; turn++) expect(await issuing.issue(award, CREATED).then(text, told)).toBe(expected)
      }),
      { numRuns: AWARDS },
    )
    expect(refused).toBeGreaterThan(AWARDS / 50)
    expect(issuing.counts().template).toBeGreaterThan(AWARDS / 4)
  })

  test('keeps to the issuer and achievement it was opened with', async () => {
    const changing = { ...achievement, name: 'Before' }
    const issuing = openIssuing({ issuer, achievement: changing, signer: issuerSigner, general, crypto })
    await issuing.issue(GOLDEN, CREATED)
    changing.name = 'After'
    expect(text(await issuing.issue(GOLDEN, CREATED))).toContain('"name":"Before"')
  })

  test('a thousand awards at once are the same as a thousand one by one', async () => {
    const issuing = openIssuing({ issuer, achievement, signer: issuerSigner, general, crypto })
    const many = Array.from({ length: 1000 }, (_, i) => ({ ...GOLDEN, id: `https://cairn.example/c/${i}` }))
    const together = await Promise.all(many.map((award) => issuing.issue(award, CREATED)))
    const single = openIssuing({ issuer, achievement, signer: issuerSigner, general, crypto })
    for (const [i, award] of many.entries())
      expect(text(await single.issue(award, CREATED))).toBe(text(together[i] as Uint8Array))
  })
})

describe('a template', () => {
  const sample = buildCredential({ ...GOLDEN, issuer, achievement })
  const slots = {
    id: { path: '/id', kind: 'iri' },
    name: { path: '/credentialSubject/identifier/1/identityHash', kind: 'literal' },
    hash: { path: '/credentialSubject/identifier/0/identityHash', kind: 'literal' },
  } as const

  test('fills in what the general path gives', async () => {
    const template = await compileTemplate(sample, slots, general)
    const filled = { id: 'https://cairn.example/c/other', name: 'Ana "Ñ" \n', hash: 'x' }
    const identifier = [
      { ...(sample.credentialSubject as { identifier: object[] }).identifier[0], identityHash: filled.hash },
      { ...(sample.credentialSubject as { identifier: object[] }).identifier[1], identityHash: filled.name },
    ]
    const document = {
      ...sample,
      id: filled.id,
      credentialSubject: { ...(sample.credentialSubject as object), identifier },
    }
    expect(template.fill(filled)).toBe(await general.canonize(document as never))
  })

  test('leaves to the general path: a missing slot, an identifier that is none or has a prefix, two orders, equal blank nodes', async () => {
    const template = await compileTemplate(sample, slots, general)
    const good = { id: 'https://cairn.example/c/1', name: 'A', hash: 'b' }
    expect(template.fill(good)).not.toBeNull()
    for (const bad of [
      { id: 'x' },
      { id: 'schema:x' },
      { id: 'https://a b' },
      { name: undefined },
      { name: '😀 \ue000' },
    ])
      expect(template.fill({ ...good, ...bad } as never)).toBeNull()
  })

  test('two blank nodes that say the same are told apart by the general path alone', async () => {
    const twin = { type: 'IdentityObject', hashed: false, identityType: 'name' }
    const credentialSubject = {
      ...(sample.credentialSubject as object),
      identifier: [
        { ...twin, identityHash: 'a' },
        { ...twin, identityHash: 'b' },
      ],
    }
    const pair = {
      one: { path: '/credentialSubject/identifier/0/identityHash', kind: 'literal' },
      two: { path: '/credentialSubject/identifier/1/identityHash', kind: 'literal' },
    } as const
    const template = await compileTemplate({ ...sample, credentialSubject } as never, pair, general)
    expect(template.fill({ one: 'Ana', two: 'Ben' })).not.toBeNull()
    expect(template.fill({ one: 'Ana', two: 'Ana' })).toBeNull()
  })

  test('a slot that leads nowhere, or to what is not signed, is refused by its path', async () => {
    const nowhere = { x: { path: '/nothing/here', kind: 'literal' } } as const
    await expect(compileTemplate(sample, nowhere, general)).rejects.toMatchObject({ path: '/nothing/here' })
    const number = { x: { path: '/credentialSubject/creditsEarned', kind: 'literal' } } as const
    await expect(compileTemplate(sample, number, general)).rejects.toMatchObject({ code: 'OB_DRAFT_INVALID' })
  })
})
