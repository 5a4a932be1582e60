import { connect, type Socket } from 'node:net'
import type { Report } from '@cairn/openbadges'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openAssets } from './assets.ts'
import { type Listening, listen } from './platform/listen.ts'
import { judge } from './platform/verify-worker.ts'
import { buildApps } from './server.ts'
import { aDistrict } from './testing/factories/people.ts'
import { openWorld, type World } from './testing/world.ts'

const PATIENCE = { headersMs: 1_200, bodyIdleMs: 500, bodyMs: 1_200, keepAliveMs: 500, socketsPerAddress: 300 }
let world: World
let slow: Listening
let site: Listening
let limited: Listening
const sockets = new Set<Socket>()

beforeAll(async () => {
  world = await openWorld('2026-11-20T16:05:00Z')
  await aDistrict(world, { slug: 'north', name: 'North' })
  slow = await listen(world.app, { port: 0, host: '127.0.0.1', patience: PATIENCE })
  site = await listen(world.app, { port: 0, host: '127.0.0.1' })
  const { app } = buildApps({
    home: world.home,
    assets: openAssets('nowhere'),
    rateScale: 1,
    trustedProxies: new Set(),
    ready: async () => ({ ready: true, failing: [] }),
  })
  limited = await listen(app, { port: 0, host: '127.0.0.1' })
  // The thread that judges starts with the first document.
  await verifyAt(site.port, '{}')
})
afterAll(async () => {
  for (const socket of sockets) socket.destroy()
  await Promise.all([slow, site, limited].map((each) => each.close(0)))
  await world.close()
})

/** Hand-written bytes; what the server says, and how long it keeps the connection. */
async function opened(
  bytes = '',
  port = slow.port,
): Promise<{ socket: Socket; ended: Promise<{ said: string; ms: number }> }> {
  const socket = connect(port, '127.0.0.1')
  sockets.add(socket)
  socket.on('error', () => socket.destroy())
  await new Promise((resolve) => socket.once('connect', resolve))
  const started = performance.now()
  let said = ''
  socket.on('data', (part) => {
    said += part.toString('latin1')
  })
  const ended = new Promise<{ said: string; ms: number }>((resolve) =>
    socket.once('close', () => resolve({ said, ms: performance.now() - started })),
  )
  if (bytes) socket.write(bytes)
  return { socket, ended }
}
const page = (path = '/') => fetch(`http://127.0.0.1:${site.port}${path}`, { headers: { accept: 'text/html' } })
async function slowestOf(count: number): Promise<number> {
  let slowest = 0
  for (let turn = 0; turn < count; turn++) {
    const started = performance.now()
    expect((await page()).status).toBe(200)
    slowest = Math.max(slowest, performance.now() - started)
  }
  return slowest
}

describe('C-slow-clients: whoever takes their time', () => {
  test('with the head of a request is told so and let go', async () => {
    const slow = await opened('GET / HTTP/1.1\r\nHost: localhost\r\nX-A: 1\r\n')
    const drip = setInterval(() => slow.socket.write('X-B: 2\r\n'), 200)
    const { said, ms } = await slow.ended
    clearInterval(drip)
    expect(said).toMatch(/^HTTP\/1\.1 408 /)
    expect(ms).toBeLessThan(5_000)
  })

  test('and says nothing at all is let go as well', async () => {
    const { ms } = await (await opened()).ended
    expect(ms).toBeLessThan(5_000)
  })

  const post = 'POST /verify HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\nContent-Length: 5000\r\n'
  const form = `${post}Content-Type: application/x-www-form-urlencoded\r\n\r\n`
  test('with a body that rests, and with one that drips, is let go', async () => {
    const resting = await opened(`${form}text=`)
    const dripping = await opened(`${form}text=`)
    const drip = setInterval(() => dripping.socket.write('a'), 150)
    const [first, second] = await Promise.all([resting.ended, dripping.ended])
    clearInterval(drip)
    expect(first.ms).toBeLessThan(2_500)
    expect(second.ms).toBeLessThan(4_000)
    expect(world.logLines.filter((line) => line.includes('"status":500'))).toEqual([])
  })

  test('between two requests keeps no connection', async () => {
    const { ended } = await opened('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n')
    const { said, ms } = await ended
    expect(said).toMatch(/^HTTP\/1\.1 200 /)
    expect(ms).toBeLessThan(5_000)
  })

  test('with a head too large is refused, with too many lines loses those behind', async () => {
    const large = await opened(`GET / HTTP/1.1\r\nHost: localhost\r\nX-A: ${'x'.repeat(20_000)}\r\n\r\n`)
    expect((await large.ended).said).toMatch(/^HTTP\/1\.1 431 /)
    const lines = Array.from({ length: 400 }, (_, i) => `X-${i}: 1\r\n`).join('')
    const many = await opened(`GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${lines}\r\n`)
    expect((await many.ended).said).toMatch(/^HTTP\/1\.1 200 /)
  })

  test('five hundred idle connections: the address keeps its share, the others get their pages', async () => {
    await slowestOf(3)
    const idle = await Promise.all(Array.from({ length: 500 }, () => opened()))
    const open = () => idle.filter(({ socket }) => !socket.destroyed).length
    await vi.waitFor(() => expect(open()).toBeLessThanOrEqual(PATIENCE.socketsPerAddress), {
      timeout: 900,
      interval: 20,
    })
    expect(await slowestOf(20)).toBeLessThan(1_000)
    await Promise.all(idle.map(({ ended }) => ended))
    expect(open()).toBe(0)
  })

  test('a connection at work is not ended for a new one', async () => {
    const busy = await opened(`${form}text=`)
    const keep = setInterval(() => busy.socket.write('a'), 100)
    const crowd = await Promise.all(Array.from({ length: 320 }, () => opened()))
    expect(busy.socket.destroyed).toBe(false)
    clearInterval(keep)
    for (const { socket } of [busy, ...crowd]) socket.destroy()
  })
})

