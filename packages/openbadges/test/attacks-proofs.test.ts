import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { base58 } from '../src/encoding/base58.ts'
import {
  addProof,
  buildCredential,
  didKey,
  didWebUrl,
  type JsonObject,
  type JsonValue,
  type KeyRecord,
  type Signer,
  verify,
} from '../src/index.ts'
import { proofConfig, signingInput } from '../src/proof/config.ts'
import { DRAFT, good, OTHER, OTHER_SEED, otherSigner, proof, sign, signed, told, unsigned } from './ground.ts'
import {
  codes,
  contexts,
  crypto,
  DID,
  edSigner,
  fast,
  fetched,
  GOLDEN_NOW,
  issuerSigner,
  judge,
  material,
  signer,
} from './support.ts'

const { proofValue: _value, ...options } = proof

/** The document with a proof that says this of itself, really signed over it. */
async function signedAs(stated: JsonObject, document: JsonObject = unsigned, by: Signer = issuerSigner) {
  const own = { ...options, verificationMethod: by.id, ...stated }
  const proof = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined)) as JsonObject
  const config = proofConfig(proof, document)
  const data = await signingInput({ document: await fast.canonize(document), config, canonicalizer: fast, crypto })
  return { ...document, proof: [{ ...proof, proofValue: `z${base58(await by.sign(data))}` }] }
}

