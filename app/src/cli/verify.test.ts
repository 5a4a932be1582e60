import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type SafeFetch, safeFetch } from '../platform/safe-fetch.ts'
import { aForeignIssuer, type ForeignIssuer, webOf } from '../testing/factories/foreign.ts'
import { type VerifyAsked, verifyGiven } from './verify.ts'

const ADDRESS = 'https://badges.example/c/1'
const now = () => new Date('2026-11-22T00:00:00Z')
let folder: string
let file: string
let issuer: ForeignIssuer
let fetch: SafeFetch
let asked: readonly string[]

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cairn-verify-'))
  issuer = await aForeignIssuer()
  file = join(folder, 'credential.json')
  const bytes = await issuer.issue()
  writeFileSync(file, bytes)
  issuer.web.set(ADDRESS, bytes)
  ;({ fetch, asked } = webOf(issuer))
})
afterAll(() => rmSync(folder, { recursive: true }))

test('a file and the address of the same credential get the same answer, and exit code 0', async () => {
  const kept = await verifyGiven({ file, fetch, now })
  const behind = await verifyGiven({ file: ADDRESS, fetch, now })
  expect(behind).toEqual(kept)
  expect(kept.exitCode).toBe(0)
  expect(kept.lines.join('\n')).toContain('Elsewhere Schools')
  expect(asked.filter((url) => url === ADDRESS)).toHaveLength(1)
})

test('what was taken back, or changed behind its address, ends with 1 and says why', async () => {
  await issuer.publish({ revoked: [94_512], validFrom: new Date('2026-11-21T00:00:00Z') })
  const back = await verifyGiven({ file: ADDRESS, fetch, now })
  expect([back.exitCode, back.lines.join(' ')]).toEqual([1, expect.stringContaining('STATUS_REVOKED')])
  const text = new TextDecoder().decode(issuer.web.get(ADDRESS) as Uint8Array)
  const web = { ...issuer, web: new Map(issuer.web).set(ADDRESS, new TextEncoder().encode(text.replace('Lee', 'Leo'))) }
  const changed = await verifyGiven({ file: ADDRESS, fetch: webOf(web).fetch, now })
  expect([changed.exitCode, changed.lines.join(' ')]).toEqual([1, expect.stringContaining('PROOF_VALUE')])
  await issuer.publish()
})

test('without a network a file stays unknown, and an address is not asked', async () => {
  const refusing: SafeFetch = () => expect.fail('somebody was asked')
  const kept = await verifyGiven({ file, fetch: refusing, offline: true, now })
  expect([kept.exitCode, kept.lines.join(' ')]).toEqual([2, expect.stringContaining('DID_UNREACHABLE')])
  expect(kept.lines.at(-1)).toMatch(/^Nobody was asked, because of --offline/)
  expect(await verifyGiven({ file: ADDRESS, fetch: refusing, offline: true, now })).toEqual({
    lines: ['Nobody is asked with --offline: save what stands there, and give the file.'],
    exitCode: 2,
  })
})

test('a credential of a site on this computer alone is sent to that site', async () => {
  const here = await aForeignIssuer({ host: 'localhost:3000', did: 'did:web:localhost%3A3000' })
  const own = join(folder, 'here.json')
  writeFileSync(own, await here.issue())
  const answer = await verifyGiven({ file: own, now })
  expect(answer.exitCode).toBe(2)
  expect(answer.lines.at(-1)).toMatch(/own page \/verify\.$/)
})

test('a file that is not there is one sentence and exit code 2', async () => {
  const missing = join(folder, 'missing.json')
  expect(await verifyGiven({ file: missing, now })).toEqual({
    lines: [`${missing} cannot be read (ENOENT).`],
    exitCode: 2,
  })
})

