import { describe, expect, test } from 'vitest'
import { toMultikey } from '../src/did/multikey.ts'
import { utf8 } from '../src/encoding/text.ts'
import {
  type Fetched,
  type JsonObject,
  type JsonValue,
  type Material,
  newStatusList,
  toBytes,
  type VerifyOptions,
} from '../src/index.ts'
import { withoutProof } from '../src/proof/config.ts'
import { hostOf, jsonOf } from '../src/verify/run.ts'
import { findingsOf, LIST, list, sign, signed } from './ground.ts'
import { SVG } from './images.ts'
import { P256, record } from './jwt-ground.ts'
import { DID, edSigner, fetched, GOLDEN_NOW, issuerSigner, judge, material } from './support.ts'

const V2 = 'https://www.w3.org/ns/credentials/v2'
const V1 = 'https://www.w3.org/2018/credentials/v1'
const OB = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'
const EXTENSIONS = 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json'
const NOW = '2026-11-23T02:00:00Z'
const PLAIN: JsonObject = {
  '@context': [V2, OB],
  id: 'https://issuer.example/c/1',
  type: ['VerifiableCredential'],
  issuer: DID,
  validFrom: '2026-11-20T16:05:00Z',
  credentialSubject: { id: 'urn:s:1' },
}
const ENTRY: JsonObject = {
  type: 'BitstringStatusListEntry',
  statusPurpose: 'revocation',
  statusListIndex: '5',
  statusListCredential: LIST,
}
const HOST = { host: 'cairn.example' }
const good = await list()
const PURPOSE = `urn:${'p'.repeat(90)}`
const SET = { length: 131_072, bytes: new Uint8Array(16_384).fill(0xff) }
const ago = (one: Fetched, ms: number) => ({ ...one, at: new Date(GOLDEN_NOW.getTime() - ms) })
const another = await list((one) => {
  const subject = one.credentialSubject as JsonObject
  return { ...one, credentialSubject: { ...subject, statusPurpose: PURPOSE } }
}, SET)
const ended = await list((one) => ({ ...one, validUntil: '2026-11-23T01:00:00Z' }))
const undated = await list(({ validFrom: _from, ...one }) => one)

/** What is found of a document, and what it is warned of, each with its place and what fills its sentence. */
async function found(
  input: JsonObject | Uint8Array | string,
  given: { material?: Material; options?: VerifyOptions } = {},
) {
  return findingsOf(await judge(input, given))
}
const plain = (change: JsonObject, by = issuerSigner) => sign({ ...PLAIN, ...change }, by)

test.each([
  ['https://a.example:8443/x', 'a.example'],
  ['http://a.example?x', 'a.example'],
  ['did:web:a.example%3A8443:x', 'a.example:8443'],
  ['did:web:a.example#k', 'a.example'],
  ['did:key:z6Mk', 'did:key:z6Mk'],
  ['at https://a.example', 'at https://a.example'],
  ['u'.repeat(90), 'u'.repeat(80)],
])('the host of %s is %s', (url, host) => {
  expect(hostOf(url)).toBe(host)
})

