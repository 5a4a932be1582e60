import { beforeAll, describe, expect, test } from 'vitest'
import {
  type AddProofInput,
  addProof,
  type JsonObject,
  type JsonValue,
  OpenBadgesError,
  type SignedCredential,
  type Signer,
} from '../src/index.ts'
import { good, otherSigner, signed, told, unsigned } from './ground.ts'
import {
  codes,
  crypto,
  DID,
  ecSigner,
  fast,
  fixtureJson,
  fixturesPresent,
  issuerSigner,
  judge,
  rsaSigner,
} from './support.ts'
import { exampleJudge } from './w3c.ts'

const CREATED = new Date('2026-11-21T09:00:00.500Z')

function add(to: JsonObject, signer: Signer, previousProof?: AddProofInput['previousProof'], created = CREATED) {
  return addProof({
    signed: to as SignedCredential,
    signer,
    created,
    canonicalizer: fast,
    crypto,
    ...(previousProof === undefined ? {} : { previousProof }),
  })
}

function proofsOf(document: JsonObject): readonly JsonObject[] {
  return document.proof as readonly JsonObject[]
}

function idOf(document: JsonObject, at: number): string {
  return String(proofsOf(document)[at]?.id)
}

function broken(document: JsonObject, at: number): JsonObject {
  const proof = proofsOf(document).map((one, i) =>
    i === at ? { ...one, proofValue: String(one.proofValue).replace(/.$/, (c) => (c === '1' ? '2' : '1')) } : one,
  )
  return { ...document, proof }
}

/** Whose proofs are named as those of others. */
async function named(document: JsonObject) {
  const { warnings } = await judge(document, { material: good })
  return warnings.filter(({ code }) => code === 'PROOF_FOREIGN').map(({ detail }) => detail?.key)
}

async function verdict(document: JsonObject) {
  return told(await judge(document, { material: good }))
}