test('the answer comes in Spanish for whoever asks, with every sentence of the command', async () => {
  const { lines, exitCode } = await verifyGiven({ file, fetch, now, lang: 'es' })
  expect([exitCode, lines[0]]).toEqual([0, 'Firma válida. No has marcado a este emisor como reconocido.'])
  expect(lines).toContainEqual(expect.stringMatching(/^bien {5}Firma$/))
  const missing = join(folder, 'missing.json')
  const ask = async (more: Partial<VerifyAsked>) =>
    (await verifyGiven({ file, fetch, now, lang: 'es', ...more })).lines.at(-1)
  expect(await ask({ file: missing })).toBe(`No se puede leer ${missing} (ENOENT).`)
  expect(await ask({ trust: file })).toMatch(/no es un archivo de confianza: uno contiene \{"issuers": \[…\]\} o/)
  expect(await ask({ offline: true })).toMatch(/^No se preguntó a nadie, por --offline\./)
  expect(await ask({ file: ADDRESS, offline: true })).toMatch(/^Con --offline no se pregunta a nadie/)
  expect(await ask({ file: 'https://127.0.0.1/c/1', fetch: undefined })).toMatch(/^No abrimos direcciones de este tipo/)
})

test.each([
  ['a document', 'credential.json', 10],
  ['a picture', 'badge.PNG', 16],
  ['a trust file', 'trust.json', 10],
])('%s that is too large is told so before it is read', async (kind, name, most) => {
  const large = join(folder, `large-${name}`)
  writeFileSync(large, '')
  // A hole in place of bytes: it takes no room.
  truncateSync(large, most * 1_048_576 + 1)
  const given = kind === 'a trust file' ? { file, trust: large } : { file: large }
  expect(await verifyGiven({ ...given, fetch, now })).toEqual({
    lines: [expect.stringContaining(`${large} was not read: it is larger than ${most} MiB`)],
    exitCode: 2,
  })
})

test('the newest edition is asked for only with --refresh, and it is the one that is judged', async () => {
  const refreshUrl = 'https://badges.example/c/1/refresh'
  const older = join(folder, 'older.json')
  writeFileSync(older, await issuer.issue({ refreshUrl }))
  const validFrom = new Date('2026-11-21T00:00:00Z')
  const credited = {
    validFrom,
    status: { method: 'bitstring', list: 'https://badges.example/status/1', index: 7 } as const,
  }
  issuer.web.set(refreshUrl, await issuer.issue({ refreshUrl, ...credited }))
  await issuer.publish({ revoked: [7], validFrom })
  const before = asked.length
  expect((await verifyGiven({ file: older, fetch, now })).exitCode).toBe(0)
  expect(asked.slice(before)).not.toContain(refreshUrl)
  const newest = await verifyGiven({ file: older, fetch, now, refresh: true })
  expect([newest.exitCode, newest.lines.join(' ')]).toEqual([1, expect.stringContaining('STATUS_REVOKED')])
  issuer.web.delete(refreshUrl)
  const silent = await verifyGiven({ file: older, fetch, now, refresh: true })
  expect([silent.exitCode, silent.lines.at(-1)]).toEqual([0, expect.stringMatching(/^note {5}REFRESH_FAILED/)])
  await issuer.publish()
})

