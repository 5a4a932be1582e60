import { describe, expect, test } from 'vitest'
import { base58 } from '../src/encoding/base58.ts'
import { buildCredential, buildStatusList, type JsonObject, newStatusList } from '../src/index.ts'
import { proofWith } from '../src/proof/add.ts'
import { ECDSA_RDFC_2019 } from '../src/proof/ecdsa-rdfc.ts'
import { ED25519_SIGNATURE_2020 } from '../src/proof/ed25519-2020.ts'
import { EDDSA_RDFC_2022 } from '../src/proof/eddsa-rdfc.ts'
import type { HashedSuite } from '../src/proof/hashed.ts'
import { ECDSA_JCS_2019, EDDSA_JCS_2022 } from '../src/proof/jcs.ts'
import { SUITES, suiteOf } from '../src/proof/suites.ts'
import { DRAFT, LIST, told } from './ground.ts'
import { crypto, ecSigner, edSigner, fast, fetched, judge, material, SEED, type TestSigner } from './support.ts'

const SUITE_2020 = 'https://w3id.org/security/suites/ed25519-2020/v1'
const MADE: readonly (readonly [string, HashedSuite, TestSigner])[] = [
  ['eddsa-rdfc-2022', EDDSA_RDFC_2022, edSigner(SEED)],
  ['eddsa-jcs-2022', EDDSA_JCS_2022, edSigner(SEED)],
  ['Ed25519Signature2020', ED25519_SIGNATURE_2020, edSigner(SEED)],
  ['ecdsa-rdfc-2019 with P-256', ECDSA_RDFC_2019, ecSigner('P-256', 'feed')],
  ['ecdsa-rdfc-2019 with P-384', ECDSA_RDFC_2019, ecSigner('P-384', 'feed')],
  ['ecdsa-jcs-2019 with P-256', ECDSA_JCS_2019, ecSigner('P-256', 'feed')],
  ['ecdsa-jcs-2019 with P-384', ECDSA_JCS_2019, ecSigner('P-384', 'feed')],
]

async function signedBy(suite: HashedSuite, signer: TestSigner, unsigned: JsonObject): Promise<JsonObject> {
  const more = suite === ED25519_SIGNATURE_2020 ? [SUITE_2020] : []
  const document = { ...unsigned, '@context': [...(unsigned['@context'] as readonly string[]), ...more] }
  const created = { created: '2026-11-20T16:05:00Z' }
  const proof = await proofWith(suite, { document, proof: created, signer, canonicalizer: fast, crypto })
  return { ...document, proof: [proof] }
}

describe.each(MADE)('a credential and its status list, both signed with %s', (_name, suite, signer) => {
  const did = signer.id.split('#')[0] ?? ''
  const list = async () =>
    fetched(
      LIST,
      await signedBy(
        suite,
        signer,
        buildStatusList({
          id: LIST,
          issuer: did,
          purpose: 'revocation',
          bits: newStatusList(),
          validFrom: new Date('2026-11-23T00:00:00Z'),
          validUntil: new Date('2026-11-30T00:00:00Z'),
          ttlMs: 300_000,
          crypto,
        }),
      ),
    )

  test('are valid as a whole; with any part changed, retyped or taken away they are not', async () => {
    const signed = await signedBy(suite, signer, buildCredential({ ...DRAFT, issuer: { ...DRAFT.issuer, id: did } }))
    const known = material(await list())
    const verdict = async (document: JsonObject) => told(await judge(document, { material: known }))
    expect(await verdict(signed)).toEqual(['valid'])
    for (const key of Object.keys(signed)) {
      const { [key]: value, ...rest } = signed
      expect((await verdict(rest))[0], key).not.toBe('valid')
      if (typeof value === 'string') expect((await verdict({ ...rest, [key]: `${value}0` }))[0], key).toBe('invalid')
    }
  })
})

