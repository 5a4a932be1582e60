import { existsSync, readdirSync } from 'node:fs'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { browserOf } from '../../testing/browser.ts'
import { aPhoto } from '../../testing/factories/evidence.ts'
import { aDistrict, aPerson, type District, join, signedIn } from '../../testing/factories/people.ts'
import { BASE_URL, openWorld, type World } from '../../testing/world.ts'

let world: World
let district: District
let cookie: string
beforeAll(async () => {
  world = await openWorld()
  district = await aDistrict(world)
  const dana = await aPerson(world)
  await join(world, district, { person: dana, roles: ['organizationAdmin'] })
  cookie = (await signedIn(world, dana)).cookie
})
afterAll(() => world.close())

const settings = () => `/org/${district.slug}/settings`
async function send(name: string, bytes: Uint8Array) {
  const body = new FormData()
  body.append('_csrf', await browserOf(world, { cookie }).token(settings()))
  body.append('picture', new File([bytes as BlobPart], name))
  const request = new Request(new URL(`${settings()}/picture`, BASE_URL), { method: 'POST', body })
  const answer = await world.app.request(request.url, {
    method: 'POST',
    headers: {
      cookie,
      accept: 'text/html',
      'sec-fetch-site': 'same-origin',
      'content-type': request.headers.get('content-type') ?? '',
    },
    body: await request.arrayBuffer(),
  })
  return { status: answer.status, text: await answer.text() }
}
async function shown(): Promise<Buffer> {
  const answer = await world.app.request(new URL(`/issuers/${district.slug}/image`, BASE_URL).href)
  return Buffer.from(await answer.arrayBuffer())
}

test('B-metadata-identity: the picture of an organization is shown as pixels alone', async () => {
  const sent = await aPhoto({ width: 700, height: 700 })
  expect((await send('board.jpg', sent)).status).toBe(303)
  const kept = await shown()
  const { format, width, height } = await sharp(kept).metadata()
  expect([format, width, height, kept.includes('SECRET')]).toEqual(['png', 600, 600, false])
})

test.each([
  ['what is no picture', 'logo.png', () => Buffer.from('<html>'), 'not a PNG or JPEG picture that we can read'],
  ['an empty one', 'logo.png', () => Buffer.alloc(0), 'Choose a picture'],
  ['one that is not square', 'board.jpg', () => aPhoto({ width: 900, height: 700 }), '900 × 700'],
  ['one that is heavy', 'logo.png', () => Buffer.alloc(600 * 1024), '600 KB'],
])('%s has its sentence, and the picture of before stays', async (_case, name, bytes, sentence) => {
  const before = await shown()
  const answer = await send(name, await bytes())
  expect(answer.status).toBe(422)
  expect(answer.text).toContain(sentence)
  expect((await shown()).equals(before)).toBe(true)
  const { arriving } = world.home.ports.blobs
  expect(existsSync(arriving) ? readdirSync(arriving) : []).toEqual([])
})