describe('a set of proofs', () => {
  test('the proof there stays as it is, the new one has an id of its own and whole seconds', async () => {
    const both = await add(signed, otherSigner)
    expect(proofsOf(both)).toHaveLength(2)
    expect(proofsOf(both)[0]).toEqual(proofsOf(signed)[0])
    expect(proofsOf(both)[1]).toMatchObject({
      id: expect.stringMatching(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
      cryptosuite: 'eddsa-rdfc-2022',
      created: '2026-11-21T09:00:00Z',
      verificationMethod: otherSigner.id,
      proofPurpose: 'assertionMethod',
    })
    expect(await verdict(both)).toEqual(['valid'])
  })

  test('the id of the new one is a random UUID, and it states nothing that was not asked for', async () => {
    const given = { signed, signer: otherSigner, created: CREATED, canonicalizer: fast }
    for (const [byte, id] of [
      [0x00, 'urn:uuid:00000000-0000-4000-8000-000000000000'],
      [0xff, 'urn:uuid:ffffffff-ffff-4fff-bfff-ffffffffffff'],
    ] as const) {
      const random = (length: number) => new Uint8Array(length).fill(byte)
      const proof = proofsOf(await addProof({ ...given, crypto: { ...crypto, random } }))[1] ?? {}
      expect(proof.id).toBe(id)
      expect(Object.keys(proof)).toEqual([
        'type',
        'cryptosuite',
        'id',
        'created',
        'verificationMethod',
        'proofPurpose',
        'proofValue',
      ])
    }
  })

  test('every proof by the issuer counts; one by somebody else neither helps nor harms', async () => {
    const both = await add(signed, otherSigner)
    expect(await verdict(broken(both, 1))).toEqual(['valid'])
    expect(await named(both)).toEqual([otherSigner.id])
    expect(await verdict(broken(both, 0))).toEqual(['invalid', 'PROOF_VALUE'])
    const twice = await add(signed, issuerSigner)
    expect(await verdict(twice)).toEqual(['valid'])
    expect(await named(twice)).toEqual([])
    expect(await verdict(broken(twice, 1))).toEqual(['invalid', 'PROOF_VALUE'])
  })

  test('eight by others are named, a long name by its beginning', async () => {
    const by = (verificationMethod: string) => ({ ...proofsOf(signed)[0], verificationMethod })
    const others = (count: number) =>
      Array.from({ length: count }, (_, i) => by(i === 0 ? 'x'.repeat(201) : `urn:x:${i}`))
    const names = ['x'.repeat(200), ...Array.from({ length: 7 }, (_, i) => `urn:x:${i + 1}`)]
    for (const count of [8, 9])
      expect(await named({ ...signed, proof: [...proofsOf(signed), ...others(count)] })).toEqual(names)
  })

  test('one that names no key is nobody’s: it is not named, and takes the place of none that is', async () => {
    const { verificationMethod: _method, ...nobodys } = proofsOf(signed)[0] as JsonObject
    const [empty, other] = ['', 'urn:x:1'].map((verificationMethod) => ({ ...nobodys, verificationMethod }))
    const others = [nobodys, empty, nobodys, nobodys, nobodys, nobodys, nobodys, nobodys, other] as JsonObject[]
    expect(await named({ ...signed, proof: [...proofsOf(signed), ...others] })).toEqual(['urn:x:1'])
  })

  test('of which one by the issuer names no key of the issuer is not said to hold, nor a broken one to be open', async () => {
    const [first] = proofsOf(signed) as [JsonObject]
    const nameless = { ...first, verificationMethod: `${DID}#other` }
    const checked = async (proof: readonly JsonObject[]) => {
      const { verdict, checks } = await judge({ ...signed, proof }, { material: good })
      return [verdict, ...checks.filter(({ name }) => name === 'key' || name === 'proof').map(({ result }) => result)]
    }
    expect(await checked([first, nameless])).toEqual(['invalid', 'fail', 'skipped'])
    const [changed] = proofsOf(broken(signed, 0)) as [JsonObject]
    expect(await checked([changed, nameless])).toEqual(['invalid', 'fail', 'fail'])
  })

  test.each(['P-256', 'P-384'] as const)('a key on %s adds ecdsa-rdfc-2019', async (curve) => {
    const both = await add(signed, ecSigner(curve, '0c0ffee'))
    expect(proofsOf(both)[1]?.cryptosuite).toBe('ecdsa-rdfc-2019')
    const alone = await judge({ ...both, proof: proofsOf(both).slice(1) }, { options: { mode: 'proofOnly' } })
    expect(told(alone)).toEqual(['valid'])
  })
})

describe('a chain of proofs', () => {
  let witnessed: SignedCredential
  let chained: SignedCredential
  beforeAll(async () => {
    witnessed = await add(signed, otherSigner)
    chained = await add(witnessed, issuerSigner, idOf(witnessed, 1))
  })

  test('holds over a proof by another controller, named as text or in a list', async () => {
    expect(await verdict(chained)).toEqual(['valid'])
    expect([await named(witnessed), await named(chained)]).toEqual([[otherSigner.id], []])
    const listed = await add(witnessed, issuerSigner, [idOf(witnessed, 1)])
    expect(proofsOf(listed)[2]?.previousProof).toEqual([idOf(witnessed, 1)])
    expect(await verdict(listed)).toEqual(['valid'])
  })

  test('signs the proof it names: changed, replaced or taken away, nothing holds', async () => {
    expect(await verdict(broken(chained, 1))).toEqual(['invalid', 'PROOF_VALUE'])
    const [first, , last] = proofsOf(chained)
    const other = { ...proofsOf(await add(signed, otherSigner, undefined, new Date('2026-11-21T10:00:00Z')))[1] }
    const replaced = { ...chained, proof: [first, { ...other, id: idOf(witnessed, 1) }, last] as JsonValue }
    expect(await verdict(replaced)).toEqual(['invalid', 'PROOF_VALUE'])
    expect(await verdict({ ...chained, proof: [first, last] as JsonValue })).toEqual(['invalid', 'PROOF_CHAIN'])
  })

  test('every proof along it must hold, and each may be named by several', async () => {
    const both = await add(chained, issuerSigner, [idOf(chained, 1), idOf(chained, 2)])
    expect(await verdict(both)).toEqual(['valid'])
    expect((await verdict(broken(both, 1)))[0]).toBe('invalid')
    expect((await verdict(broken(both, 2)))[0]).toBe('invalid')
  })

  test('a proof along it whose key is not found leaves it open', async () => {
    const away = { ...otherSigner, id: 'did:web:witness.example#k' }
    const named = await add(signed, away)
    const both = await add(named, issuerSigner, idOf(named, 1))
    const report = await judge(both, { material: good })
    expect([told(report), report.needs.map(({ url }) => url)]).toEqual([
      ['unknown', 'DID_UNREACHABLE'],
      ['https://witness.example/.well-known/did.json'],
    ])
  })

  test('is eight proofs long at most, each over the one before', async () => {
    let longer = witnessed
    for (let links = 1; links < 8; links++) longer = await add(longer, otherSigner, idOf(longer, links))
    expect(await verdict(await add(longer, issuerSigner, idOf(longer, 8)))).toEqual(['valid'])
    longer = await add(longer, otherSigner, idOf(longer, 8))
    const report = await judge(await add(longer, issuerSigner, idOf(longer, 9)), { material: good })
    expect([report.verdict, report.checks.flatMap(({ findings }) => findings)]).toEqual([
      'invalid',
      [{ code: 'PROOF_CHAIN', path: '/proof/previousProof' }],
    ])
  })

  test('the order of the proofs in the document does not matter', async () => {
    const both = await add(chained, issuerSigner, [idOf(chained, 2), idOf(chained, 1)])
    expect(await verdict({ ...both, proof: [...proofsOf(both)].reverse() })).toEqual(['valid'])
  })

  test.each<[string, (id: string) => JsonValue]>([
    ['a number', () => 456321],
    ['nothing', () => []],
    ['an object', (id) => ({ id })],
    ['a name beside something else', (id) => [id, 7]],
    ['a name that no proof has', (id) => [id, 'urn:uuid:0']],
    ['an empty text', () => ''],
  ])('previousProof as %s is refused', async (_name, previous) => {
    const [first, second, last] = proofsOf(chained)
    const proof = [first, second, { ...last, previousProof: previous(idOf(chained, 1)) }] as JsonValue
    expect(await verdict({ ...chained, proof })).toEqual(['invalid', 'PROOF_CHAIN'])
  })

  test('two proofs of one id make it no name: one could be exchanged for the other', async () => {
    const [first, second, last] = proofsOf(chained) as [JsonObject, JsonObject, JsonObject]
    const proofs = async (...proof: readonly JsonObject[]) =>
      told(await judge({ ...chained, proof }, { options: { mode: 'proofOnly' } }))
    expect(await proofs(first, second, last)).toEqual(['valid'])
    expect(await proofs(first, second, last, second)).toEqual(['invalid', 'PROOF_CHAIN'])
    const other = { ...last, previousProof: [idOf(chained, 1), 'urn:uuid:1'] }
    expect(await proofs(first, second, second, other)).toEqual(['invalid', 'PROOF_CHAIN'])
  })
})

describe('what is not added', () => {
  async function refusal(adding: Promise<unknown>) {
    const cause = await adding.catch((error: unknown) => error)
    return cause instanceof OpenBadgesError ? [cause.code, cause.path, cause.message] : cause
  }

  test('a proof over a proof that is not there, or is there twice', async () => {
    const told = ['OB_SIGN_FAILED', '/proof/previousProof', 'A name is not the id of exactly one proof.']
    expect(await refusal(add(signed, issuerSigner, 'urn:uuid:0'))).toEqual(told)
    expect(await refusal(add(signed, issuerSigner, []))).toEqual(told)
    const twice = await add(signed, otherSigner)
    const [first, second] = proofsOf(twice)
    const same = { ...twice, proof: [first, second, second] as JsonValue }
    expect(await refusal(add(same, issuerSigner, idOf(twice, 1)))).toEqual(told)
  })

  test('a proof by a key for which there is no suite, by a signer that fails or signs badly, on no day', async () => {
    const rsa = rsaSigner('did:web:a.example#k')
    expect(await refusal(add(signed, rsa))).toEqual([
      'OB_SIGNER_MISMATCH',
      undefined,
      'No proof is added with a key for RS256.',
    ])
    const failing = { ...otherSigner, sign: () => Promise.reject(new Error('locked')) }
    expect(await refusal(add(signed, failing))).toEqual(['OB_SIGN_FAILED', undefined, 'locked'])
    const badly = ['OB_SIGN_FAILED', undefined, 'The signer gave no signature of its kind.']
    const short = { ...otherSigner, sign: async () => new Uint8Array(63) }
    expect(await refusal(add(signed, short))).toEqual(badly)
    const zero = { ...ecSigner('P-256', '07'), sign: async () => new Uint8Array(64) }
    expect(await refusal(add(signed, zero))).toEqual(badly)
    await expect(add(signed, otherSigner, undefined, new Date(Number.NaN))).rejects.toMatchObject({
      code: 'OB_DRAFT_INVALID',
      path: '/proof/1/created',
    })
  })

  test('a proof over text that is not sorted the same everywhere', async () => {
    const tags = ['\ue000', '\u{1f600}']
    const subject = unsigned.credentialSubject as JsonObject
    const achievement = { ...(subject.achievement as JsonObject), tag: tags }
    const odd = { ...signed, credentialSubject: { ...subject, achievement } }
    expect(await refusal(add(odd, otherSigner))).toEqual([
      'OB_CANON_AMBIGUOUS',
      undefined,
      'The sort order of this text is not the same everywhere.',
    ])
  })
})

describe.skipIf(!fixturesPresent(import.meta.filename))('the inputs of the W3C assertion suite', () => {
  const folder = 'vectors/di-assertion-inputs/eddsa-rdfc-2022'
  test.each([
    ['1.1-previousProofArrayOk-SimpleSigned2', 'valid'],
    ['1.1-previousProofArrayMissingFail-SimpleSigned2', 'invalid'],
    ['1.1-previousProofMissingFail-SimpleSigned2', 'invalid'],
    ['1.1-previousProofNotStringFail-SimpleSigned2', 'invalid'],
    ['2.0-previousProofArrayMissingFail-SimpleSigned2', 'invalid'],
    ['2.0-previousProofNotStringFail-SimpleSigned2', 'invalid'],
  ])('%s is %s', async (name, expected) => {
    const report = await exampleJudge().judge(fixtureJson(`${folder}/${name}.json`))
    expect(report.verdict).toBe(expected)
    if (expected === 'invalid') expect(codes(report)).toContain('PROOF_CHAIN')
  })

  // `validVc.json` beside them carries no verdict: it is what a suite signs.
})
