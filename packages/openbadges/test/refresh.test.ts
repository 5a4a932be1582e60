import { expect, test } from 'vitest'
import {
  buildCredential,
  buildEndorsement,
  type Fetched,
  type JsonObject,
  type Need,
  toBytes,
  verifyWithFetch,
} from '../src/index.ts'
import { DRAFT, list, OTHER, otherSigner, sign, told } from './ground.ts'
import { contexts, crypto, DID, fast, fetched, GOLDEN_NOW, judge, material } from './support.ts'

const URL = `${DRAFT.id}/refresh`
const LATER = new Date('2026-11-22T00:00:00Z')
const document = await sign(buildCredential({ ...DRAFT, refreshUrl: URL }))
const RENAMED = { ...DRAFT, achievement: { ...DRAFT.achievement, name: 'The newer name' }, validFrom: LATER }
const newer = await sign(buildCredential(RENAMED), undefined, LATER)
const statusList = await list()
const options = { refresh: true }

async function answered(body: JsonObject | Fetched | null, given: JsonObject = document) {
  const found = body && 'body' in body ? (body as Fetched) : body && fetched(URL, body as JsonObject)
  const report = await judge(given, { material: material(statusList, ...(found ? [found] : [])), options })
  return [told(report), report.warnings.map(({ code }) => code), report.claims?.achievement?.name]
}
const OLD = DRAFT.achievement.name
const WORD = {
  id: DRAFT.id,
  name: 'A word',
  issuer: DRAFT.issuer,
  subject: { id: DRAFT.achievement.id },
  validFrom: LATER,
}
const KEPT = [['valid'], ['REFRESH_FAILED'], OLD]

test('without being asked nobody is told who verifies', async () => {
  const report = await judge(document, { material: material(statusList, fetched(URL, newer)) })
  expect([told(report), report.claims?.achievement?.name, report.needs]).toEqual([['valid'], OLD, []])
})

test('a credential without a refresh service, or with one of another kind, is as it is', async () => {
  expect(await answered(newer, await sign(buildCredential(DRAFT)))).toEqual([['valid'], [], OLD])
})

test('when asked the newest edition is fetched once, and stands in for the one that was given', async () => {
  const asked: Need[] = []
  const report = await verifyWithFetch(toBytes(document), {
    fetch: async (need) => {
      asked.push(need)
      return need.kind === 'refresh'
        ? fetched(need.url, { ...(await sign(buildCredential({ ...RENAMED, refreshUrl: URL }), undefined, LATER)) })
        : statusList
    },
    clock: () => GOLDEN_NOW,
    crypto,
    contexts,
    canonicalizer: fast,
    options,
  })
  expect(told(report)).toEqual(['valid'])
  expect(report.checks.find(({ name }) => name === 'refresh')?.result).toBe('pass')
  expect([report.claims?.achievement?.name, report.claims?.validFrom]).toEqual([
    'The newer name',
    '2026-11-22T00:00:00Z',
  ])
  expect(asked.filter(({ kind }) => kind === 'refresh').map(({ url }) => url)).toEqual([URL])
})

test('the later checks are about the newer edition: its dates, its status, its recipient', async () => {
  const ended = buildCredential({ ...RENAMED, validUntil: new Date('2026-11-22T12:00:00Z') })
  expect(await answered(await sign(ended, undefined, LATER))).toEqual([
    ['invalid', 'DATE_EXPIRED'],
    [],
    'The newer name',
  ])
  const elsewhere = buildCredential({ ...RENAMED, status: { method: '1edtech', url: 'https://cairn.example/r' } })
  expect((await answered(await sign(elsewhere, undefined, LATER)))[0]).toEqual(['unknown', 'STATUS_UNREACHABLE'])
})

