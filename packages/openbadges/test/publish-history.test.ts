import { describe, expect, test } from 'vitest'
import {
  buildKeyHistory,
  didDocument,
  type JsonObject,
  type KeyRecord,
  readKeyHistory,
  readPinnedKeys,
  type Signer,
  signKeyHistory,
} from '../src/index.ts'
import { crypto, ecSigner, edSigner } from './support.ts'

const DIS = 'did:web:cairn.example:issuers:lakeside'
const NOW = new Date('2026-11-23T02:00:00Z')
const seed = (n: number) => n.toString(16).padStart(2, '0').repeat(32)
const OLD = edSigner(seed(1), `${DIS}#award-2026-01`)
const AWARD = edSigner(seed(2), `${DIS}#award-2026-11`)
const STATUS = edSigner(seed(9), `${DIS}#status-2026-01`)
const ENDED = new Date('2026-11-01T09:00:00.125Z')
const START = new Date('2026-01-05T08:30:00.250Z')

function record(signer: { id: string; publicKey: KeyRecord['key'] }, more: Partial<KeyRecord> = {}): KeyRecord {
  const { id, publicKey: key } = signer
  return { id, controller: DIS, key, purpose: 'award', notBefore: START, state: 'active', ...more }
}
const KEYS: readonly KeyRecord[] = [
  record(OLD, { notAfter: ENDED, state: 'ended', since: ENDED }),
  record(STATUS, { purpose: 'status' }),
  record(AWARD, { notBefore: new Date('2026-11-01T08:00:00Z') }),
]
const TODAY = didDocument(DIS, KEYS)
const sealing = { did: DIS, keys: KEYS, signer: AWARD, created: ENDED, crypto }
const pin = (given: JsonObject | string | Uint8Array) => readPinnedKeys(given, { now: NOW, crypto })
const codeOf = (done: Promise<unknown>) => done.then(Object, (error: { code?: string }) => error.code)

/** As sites published it before this package could write it. */
const PUBLISHED =
  '{"did":"did:web:cairn.example:issuers:lakeside","keys":[{"id":"did:web:cairn.example:issuers:lakeside#award-2026-01","publicKeyMultibase":"z6Mkon3Necd6NkkyfoGoHxid2znGc59LU3K7mubaRcFbLfLX","purpose":"award","notBefore":"2026-01-05T08:30:00.250Z","notAfter":"2026-11-01T09:00:00.125Z","state":"ended","since":"2026-11-01T09:00:00.125Z"},{"id":"did:web:cairn.example:issuers:lakeside#status-2026-01","publicKeyMultibase":"z6MkwVDfCg9LbbY6xjH3EZk8YSFQZujV5Y4y1ZWeER9tDiN3","purpose":"status","notBefore":"2026-01-05T08:30:00.250Z","state":"active"},{"id":"did:web:cairn.example:issuers:lakeside#award-2026-11","publicKeyMultibase":"z6Mko9hTggMwjSTEaJaPUfE6tqcy2xvU6BnNq3e3o8qVBiyH","purpose":"award","notBefore":"2026-11-01T08:00:00.000Z","state":"active"}],"proof":{"type":"DataIntegrityProof","cryptosuite":"eddsa-jcs-2022","created":"2026-11-01T09:00:00Z","verificationMethod":"did:web:cairn.example:issuers:lakeside#award-2026-11","proofPurpose":"assertionMethod","proofValue":"zzrXzdeX8SSniM2yYUS1Nk43kFwNZeDxNRdELjfzZzVSGvopvp5boZNAEvmy71oNPWWXf19hVV2cV6X4atvhKCHq"}}'

describe('a key history that is published', () => {
  test('has the bytes that sites published before, and those are read', async () => {
    expect(JSON.stringify(await signKeyHistory(sealing))).toBe(PUBLISHED)
    const { keys, findings } = await readKeyHistory(PUBLISHED, { did: DIS, now: NOW, crypto, didDocument: TODAY })
    expect(findings).toEqual([])
    expect(keys.map(({ id, state }) => [id, state])).toEqual(KEYS.map(({ id, state }) => [id, state]))
  })

  test.each<[string, readonly KeyRecord[]]>([
    ['no key', []],
    ['a key of somebody else', [...KEYS, record(edSigner(seed(5), 'did:web:other.example#award-1'))]],
    [
      'a key that somebody else controls',
      [...KEYS, record(edSigner(seed(5), `${DIS}#x`), { controller: 'did:web:o' })],
    ],
    ['one id twice', [...KEYS, record(edSigner(seed(5), AWARD.id))]],
    ['one key twice', [...KEYS, record(edSigner(seed(2), `${DIS}#award-again`))]],
    ['an end before the start', [...KEYS, record(edSigner(seed(5), `${DIS}#x`), { notAfter: new Date(0) })]],
    ['an ended key without its end', [...KEYS, record(edSigner(seed(5), `${DIS}#x`), { state: 'ended' })]],
    ['a compromised key without its time', [...KEYS, record(edSigner(seed(5), `${DIS}#x`), { state: 'compromised' })]],
    ['a date that is none', [...KEYS, record(edSigner(seed(5), `${DIS}#x`), { notBefore: new Date('never') })]],
  ])('is not made of %s', (_what, keys) => {
    expect(() => buildKeyHistory(DIS, keys)).toThrow(
      expect.objectContaining({ code: 'OB_DRAFT_INVALID', path: '/keys' }),
    )
  })

  test('holds no key without a multibase text', () => {
    const rsa = record({ id: `${DIS}#x`, publicKey: { kty: 'RSA', n: 'AQAB', e: 'AQAB' } })
    expect(() => buildKeyHistory(DIS, [rsa])).toThrow(expect.objectContaining({ code: 'DID_KEY_FORMAT' }))
  })

  test.each<[string, Partial<typeof sealing>, string]>([
    ['a key that ended', { signer: OLD }, 'OB_SIGNER_MISMATCH'],
    ['the status key', { signer: STATUS }, 'OB_SIGNER_MISMATCH'],
    ['a key that is not in it', { signer: edSigner(seed(5), `${DIS}#award-9`) }, 'OB_SIGNER_MISMATCH'],
    ['a key before its time', { created: new Date('2026-11-01T07:59:59Z') }, 'OB_SIGNER_MISMATCH'],
    ['a key at no time', { created: new Date('never') }, 'OB_DRAFT_INVALID'],
  ])('is not signed by %s', async (_what, more, code) => {
    expect(await codeOf(signKeyHistory({ ...sealing, ...more }))).toBe(code)
  })

  test('is signed with Ed25519 alone, and not by a signer that fails', async () => {
    const curve = ecSigner('P-256', 'c0de', `${DIS}#award-p256`)
    expect(await codeOf(signKeyHistory({ ...sealing, keys: [...KEYS, record(curve)], signer: curve }))).toBe(
      'OB_SIGNER_MISMATCH',
    )
    const broken: Signer = { ...AWARD, sign: () => Promise.reject(new Error('The key service is away.')) }
    expect(await codeOf(signKeyHistory({ ...sealing, signer: broken }))).toBe('OB_SIGN_FAILED')
  })
})

