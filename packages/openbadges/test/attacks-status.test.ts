import { describe, expect, test } from 'vitest'
import { base64url } from '../src/encoding/base64url.ts'
import { concat, utf8 } from '../src/encoding/text.ts'
import {
  buildCredential,
  buildStatusList,
  type Fetched,
  type JsonObject,
  type JsonValue,
  newStatusList,
  setStatus,
  toBytes,
  verifyWithFetch,
} from '../src/index.ts'
import { DRAFT, good, LIST, list, OTHER, otherSigner, sign, signed, told, unsigned } from './ground.ts'
import { codes, contexts, crypto, DID, fast, fetched, GOLDEN_NOW, judge, material } from './support.ts'

describe('status', () => {
  test('a set bit revokes', async () => {
    expect(
      told(await judge(signed, { material: material(await list(undefined, setStatus(newStatusList(), 94_512))) })),
    ).toEqual(['invalid', 'STATUS_REVOKED'])
  })

  test.each(['-1', '1.5', '1e3', '007', '9007199254740992', '131072', '', ' 1'])(
    'A-status-index-shapes: %j',
    async (statusListIndex) => {
      const status = { ...(unsigned.credentialStatus as JsonObject), statusListIndex }
      expect(codes(await judge(await sign({ ...unsigned, credentialStatus: status }), { material: good }))).toEqual([
        'STATUS_RANGE_ERROR',
      ])
    },
  )

  function packed(encodedList: string) {
    return (document: JsonObject): JsonObject => ({
      ...document,
      credentialSubject: { ...(document.credentialSubject as JsonObject), encodedList },
    })
  }
  const gzip = (bytes: Uint8Array) => crypto.gzip(bytes)
  const full = new Uint8Array(16_384)

  test.each<[string, string, string]>([
    [
      'A-status-list-gzip-bomb: inflates beyond 4 MiB',
      `u${base64url(gzip(new Uint8Array(5_000_000)))}`,
      'STATUS_LIST_PROOF',
    ],
    [
      'A-short-status-list: fewer than 131,072 entries',
      `u${base64url(gzip(new Uint8Array(16_383)))}`,
      'STATUS_LIST_LENGTH_ERROR',
    ],
    ['A-status-encoding-variants: two members', `u${base64url(concat(gzip(full), gzip(full)))}`, 'STATUS_LIST_PROOF'],
    [
      'A-status-encoding-variants: trailing bytes',
      `u${base64url(concat(gzip(full), Uint8Array.of(0)))}`,
      'STATUS_LIST_PROOF',
    ],
    ['A-status-encoding-variants: another prefix', `z${base64url(gzip(full))}`, 'STATUS_LIST_PROOF'],
    ['A-status-encoding-variants: padding', `u${base64url(gzip(full))}=`, 'STATUS_LIST_PROOF'],
  ])('%s', async (_name, encoded, code) => {
    expect(told(await judge(signed, { material: material(await list(packed(encoded))) }))).toEqual(['unknown', code])
  })

  test('A-foreign-status-list: signed by another, unsigned, for another purpose, or another list', async () => {
    const own = buildStatusList({
      id: LIST,
      issuer: DID,
      purpose: 'revocation',
      bits: newStatusList(),
      validFrom: new Date('2026-11-23T00:00:00Z'),
      validUntil: new Date('2026-11-30T00:00:00Z'),
      ttlMs: 1,
      crypto,
    })
    const foreign = await sign({ ...own, issuer: OTHER }, otherSigner)
    const bodies: JsonObject[] = [foreign, { ...foreign, issuer: DID }, own]
    for (const body of bodies)
      expect(told(await judge(signed, { material: material(fetched(LIST, body)) }))).toEqual([
        'unknown',
        'STATUS_LIST_PROOF',
      ])
    const purpose = await list((document) => ({
      ...document,
      credentialSubject: { ...(document.credentialSubject as JsonObject), statusPurpose: 'suspension' },
    }))
    const id = await list((document) => ({ ...document, id: `${LIST}0` }))
    for (const one of [purpose, id])
      expect(told(await judge(signed, { material: material({ ...one, url: LIST }) }))).toEqual([
        'unknown',
        'STATUS_LIST_PROOF',
      ])
  })

  test.each([
    ['in time', '2026-11-30T00:00:00Z', 0, 'valid'],
    ['expired', '2026-11-30T00:00:01Z', 0, 'unknown'],
    ['clock 5 s behind', '2026-11-22T23:59:55Z', 0, 'valid'],
    ['clock 600 s behind', '2026-11-22T23:50:00Z', 0, 'unknown'],
    ['kept longer than its ttl', '2026-11-24T00:00:00Z', 3_600_000, 'unknown'],
  ])('A-stale-status-list: %s', async (_name, now, age, verdict) => {
    const at = new Date(now)
    const report = await judge(signed, {
      now: at,
      material: material({ ...(await list()), at: new Date(at.getTime() - age) }),
    })
    expect(told(report)).toEqual(verdict === 'valid' ? ['valid'] : ['unknown', 'STATUS_STALE'])
  })

  test.each<[string, () => Promise<Fetched>]>([
    ['down', () => Promise.reject(new Error('down'))],
    ['500', async () => ({ ...(await list()), status: 500 })],
    ['HTML with 200', async () => fetched(LIST, utf8('<html>'))],
  ])('A-status-host-failing: %s', async (_name, answer) => {
    const report = await verifyWithFetch(toBytes(signed), {
      fetch: answer,
      clock: () => GOLDEN_NOW,
      crypto,
      contexts,
      canonicalizer: fast,
    })
    expect(told(report)).toEqual(['unknown', 'STATUS_UNREACHABLE'])
    expect(report.checks.find(({ name }) => name === 'proof')?.result).toBe('pass')
  })

  test('a 1EdTech revocation list is read', async () => {
    const url = 'https://cairn.example/issuers/lakeside/revocations'
    const document = await sign(buildCredential({ ...DRAFT, status: { method: '1edtech', url } }))
    const answer = (revokedCredential: JsonValue) =>
      judge(document, { material: material(fetched(url, { id: url, issuer: DID, revokedCredential })) })
    expect((await answer([])).verdict).toBe('valid')
    expect((await answer([{ id: DRAFT.id, revoked: false }])).verdict).toBe('valid')
    expect(told(await answer([{ id: DRAFT.id }]))).toEqual(['invalid', 'STATUS_REVOKED'])
  })
})