describe('an address', () => {
  let server: Server
  let place: string
  let door: SafeFetch
  beforeAll(async () => {
    const answers: Readonly<Record<string, readonly [number, string | Uint8Array]>> = {
      '/credential': [200, issuer.web.get(ADDRESS) as Uint8Array],
      '/page': [200, '<!doctype html><title>A page</title>'],
      '/moved': [302, ''],
      '/large': [200, new Uint8Array(1_048_577)],
      '/down': [503, ''],
    }
    server = createServer((request, response) => {
      if (request.url === '/drop') {
        const timer = setInterval(() => response.write(' '), 10)
        response.on('close', () => clearInterval(timer))
        return
      }
      const [status, body] = answers[request.url ?? ''] ?? [404, '']
      response.writeHead(status, { location: '/credential' }).end(body)
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const { port } = server.address() as AddressInfo
    place = `http://127.0.0.1:${port}`
    const loopback = safeFetch({ allow: (address) => address === '127.0.0.1', plainHttp: true, ports: new Set([port]) })
    door = (url, limits) => (url.startsWith(place) ? loopback(url, limits) : fetch(url, limits))
  })
  afterAll(() => new Promise((done) => server.close(done)))

  test('leads to the credential through the guarded door', async () => {
    expect((await verifyGiven({ file: `${place}/credential`, fetch: door, now })).exitCode).toBe(0)
  })
  test.each([
    ['/none', 'Nothing is there, or it is private. Ask the holder for a link that opens, or for the file.'],
    ['/page', 'A web page stands there, not the credential itself.'],
    ['/moved', 'This address sends visitors on to another one.'],
    ['/large', 'What stands there is larger than a credential may be.'],
    ['/down', 'We could not reach this address. Try again later, or use the file. This is no sign of forgery.'],
  ])('%s is answered in the words of the page, and exit code 2', async (path, sentence) => {
    const { lines, exitCode } = await verifyGiven({ file: `${place}${path}`, fetch: door, now })
    expect([exitCode, lines]).toEqual([2, [expect.stringContaining(sentence)]])
  })
  test('A-status-host-failing: a list that comes byte by byte is not waited for, and the signature is judged', async () => {
    const slow: SafeFetch = (url, limits) =>
      url.endsWith('/status/1') ? door(`${place}/drop`, { ...limits, timeoutMs: 150 }) : door(url, limits)
    const { lines, exitCode } = await verifyGiven({ file, fetch: slow, now })
    expect(exitCode).toBe(2)
    expect(lines.join('\n')).toContain('STATUS_UNREACHABLE')
    expect(lines).toContainEqual(expect.stringMatching(/^pass {5}.*[Ss]ignature/))
  })
  test.each([
    'https://127.0.0.1/status/1',
    'https://[::ffff:127.0.0.1]/status/1',
    'https://localhost./status/1',
    'https://169.254.169.254/status/1',
    'https://badges.example:22/status/1',
    'https://user@badges.example/status/1',
    'https://xn--a/status/1',
  ])('A-ssrf-targets: a status list at %s is not asked for, nor is anything a credential only names', async (list) => {
    const hosts: string[] = []
    const guarded = safeFetch({
      lookup: async (host) => {
        hosts.push(host)
        return [host === 'localhost.' ? '127.0.0.1' : host]
      },
    })
    const own = join(folder, 'target.json')
    const status = { method: 'bitstring', list, index: 1 } as const
    const change = (document: Record<string, unknown>) =>
      Object.assign(document, {
        image: { id: list, type: 'Image' },
        evidence: [{ id: list, type: ['Evidence'], name: 'A lesson' }],
      })
    writeFileSync(own, await issuer.issue({ status, change }))
    const before = asked.length
    const narrow: SafeFetch = (url, limits) => (url === list ? guarded(url, limits) : fetch(url, limits))
    const { lines, exitCode } = await verifyGiven({ file: own, fetch: narrow, now })
    expect([exitCode, lines.join('\n')]).toEqual([2, expect.stringContaining('STATUS_UNREACHABLE')])
    expect(asked.slice(before)).toEqual(['https://badges.example/.well-known/did.json'])
    expect(hosts.length).toBeLessThanOrEqual(1)
  })
  test.each([
    ['without https', 'http://badges.example/c/1', 'An address begins with https:// and holds no spaces.'],
    ['inside this network', 'https://127.0.0.1/c/1', 'We do not open addresses of this kind. Use the file instead.'],
    ['at a port of its own', 'https://badges.example:8443/c', 'We do not open addresses of this kind.'],
    ['that is none', 'https://', 'An address begins with https:// and holds no spaces.'],
  ])('%s is not asked', async (_kind, address, sentence) => {
    const { lines, exitCode } = await verifyGiven({ file: address, now })
    expect([exitCode, lines]).toEqual([2, [expect.stringContaining(sentence)]])
  })
})
