import { describe, expect, test } from 'vitest'
import { base58 } from '../src/encoding/base58.ts'
import { jcs } from '../src/encoding/jcs.ts'
import {
  buildCredential,
  didDocument,
  didKey,
  type HistoryContext,
  type JsonObject,
  type KeyRecord,
  readKeyHistory,
  toBytes,
} from '../src/index.ts'
import { hashPair } from '../src/proof/config.ts'
import { DRAFT, sign, told } from './ground.ts'
import { crypto, edSigner, judge, material, type TestSigner } from './support.ts'

const DIS = 'did:web:cairn.example:issuers:lakeside'
const NOW = new Date('2026-11-23T02:00:00Z')
const seed = (n: number) => n.toString(16).padStart(2, '0').repeat(32)
const signerOf = (name: string, n: number) => edSigner(seed(n), `${DIS}#${name}`)
const [K1, K2, K3, K4] = [1, 2, 3, 4].map((n) => signerOf(`award-${n}`, n)) as [
  TestSigner,
  TestSigner,
  TestSigner,
  TestSigner,
]
const STATUS = signerOf('status-1', 9)

type Stated = Record<string, string>
function key(signer: TestSigner, purpose: string, from: string, more: Stated = {}): Stated {
  const publicKeyMultibase = didKey(signer.publicKey).slice('did:key:'.length)
  return { id: signer.id, publicKeyMultibase, purpose, notBefore: from, state: 'active', ...more }
}
const ended = (until: string): Stated => ({ notAfter: until, state: 'ended', since: until })
const stolen = (since: string): Stated => ({ notAfter: since, state: 'compromised', since })

/** Three rotations and one compromise: the second key was stolen, the fourth is in use. */
const KEYS: readonly Stated[] = [
  key(K1, 'award', '2023-01-01T00:00:00.250Z', ended('2024-01-01T00:00:00.000Z')),
  key(K2, 'award', '2024-01-01T00:00:00.000Z', stolen('2024-06-01T00:00:00.000Z')),
  key(K3, 'award', '2024-06-01T00:00:00.000Z', ended('2025-06-01T00:00:00.000Z')),
  key(K4, 'award', '2025-06-01T00:00:00.000Z'),
  key(STATUS, 'status', '2023-01-01T00:00:00.000Z'),
]

interface Sealing {
  readonly by?: TestSigner
  readonly created?: string
  readonly did?: string
  readonly proof?: JsonObject
}
async function sealed(keys: readonly JsonObject[], how: Sealing = {}): Promise<JsonObject> {
  const document = { did: how.did ?? DIS, keys }
  const by = how.by ?? K4
  const config = {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-jcs-2022',
    created: how.created ?? '2025-06-01T00:00:00Z',
    verificationMethod: by.id,
    proofPurpose: 'assertionMethod',
    ...how.proof,
  }
  const proofValue = `z${base58(await by.sign(await hashPair(jcs(config), jcs(document), crypto)))}`
  return { ...document, proof: { ...config, proofValue } }
}
const record = (signer: TestSigner, state: KeyRecord['state'] = 'active'): KeyRecord => ({
  id: signer.id,
  controller: DIS,
  key: signer.publicKey,
  purpose: 'award',
  notBefore: new Date('2025-06-01T00:00:00Z'),
  state,
})
const today = didDocument(DIS, [record(K4)])
const context: HistoryContext = { did: DIS, now: NOW, crypto, didDocument: today }
const read = async (given: JsonObject | string | Uint8Array, more: Partial<HistoryContext> = {}) => {
  const { keys, findings } = await readKeyHistory(given, { ...context, ...more })
  expect(keys.length > 0).toBe(findings.length === 0)
  return findings.map(({ code }) => code)
}

