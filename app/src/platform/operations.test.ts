import { expect, test } from 'vitest'
import { aForeignIssuer } from '../testing/factories/foreign.ts'
import { listen } from './listen.ts'
import { operations } from './operations.ts'
import { judge } from './verify-worker.ts'

const TOKEN = 'q8Zt1mVb4Rw7q8Zt1mVb4Rw7q8Zt1mVb4Rw7q8Zt1mVb'

async function countOf(path: string): Promise<number> {
  const text = await (await operations().request('http://localhost/metrics')).text()
  const line = text.split('\n').find((each) => each.startsWith(`openbadges_canonicalize_total{path="${path}"}`))
  return Number(line?.split(' ')[1])
}

test('tells how signed forms were made, by this thread and by those that judge for it', async () => {
  const before = { general: await countOf('general'), compiled: await countOf('compiled') }
  const issuer = await aForeignIssuer()
  const input = await issuer.issue()
  // The status list, the credential, and what is signed beside each.
  expect((await countOf('general')) - before.general).toBe(4)
  const documents = new Map()
  const at = new Date('2026-11-21T00:00:00Z')
  for (const [url, body] of issuer.web)
    documents.set(url, { url, status: 200, mediaType: 'application/json', body, at })
  const report = await judge({ input, documents, trustedKeys: [], now: at, options: {}, patienceMs: 30_000 })
  expect(report.verdict).toBe('valid')
  expect((await countOf('compiled')) - before.compiled).toBe(4)
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
