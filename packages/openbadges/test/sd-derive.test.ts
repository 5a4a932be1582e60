import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { base64url, fromBase64url } from '../src/encoding/base64url.ts'
import {
  buildStatusList,
  deriveSelective,
  type JsonObject,
  type JsonValue,
  newStatusList,
  OpenBadgesError,
  type SignedCredential,
} from '../src/index.ts'
import { proofWith } from '../src/proof/add.ts'
import { withoutProof } from '../src/proof/config.ts'
import { baseProof } from '../src/proof/derive.ts'
import { ECDSA_RDFC_2019 } from '../src/proof/ecdsa-rdfc.ts'
import { readBase, readDerived, writeBase, writeDerived } from '../src/proof/sd/value.ts'
import { LIST, told } from './ground.ts'
import { based, OB_POINTERS, SD_DID, SD_DOCUMENT, SD_ISSUER } from './sd-ground.ts'
import { crypto, ecSigner, edSigner, fast, fetched, judge, material, SEED } from './support.ts'

const POINTERS = [
  '/credentialSubject/result/0',
  '/credentialSubject/achievement/resultDescription/0',
  '/credentialSubject/creditsEarned',
  '/evidence/1/name',
]

function derive(signed: JsonObject, pointers: readonly string[] = POINTERS) {
  return deriveSelective({ signed: signed as SignedCredential, pointers, canonicalizer: fast, crypto })
}

function proofOf(document: JsonObject): JsonObject {
  return (document.proof as readonly JsonObject[])[0] ?? {}
}

function withValue(document: JsonObject, proofValue: JsonValue): JsonObject {
  return { ...document, proof: [{ ...proofOf(document), proofValue }] }
}

async function verdict(document: JsonObject) {
  return told(await judge(document, { options: { mode: 'proofOnly' } }))
}

async function refusal(deriving: Promise<unknown>) {
  const cause = await deriving.catch((error: unknown) => error)
  return cause instanceof OpenBadgesError ? [cause.code, cause.path, cause.message] : cause
}

let base: SignedCredential
let derived: SignedCredential
beforeAll(async () => {
  base = await based()
  derived = await derive(base)
})

describe('what a holder shows', () => {
  test('is what was chosen and what the issuer made mandatory, in the order it had, and nothing else', () => {
    const subject = derived.credentialSubject as JsonObject
    expect(Object.keys(derived)).toEqual([...Object.keys(SD_DOCUMENT).filter((key) => key in derived), 'proof'])
    expect(Object.keys(derived)).not.toContain('awardedDate')
    expect(Object.keys(subject)).toEqual(
      Object.keys(SD_DOCUMENT.credentialSubject as JsonObject).filter((key) => key in subject),
    )
    expect(subject.result).toHaveLength(1)
    expect(derived.evidence).toEqual([{ id: expect.any(String), type: ['Evidence'], name: 'Learner work samples' }])
    expect(JSON.stringify(withoutProof(derived))).not.toContain('Maya Jackson')
  })

  test('is a whole Open Badge for a verifier, with its status', async () => {
    const list = buildStatusList({
      id: LIST,
      issuer: SD_DID,
      purpose: 'revocation',
      bits: newStatusList(),
      validFrom: new Date('2026-11-23T00:00:00Z'),
      validUntil: new Date('2026-11-30T00:00:00Z'),
      ttlMs: 300_000,
      crypto,
    })
    const created = { created: '2026-11-23T00:00:00Z' }
    const proof = await proofWith(ECDSA_RDFC_2019, {
      document: list,
      proof: created,
      signer: SD_ISSUER,
      canonicalizer: fast,
      crypto,
    })
    const known = material(fetched(LIST, { ...list, proof: [proof] }))
    for (const document of [base, derived, await derive(base, [])]) {
      const report = await judge(document, { material: known })
      expect(told(report)).toEqual(['valid'])
      expect(report.claims?.achievement?.name).toBe('Checking for Understanding with Formative Questions')
    }
    expect((await judge(derived, { material: known })).claims?.subject.name).toBeUndefined()
  })

  test('may be everything: the empty pointer', async () => {
    const all = await derive(base, [''])
    expect(withoutProof(all)).toEqual(SD_DOCUMENT)
    expect(await verdict(all)).toEqual(['valid'])
  })

  test('holds what text says that looks like names of nodes', async () => {
    const odd = { ...SD_DOCUMENT, name: '_:c14n0 <urn:bnid:_0> "_:b1"', description: 'urn:bnid:__1 \\"' }
    const shown = await derive(await based(odd), ['/description'])
    expect([shown.name, shown.description]).toEqual([odd.name, odd.description])
    expect(await verdict(shown)).toEqual(['valid'])
  })

  test('needs no mandatory part, but then a choice', async () => {
    const free = await based(SD_DOCUMENT, [])
    expect(await verdict(free)).toEqual(['valid'])
    expect(await verdict(await derive(free, ['/issuer/name']))).toEqual(['valid'])
    expect(await refusal(derive(free, []))).toEqual(['OB_DERIVE_POINTER', '', 'Nothing was chosen.'])
  })

  test('leaves out proofs that sign the whole, and keeps a proof alone if it stood alone', async () => {
    const both = { ...base, proof: [proofOf(base), { ...proofOf(base), cryptosuite: 'eddsa-rdfc-2022' }] }
    expect((await derive(both)).proof).toHaveLength(1)
    expect(Array.isArray((await derive({ ...base, proof: proofOf(base) })).proof)).toBe(false)
  })
})