describe('a key history', () => {
  test('is read from its bytes, its text or its object: every key with its period', async () => {
    const document = await sealed(KEYS)
    for (const given of [document, JSON.stringify(document), toBytes(document)]) expect(await read(given)).toEqual([])
    const { keys } = await readKeyHistory(document, context)
    expect(keys.map(({ id, state, notBefore }) => [id, state, notBefore.toISOString()])).toEqual([
      [K1.id, 'ended', '2023-01-01T00:00:00.000Z'],
      [K2.id, 'compromised', '2024-01-01T00:00:00.000Z'],
      [K3.id, 'ended', '2024-06-01T00:00:00.000Z'],
      [K4.id, 'active', '2025-06-01T00:00:00.000Z'],
      [STATUS.id, 'active', '2023-01-01T00:00:00.000Z'],
    ])
  })

  test.each<[string, TestSigner, string, readonly string[]]>([
    ['the first key in its time', K1, '2023-06-01T00:00:00Z', ['valid']],
    ['the first key in its first second', K1, '2023-01-01T00:00:00Z', ['valid']],
    ['the first key before its time', K1, '2022-12-31T23:59:59Z', ['invalid', 'KEY_PERIOD']],
    ['the first key after its time', K1, '2024-01-01T00:00:01Z', ['invalid', 'KEY_PERIOD']],
    ['the stolen key before the theft', K2, '2024-03-01T00:00:00Z', ['invalid', 'KEY_COMPROMISED']],
    ['the stolen key after the theft', K2, '2024-07-01T00:00:00Z', ['invalid', 'KEY_COMPROMISED']],
    ['the third key in its time', K3, '2024-12-01T00:00:00Z', ['valid']],
    ['the key in use', K4, '2026-11-20T16:05:00Z', ['valid']],
    ['the status key', STATUS, '2026-11-20T16:05:00Z', ['invalid', 'KEY_NOT_AUTHORIZED']],
    ['a key that never was', signerOf('award-9', 5), '2026-11-20T16:05:00Z', ['unknown', 'KEY_UNANCHORED']],
  ])('after three rotations and one compromise, a credential by %s', async (_name, signer, created, expected) => {
    const { keys } = await readKeyHistory(await sealed(KEYS), context)
    const issued = { ...DRAFT, issuer: { ...DRAFT.issuer, id: DIS } }
    const { credentialStatus: _status, ...unsigned } = buildCredential(issued)
    const credential = await sign(unsigned, signer, new Date(created))
    const report = await judge(credential, { material: { ...material(), trustedKeys: keys }, now: NOW })
    expect(told(report)).toEqual(expected)
  })

  test('nobody is believed because they say so: the key that signed is known or named by the DID document', async () => {
    const document = await sealed(KEYS)
    expect(await read(document, { didDocument: {} })).toEqual(['KEY_UNANCHORED'])
    const { didDocument: _none, ...bare } = context
    expect((await readKeyHistory(document, bare)).findings).toEqual([
      { code: 'KEY_UNANCHORED', detail: { issuer: DIS, key: K4.id } },
    ])
    const method = (today.verificationMethod as readonly JsonObject[])[0] ?? {}
    const bad: JsonObject[] = [
      { ...today, id: 'did:web:other.example' },
      { ...today, assertionMethod: [] },
      { ...today, verificationMethod: [method, method] },
      { ...today, verificationMethod: [{ ...method, controller: 'did:web:other.example' }] },
      { ...today, verificationMethod: [{ ...method, revoked: '2026-01-01T00:00:00Z' }] },
      { ...today, verificationMethod: [{ ...method, publicKeyMultibase: 'z6Mk' }] },
      { ...today, verificationMethod: [{ ...method, publicKeyMultibase: KEYS[0]?.publicKeyMultibase ?? '' }] },
    ]
    for (const one of bad) expect(await read(document, { didDocument: one })).toEqual(['KEY_UNANCHORED'])
  })

  test('whoever took the domain over cannot put a key of theirs beside those that were known', async () => {
    const thief = signerOf('award-2026-12', 66)
    const document = await sealed([...KEYS, key(thief, 'award', '2023-01-01T00:00:00Z')], { by: thief })
    const theirs = didDocument(DIS, [record(thief)])
    expect(await read(document, { didDocument: theirs, known: [record(K4)] })).toEqual(['KEY_UNANCHORED'])
    expect(await read(await sealed(KEYS), { didDocument: theirs, known: [record(K4)] })).toEqual([])
  })

  test.each<[string, readonly JsonObject[], Sealing]>([
    ['signed by the status key', KEYS, { by: STATUS }],
    ['signed by a key that ended', KEYS, { by: K1 }],
    ['signed by a stolen key', KEYS, { by: K2 }],
    ['signed by a key that is not in it', KEYS, { by: signerOf('award-9', 5) }],
    ['signed before the key was in use', KEYS, { created: '2025-05-31T23:59:59Z' }],
    ['signed in the future', KEYS, { created: '2026-11-23T02:05:01Z' }],
    ['signed without a date', KEYS, { proof: { created: 'yesterday' } }],
    ['signed for another purpose', KEYS, { proof: { proofPurpose: 'authentication' } }],
    ['signed in another way', KEYS, { proof: { cryptosuite: 'eddsa-rdfc-2022' } }],
    ['signed under a context', KEYS, { proof: { '@context': ['https://www.w3.org/ns/credentials/v2'] } }],
    ['without keys', [], {}],
    ['with one id twice', [...KEYS, { ...KEYS[0], publicKeyMultibase: KEYS[4]?.publicKeyMultibase ?? '' }], {}],
    ['with one key twice', [...KEYS, { ...KEYS[0], id: `${DIS}#again` }], {}],
    ['with a key of somebody else', [...KEYS, { ...KEYS[0], id: 'did:web:other.example#award-1' }], {}],
    ['with a key without a name', [...KEYS, { ...KEYS[0], id: `${DIS}#` }], {}],
    ['with a key that is none', [...KEYS.slice(1), { ...KEYS[0], publicKeyMultibase: 'z6Mk' }], {}],
    ['with an unknown purpose', [...KEYS.slice(1), { ...KEYS[0], purpose: 'all' }], {}],
    ['with an unknown state', [...KEYS.slice(1), { ...KEYS[0], state: 'sleeping' }], {}],
    ['with an end before its start', [...KEYS.slice(1), { ...KEYS[0], notAfter: '2022-01-01T00:00:00Z' }], {}],
    ['with an end that is no date', [...KEYS.slice(1), { ...KEYS[0], notAfter: 'never' }], {}],
    ['without a start', [...KEYS.slice(1), { ...KEYS[0], notBefore: '2023' }], {}],
    [
      'with an ended key that never ended',
      [...KEYS.slice(1), key(K1, 'award', '2023-01-01T00:00:00Z', { state: 'ended' })],
      {},
    ],
    [
      'with a stolen key without a date',
      [...KEYS.slice(1), key(K1, 'award', '2023-01-01T00:00:00Z', { state: 'compromised' })],
      {},
    ],
  ])('%s is refused', async (_why, keys, how) => {
    expect(await read(await sealed(keys, how))).toEqual(['KEY_HISTORY'])
  })

  test('A-stolen-key-backdated: a changed byte, a missing proof, two proofs and another issuer are refused', async () => {
    const document = await sealed(KEYS)
    const [first, ...rest] = KEYS
    const proof = document.proof as JsonObject
    expect(await read({ ...document, keys: [{ ...first, notBefore: '2020-01-01T00:00:00Z' }, ...rest] })).toEqual([
      'KEY_HISTORY',
    ])
    for (const given of [[], [proof, proof], 'proof', { ...proof, proofValue: 'z1' }])
      expect(await read({ ...document, proof: given })).toEqual(['KEY_HISTORY'])
    expect(await read({ ...document, '@context': 'https://www.w3.org/ns/credentials/v2' })).toEqual(['KEY_HISTORY'])
    expect(await read(await sealed(KEYS, { did: 'did:web:other.example' }))).toEqual(['DID_MISMATCH'])
    for (const given of ['', '[]', 'x'.repeat(1_100_000), Uint8Array.of(0xff)])
      expect(await read(given)).toEqual(['KEY_HISTORY'])
  })
})

