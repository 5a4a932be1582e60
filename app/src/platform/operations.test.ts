import { type Fetched, type JsonObject, toBytes } from '@cairn/openbadges'
import { describe, expect, test } from 'vitest'
import { aForeignIssuer, type ForeignIssuer } from '../testing/factories/foreign.ts'
import { openKeys } from './keys.ts'
import { listen } from './listen.ts'
import { operations } from './operations.ts'
import { canonicalizers, makeSigningKey, signingOf } from './signing.ts'
import { judge } from './verify-worker.ts'

const TOKEN = 'q8Zt1mVb4Rw7q8Zt1mVb4Rw7q8Zt1mVb4Rw7q8Zt1mVb'

const PATHS = ['template', 'pattern', 'compiled', 'general', 'reference'] as const

/** What is told of each path. */
async function counts(): Promise<readonly number[]> {
  const text = await (await operations().request('http://localhost/metrics')).text()
  const lines = text.split('\n').filter((line) => line.startsWith('openbadges_canonicalize_total{'))
  const told = new Map(
    lines.map((line) => line.slice('openbadges_canonicalize_total{path="'.length).split('"} ') as [string, string]),
  )
  expect([...told.keys()].sort()).toEqual([...PATHS].sort())
  return PATHS.map((path) => Number(told.get(path)))
}

/** What a deed adds, of the paths it takes. */
async function added(deed: () => Promise<unknown>): Promise<Readonly<Record<string, number>>> {
  const before = await counts()
  await deed()
  const after = await counts()
  return Object.fromEntries(
    PATHS.map((path, i) => [path, (after[i] ?? 0) - (before[i] ?? 0)] as const).filter(([, count]) => count !== 0),
  )
}

describe('tells how signed forms were made, by the path', () => {
  const at = new Date('2026-11-21T00:00:00Z')
  let issuer: ForeignIssuer
  let input: Uint8Array
  const judged = async (credential: Uint8Array) => {
    const fetched = [...issuer.web].map(([url, body]) => [
      url,
      { url, status: 200, mediaType: 'application/json', body, at },
    ])
    const documents = new Map(fetched as [string, Fetched][])
    const report = await judge({
      input: credential,
      documents,
      trustedKeys: [],
      now: at,
      options: {},
      patienceMs: 30_000,
    })
    expect(report.verdict).toBe('valid')
  }

  test('general: one by one, here; the status list, the credential, and what is signed beside each', async () => {
    const deed = async () => {
      issuer = await aForeignIssuer()
      input = await issuer.issue()
    }
    expect(await added(deed)).toEqual({ general: 4 })
  })

  test('compiled, then pattern: where strangers are judged, for the third of one kind', async () => {
    const others = await Promise.all([2, 3, 4].map((n) => issuer.issue({ id: `https://${issuer.host}/c/${n}` })))
    expect(await added(() => judged(input))).toEqual({ compiled: 4 })
    // Of the second of a kind a pattern is made: from a sample of it, and from one of what is signed beside it.
    expect(await added(() => judged(others[0] as Uint8Array))).toEqual({ compiled: 6 })
    // From then on the list alone goes the whole way.
    for (const other of others.slice(1)) expect(await added(() => judged(other))).toEqual({ pattern: 1, compiled: 2 })
  })

  test('template: for every one of a kind; a sample of it goes the general way once', async () => {
    const keys = openKeys(Buffer.alloc(32, 7))
    const key = { id: 'award', ...makeSigningKey(keys, { tenantId: 't', id: 'award' }) }
    const signing = signingOf(keys, { did: issuer.did, tenantId: 't', key })
    const { proof: _proof, ...unsigned } = JSON.parse(Buffer.from(input).toString()) as JsonObject
    const prepared = toBytes(unsigned)
    expect(await added(() => signing.sign(prepared, at))).toEqual({ template: 1, general: 2 })
    for (let n = 0; n < 3; n++) expect(await added(() => signing.sign(prepared, at))).toEqual({ template: 1 })
    signing.stop()
    expect(await added(() => signing.sign(prepared, at))).toEqual({ general: 2 })
  })

  test('reference: for the second look at what was signed', async () => {
    const { proof: _proof, ...unsigned } = JSON.parse(Buffer.from(input).toString()) as JsonObject
    expect(await added(() => canonicalizers().reference.canonize(unsigned))).toEqual({ reference: 1 })
  })
})

test('answers in the OpenMetrics format, to whoever listens for this machine', async () => {
  const running = await listen(operations(), { host: '127.0.0.1', port: 0 })
  try {
    const answer = await fetch(`http://127.0.0.1:${running.port}/metrics`)
    const text = await answer.text()
    expect(answer.headers.get('content-type')).toMatch(/^application\/openmetrics-text; version=1\.0\.0/)
    expect(text).toContain('# TYPE openbadges_canonicalize counter\n')
    expect(text).toMatch(/\nprocess_resident_memory_bytes \d+\n/)
    expect(text.endsWith('# EOF\n')).toBe(true)
    expect((await fetch(`http://127.0.0.1:${running.port}/`)).status).toBe(404)
  } finally {
    await running.close(0)
  }
})

test('a name of somebody else that leads to this machine reads nothing', async () => {
  expect((await operations().request('http://rebound.example/metrics')).status).toBe(403)
})

test.each([
  ['none', undefined, 401],
  ['another', `Bearer ${TOKEN}x`, 401],
  ['the same, not as a bearer', TOKEN, 401],
  ['the right one', `Bearer ${TOKEN}`, 200],
])('with a token set: %s', async (_name, authorization, status) => {
  const headers = new Headers(authorization ? { authorization } : {})
  expect((await operations(TOKEN).request('http://watch.example:9464/metrics', { headers })).status).toBe(status)
})