describe('proofs', () => {
  test.each([undefined, [], null, 'z3', {}, [{}], ['z3']])('A-proof-absent-shapes: %j is unsigned', async (value) => {
    const report = await judge(
      { ...unsigned, ...(value === undefined ? {} : { proof: value as JsonValue }) },
      { material: good },
    )
    expect(told(report)).toContain('PROOF_MISSING')
    expect(report.verdict).toBe('invalid')
  })

  test('A-proof-set-mixed: proofs by others neither heal nor harm, and every one by the issuer must hold', async () => {
    const both = await addProof({
      ...{ signed, signer: otherSigner, created: DRAFT.validFrom, canonicalizer: fast, crypto },
    })
    const foreign = (both.proof as readonly JsonObject[])[1] as JsonObject
    expect(told(await judge({ ...signed, proof: [foreign] }, { options: { mode: 'proofOnly' } }))).toEqual(['valid'])
    const spoilt = (one: JsonObject) => ({
      ...one,
      proofValue: String(one.proofValue).replace(/.$/, (c) => (c === '1' ? '2' : '1')),
    })
    const of = async (...set: readonly JsonObject[]) => told(await judge({ ...signed, proof: set }, { material: good }))
    const second = (await signedAs({ created: '2026-11-20T16:05:01Z' })).proof[0] as JsonObject
    for (const set of [
      [proof, foreign],
      [foreign, proof],
      [proof, spoilt(foreign)],
      [proof, second],
    ])
      expect(await of(...set)).toEqual(['valid'])
    for (const set of [
      [foreign, spoilt(proof)],
      [spoilt(proof), foreign],
      [proof, spoilt(second)],
      [spoilt(second), proof, foreign],
    ])
      expect(await of(...set)).toEqual(['invalid', 'PROOF_VALUE'])
    // Alone it says nothing about who issued this.
    expect(await of(foreign)).toEqual(['invalid', 'KEY_CONTROLLER'])
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
    expect(told(await answer({}))).toEqual(['unknown', 'STATUS_UNREACHABLE'])
    for (const [code, change] of [
      ['KEY_NOT_AUTHORIZED', { assertionMethod: [] }],
      ['KEY_NOT_AUTHORIZED', { assertionMethod: undefined, authentication: [id] }],
      ['KEY_NOT_AUTHORIZED', { assertionMethod: [`${id}2`] }],
      ['KEY_NOT_AUTHORIZED', { assertionMethod: [id.toUpperCase()] }],
      ['KEY_NOT_AUTHORIZED', { verificationMethod: [] }],
      ['KEY_NOT_AUTHORIZED', { verificationMethod: [method, method] }],
      ['KEY_CONTROLLER', { verificationMethod: [{ ...method, controller: OTHER }] }],
      ['KEY_CONTROLLER', { verificationMethod: [{ ...method, controller: undefined }] }],
      ['DID_MISMATCH', { id: OTHER }],
      ['KEY_COMPROMISED', { verificationMethod: [{ ...method, revoked: '2026-11-01T00:00:00Z' }] }],
      ['KEY_PERIOD', { verificationMethod: [{ ...method, expires: '2026-11-01T00:00:00Z' }] }],
    ] as const)
      expect([change, told(await answer(change as JsonObject))]).toEqual([
        change,
        ['invalid', code, 'STATUS_UNREACHABLE'],
      ])
  })

  test('A-foreign-verification-method: a key of somebody else, really signed with it, in the name of the issuer', async () => {
    const web = 'did:web:evil.example#k'
    for (const id of [otherSigner.id, web, `${DID}.evil#k`, `${DID}?x#k`, 'urn:x:y#k']) {
      const report = await judge(await signedAs({ verificationMethod: id }, unsigned, otherSigner), { material: good })
      expect([id, told(report), report.needs]).toEqual([id, ['invalid', 'KEY_CONTROLLER'], []])
    }
    // Under the name of the issuer's own key it is only a bad signature.
    const named = await signedAs({ verificationMethod: issuerSigner.id }, unsigned, otherSigner)
    expect(told(await judge(named, { material: good }))).toEqual(['invalid', 'PROOF_VALUE'])
  })

  test.each<[JsonValue | undefined, readonly string[]]>([
    ['authentication', ['PROOF_PURPOSE']],
    ['keyAgreement', ['PROOF_PURPOSE']],
    ['capabilityInvocation', ['PROOF_PURPOSE']],
    ['https://w3id.org/security#assertionMethod', ['PROOF_PURPOSE']],
    ['', ['PROOF_PURPOSE']],
    [undefined, ['PROOF_PURPOSE']],
    [['assertionMethod'], ['SHAPE_SCHEMA']],
    [['assertionMethod', 'authentication'], ['SHAPE_SCHEMA']],
    [null, ['SHAPE_SCHEMA']],
  ])('A-wrong-proof-purpose: %j, really signed', async (proofPurpose, expected) => {
    const document = await signedAs({ proofPurpose }).catch(() => ({
      ...signed,
      proof: [{ ...proof, proofPurpose: proofPurpose as JsonValue }],
    }))
    expect(told(await judge(document, { material: good }))).toEqual(['invalid', ...expected])
    // Without a schema to fail, the purpose itself is what is wrong.
    expect(told(await judge(document, { options: { mode: 'proofOnly' } }))).toContain('PROOF_PURPOSE')
  })

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

  test.each<[string, JsonObject, readonly string[]]>([
    ['created as late as a clock may be wrong', { created: '2026-11-23T02:05:00Z' }, ['valid']],
    ['created in the future', { created: '2026-11-23T02:05:01Z' }, ['invalid', 'PROOF_FUTURE']],
    ['created in the year 9999', { created: '9999-12-31T23:59:59Z' }, ['invalid', 'PROOF_FUTURE']],
    ['not yet expired', { expires: '2026-11-23T02:00:01Z' }, ['valid']],
    ['expiring now', { expires: '2026-11-23T02:00:00Z' }, ['invalid', 'PROOF_EXPIRED']],
    ['expired before it was made', { expires: '2026-11-20T16:04:59Z' }, ['invalid', 'PROOF_EXPIRED']],
    ['no zone', { created: '2026-11-20T16:05:00' }, ['invalid', 'SHAPE_SCHEMA']],
    ['a day alone', { expires: '2026-12-01' }, ['invalid', 'PROOF_VALUE']],
  ])('A-proof-times: %s, really signed', async (_name, stated, expected) => {
    expect(told(await judge(await signedAs(stated), { material: good }))).toEqual(expected)
  })

  test('A-proof-times: to the millisecond, whatever it is judged at', async () => {
    const document = await signedAs({ created: '2026-11-20T16:05:00Z', expires: '2026-11-22T00:00:00Z' })
    const [from, until] = [Date.parse('2026-11-20T16:00:00Z'), Date.parse('2026-11-22T00:00:00Z')]
    const near = fc.constantFrom(from, until).chain((at) => fc.integer({ min: at - 3, max: at + 3 }))
    await fc.assert(
      fc.asyncProperty(fc.oneof(near, fc.integer({ min: from - 1e9, max: until + 1e9 })), async (at) => {
        const report = await judge(document, { now: new Date(at) })
        const found = report.checks.find(({ name }) => name === 'proof')?.findings.map(({ code }) => code)
        expect([at, found]).toEqual([at, at < from ? ['PROOF_FUTURE'] : at >= until ? ['PROOF_EXPIRED'] : []])
      }),
      { numRuns: 40, seed: 20_261_129 },
    )
  })

  describe('keys known beforehand', () => {
    const did = 'did:web:lapsed.example'
    const [first, thief] = [edSigner('21'.repeat(32), `${did}#2026`), edSigner('22'.repeat(32), `${did}#new`)]
    const record = (change: Partial<KeyRecord> = {}): KeyRecord => ({
      ...{ id: first.id, controller: did, key: first.publicKey, purpose: 'award', state: 'active' },
      notBefore: new Date('2026-11-01T00:00:00Z'),
      ...change,
    })
    const document = (() => {
      const { credentialStatus: _status, ...rest } = buildCredential({ ...DRAFT, issuer: { ...DRAFT.issuer, id: did } })
      return rest as JsonObject
    })()
    /** What the domain says today. */
    const served = (...keys: readonly (typeof first)[]) =>
      fetched(didWebUrl(did), {
        id: did,
        verificationMethod: keys.map(({ id, publicKey }) => ({
          ...{ id, type: 'Multikey', controller: did, publicKeyMultibase: didKey(publicKey).slice(8) },
        })),
        assertionMethod: keys.map(({ id }) => id),
      })
    const by = async (signer: Signer, keys: readonly KeyRecord[], now: readonly (typeof first)[] = [thief]) =>
      told(
        await judge(await signedAs({}, document, signer), {
          material: { ...material(served(...now)), trustedKeys: keys },
        }),
      )

    test('A-lapsed-domain: what the domain serves today does not speak for earlier credentials, nor against them', async () => {
      // Who knows nothing of the past believes the domain.
      expect(await by(thief, [])).toEqual(['valid'])
      expect(await by(first, [])).toEqual(['invalid', 'KEY_NOT_AUTHORIZED'])
      // Who knows the keys of the past does not ask it.
      expect(await by(first, [record()])).toEqual(['valid'])
      expect(await by(thief, [record()])).toEqual(['unknown', 'KEY_UNANCHORED'])
      // The new owner may use the name of the old key as well.
      const renamed = edSigner('22'.repeat(32), first.id)
      expect(await by(renamed, [], [renamed])).toEqual(['valid'])
      expect(await by(renamed, [record()], [renamed])).toEqual(['invalid', 'PROOF_VALUE'])
    })

    test('A-proof-times: the period of the key, to its first and last second', async () => {
      const at = (text: string) => new Date(text)
      expect(await by(first, [record({ notBefore: at('2026-11-20T16:05:00Z') })])).toEqual(['valid'])
      expect(await by(first, [record({ notBefore: at('2026-11-20T16:05:01Z') })])).toEqual(['invalid', 'KEY_PERIOD'])
      expect(await by(first, [record({ notAfter: at('2026-11-20T16:05:00Z'), state: 'ended' })])).toEqual(['valid'])
      expect(await by(first, [record({ notAfter: at('2026-11-20T16:04:59Z'), state: 'ended' })])).toEqual([
        'invalid',
        'KEY_PERIOD',
      ])
      expect(await by(first, [record({ purpose: 'status' })])).toEqual(['invalid', 'KEY_NOT_AUTHORIZED'])
    })

    test('A-stolen-key-backdated: a date before the theft, written by the thief, does not help', async () => {
      const stolen = record({ state: 'compromised', since: new Date('2026-11-22T00:00:00Z') })
      for (const created of ['2026-11-02T00:00:00Z', '2026-11-20T16:05:00Z', '2026-11-21T23:59:59Z']) {
        const forged = await signedAs({ created }, { ...document, name: 'Forged', validFrom: created }, first)
        const report = await judge(forged, { material: { ...material(served(first)), trustedKeys: [stolen] } })
        expect([created, told(report)]).toEqual([created, ['invalid', 'KEY_COMPROMISED']])
      }
      // The domain says the same where nothing is known beforehand: the key is listed no more, and since when is stated.
      const told_ = async (revoked: JsonValue) => {
        const found = served(first)
        const said = JSON.parse(new TextDecoder().decode(found.body)) as JsonObject
        const methods = (said.verificationMethod as readonly JsonObject[]).map((one) => ({ ...one, revoked }))
        const now = fetched(didWebUrl(did), { ...said, verificationMethod: methods, assertionMethod: [] })
        return told(await judge(await signedAs({}, document, first), { material: material(now) }))
      }
      expect(await told_('2026-11-22T00:00:00Z')).toEqual(['invalid', 'KEY_COMPROMISED'])
    })
  })

  test('proofs that name each other in circles hold nothing and cost little', async () => {
    const ids = Array.from({ length: 12 }, (_, i) => `urn:uuid:00000000-0000-4000-8000-0000000000${10 + i}`)
    const circle = ids.map((id) => ({ ...proof, id, previousProof: ids.filter((other) => other !== id) }))
    let verified = 0
    const counting = {
      ...crypto,
      verify(...given: Parameters<typeof crypto.verify>) {
        verified++
        return crypto.verify(...given)
      },
    }
    const report = await verify(
      { ...signed, proof: circle },
      { material: good, now: GOLDEN_NOW, crypto: counting, contexts, canonicalizer: fast },
    )
    expect([report.verdict, new Set(codes(report))]).toEqual(['invalid', new Set(['PROOF_CHAIN'])])
    // One is that of the status list.
    expect(verified).toBeLessThanOrEqual(1 + circle.length)
    const own = await judge({ ...signed, proof: [{ ...proof, id: ids[0], previousProof: ids[0] }] }, { material: good })
    expect(told(own)).toEqual(['invalid', 'PROOF_CHAIN'])
  })
})
