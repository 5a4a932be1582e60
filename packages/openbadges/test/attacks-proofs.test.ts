import { describe, expect, test } from 'vitest'
import { fromMultikey } from '../src/did/multikey.ts'
import { base58 } from '../src/encoding/base58.ts'
import { concat } from '../src/encoding/text.ts'
import { buildCredential, type JsonObject, type JsonValue, type KeyRecord } from '../src/index.ts'
import { DRAFT, good, OTHER, OTHER_SEED, otherSigner, proof, sign, signed, told, unsigned } from './ground.ts'
import { codes, DID, fetched, issuerSigner, judge, material, signer } from './support.ts'

describe('proofs', () => {
  test.each([undefined, [], null, 'z3', {}, [{}], ['z3']])('A-proof-absent-shapes: %j is unsigned', async (value) => {
    const report = await judge(
      { ...unsigned, ...(value === undefined ? {} : { proof: value as JsonValue }) },
      { material: good },
    )
    expect(told(report)).toContain('PROOF_MISSING')
    expect(report.verdict).toBe('invalid')
  })

  test('A-proof-set-mixed: a good proof by another does not heal a broken one by the issuer', async () => {
    const foreign = (
      await sign({ ...unsigned, issuer: { ...(unsigned.issuer as JsonObject), id: OTHER } }, otherSigner)
    ).proof as readonly JsonObject[]
    const broken = { ...proof, proofValue: String(proof.proofValue).replace(/.$/, (c) => (c === '1' ? '2' : '1')) }
    expect((await judge({ ...signed, proof: [...foreign, broken] }, { material: good })).verdict).toBe('invalid')
    expect((await judge({ ...signed, proof: [proof, ...foreign] }, { material: good })).verdict).toBe('valid')
    expect(told(await judge({ ...signed, proof: foreign }, { material: good }))).toEqual(
      ['invalid', 'KEY_CONTROLLER', 'PROOF_VALUE'].slice(0, 2),
    )
  })

  test('A-foreign-verification-method: a key the issuer does not list for credentials', async () => {
    const did = 'did:web:cairn.example:issuers:x'
    const id = `${did}#k`
    const document = await sign(
      buildCredential({ ...DRAFT, issuer: { ...DRAFT.issuer, id: did } }),
      signer(id, OTHER_SEED),
    )
    const answer = (change: JsonObject) =>
      judge(document, {
        material: material(
          fetched('https://cairn.example/issuers/x/did.json', {
            id: did,
            verificationMethod: [{ id, type: 'Multikey', controller: did, publicKeyMultibase: OTHER.slice(8) }],
            assertionMethod: [id],
            ...change,
          }),
        ),
      })
    const method = { id, type: 'Multikey', controller: did, publicKeyMultibase: OTHER.slice(8) }
    expect(codes(await answer({}))).toEqual(['STATUS_UNREACHABLE'])
    expect(codes(await answer({ assertionMethod: [] }))).toContain('KEY_NOT_AUTHORIZED')
    expect(codes(await answer({ verificationMethod: [{ ...method, controller: OTHER }] }))).toContain('KEY_CONTROLLER')
    expect(codes(await answer({ id: OTHER }))).toContain('DID_MISMATCH')
    expect(codes(await answer({ verificationMethod: [method, method] }))).toContain('KEY_NOT_AUTHORIZED')
    expect(codes(await answer({ verificationMethod: [{ ...method, revoked: '2026-11-01T00:00:00Z' }] }))).toContain(
      'KEY_COMPROMISED',
    )
    expect(codes(await answer({ verificationMethod: [{ ...method, expires: '2026-11-01T00:00:00Z' }] }))).toContain(
      'KEY_PERIOD',
    )
  })

  test.each(['authentication', undefined, ['assertionMethod'], 'https://w3id.org/security#assertionMethod'])(
    'A-wrong-proof-purpose: %j',
    async (proofPurpose) => {
      const { proofPurpose: _purpose, ...rest } = proof
      const report = await judge(
        { ...signed, proof: [{ ...rest, ...(proofPurpose === undefined ? {} : { proofPurpose }) }] },
        { material: good },
      )
      expect([
        report.verdict,
        codes(report).every((code) => code === 'PROOF_PURPOSE' || code === 'SHAPE_SCHEMA'),
      ]).toEqual(['invalid', true])
    },
  )

  test.each([
    { type: 'Ed25519Signature2018' },
    { type: 'RsaSignature2018' },
    { type: 'DataIntegrityProof', cryptosuite: 'eddsa-rdfc-2030' },
    { type: 'EcdsaSecp256r1Signature2019' },
  ])('A-legacy-suite-downgrade: %j is an unknown suite', async (suite) => {
    const { type: _type, cryptosuite: _suite, ...rest } = proof
    expect(told(await judge({ ...signed, proof: [{ ...suite, ...rest }] }, { material: good }))).toEqual([
      'unknown',
      'PROOF_SUITE_UNKNOWN',
    ])
  })

  test.each([
    [{ cryptosuite: 'eddsa-jcs-2022' }, 'PROOF_VALUE'],
    [{ cryptosuite: 'ecdsa-rdfc-2019' }, 'PROOF_ALG'],
    [{ cryptosuite: 'ecdsa-jcs-2019' }, 'PROOF_ALG'],
  ])('A-legacy-suite-downgrade: a proof of one suite is none of another: %j', async (suite, code) => {
    expect(told(await judge({ ...signed, proof: [{ ...proof, ...suite }] }, { material: good }))).toEqual([
      'invalid',
      code,
    ])
  })

  test.each([
    ['created in the future', { created: '2026-11-23T02:05:01Z' }, 'PROOF_FUTURE'],
    ['expired', { expires: '2026-11-23T02:00:00Z' }, 'PROOF_EXPIRED'],
    ['no zone', { created: '2026-11-20T16:05:00' }, 'SHAPE_SCHEMA'],
  ])('A-proof-times: %s', async (_name, change, code) => {
    expect(told(await judge({ ...signed, proof: [{ ...proof, ...change }] }, { material: good }))).toEqual([
      'invalid',
      code,
    ])
  })

  test('A-proof-times, A-lapsed-domain, A-stolen-key-backdated: keys known beforehand decide', async () => {
    const record: KeyRecord = {
      id: issuerSigner.id,
      controller: DID,
      key: fromMultikey(DID.slice(8)),
      purpose: 'award',
      notBefore: new Date('2026-11-01T00:00:00Z'),
      state: 'active',
    }
    const lists = good.documents
    const with_ = (change: Partial<KeyRecord>) =>
      judge(signed, { material: { documents: lists, trustedKeys: [{ ...record, ...change }] } })
    expect((await with_({})).verdict).toBe('valid')
    expect(codes(await with_({ notAfter: new Date('2026-11-20T16:04:59Z') }))).toContain('KEY_PERIOD')
    expect(codes(await with_({ notBefore: new Date('2026-11-20T16:05:01Z') }))).toContain('KEY_PERIOD')
    expect(codes(await with_({ state: 'compromised' }))).toContain('KEY_COMPROMISED')
    expect(codes(await with_({ purpose: 'status' }))).toContain('KEY_NOT_AUTHORIZED')
    expect(told(await with_({ id: `${DID}#older` }))).toContain('KEY_UNANCHORED')
    expect((await with_({ id: `${DID}#older` })).verdict).toBe('unknown')
  })

  test('proofs that name each other in circles hold nothing and cost little', async () => {
    const ids = Array.from({ length: 12 }, (_, i) => `urn:uuid:00000000-0000-4000-8000-0000000000${10 + i}`)
    const circle = ids.map((id) => ({ ...proof, id, previousProof: ids.filter((other) => other !== id) }))
    const started = performance.now()
    const report = await judge({ ...signed, proof: circle }, { material: good })
    expect([report.verdict, new Set(codes(report))]).toEqual(['invalid', new Set(['PROOF_CHAIN'])])
    expect(performance.now() - started).toBeLessThan(2_000)
    const own = await judge({ ...signed, proof: [{ ...proof, id: ids[0], previousProof: ids[0] }] }, { material: good })
    expect(told(own)).toEqual(['invalid', 'PROOF_CHAIN'])
  })

  test('A-signature-edge-values: S at or above the order, small-order keys, wrong lengths', async () => {
    const { fromBase58 } = await import('../src/encoding/base58.ts')
    const bytes = fromBase58(String(proof.proofValue).slice(1)) ?? new Uint8Array()
    const order = 2n ** 252n + 27742317777372353535851937790883648493n
    const s = bytes.slice(32).reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n) + order
    const high = Uint8Array.from({ length: 32 }, (_, i) => Number((s >> BigInt(8 * i)) & 255n))
    for (const forged of [
      concat(bytes.slice(0, 32), high),
      bytes.slice(0, 63),
      concat(bytes, Uint8Array.of(0)),
      new Uint8Array(64),
    ])
      expect(
        told(await judge({ ...signed, proof: [{ ...proof, proofValue: `z${base58(forged)}` }] }, { material: good })),
      ).toEqual(['invalid', 'PROOF_VALUE'])
    for (const small of [
      new Uint8Array(32),
      Uint8Array.of(1, ...new Uint8Array(31)),
      Uint8Array.of(1, ...new Uint8Array(30), 0x80),
    ])
      expect(() => fromMultikey(`z${base58(concat(Uint8Array.of(0xed, 1), small))}`)).toThrow(
        expect.objectContaining({ code: 'DID_KEY_FORMAT' }),
      )
  })
})