test.each<[string, () => Promise<JsonObject | Fetched | null>]>([
  ['was not fetched', async () => null],
  ['is not there', async () => ({ ...fetched(URL, newer), status: 404 })],
  ['is no JSON', async () => fetched(URL, new TextEncoder().encode('<html>'))],
  ['was changed', async () => ({ ...newer, name: 'Another' })],
  ['has no proof', async () => buildCredential(RENAMED)],
  ['is another credential', async () => sign(buildCredential({ ...RENAMED, id: `${DRAFT.id}x` }), undefined, LATER)],
  [
    'is by another issuer',
    async () => sign(buildCredential({ ...RENAMED, issuer: { ...DRAFT.issuer, id: OTHER } }), otherSigner, LATER),
  ],
  ['is older', async () => sign(buildCredential({ ...RENAMED, validFrom: new Date('2026-11-20T16:04:59Z') }))],
  ['is of another kind', async () => sign(buildEndorsement(WORD), undefined, LATER)],
])('a newer edition that %s leaves the one that was given, with a warning', async (_why, body) => {
  expect(await answered(await body())).toEqual(KEPT)
})

test('a credential of the first model is as old as it says it was issued', async () => {
  const first = {
    '@context': [
      'https://www.w3.org/2018/credentials/v1',
      'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
      'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json',
      'https://w3id.org/security/data-integrity/v2',
    ],
    id: 'https://issuer.example/c/1',
    type: ['VerifiableCredential'],
    issuer: DID,
    issuanceDate: '2026-11-21T00:00:00Z',
    credentialSubject: { id: 'urn:s:1' },
    refreshService: { id: URL, type: '1EdTechCredentialRefresh' },
  }
  const given = await sign(first)
  const edition = (issuanceDate: string) =>
    sign({ ...first, issuanceDate, credentialSubject: { id: 'urn:s:1', type: ['AchievementSubject'] } })
  const answer = async (issuanceDate: string) => {
    const found = material(fetched(URL, await edition(issuanceDate)))
    const report = await judge(given, { material: found, options })
    return [told(report), report.warnings.map(({ code }) => code), report.claims?.validFrom]
  }
  expect(await answer('2026-11-22T00:00:00Z')).toEqual([['valid'], [], '2026-11-22T00:00:00Z'])
  expect(await answer('2026-11-20T00:00:00Z')).toEqual([['valid'], ['REFRESH_FAILED'], '2026-11-21T00:00:00Z'])
})

test('an edition of the same day is the newer one, and what is asked for says how', async () => {
  const same = await sign(buildCredential({ ...RENAMED, validFrom: DRAFT.validFrom }))
  expect(await answered(same)).toEqual([['valid'], [], 'The newer name'])
  const report = await judge(document, { material: material(statusList), options })
  const accept = 'application/vc, application/json, text/plain'
  expect(report.needs).toEqual([{ url: URL, kind: 'refresh', accept, maxBytes: 1024 * 1024 }])
  expect(report.warnings).toEqual([{ code: 'REFRESH_FAILED', path: '/refreshService' }])
})

test('what states no day is older than what does', async () => {
  const undated = {
    '@context': ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json'],
    id: 'https://issuer.example/c/1',
    type: ['VerifiableCredential'],
    issuer: DID,
    credentialSubject: { id: 'urn:s:1' },
    refreshService: { id: URL, type: '1EdTechCredentialRefresh' },
  }
  const dated = { ...undated, validFrom: '2026-11-20T16:05:00Z' }
  const answer = async (given: JsonObject, edition: JsonObject) => {
    const found = material(fetched(URL, await sign({ ...edition, name: 'The newer name' })))
    const report = await judge(await sign(given), { material: found, options })
    return [told(report), report.claims?.name]
  }
  expect(await answer(undated, dated)).toEqual([['valid'], 'The newer name'])
  expect(await answer(undated, undated)).toEqual([['valid'], 'The newer name'])
  expect(await answer(dated, undated)).toEqual([['valid'], undefined])
})

test('a document that does not hold sends nobody anywhere', async () => {
  const report = await judge({ ...document, name: 'Changed' }, { material: material(statusList), options })
  expect([told(report), report.needs, report.warnings]).toEqual([['invalid', 'PROOF_VALUE'], [], []])
})

test('of two editions only the newer asks for its status list', async () => {
  const report = await judge(document, { material: material(fetched(URL, newer)), options })
  expect(report.needs.map(({ kind }) => kind)).toEqual(['statusList'])
})
