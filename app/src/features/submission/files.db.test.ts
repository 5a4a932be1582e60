import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mintCapability } from '../../platform/capability.ts'
import { browserOf } from '../../testing/browser.ts'
import { aPerson, type Someone, signedIn } from '../../testing/factories/people.ts'
import { openWorld, type World } from '../../testing/world.ts'

let world: World
let person: Someone
let sessionId: string
beforeAll(async () => {
  world = await openWorld()
  person = await aPerson(world)
  await signedIn(world, person)
  const { rows } = await world.owner.query('select id from session where person_id = $1', [person.id])
  sessionId = rows[0].id
})
afterAll(() => world.close())

interface Given {
  readonly bytes?: Buffer
  readonly mediaType?: string
  readonly name?: string
  readonly purpose?: 'view' | 'download'
}
async function address({
  bytes = Buffer.from('0123456789'),
  mediaType = 'image/png',
  name = 'board.png',
  purpose = 'view',
}: Given = {}) {
  const kept = await world.home.ports.blobs.put(
    `person/${person.id}`,
    (async function* () {
      yield bytes
    })(),
  )
  const ctx = world.as({ personId: person.id, sessionId })
  const opening = { blobKey: kept.key, bytes: kept.bytes, mediaType, name, purpose, minutes: 5 }
  return { key: kept.key, url: await ctx.transact((tx) => mintCapability(ctx, tx, opening)) }
}
async function open(url: string, headers: Record<string, string> = {}, method = 'GET') {
  const answer = await world.files.request(url, { method, headers: { 'sec-fetch-site': 'same-site', ...headers } })
  return { status: answer.status, headers: answer.headers, body: Buffer.from(await answer.arrayBuffer()) }
}

const FIXED = {
  'content-security-policy': `sandbox; default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'`,
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-site',
  'cache-control': 'private, no-store',
  'referrer-policy': 'no-referrer',
}

describe('a private file on the cookieless origin', () => {
  test('comes whole, with a fixed type and every header, and sets no cookie', async () => {
    const { url } = await address()
    const seen = await open(url)
    expect([seen.status, seen.body.toString()]).toEqual([200, '0123456789'])
    for (const [name, value] of Object.entries({ ...FIXED, 'content-type': 'image/png', 'content-length': '10' }))
      expect([name, seen.headers.get(name)]).toEqual([name, value])
    expect(seen.headers.get('content-disposition')).toMatch(/^inline; filename="board\.png"/)
    expect(seen.headers.get('set-cookie')).toBeNull()
  })

  test('comes in one range, never in two', async () => {
    const { url } = await address()
    const part = await open(url, { range: 'bytes=2-4' })
    expect([part.status, part.body.toString(), part.headers.get('content-range')]).toEqual([206, '234', 'bytes 2-4/10'])
    expect((await open(url, { range: 'bytes=0-1,3-4' })).status).toBe(416)
    expect((await open(url, { range: 'bytes=90-' })).headers.get('content-range')).toBe('bytes */10')
    const head = await open(url, {}, 'HEAD')
    expect([head.status, head.body.length, head.headers.get('content-length')]).toEqual([200, 0, '10'])
  })

  test.each([
    ['application/pdf', 'view'],
    ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'view'],
    ['image/png', 'download'],
  ] as const)(
    'B-active-pdf-upload, B-polyglots: %s to %s is an attachment of that type',
    async (mediaType, purpose) => {
      const { url } = await address({ mediaType, purpose, bytes: Buffer.from('<script>alert(1)</script>') })
      const seen = await open(url)
      expect(seen.headers.get('content-type')).toBe(mediaType)
      expect(seen.headers.get('content-disposition')).toMatch(/^attachment;/)
    },
  )

  test('everything that is not allowed is the same miss', async () => {
    const { url, key } = await address()
    const misses = [
      await open(url.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))),
      await open(`${world.home.ports.filesUrl}/f/short`),
      await open(url, { 'sec-fetch-site': 'cross-site' }),
      await open(url, { 'sec-fetch-site': 'none' }),
    ]
    const absent = await world.files.request(url)
    misses.push({ status: absent.status, headers: absent.headers, body: Buffer.from(await absent.arrayBuffer()) })
    await world.home.ports.blobs.remove(key)
    misses.push(await open(url))
    for (const miss of misses) {
      expect([miss.status, miss.body.toString()]).toEqual([404, 'Not found\n'])
      for (const [name, value] of Object.entries(FIXED)) expect(miss.headers.get(name)).toBe(value)
    }
  })

  test('dies after its minutes and with its session', async () => {
    const { url } = await address({ bytes: Buffer.from('for minutes') })
    const before = world.clock.now()
    world.clock.advance(5 * 60_000 + 1)
    expect((await open(url)).status).toBe(404)
    world.clock.set(before)
    expect((await open(url)).status).toBe(200)
    await world.owner.query('update session set ended_at = now() where id = $1', [sessionId])
    expect((await open(url)).status).toBe(404)
    await world.owner.query('update session set ended_at = null where id = $1', [sessionId])
  })

  test('is not served by the origin of the pages, and no page by this one', async () => {
    const { url } = await address()
    const token = new URL(url).pathname
    expect(
      (await world.app.request(`http://localhost:3000${token}`, { headers: { 'sec-fetch-site': 'same-origin' } }))
        .status,
    ).toBe(404)
    expect((await open(`${world.home.ports.filesUrl}/me/work`)).status).toBe(404)
    expect((await open(url, {}, 'POST')).status).toBe(404)
  })
})

test('the holder opens one’s own thing by a press, and nobody else does', async () => {
  const { cookie } = await signedIn(world, person)
  const browser = browserOf(world, { cookie })
  const { cookie: foreign } = await signedIn(world, await aPerson(world))
  const kept = await world.home.ports.blobs.put(
    `person/${person.id}`,
    (async function* () {
      yield Buffer.from('mine')
    })(),
  )
  const id = world.home.ports.newId()
  await world.owner.query(
    `insert into inbox_item (id, person_id, kind, name, media_type, bytes, sha256, blob_key, received_at, expires_at) values ($1, $2, 'image', 'board.png', 'image/png', 4, $3, $4, now(), now())`,
    [id, person.id, kept.sha256, kept.key],
  )
  const opened = await browser.post(`/me/inbox/items/${id}/open`, {}, '/me/inbox')
  expect(opened.status).toBe(303)
  expect((await open(opened.location ?? '')).body.toString()).toBe('mine')
  const stranger = await browserOf(world, { cookie: foreign }).post(`/me/inbox/items/${id}/open`, {}, '/me/inbox')
  expect(stranger.status).toBe(404)
})