test('a credential of the first data model may carry Ed25519Signature2020, when its context says what that is', async () => {
  const signer = edSigner(SEED)
  const first = {
    '@context': ['https://www.w3.org/2018/credentials/v1', SUITE_2020],
    id: 'urn:uuid:0b6f2a1c-6f1d-4d0e-9b7a-3c1f5a8e2d44',
    type: ['VerifiableCredential'],
    issuer: signer.id.split('#')[0] ?? '',
    issuanceDate: '2026-11-20T16:05:00Z',
    credentialSubject: { id: 'did:example:learner' },
  }
  const created = { created: '2026-11-20T16:05:00Z' }
  const given = { proof: created, signer, canonicalizer: fast, crypto }
  const proof = await proofWith(ED25519_SIGNATURE_2020, { ...given, document: first })
  expect(told(await judge({ ...first, proof }))).toEqual(['valid'])
  expect(told(await judge({ ...first, expirationDate: '2027-11-20T16:05:00Z', proof }))).toEqual([
    'invalid',
    'PROOF_VALUE',
  ])
  const silent = { ...first, '@context': first['@context'].slice(0, 1) }
  expect((await judge({ ...silent, proof })).verdict).toBe('invalid')
  await expect(proofWith(ED25519_SIGNATURE_2020, { ...given, document: silent })).rejects.toMatchObject({
    code: 'OB_CANON_FAILED',
  })
})

test.each(MADE)('what %s by itself answers', async (_name, suite, signer) => {
  const signed = await signedBy(suite, signer, buildCredential(DRAFT))
  const { proof: [proof = {}] = [], ...document } = signed as JsonObject & { proof?: readonly JsonObject[] }
  const input = {
    ...{ proof, document, key: signer.publicKey, canonicalizer: fast, crypto },
    canonical: () => fast.canonize(document),
  }
  const other = signer.algorithm === 'Ed25519' ? ecSigner('P-256', 'feed') : edSigner(SEED)
  const bytes = await signer.sign(new Uint8Array())
  const value = (proofValue: string) => ({ ...input, proof: { ...proof, proofValue } })
  expect(await suite.verify(input)).toBe('good')
  expect(proof['@context']).toEqual(suite.repeatsContext ? document['@context'] : undefined)
  expect(await suite.verify(value(`z${base58(bytes)}`))).toBe('bad')
  expect(await suite.verify(value(`z${base58(bytes.subarray(1))}`))).toBe('malformed')
  expect(await suite.verify({ ...input, key: other.publicKey })).toBe('wrong-key')
  // Where the hashes are known beforehand, nothing else is asked.
  const hashes = () => crypto.hash('SHA-256', new Uint8Array())
  const known = `z${base58(await signer.sign(await hashes()))}`
  expect(await suite.verify({ ...value(known), hashes })).toBe('good')
  expect(await suite.verify({ ...input, hashes })).toBe('bad')
})

test('a suite is made with its keys only', async () => {
  const document = buildCredential(DRAFT)
  const given = { document, proof: { created: '2026-11-20T16:05:00Z' }, canonicalizer: fast, crypto }
  for (const [suite, signer] of [
    [EDDSA_JCS_2022, ecSigner('P-256', 'feed')],
    [ECDSA_JCS_2019, edSigner(SEED)],
    [ED25519_SIGNATURE_2020, ecSigner('P-384', 'feed')],
  ] as const)
    await expect(proofWith(suite, { ...given, signer })).rejects.toMatchObject({
      code: 'OB_SIGNER_MISMATCH',
      message: `This kind of proof is not made with a key for ${signer.algorithm}.`,
    })
})

test('a proof is of the suite it names, and only DataIntegrityProof names one', () => {
  for (const suite of SUITES)
    expect(suiteOf({ type: suite.type, ...(suite.cryptosuite ? { cryptosuite: suite.cryptosuite } : {}) })).toBe(suite)
  expect(suiteOf({ type: 'DataIntegrityProof' })).toBeUndefined()
  expect(suiteOf({ type: 'Ed25519Signature2020', cryptosuite: 'eddsa-rdfc-2022' })).toBeUndefined()
  expect(suiteOf({ type: ['DataIntegrityProof'], cryptosuite: 'eddsa-rdfc-2022' })).toBeUndefined()
})