const verifyAt = (port: number, body: string | Uint8Array, headers: Record<string, string> = {}) =>
  fetch(`http://127.0.0.1:${port}/api/v1/verify`, { method: 'POST', body: body as BodyInit, headers })

describe('C-verify-endpoint-flood: the door where strangers hand over documents', () => {
  test('bodies over the cap, declared or not, are refused with a sentence; memory stays', async () => {
    const before = process.memoryUsage().rss
    const large = new Uint8Array(11 * 1_048_576)
    for (let turn = 0; turn < 8; turn++) {
      const answer = await verifyAt(site.port, large)
      expect(answer.status).toBe(413)
      expect(((await answer.json()) as { title: string }).title).toMatch(/^[A-Z].{20,}\.$/)
    }
    const undeclared = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(1_048_576)),
    })
    const answer = await fetch(`http://127.0.0.1:${site.port}/api/v1/verify`, {
      method: 'POST',
      body: undeclared,
      duplex: 'half',
    } as RequestInit)
    expect(answer.status).toBe(413)
    expect(process.memoryUsage().rss - before).toBeLessThan(250 * 1_048_576)
  })

  test.each([
    ['a list', '['.repeat(200_000)],
    ['an object', '{"a":'.repeat(100_000)],
    ['a list in a credential', `{"@context":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    ['a document type of a picture', `<!DOCTYPE svg${'a'.repeat(1_000_000)}`],
  ])('%s nested or stretched without end gets its verdict at once', async (_what, body) => {
    const started = performance.now()
    const answer = await verifyAt(site.port, body)
    const report = (await answer.json()) as { verdict?: string; title?: string }
    expect([200, 422]).toContain(answer.status)
    expect(report.verdict ?? report.title).not.toBe('valid')
    expect(performance.now() - started).toBeLessThan(3_000)
  })

  test('when as many wait as may, the next one is asked to come again, and gets its answer then', async () => {
    const input = `{"a":[${'1,'.repeat(8_000)}1]}`
    const one = { input, documents: new Map(), trustedKeys: [], now: world.clock.now(), options: {}, patienceMs: 2_000 }
    await Promise.all([judge(one), judge(one)])
    const waiting: Promise<Report>[] = []
    // The place of whoever has an answer is taken at once: the door stays full until the stranger has stood before it.
    let asked = true
    const crowd = () => {
      for (let n = 0; n < 1_000; n++) waiting.push(judge(one).then(replaced))
    }
    const replaced = (report: Report) => {
      if (asked) expect(crowd).toThrow('rate limited')
      return report
    }
    expect(crowd).toThrow('rate limited')
    expect(waiting.length).toBeLessThanOrEqual(66)
    const refused = await verifyAt(site.port, '{}')
    asked = false
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '5'])
    expect((await Promise.all(waiting)).filter(({ verdict }) => verdict === 'valid')).toEqual([])
    expect((await verifyAt(site.port, '{}')).status).toBe(200)
  })

  test('a flood of two hundred: pages answer meanwhile', async () => {
    const flood = Promise.allSettled(Array.from({ length: 200 }, () => verifyAt(limited.port, '{}')))
    expect(await slowestOf(5)).toBeLessThan(3_000)
    // Beyond the connections of one address the door itself stays shut.
    const statuses = (await flood).flatMap((each) => (each.status === 'fulfilled' ? [each.value.status] : []))
    expect(statuses).toContain(429)
    expect(statuses.filter((status) => ![200, 429].includes(status))).toEqual([])
  })

  test('one address alone has ten at once; then it is asked to wait, in words, while its pages go on', async () => {
    const answers: Response[] = []
    for (let turn = 0; turn < 30; turn++) answers.push(await verifyAt(limited.port, '{}'))
    const refused = answers.filter(({ status }) => status === 429)
    expect(answers.length - refused.length).toBeLessThanOrEqual(14)
    for (const { headers } of refused) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
    const said = (await (refused[0] as Response).json()) as { title: string }
    expect(said.title).toMatch(/^[A-Z].{10,}\.$/)
    expect((await fetch(`http://127.0.0.1:${limited.port}/verify`)).status).toBe(200)
  })
})