describe('what cannot be chosen', () => {
  const nothing = 'The pointer leads to nothing.'
  const none = 'This is no JSON pointer.'
  test.each([
    ['/nothing', nothing],
    ['/evidence/2', nothing],
    ['/evidence/01', nothing],
    ['/evidence/-', nothing],
    ['/evidence/length', nothing],
    ['/name/0', nothing],
    ['/__proto__', nothing],
    ['/constructor', nothing],
    ['name', none],
    ['issuer/name', none],
    ['/a~2b', none],
    ['/', nothing],
  ])('the pointer %j', async (pointer, why) => {
    expect(await refusal(derive(base, [...POINTERS, pointer]))).toEqual(['OB_DERIVE_POINTER', pointer, why])
  })

  test('anything of a document without exactly one base proof that fits it', async () => {
    const told = ['OB_SIGN_FAILED', '/proof', 'There is not exactly one base proof to derive from.']
    expect(await refusal(derive(derived))).toEqual(told)
    expect(await refusal(derive({ ...base, proof: [] }))).toEqual(told)
    expect(await refusal(derive({ ...base, proof: [proofOf(base), proofOf(base)] }))).toEqual(told)
    expect(await refusal(derive({ ...base, description: 'more' }))).toEqual([
      'OB_SIGN_FAILED',
      '/proof/proofValue',
      'The base proof does not fit the document.',
    ])
  })

  test('parts of what has nodes that cannot be named', async () => {
    const blank = { ...SD_DOCUMENT, evidence: [{ id: '_:b0', type: ['Evidence'], name: 'x' }] }
    await expect(based(blank)).rejects.toMatchObject({
      code: 'OB_CANON_FAILED',
      message: 'No canonical form (other): a node or graph that cannot have a name',
      reason: 'other',
    })
  })

  test('a base is made with keys on P-256 only', async () => {
    const once = { signer: SD_ISSUER, publicKey: SD_ISSUER.publicKey, hmacKey: crypto.random(32) }
    const ed = edSigner(SEED)
    for (const [signer, own] of [
      [ed, SD_ISSUER],
      [SD_ISSUER, ed],
      [ecSigner('P-384', '5eed'), SD_ISSUER],
    ] as const) {
      const making = baseProof({
        document: SD_DOCUMENT,
        proof: { created: '2026-11-20T16:05:00Z' },
        mandatoryPointers: [],
        signer,
        once: { ...once, signer: own },
        canonicalizer: fast,
        crypto,
      })
      expect(await refusal(making)).toEqual(['OB_SIGNER_MISMATCH', undefined, 'ecdsa-sd-2023 needs keys on P-256.'])
    }
  })
})