describe('a finding says where, and what its sentence is filled with', () => {
  const V1_DATED = { '@context': [V1, OB, 'https://w3id.org/security/data-integrity/v2'], validFrom: undefined }
  test.each<[string, JsonObject, readonly JsonObject[]]>([
    ['a day that has come', { validFrom: NOW, validUntil: NOW }, []],
    [
      'a day that has not come',
      { validFrom: '2026-11-23T02:00:01Z' },
      [{ code: 'DATE_NOT_YET_VALID', path: '/validFrom', detail: { date: '2026-11-23T02:00:01Z' } }],
    ],
    [
      'a day that is over, before the first one',
      { validUntil: '2026-11-19T00:00:00Z' },
      [
        { code: 'DATE_ORDER', path: '/validUntil' },
        { code: 'DATE_EXPIRED', path: '/validUntil', detail: { date: '2026-11-19T00:00:00Z' } },
      ],
    ],
    ['no first day', { validFrom: undefined, validUntil: '2026-11-24T00:00:00Z' }, []],
    [
      'days of the first model',
      { ...V1_DATED, issuanceDate: '2026-11-24T00:00:00Z', expirationDate: '2026-11-22T00:00:00Z' },
      [
        { code: 'DATE_ORDER', path: '/expirationDate' },
        { code: 'DATE_NOT_YET_VALID', path: '/issuanceDate', detail: { date: '2026-11-24T00:00:00Z' } },
        { code: 'DATE_EXPIRED', path: '/expirationDate', detail: { date: '2026-11-22T00:00:00Z' } },
      ],
    ],
  ])('%s', async (_what, change, expected) => {
    const document = Object.fromEntries(Object.entries({ ...PLAIN, ...change }).filter(([, one]) => one !== undefined))
    expect(await found(await sign(document as JsonObject))).toEqual(expected)
  })

  test.each<[string, JsonObject, readonly JsonObject[]]>([
    ['made on no day', { created: 'yesterday' }, [{ code: 'PROOF_VALUE', path: '/proof/created' }]],
    ['that ends on no day', { expires: 'tomorrow' }, [{ code: 'PROOF_VALUE', path: '/proof/expires' }]],
    [
      'made five minutes ahead',
      { created: '2026-11-23T02:05:00Z' },
      [{ code: 'PROOF_VALUE', path: '/proof/proofValue' }],
    ],
    [
      'made later than that',
      { created: '2026-11-23T02:05:01Z' },
      [{ code: 'PROOF_FUTURE', path: '/proof/created', detail: { date: '2026-11-23T02:05:01Z' } }],
    ],
    [
      'that ends in a second',
      { expires: '2026-11-23T02:00:01Z' },
      [{ code: 'PROOF_VALUE', path: '/proof/proofValue' }],
    ],
    ['that ends', { expires: NOW }, [{ code: 'PROOF_EXPIRED', path: '/proof/expires', detail: { date: NOW } }]],
    [
      'to show that one is there',
      { proofPurpose: 'authentication' },
      [{ code: 'PROOF_PURPOSE', path: '/proof/proofPurpose' }],
    ],
    ['of a type that has no suites', { type: 'OtherProof' }, [{ code: 'PROOF_ALG', path: '/proof/type' }]],
    [
      'of a suite that is not read here',
      { cryptosuite: 'x'.repeat(90) },
      [{ code: 'PROOF_SUITE_UNKNOWN', path: '/proof', detail: { suite: 'x'.repeat(80) } }],
    ],
    [
      'of a type that is not read here',
      { type: 'OtherProof', cryptosuite: undefined },
      [{ code: 'PROOF_SUITE_UNKNOWN', path: '/proof', detail: { suite: 'OtherProof' } }],
    ],
  ])('a proof %s', async (_what, change, expected) => {
    const one = await plain({})
    const [proof] = one.proof as readonly JsonObject[]
    const stated = Object.entries({ ...proof, ...change }).filter(([, value]) => value !== undefined)
    expect(await found({ ...one, proof: [Object.fromEntries(stated) as JsonObject] })).toEqual(expected)
  })

  test.each<[string, Uint8Array | string, JsonObject]>([
    [
      'a member stated twice',
      '{"a":1,"a":2}',
      { code: 'PARSE_DUPLICATE_KEY', path: '', detail: { place: 'a (line 1)' } },
    ],
    ['a list', '[]', { code: 'PARSE_JSON', path: '', detail: { place: 'not an object' } }],
    ['no UTF-8', Uint8Array.of(0x7b, 0xff), { code: 'PARSE_JSON', path: '', detail: { place: 'UTF-8' } }],
    ['an image without a credential', SVG, { code: 'BAKE_NONE' }],
    ['an image that is none', utf8('<html></html>'), { code: 'BAKE_CORRUPT' }],
    ['too much', ' '.repeat(1024 * 1024 + 1), { code: 'PARSE_TOO_LARGE', path: 'bytes' }],
  ])('%s', async (_what, input, expected) => {
    expect(await found(input)).toEqual([expected])
  })

  test.each<[string, JsonObject, JsonObject | undefined, Fetched?]>([
    ['an entry that is not set', {}, undefined],
    ['the last entry', { statusListIndex: '131071' }, undefined],
    ['no index', { statusListIndex: '05' }, { code: 'STATUS_RANGE_ERROR', path: '/credentialStatus/statusListIndex' }],
    [
      'an entry behind the last one',
      { statusListIndex: '131072' },
      { code: 'STATUS_RANGE_ERROR', path: '/credentialStatus/statusListIndex' },
    ],
    ['no width', { statusSize: 0 }, { code: 'STATUS_RANGE_ERROR', path: '/credentialStatus/statusSize' }],
    ['a width in words', { statusSize: '1' }, { code: 'STATUS_RANGE_ERROR', path: '/credentialStatus/statusSize' }],
    [
      'a width beyond 32',
      { statusSize: 33 },
      { code: 'STATUS_TYPE_UNKNOWN', path: '/credentialStatus', detail: { type: 'statusSize 33' } },
    ],
    [
      'a list for another purpose',
      { statusPurpose: 'suspension' },
      { code: 'STATUS_LIST_PROOF', path: '/credentialStatus', detail: HOST },
    ],
    [
      'a purpose that is not known here',
      { statusPurpose: PURPOSE },
      { code: 'STATUS_TYPE_UNKNOWN', path: '/credentialStatus', detail: { type: PURPOSE.slice(0, 80) } },
      another,
    ],
    [
      'a list that nobody answers for',
      {},
      { code: 'STATUS_UNREACHABLE', path: '/credentialStatus', detail: HOST },
      { ...good, status: 404 },
    ],
    [
      'a list that is another document',
      {},
      { code: 'STATUS_LIST_PROOF', path: '/credentialStatus', detail: HOST },
      fetched(LIST, signed),
    ],
    [
      'a list that is over',
      {},
      { code: 'STATUS_STALE', path: '/credentialStatus', detail: { date: '2026-11-23T00:00:00Z' } },
      ended,
    ],
    [
      'a list kept too long',
      {},
      { code: 'STATUS_STALE', path: '/credentialStatus', detail: { date: '2026-11-23T00:00:00Z' } },
      ago(good, 600_001),
    ],
    ['a list kept as long as it may be', {}, undefined, ago(good, 600_000)],
    [
      'an undated list kept too long',
      {},
      { code: 'STATUS_STALE', path: '/credentialStatus', detail: { date: '2026-11-23T01:49:59.999Z' } },
      ago(undated, 600_001),
    ],
  ])('a status with %s', async (_what, change, expected, at = good) => {
    const credentialStatus = { ...ENTRY, ...change } as JsonObject
    expect(await found(await plain({ credentialStatus }), { material: material(at) })).toEqual(
      expected ? [expected] : [],
    )
  })

  test('entries by their places, and no more than ten of them', async () => {
    const [path, other] = ['/credentialStatus', { ...ENTRY, statusListIndex: 'x' }]
    const status = async (credentialStatus?: JsonValue) => {
      const { checks } = await judge(await plain(credentialStatus === undefined ? {} : { credentialStatus }), {
        material: material(good),
      })
      return checks.filter(({ name }) => name === 'status').map(({ result, findings }) => [result, findings])
    }
    expect(await status()).toEqual([['skipped', []]])
    expect(await status([ENTRY, other])).toEqual([
      ['fail', [{ code: 'STATUS_RANGE_ERROR', path: `${path}/1/statusListIndex` }]],
    ])
    expect(await status(Array.from({ length: 11 }, () => ENTRY))).toEqual([
      ['unknown', [{ code: 'TERMS_LIMIT', path }]],
    ])
  })

  test('an entry of two bits behind the last one, and a message of any length', async () => {
    const wide = await list(undefined, newStatusList(262_144))
    const credentialStatus = { ...ENTRY, statusSize: 2, statusListIndex: '131072' }
    expect(await found(await plain({ credentialStatus }), { material: material(wide) })).toEqual([
      { code: 'STATUS_RANGE_ERROR', path: '/credentialStatus/statusListIndex' },
    ])
    const about = { statusPurpose: 'message', statusMessage: [{ status: '0x0', message: 'x'.repeat(201) }] }
    const told = await list((one) => {
      const subject = one.credentialSubject as JsonObject
      return { ...one, credentialSubject: { ...subject, statusPurpose: 'message' } }
    })
    expect(
      await found(await plain({ credentialStatus: { ...ENTRY, ...about } }), { material: material(told) }),
    ).toEqual([{ code: 'STATUS_MESSAGE', path: '/credentialStatus', detail: { message: 'x'.repeat(200) } }])
  })

  test('a list of revocations', async () => {
    const credentialStatus = { id: LIST, type: '1EdTechRevocationList' }
    const listed = await sign({ ...PLAIN, '@context': [V2, OB, EXTENSIONS], credentialStatus })
    const path = '/credentialStatus'
    expect(await found(listed)).toEqual([{ code: 'STATUS_UNREACHABLE', path, detail: HOST }])
    const accept = 'application/vc, application/json'
    expect((await judge(listed)).needs).toEqual([{ url: LIST, kind: 'revocationList', accept, maxBytes: 1024 * 1024 }])
    const answer = (body: JsonObject) => found(listed, { material: material(fetched(LIST, body)) })
    expect(await answer({ id: LIST, issuer: DID })).toEqual([])
    expect(await answer({ id: LIST, issuer: 'did:x:y' })).toEqual([{ code: 'STATUS_LIST_PROOF', path, detail: HOST }])
    expect(await answer({ id: LIST, issuer: DID, revokedCredential: 'urn:x' })).toEqual([
      { code: 'STATUS_LIST_PROOF', path, detail: HOST },
    ])
    expect(await answer({ id: LIST, issuer: DID, revokedCredential: [{ id: PLAIN.id as string }] })).toEqual([
      { code: 'STATUS_REVOKED', path },
    ])
  })

  test('a list is believed by the key that its credential is believed by', async () => {
    const issuer = 'https://issuer.example/profile'
    const by = { ...issuerSigner, id: `${issuer}#${DID.slice('did:key:'.length)}` }
    const theirs = fetched(LIST, await sign({ ...withoutProof(jsonOf(good) ?? {}), issuer }, by))
    const one = await plain({ issuer, credentialStatus: ENTRY }, by)
    const report = await judge(one, { material: material(theirs), options: { keyBinding: '1edtech' } })
    expect([report.verdict, report.warnings.map(({ code }) => code)]).toEqual([
      'valid',
      ['KEY_SELF_ASSERTED', 'KEY_SELF_ASSERTED'],
    ])
    expect((await judge(one, { material: material(theirs) })).verdict).toBe('unknown')
  })

  test('a list that is older than one that was seen', async () => {
    const known = new Map([[LIST, new Date('2026-11-23T00:00:01Z')]])
    const { documents } = material(good)
    expect(await found(await plain({ credentialStatus: ENTRY }), { material: { documents, known } })).toEqual([
      { code: 'STATUS_ROLLBACK', path: '/credentialStatus', detail: HOST },
    ])
  })

  test('of several lists the oldest tells as of when, and a list that is wanted says how', async () => {
    const other = `${LIST}0`
    const later = { ...(await list((one) => ({ ...one, id: other, validFrom: '2026-11-23T01:00:00Z' }))), url: other }
    const entries = [ENTRY, { ...ENTRY, statusListCredential: other }]
    const asOf = async (credentialStatus: readonly JsonObject[], ...lists: readonly Fetched[]) => {
      const report = await judge(await plain({ credentialStatus }), { material: material(...lists) })
      return [report.verdict, report.statusAsOf, report.statusLists]
    }
    const [oldest, newer] = [new Date('2026-11-23T00:00:00Z'), new Date('2026-11-23T01:00:00Z')]
    for (const both of [entries, [...entries].reverse()])
      expect(await asOf(both, good, later)).toEqual([
        'valid',
        oldest,
        new Map([
          [LIST, oldest],
          [other, newer],
        ]),
      ])
    expect(await asOf([ENTRY], undated)).toEqual(['valid', undefined, undefined])
    const { needs } = await judge(await plain({ credentialStatus: ENTRY }))
    const accept = 'application/vc, application/json'
    expect(needs).toEqual([{ url: LIST, kind: 'statusList', accept, maxBytes: 1024 * 1024 }])
  })

  test('a list that begins within five minutes is one of today', async () => {
    const from = async (validFrom: string) => {
      const at = await list((one) => ({ ...one, validFrom }))
      return found(await plain({ credentialStatus: ENTRY }), { material: material(at) })
    }
    expect(await from('2026-11-23T02:05:00Z')).toEqual([])
    const date = '2026-11-23T02:05:01Z'
    expect(await from(date)).toEqual([{ code: 'STATUS_STALE', path: '/credentialStatus', detail: { date } }])
    const untilNow = await list((one) => ({ ...one, validUntil: NOW }))
    expect(await found(await plain({ credentialStatus: ENTRY }), { material: material(untilNow) })).toEqual([])
  })

  test('related resources and achievements', async () => {
    const id = 'https://cairn.example/card/1.json'
    const digestMultibase = 'uEiBMYtrU4YZ3jz8km03MTSlounwkx9WIDLs33mf3V7sI_w'
    const related = await plain({ relatedResource: [{ id, digestMultibase }] })
    const at = fetched(id, toBytes({ other: 1 }))
    const [path, detail] = ['/relatedResource/0', { url: id }]
    expect(await found(related)).toEqual([{ code: 'RESOURCE_ABSENT', path, detail }])
    expect(await found(related, { material: material(at) })).toEqual([{ code: 'RESOURCE_DIGEST', path, detail }])
    const misspelt = await plain({ relatedResource: [{ id, digestMultibase, digestSRI: 'sha256' }] })
    expect(await found(misspelt)).toEqual([{ code: 'RESOURCE_SHAPE', path }])
    const achievements = [{ id: 'urn:m:1' }, { id, digestMultibase }].map((one) => ({
      ...one,
      type: ['Achievement'],
      name: 'A',
    }))
    const subjects = achievements.map((achievement, i) => ({
      id: `urn:s:${i}`,
      type: ['AchievementSubject'],
      achievement,
    }))
    const both = await plain({ credentialSubject: subjects })
    expect(await found(both, { material: material(at) })).toEqual([
      { code: 'RESOURCE_DIGEST', path: '/credentialSubject/achievement/digestMultibase', detail },
    ])
  })

  test('proofs that are none, of which some are by no key', async () => {
    const bare = await judge(PLAIN)
    expect(findingsOf(bare)).toEqual([{ code: 'PROOF_MISSING', path: '/proof' }])
    expect(bare.checks.find(({ name }) => name === 'key')?.result).toBe('skipped')
    const one = await plain({})
    const [proof] = one.proof as readonly JsonObject[]
    const odd = { ...proof, verificationMethod: `${DID}#x`, cryptosuite: 'x' }
    const key = { issuer: DID, key: `${DID}#x`, host: DID }
    expect(
      await found({ ...one, proof: [{ ...proof, proofPurpose: 'authentication' }, odd] as readonly JsonObject[] }),
    ).toEqual([
      { code: 'DID_KEY_FORMAT', path: '/proof', detail: key },
      { code: 'PROOF_PURPOSE', path: '/proof/proofPurpose' },
      { code: 'PROOF_SUITE_UNKNOWN', path: '/proof', detail: { suite: 'x' } },
    ])
    const late = { ...one, validUntil: '2026-11-22T00:00:00Z' }
    expect((await found(late)).map(({ code }) => code)).toEqual(['PROOF_VALUE', 'DATE_EXPIRED'])
  })

  test('for the proofs alone neither its form nor its days are looked at', async () => {
    const options = { mode: 'proofOnly' } as const
    const ended = await plain({ validUntil: '2026-11-22T00:00:00Z', awardedDate: 'yesterday' })
    expect(await found(ended, { options })).toEqual([])
    expect((await judge(ended, { options })).verdict).toBe('valid')
    expect((await found(ended)).map(({ code, path }) => [code, path])).toEqual([['SHAPE_SCHEMA', '/awardedDate']])
  })

  test('a key that only its own name vouches for, and a key of somebody else that is known', async () => {
    const issuer = 'https://issuer.example/profile'
    const fragment = DID.slice('did:key:'.length)
    const by = { ...issuerSigner, id: `${issuer}#${fragment}` }
    const theirs = await plain({ issuer }, by)
    const told = { path: '/proof', detail: { issuer, key: by.id, host: 'issuer.example' } }
    expect(await found(theirs)).toEqual([{ code: 'KEY_SELF_ASSERTED', ...told }])
    expect(await found(theirs, { options: { keyBinding: '1edtech' } })).toEqual([
      { code: 'KEY_SELF_ASSERTED', ...told },
    ])
    expect((await judge(theirs, { options: { keyBinding: '1edtech' } })).verdict).toBe('valid')
    const known = { ...material(), trustedKeys: [record(P256)] }
    expect(await found(await plain({}), { material: known })).toEqual([])
  })

  test('a document of a key is read up to 64 KiB', async () => {
    const issuer = 'https://issuer.example/profile'
    const { publicKey, ...by } = edSigner('2b'.repeat(32), `${issuer}#k`)
    const one = await plain({ issuer }, by)
    const method = { id: by.id, type: 'Multikey', controller: issuer, publicKeyMultibase: toMultikey(publicKey) }
    const sized = (length: number) => {
      const text = JSON.stringify({ ...method, note: '' })
      return fetched(issuer, utf8(text.replace('"note":""', `"note":"${'x'.repeat(length - text.length)}"`)))
    }
    expect(await found(one, { material: material(sized(64 * 1024)) })).toEqual([])
    const [more] = await found(one, { material: material(sized(64 * 1024 + 1)) })
    expect(more?.code).toBe('DID_UNREACHABLE')
  })

  test('keys that are not found, and a recipient who is somebody else', async () => {
    const issuer = 'https://issuer.example/profile'
    const key = `${issuer}#k`
    const detail = { issuer, key, host: 'issuer.example' }
    const theirs = await plain({ issuer }, edSigner('2b'.repeat(32), key))
    expect(await found(theirs)).toEqual([{ code: 'DID_UNREACHABLE', path: '/proof', detail }])
    expect((await judge(theirs)).needs).toEqual([
      { url: issuer, kind: 'key', accept: 'application/json', maxBytes: 65_536 },
    ])
    const foreign = { ...theirs, issuer: 'https://other.example/profile' }
    expect(await found(foreign)).toEqual([
      { code: 'KEY_CONTROLLER', path: '/proof', detail: { ...detail, issuer: 'https://other.example/profile' } },
    ])
    expect(await found(foreign, { options: { mode: 'proofOnly' } })).toEqual([
      { code: 'DID_UNREACHABLE', path: '/proof', detail: { ...detail, issuer: 'https://other.example/profile' } },
    ])
    const options = { recipient: { id: 'urn:s:2' } }
    expect(await found(await plain({}), { options })).toEqual([
      { code: 'RECIPIENT_MISMATCH', path: '/credentialSubject' },
    ])
  })
})
