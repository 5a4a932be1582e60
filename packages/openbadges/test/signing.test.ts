import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type AwardDraft,
  buildCredential,
  OpenBadgesError,
  openSigning,
  signEmbedded,
  toBytes,
  type UnsignedCredential,
} from '../src/index.ts'
import { achievement, awards, GOLDEN, issuer } from './random-award.ts'
import { crypto, fast, general, issuerSigner } from './support.ts'

const CREATED = new Date('2026-11-20T16:05:00Z')
const AWARDS = Number(process.env.OPENBADGES_AWARDS ?? 40)
const open = () => openSigning({ signer: issuerSigner, general, crypto })
const prepared = (award: AwardDraft) => toBytes(buildCredential({ ...award, issuer, achievement }))

async function alone(bytes: Uint8Array): Promise<string> {
  const unsigned = JSON.parse(textOf(bytes)) as UnsignedCredential
  return signEmbedded({ unsigned, signer: issuerSigner, created: CREATED, canonicalizer: fast, crypto }).then(
    (signed) => textOf(toBytes(signed)),
    told,
  )
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8')
}

function told(cause: unknown): string {
  if (!(cause instanceof OpenBadgesError)) throw cause
  return `${cause.code} ${cause.path}`
}

function preparedOr(award: AwardDraft): Uint8Array | null {
  try {
    return prepared(award)
  } catch (cause) {
    told(cause)
    return null
  }
}

describe('signing what was prepared before', () => {
  test('gives what signing each by itself gives, or its refusal, for any award', async () => {
    const signing = open()
    let templates = 0
    await fc.assert(
      fc.asyncProperty(awards, async (award) => {
        const bytes = preparedOr(award)
        if (!bytes) return
        const expected = await alone(bytes)
        for (let turn = 0; turn < 2; turn++) {
          const made = await signing.sign(bytes, CREATED).catch(told)
          expect(typeof made === 'string' ? made : textOf(made.bytes)).toBe(expected)
          if (typeof made !== 'string' && made.turn !== null) templates++
        }
      }),
      { numRuns: AWARDS, examples: [[GOLDEN]] },
    )
    expect(templates).toBeGreaterThan(0)
  })

  test('tells how many a template signed before; another achievement has another template', async () => {
    const signing = open()
    const turns: (number | null)[] = []
    for (let i = 0; i < 3; i++)
      turns.push((await signing.sign(prepared({ ...GOLDEN, id: `https://cairn.example/c/${i}` }), CREATED)).turn)
    const other = buildCredential({ ...GOLDEN, issuer, achievement: { ...achievement, name: 'Another' } })
    turns.push((await signing.sign(toBytes(other), CREATED)).turn)
    turns.push((await signing.sign(prepared(GOLDEN), CREATED)).turn)
    expect(turns).toEqual([0, 1, 2, 0, 3])
  })

  test('what is written in another way, and everything after templates are stopped, goes the general way', async () => {
    const signing = open()
    const spaced = Buffer.from(JSON.stringify(JSON.parse(textOf(prepared(GOLDEN))), null, 1))
    const expected = await alone(prepared(GOLDEN))
    const otherwise = await signing.sign(spaced, CREATED)
    expect([textOf(otherwise.bytes), otherwise.turn]).toEqual([expected, null])
    expect((await signing.sign(prepared(GOLDEN), CREATED)).turn).toBe(0)
    signing.stop()
    const stopped = await signing.sign(prepared(GOLDEN), CREATED)
    expect([textOf(stopped.bytes), stopped.turn]).toEqual([expected, null])
  })

  test('a key of another issuer signs nothing', async () => {
    const foreign = { ...issuer, id: 'did:example:other' }
    const bytes = toBytes(buildCredential({ ...GOLDEN, issuer: foreign, achievement }))
    await expect(open().sign(bytes, CREATED)).rejects.toMatchObject({ code: 'OB_SIGNER_MISMATCH' })
  })
})
