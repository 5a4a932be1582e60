import { createHash, createPublicKey, verify } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Json, jcs } from '../../lib/jcs.ts'
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

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
function fromBase58(text: string): Buffer {
  let value = 0n
  for (const letter of text) value = value * 58n + BigInt(ALPHABET.indexOf(letter))
  const hex = value.toString(16)
  return Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex')
}
const sha256 = (value: Json) => createHash('sha256').update(jcs(value)).digest()

test('the DID document stands at its address for any origin, under the configured host', async () => {
  const seen = await browserOf(world).get('/issuers/lakeview/did.json')
  expect(seen.headers.get('content-type')).toBe('application/did+json')
  expect(seen.headers.get('access-control-allow-origin')).toBe('*')
  expect(seen.headers.get('cache-control')).toBe('public, max-age=300')
  expect(JSON.parse(seen.text).id).toBe('did:web:localhost%3A3000:issuers:lakeview')
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

test('the key history is signed by the award key: eddsa-jcs-2022, the same bytes each time', async () => {
  const browser = browserOf(world)
  const { text } = await browser.get('/issuers/lakeview/keys.json')
  expect((await browser.get('/issuers/lakeview/keys.json')).text).toBe(text)
  const { proof, ...document } = JSON.parse(text)
  const { proofValue, ...configuration } = proof
  expect(configuration).toMatchObject({ cryptosuite: 'eddsa-jcs-2022', proofPurpose: 'assertionMethod' })
  const { rows } = await world.owner.query(
    "select id, public_key from issuer_key where tenant_id = $1 and purpose = 'award'",
    [district.tenantId],
  )
  expect(configuration.verificationMethod).toBe(`${document.did}#${rows[0].id}`)
  const key = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(rows[0].public_key).toString('base64url') },
    format: 'jwk',
  })
  const signature = fromBase58(proofValue.slice(1))
  const data = Buffer.concat([sha256(configuration), sha256(document)])
  expect(verify(null, data, key, signature)).toBe(true)
  const altered = { ...document, keys: document.keys.slice(1) }
  expect(verify(null, Buffer.concat([sha256(configuration), sha256(altered)]), key, signature)).toBe(false)
})

test('the trust file names every issuer but the demonstration', async () => {
  const demo = await aDistrict(world, { slug: 'lakeview-demo' })
  await world.owner.query('update organization set demo = true where tenant_id = $1', [demo.tenantId])
  const { issuers } = JSON.parse((await browserOf(world).get('/.well-known/cairn-trust.json')).text)
  expect(issuers.map(({ did }: { did: string }) => did)).toEqual(['did:web:localhost%3A3000:issuers:lakeview'])
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
