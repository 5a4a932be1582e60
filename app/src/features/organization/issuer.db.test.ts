import { readKeyHistory, readPinnedKeys } from '@cairn/openbadges'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { credentialCrypto } from '../../platform/signing.ts'
import { browserOf } from '../../testing/browser.ts'
import { aDistrict, type District } from '../../testing/factories/people.ts'
import { openWorld, type World } from '../../testing/world.ts'

let world: World
let district: District
beforeAll(async () => {
  world = await openWorld()
  district = await aDistrict(world, { slug: 'lakeview', name: 'Lakeview Schools' })
})
afterAll(() => world.close())

test('the DID document stands at its address for any origin, under the configured host', async () => {
  const seen = await browserOf(world).get('/issuers/lakeview/did.json')
  expect(seen.headers.get('content-type')).toBe('application/did+json')
  expect(seen.headers.get('access-control-allow-origin')).toBe('*')
  expect(seen.headers.get('cache-control')).toBe('public, max-age=300')
  expect(JSON.parse(seen.text).id).toBe('did:web:localhost%3A3000:issuers:lakeview')
})

test('a browser that keeps the page of an issuer asks anew once it speaks another language', async () => {
  const { headers } = await browserOf(world).get('/issuers/lakeview')
  expect([headers.get('cache-control'), headers.get('vary')]).toEqual([
    'public, max-age=300',
    'accept-language, cookie',
  ])
})

test('the page of an issuer names the address for questions and appeals, where there is one', async () => {
  const contact = '<a href="mailto:growth@lakeview.example">growth@lakeview.example</a>'
  const page = async () => (await browserOf(world).get('/issuers/lakeview')).text
  expect(await page()).toContain(contact)
  const email = (value: string | null) =>
    world.owner.query('update organization set email = $2 where tenant_id = $1', [district.tenantId, value])
  await email(null)
  expect(await page()).not.toContain('Questions and appeals')
  await email('growth@lakeview.example')
})

test('a browser finds the mark of the house on both origins', async () => {
  for (const app of [world.app, world.files]) {
    const icon = await app.request('/favicon.ico')
    expect([icon.status, icon.headers.get('content-type')]).toEqual([200, 'image/svg+xml'])
  }
})

test('the key history is signed by the award key, the same bytes each time, and read with the DID document and nothing else', async () => {
  const browser = browserOf(world)
  const { text } = await browser.get('/issuers/lakeview/keys.json')
  expect((await browser.get('/issuers/lakeview/keys.json')).text).toBe(text)
  const { did, keys, proof } = JSON.parse(text)
  const didDocument = JSON.parse((await browser.get('/issuers/lakeview/did.json')).text)
  const read = (given: string) =>
    readKeyHistory(given, { did, now: world.clock.now(), crypto: credentialCrypto, didDocument })
  const history = await read(text)
  expect([history.findings, history.keys.map(({ id }) => id)]).toEqual([[], keys.map(({ id }: { id: string }) => id)])
  const { rows } = await world.owner.query(
    "select id from issuer_key where tenant_id = $1 and purpose = 'award' and state = 'active'",
    [district.tenantId],
  )
  expect(proof.verificationMethod).toBe(`${did}#${rows[0].id}`)
  const altered = JSON.stringify({ did, keys: keys.slice(1), proof })
  expect((await read(altered)).findings).toMatchObject([{ code: 'KEY_HISTORY' }])
})

test('the trust file names every issuer but the demonstration', async () => {
  const demo = await aDistrict(world, { slug: 'lakeview-demo' })
  await world.owner.query('update organization set demo = true where tenant_id = $1', [demo.tenantId])
  const { text } = await browserOf(world).get('/.well-known/cairn-trust.json')
  const pinned = await readPinnedKeys(text, { now: world.clock.now(), crypto: credentialCrypto })
  expect([pinned.findings, pinned.issuers]).toEqual([[], ['did:web:localhost%3A3000:issuers:lakeview']])
  expect(pinned.keys.map(({ purpose }) => purpose).sort()).toEqual(['award', 'status'])
})

test.each([
  ['/issuers/lakeview', 200],
  ['/issuers/starter', 200],
  ['/issuers/nobody', 404],
  ['/issuers/nobody/did.json', 404],
  ['/issuers/starter/did.json', 404],
  ['/issuers/lakeview/image', 404],
  ['/help', 200],
  ['/policies/accessibility', 200],
  ['/policies/nothing', 404],
])('%s answers %i to anybody', async (path, status) => {
  expect((await browserOf(world).get(path)).status).toBe(status)
})
