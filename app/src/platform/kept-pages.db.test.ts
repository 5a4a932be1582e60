import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anAchievement } from '../testing/factories/achievement.ts'
import { openWorld, type World } from '../testing/world.ts'

let world: World
let slug: string
beforeAll(async () => {
  world = await openWorld()
  slug = (await anAchievement(world)).slug
})
afterAll(() => world.close())

async function read(headers: Record<string, string> = {}) {
  const answer = await world.app.request(`/m/${slug}`, { headers: { accept: 'text/html', ...headers } })
  const html = await answer.text()
  const nonce = /'nonce-([^']+)'/.exec(answer.headers.get('content-security-policy') ?? '')?.[1] ?? ''
  const csrf = /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? ''
  return { status: answer.status, html, nonce, csrf, plain: html.replaceAll(nonce, '').replaceAll(csrf, '') }
}

test('two visits see the same page, each under its own nonce', async () => {
  const [one, two] = [await read(), await read()]
  expect([one.status, two.plain]).toEqual([200, one.plain])
  expect(one.nonce).not.toBe(two.nonce)
  for (const { html, nonce } of [one, two]) expect(html).toContain(`nonce="${nonce}"`)
  expect(one.html).not.toContain('mark-')
})

test('a browser that began a sign-in has the token of that sign-in in its forms', async () => {
  const [nobody, somebody] = [await read(), await read({ cookie: 'cairn-pre=one-browser' })]
  expect(somebody.csrf).not.toBe(nobody.csrf)
  expect(somebody.plain).toBe(nobody.plain)
})

test('a browser that takes gzip gets the same page packed, its own nonce in it', async () => {
  const packed = await world.app.request(`/m/${slug}`, {
    headers: { accept: 'text/html', 'accept-encoding': 'gzip, br' },
  })
  const bytes = Buffer.from(await packed.arrayBuffer())
  const { nonce, html } = await read()
  const own = /'nonce-([^']+)'/.exec(packed.headers.get('content-security-policy') ?? '')?.[1] ?? ''
  const page = gunzipSync(bytes).toString()
  expect([packed.headers.get('content-encoding'), packed.headers.get('vary')]).toEqual([
    'gzip',
    expect.stringContaining('accept-encoding'),
  ])
  expect(page.replaceAll(own, nonce).replace(/name="_csrf" value="[^"]+"/g, '')).toBe(
    html.replace(/name="_csrf" value="[^"]+"/g, ''),
  )
  expect(bytes.length).toBeLessThan(html.length / 2)
})

test('language and theme are kept apart', async () => {
  expect((await read()).html).toContain('<html lang="en"')
  expect((await read({ 'accept-language': 'es' })).html).toContain('<html lang="es"')
  expect((await read({ cookie: 'cairn-look=lang=es&theme=dark' })).html).toContain('data-theme="dark"')
  expect((await read()).html).not.toContain('data-theme')
})

test('whatever anybody commits is on the next page, also behind the back of the server', async () => {
  await world.owner.query(
    `update achievement_version v set retired_at = $2 from achievement a where a.current_version_id = v.id and a.slug = $1`,
    [slug, world.clock.now()],
  )
  const before = await read()
  await world.owner.query(
    `update achievement_version v set retired_at = null from achievement a where a.current_version_id = v.id and a.slug = $1`,
    [slug],
  )
  const after = await read()
  expect(after.plain).not.toBe(before.plain)
})

test('a page that is not there is nobody’s to keep: it is there as soon as it is published', async () => {
  await world.owner.query(`update achievement set visibility = 'organization' where slug = $1`, [slug])
  expect((await read()).status).toBe(404)
  await world.owner.query(`update achievement set visibility = 'public' where slug = $1`, [slug])
  expect((await read()).status).toBe(200)
})