describe('what was seen earlier', () => {
  const known = async () => (await readKeyHistory(await sealed(KEYS), context)).keys
  const changed = async (i: number, more: JsonObject) =>
    read(await sealed(KEYS.map((one, at) => (at === i ? { ...one, ...more } : one))), { known: await known() })

  test('stays, and more may come', async () => {
    const more = [...KEYS, key(signerOf('award-5', 5), 'award', '2026-11-01T00:00:00Z')]
    expect(await read(await sealed(more), { known: await known() })).toEqual([])
    expect(await read(await sealed(KEYS.slice(1)), { known: await known() })).toEqual(['KEY_HISTORY'])
  })

  test.each<[string, number, JsonObject, readonly string[]]>([
    ['a key in use ends', 4, { state: 'ended', notAfter: '2026-11-01T00:00:00Z' }, []],
    ['an ended key turns out to be stolen', 0, { state: 'compromised', since: '2023-05-01T00:00:00Z' }, []],
    ['a theft turns out to be older', 1, { since: '2024-05-01T00:00:00Z' }, []],
    ['a theft becomes younger', 1, { since: '2024-07-01T00:00:00Z' }, ['KEY_HISTORY']],
    ['a stolen key comes back', 1, { state: 'ended' }, ['KEY_HISTORY']],
    ['an ended key comes back', 0, { state: 'active' }, ['KEY_HISTORY']],
    ['a period becomes longer', 0, { notAfter: '2025-01-01T00:00:00Z' }, ['KEY_HISTORY']],
    ['a period begins earlier', 0, { notBefore: '2020-01-01T00:00:00Z' }, ['KEY_HISTORY']],
    ['a key changes its purpose', 4, { purpose: 'log' }, ['KEY_HISTORY']],
    ['a key changes', 0, { publicKeyMultibase: didKey(edSigner(seed(77)).publicKey).slice(8) }, ['KEY_HISTORY']],
  ])('%s', async (_name, i, more, expected) => {
    expect(await changed(i, more)).toEqual(expected)
  })

  test('a known key of a kind that no history holds is missed', async () => {
    const rsa: KeyRecord = { ...record(K1), key: { kty: 'RSA', n: 'AQAB', e: 'AQAB' } }
    expect(await read(await sealed(KEYS), { known: [rsa] })).toEqual(['KEY_HISTORY'])
    expect(await read(await sealed(KEYS), { known: [{ ...rsa, controller: 'did:web:other.example' }] })).toEqual([])
  })
})