describe('what a verifier refuses', () => {
  test('a mandatory part left out, and any part put in', async () => {
    for (const pointer of OB_POINTERS.filter((one) => one.split('/').length === 2)) {
      const { [pointer.slice(1)]: _left, ...rest } = derived
      expect((await verdict(rest))[0], pointer).toBe('invalid')
    }
    expect((await verdict({ ...derived, awardedDate: SD_DOCUMENT.awardedDate }))[0]).toBe('invalid')
    expect((await verdict({ ...derived, evidence: SD_DOCUMENT.evidence }))[0]).toBe('invalid')
  })

  test('any disclosed value changed', async () => {
    let changed = 0
    for (const document of leavesChanged(withoutProof(derived))) {
      changed++
      expect((await verdict({ ...document, proof: derived.proof }))[0], JSON.stringify(document)).not.toBe('valid')
    }
    expect(changed).toBeGreaterThan(40)
  })

  test('any byte of the value changed', async () => {
    const runs = Math.min(60, Number(process.env.OPENBADGES_MUTANTS ?? 10))
    for (const document of [derived, base]) {
      const bytes = fromBase64url(String(proofOf(document).proofValue).slice(1)) ?? new Uint8Array()
      await fc.assert(
        fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
          const forged = bytes.slice()
          forged[at] = (forged[at] ?? 0) ^ by
          expect((await verdict(withValue(document, `u${base64url(forged)}`)))[0]).toBe('invalid')
        }),
        { numRuns: runs },
      )
    }
  })

  test('a base that says it was derived, and the reverse', async () => {
    const swap = (document: JsonObject, to: number) => {
      const bytes = fromBase64url(String(proofOf(document).proofValue).slice(1)) ?? new Uint8Array()
      bytes[2] = to
      return withValue(document, `u${base64url(bytes)}`)
    }
    expect(await verdict(swap(base, 1))).toEqual(['invalid', 'PROOF_VALUE'])
    expect(await verdict(swap(derived, 0))).toEqual(['invalid', 'PROOF_VALUE'])
    expect(await verdict(withValue(derived, proofOf(base).proofValue ?? ''))).not.toEqual(['valid'])
  })

  test('labels exchanged, doubled, missing or too many', async () => {
    const all = await derive(base, [''])
    const value = readDerived(proofOf(all).proofValue)
    if (!value) throw new TypeError('no derived proof')
    const entries = [...value.labels]
    expect(entries.length).toBeGreaterThan(1)
    const [first, second] = entries as [[number, Uint8Array], [number, Uint8Array]]
    const put = (labels: readonly (readonly [number, Uint8Array])[]) =>
      verdict(withValue(all, writeDerived({ ...value, labels: new Map(labels) })))
    const rest = entries.slice(2)
    expect((await put([[first[0], second[1]], [second[0], first[1]], ...rest]))[0]).toBe('invalid')
    expect(await put([[first[0], second[1]], second, ...rest])).toEqual(['invalid', 'PROOF_POINTERS'])
    expect(await put(entries.slice(1))).toEqual(['invalid', 'PROOF_POINTERS'])
    expect(await put([...entries, [250, crypto.random(32)]])).toEqual(['invalid', 'PROOF_POINTERS'])
    expect(await put([...entries.slice(1), [250, first[1]]])).toEqual(['invalid', 'PROOF_POINTERS'])
  })

  test('numbers of mandatory lines out of order, twice, beyond the end or too few', async () => {
    const value = readDerived(proofOf(derived).proofValue)
    if (!value) throw new TypeError('no derived proof')
    const put = (mandatoryIndexes: readonly number[]) =>
      verdict(withValue(derived, writeDerived({ ...value, mandatoryIndexes })))
    const { mandatoryIndexes: all } = value
    expect(await put([...all].reverse())).toEqual(['invalid', 'PROOF_POINTERS'])
    expect(await put([...all, all.at(-1) ?? 0])).toEqual(['invalid', 'PROOF_POINTERS'])
    expect(await put([...all, all.length + value.signatures.length])).toEqual(['invalid', 'PROOF_POINTERS'])
    expect(await put([...all, 4_999])).toEqual(['invalid', 'PROOF_POINTERS'])
    expect(await put(all.slice(1))).toEqual(['invalid', 'PROOF_POINTERS'])
    expect(await put([])).toEqual(['invalid', 'PROOF_POINTERS'])
  })

  test('signatures exchanged, fewer, more, or by numbers out of range', async () => {
    const value = readDerived(proofOf(derived).proofValue)
    if (!value) throw new TypeError('no derived proof')
    const put = (signatures: readonly Uint8Array[]) =>
      verdict(withValue(derived, writeDerived({ ...value, signatures })))
    const { signatures: all } = value
    expect(await put([...all].reverse())).toEqual(['invalid', 'PROOF_VALUE'])
    expect(await put(all.slice(1))).toEqual(['invalid', 'PROOF_POINTERS'])
    expect(await put([...all, all[0] ?? new Uint8Array(64)])).toEqual(['invalid', 'PROOF_POINTERS'])
    expect(await put([new Uint8Array(64), ...all.slice(1)])).toEqual(['invalid', 'PROOF_VALUE'])
  })

  test('another key within, one that is no point, and an issuer key of another kind', async () => {
    const value = readDerived(proofOf(derived).proofValue)
    if (!value) throw new TypeError('no derived proof')
    const put = (publicKey: Uint8Array) => verdict(withValue(derived, writeDerived({ ...value, publicKey })))
    const mirrored = value.publicKey.slice()
    mirrored[2] = (mirrored[2] ?? 0) ^ 1
    expect(await put(mirrored)).toEqual(['invalid', 'PROOF_VALUE'])
    const off = new Uint8Array(35).fill(0, 3)
    off.set([0x80, 0x24, 2])
    off[34] = 1
    expect(await put(off)).toEqual(['invalid', 'PROOF_VALUE'])
    const ed = { ...derived, proof: [{ ...proofOf(derived), verificationMethod: edSigner(SEED).id }] }
    expect(await verdict(ed)).toEqual(['invalid', 'PROOF_ALG'])
  })

  test('a base whose pointers lead nowhere or choose something else', async () => {
    const value = readBase(proofOf(base).proofValue)
    if (!value) throw new TypeError('no base proof')
    const put = (mandatoryPointers: readonly string[]) =>
      verdict(withValue(base, writeBase({ ...value, mandatoryPointers })))
    expect(await put(['/nothing'])).toEqual(['invalid', 'PROOF_POINTERS'])
    expect(await put(['issuer'])).toEqual(['invalid', 'PROOF_POINTERS'])
    expect(await put([])).toEqual(['invalid', 'PROOF_POINTERS'])
    expect((await verdict(withValue(base, writeBase({ ...value, hmacKey: crypto.random(32) }))))[0]).toBe('invalid')
  })

  test('a proof of another purpose, or stated at another time', async () => {
    const stated = (change: JsonObject) => verdict({ ...derived, proof: [{ ...proofOf(derived), ...change }] })
    expect(await stated({ created: '2026-11-20T16:05:01Z' })).toEqual(['invalid', 'PROOF_VALUE'])
    expect(await stated({ proofPurpose: 'authentication' })).toEqual(['invalid', 'PROOF_PURPOSE'])
  })
})

/** The document once for every text in it, with that text changed. */
function leavesChanged(value: JsonObject): readonly JsonObject[] {
  let count = 0
  const changedAt = (at: number) => {
    count = 0
    return JSON.parse(
      JSON.stringify(value, (_key, one: unknown) => (typeof one === 'string' && count++ === at ? `${one}x` : one)),
    ) as JsonObject
  }
  changedAt(-1)
  return Array.from({ length: count }, (_, at) => changedAt(at))
}
