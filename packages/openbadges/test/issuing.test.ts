import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type AwardDraft,
  buildCredential,
  compileTemplate,
  OpenBadgesError,
  openIssuing,
  type Signer,
  signEmbedded,
  toBytes,
} from '../src/index.ts'
import { achievement, awards, GOLDEN, issuer } from './random-award.ts'
import { crypto, general, issuerSigner } from './support.ts'

const CREATED = new Date('2026-11-20T16:05:00Z')
const AWARDS = Number(process.env.OPENBADGES_AWARDS ?? 60)

/** One step after the other, as anybody may do it. */
async function longWay(award: AwardDraft, signer: Signer = issuerSigner): Promise<string> {
  try {
    const unsigned = buildCredential({ ...award, issuer, achievement })
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
      { numRuns: AWARDS + 2, examples: [[GOLDEN], [{ ...GOLDEN, id: '' }]] },
    )
    expect(refused).toBeGreaterThan(0)
    expect(issuing.counts().template).toBeGreaterThan(0)
  })

  test('keeps to the issuer and achievement it was opened with', async () => {
    const changing = { ...achievement, name: 'Before' }
    const issuing = openIssuing({ issuer, achievement: changing, signer: issuerSigner, general, crypto })
    await issuing.issue(GOLDEN, CREATED)
    changing.name = 'After'
    expect(text(await issuing.issue(GOLDEN, CREATED))).toContain('"name":"Before"')
  })

  test('keeps sources apart by all that they say, and subjects that stand in another order', async () => {
    const issuing = openIssuing({ issuer, achievement, signer: issuerSigner, general, crypto })
    const org = { id: 'urn:org:1', name: 'An organization' }
    const sources = [
      ...[{}, { url: 'https://a.example' }, { email: 'https://a.example' }, { url: 'https://b.example' }],
      ...[{ parentOrg: org }, { parentOrg: { ...org, id: 'urn:org:2' } }, { parentOrg: org, url: 'https://a.example' }],
      { parentOrg: { ...org, parentOrg: org }, url: 'https://a.example' },
      { parentOrg: { ...org, parentOrg: { ...org, url: 'https://a.example' } } },
    ]
    for (const source of sources)
      for (const id of ['urn:a', 'https://z.example/c', 'urn:z']) {
        const award = { ...GOLDEN, id, source: { id: 'urn:m', name: 'Panel', ...source } }
        expect(text(await issuing.issue(award, CREATED))).toBe(await longWay(award))
      }
    expect(issuing.counts()).toEqual({ template: 3 * sources.length, general: 0 })
  })

  test('is the same where hashes come later', async () => {
    const later = { ...crypto, hash: async (...asked: Parameters<typeof crypto.hash>) => crypto.hash(...asked) }
    const issuing = openIssuing({ issuer, achievement, signer: issuerSigner, general, crypto: later })
    for (const id of ['https://cairn.example/c/1', 'https://cairn.example/c/2'])
      expect(text(await issuing.issue({ ...GOLDEN, id }, CREATED))).toBe(await longWay({ ...GOLDEN, id }))
    expect(issuing.counts()).toEqual({ template: 2, general: 0 })
  })

  test('goes the long way under a key whose name can be sorted in two ways', async () => {
    const signer = { ...issuerSigner, id: `${issuer.id}#\uff21😀`, sign: (data: Uint8Array) => issuerSigner.sign(data) }
    const issuing = openIssuing({ issuer, achievement, signer, general, crypto })
    expect(text(await issuing.issue(GOLDEN, CREATED))).toBe(await longWay(GOLDEN, signer))
    expect(issuing.counts()).toEqual({ template: 0, general: 1 })
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