describe('keys that somebody pinned', () => {
  const site = () => ({ format: 'cairn-trust/1', issuers: [buildKeyHistory(DIS, KEYS)] })

  test('are read from one issuer, signed or not, and from the list of a site', async () => {
    const bytes = new TextEncoder().encode(PUBLISHED)
    for (const given of [PUBLISHED, bytes, buildKeyHistory(DIS, KEYS), site(), JSON.stringify(site())]) {
      const { keys, issuers, findings } = await pin(given)
      expect([issuers, findings]).toEqual([[DIS], []])
      expect(keys).toEqual((await readKeyHistory(PUBLISHED, { did: DIS, now: NOW, crypto, didDocument: TODAY })).keys)
    }
    expect(await pin({ issuers: [] })).toEqual({ keys: [], issuers: [], findings: [] })
  })

  test('are refused with the place of what is wrong', async () => {
    const [first, second] = buildKeyHistory(DIS, KEYS).keys as readonly JsonObject[]
    const away = { did: 'did:web:other.example', keys: [{ ...first, publicKeyMultibase: 'z6Mk' }] }
    const cases: [JsonObject | string, { code: string; path?: string; detail?: object }][] = [
      ['', { code: 'KEY_HISTORY' }],
      ['[]', { code: 'KEY_HISTORY' }],
      [`{"issuers":[],"issuers":[]}`, { code: 'KEY_HISTORY' }],
      [{ issuers: 'all' }, { code: 'KEY_HISTORY' }],
      [{ issuers: Array(10_001).fill({}) }, { code: 'KEY_HISTORY' }],
      [{}, { code: 'KEY_HISTORY', path: '', detail: { issuer: '' } }],
      [{ issuers: [7] }, { code: 'KEY_HISTORY', path: '/issuers/0', detail: { issuer: '' } }],
      [
        { did: DIS, keys: [] },
        { code: 'KEY_HISTORY', path: '', detail: { issuer: DIS } },
      ],
      [
        { did: DIS, keys: [first, first] as never },
        { code: 'KEY_HISTORY', path: '', detail: { issuer: DIS } },
      ],
      [
        { did: 'lakeside', keys: [first] as never },
        { code: 'KEY_HISTORY', path: '', detail: { issuer: 'lakeside' } },
      ],
      [
        { did: DIS, keys: [second, 7] as never },
        { code: 'DID_KEY_FORMAT', path: '/keys/1', detail: { issuer: DIS, key: '' } },
      ],
      [
        { issuers: [...site().issuers, away] as never },
        { code: 'DID_KEY_FORMAT', path: '/issuers/1/keys/0', detail: { issuer: away.did, key: OLD.id } },
      ],
      [
        { issuers: [...site().issuers, ...site().issuers] },
        { code: 'KEY_HISTORY', path: '/issuers/1', detail: { issuer: DIS } },
      ],
    ]
    for (const [given, finding] of cases)
      expect(await pin(given), JSON.stringify(finding)).toEqual({ keys: [], issuers: [], findings: [finding] })
  })

  test('are refused when they were changed after they were signed', async () => {
    const changed = PUBLISHED.replace('"state":"ended"', '"state":"active"')
    const finding = { code: 'KEY_HISTORY', path: '', detail: { issuer: DIS } }
    expect((await pin(changed)).findings).toEqual([finding])
    expect((await pin({ ...JSON.parse(PUBLISHED), proof: [] })).findings).toEqual([finding])
    const early = await readPinnedKeys(PUBLISHED, { now: new Date('2026-10-01T00:00:00Z'), crypto })
    expect(early.findings).toEqual([finding])
  })
})
