import { describe, expect, test } from 'vitest'
import type { JsonObject, JsonValue } from '../src/index.ts'
import { proofWith } from '../src/proof/add.ts'
import { EDDSA_JCS_2022 } from '../src/proof/jcs.ts'
import { vacantPlace } from '../src/verify/vacant.ts'
import { DRAFT, good, proof, sign, signed, told, unsigned } from './ground.ts'
import { raw, trusted, unlisted } from './jwt-ground.ts'
import { crypto, DID, ecSigner, fast, issuerSigner, judge } from './support.ts'

/** Every object of a document, by its pointer, without what a proof or a context is made of. */
function objectsIn(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return []
  const inside = Object.entries(value).flatMap(([key, member]) => objectsIn(member, `${path}/${key}`))
  return Array.isArray(value) ? inside : [path, ...inside]
}

function withMember(path: string, name: string, value: JsonValue): JsonObject {
  const copy = structuredClone(signed) as unknown as Record<string, unknown>
  let at = copy
  for (const key of path.split('/').slice(1)) at = at[key] as Record<string, unknown>
  at[name] = value
  return copy as unknown as JsonObject
}

describe('a member that says nothing', () => {
  const nothing: readonly JsonValue[] = [null, [], [null], [[]]]

  test('cannot be put anywhere into a signed credential', async () => {
    // Every second one: that is every kind of object there is.
    const places = objectsIn(signed).filter((_path, i) => i % 2 === 0)
    expect(places.length).toBeGreaterThan(12)
    for (const [i, path] of places.entries()) {
      const changed = withMember(path, 'endorsement', nothing[i % nothing.length] as JsonValue)
      expect((await judge(changed, { material: good })).verdict, path).toBe('invalid')
    }
  })

  test('is named by its place, and is no part of what a signature over the graph holds', async () => {
    const changed = withMember('/credentialSubject/achievement', 'tag', [])
    const report = await judge(changed, { material: good })
    expect(told(report)).toEqual(['invalid', 'PROOF_UNCOVERED'])
    const found = report.checks.find(({ name }) => name === 'proof')?.findings[0]
    expect(found?.path).toBe('/credentialSubject/achievement/tag')
    expect(await fast.canonize({ ...unsigned, evidence: [] })).toBe(await fast.canonize(without('evidence')))
  })

  test('is not protected by whoever signs it either: it could be taken out', async () => {
    const stated = await sign({ ...without('evidence'), evidence: [] })
    expect(told(await judge(stated, { material: good }))).toEqual(['invalid', 'PROOF_UNCOVERED'])
    expect(told(await judge({ ...stated, evidence: undefined } as JsonObject, { material: good }))).toEqual(['valid'])
  })

  test('may not stand in the proof', async () => {
    const changed = { ...signed, proof: [{ ...proof, domain: null }] }
    expect((await judge(changed, { material: good })).verdict).toBe('invalid')
  })

  test('in a run for the proofs alone only the signature is asked for', async () => {
    const changed = withMember('', 'endorsement', [])
    expect(told(await judge(changed, { options: { mode: 'proofOnly' } }))).toEqual(['valid'])
  })
})

describe('where the text itself is signed', () => {
  const emptied: JsonObject = { ...without('evidence'), evidence: [] }

  test('eddsa-jcs-2022 holds an empty list like any value', async () => {
    const { credentialStatus: _status, ...document } = emptied
    const made = await proofWith(EDDSA_JCS_2022, {
      document: document as JsonObject,
      proof: { created: '2026-11-20T16:05:00Z' },
      signer: issuerSigner,
      canonicalizer: fast,
      crypto,
    })
    expect(told(await judge({ ...document, proof: [made] }))).toEqual(['valid'])
    const { evidence: _evidence, ...rest } = document as JsonObject
    expect(told(await judge({ ...rest, proof: [made] }))).toEqual(['invalid', 'PROOF_VALUE'])
  })

  test('so does a token', async () => {
    const signer = ecSigner('P-256', '0badcafe', 'did:web:tokens.example#p256')
    const payload = { ...unlisted, evidence: [] } as unknown as JsonObject
    const token = await raw({ alg: 'ES256', kid: signer.id, typ: 'vc+jwt' }, payload, signer)
    expect(told(await judge(token, { material: trusted }))).toEqual(['valid'])
  })
})

test('an embedded endorsement is judged by itself: one that says nothing somewhere is left out', async () => {
  const word = await sign({
    '@context': unsigned['@context'],
    id: 'urn:uuid:6b0f9a3c-2a38-4a0c-9c4c-6f6e7f6d0a11',
    type: ['VerifiableCredential', 'EndorsementCredential'],
    name: 'A good word',
    issuer: { id: DID, type: ['Profile'], name: 'Lakeside' },
    validFrom: '2026-11-20T16:05:00Z',
    credentialSubject: { id: String(unsigned.id), type: ['EndorsementSubject'], endorsementComment: 'Well done.' },
    termsOfUse: [],
  } as unknown as JsonObject)
  const holding = await sign({ ...unsigned, endorsement: [word] } as unknown as JsonObject)
  const report = await judge(holding, { material: good })
  expect([report.verdict, report.warnings.map(({ code }) => code)]).toEqual(['valid', ['ENDORSEMENT_INVALID']])
  expect(DRAFT.issuer.id).toBe(DID)
})

function without(name: string): JsonObject {
  const { [name]: _left, ...rest } = unsigned as JsonObject
  return rest
}

test.each<[JsonValue, string | undefined]>([
  [{}, undefined],
  [{ a: 1, b: 'x', c: false, d: '', e: 0, f: {}, g: [1, 'x', {}] }, undefined],
  [{ a: null }, '/a'],
  [{ a: [] }, '/a'],
  [{ a: [null] }, '/a/0'],
  [{ a: [[]] }, '/a/0'],
  [{ a: [1, { b: [2, []] }] }, '/a/1/b/1'],
  [{ a: { 'b/c~d': null } }, '/a/b~1c~0d'],
  // The first one, and the one before it in the way it is written.
  [{ a: { b: null }, c: [] }, '/a/b'],
  // What has a proof of its own is judged by itself; the whole is this one.
  [{ a: { proof: {}, b: null } }, undefined],
  [{ a: [{ proof: [{}], b: [] }], c: null }, '/c'],
  [{ a: { proof: 'x', b: null } }, '/a/b'],
  [{ a: { proof: [], b: 1 } }, '/a/proof'],
  [{ proof: {}, a: null }, '/a'],
  [{ proof: [{ domain: null }] }, '/proof/0/domain'],
])('in %j nothing is said at %j', (document, place) => {
  expect(vacantPlace(document as JsonObject)).toBe(place)
})
