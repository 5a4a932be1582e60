import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Browser, browserOf } from '../../testing/browser.ts'
import { aPasskey, type SoftPasskey, type Twist } from '../../testing/factories/passkey.ts'
import { aDistrict, aPerson, join, type Someone, signedIn } from '../../testing/factories/people.ts'
import { openWorld, type World } from '../../testing/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
beforeEach(() => world.clock.advance(3_600_000))

const MINUTE = 60_000
const weak = async (person: Someone): Promise<Browser> =>
  browserOf(world, await signedIn(world, person, { strong: false }))

async function options(browser: Browser, path: string): Promise<unknown> {
  const seen = await browser.json(`${path}/options`, {})
  expect(seen.status).toBe(200)
  return JSON.parse(seen.text).options
}
/** A person with one passkey, and the browser it was added in. */
async function withPasskey(): Promise<{ person: Someone; browser: Browser; key: SoftPasskey }> {
  const person = await aPerson(world)
  const browser = await weak(person)
  const key = aPasskey()
  const added = await browser.json('/api/v1/passkeys', {
    response: key.register(await options(browser, '/api/v1/passkeys')),
  })
  expect(added.status).toBe(200)
  return { person, browser, key }
}
async function signIn(key: SoftPasskey, twist?: Twist): Promise<{ status: number; browser: Browser }> {
  const browser = browserOf(world)
  const asked = await options(browser, '/api/v1/passkeys/sign-in')
  const { status } = await browser.json('/api/v1/passkeys/sign-in', {
    response: key.assert(asked, twist),
    next: '/me/settings',
  })
  return { status, browser }
}
async function reasons(): Promise<string[]> {
  const { rows } = await world.owner.query(
    "select body->>'because' as because from log_entry where type = 'account.passkeyRefused' order by id desc limit 1",
  )
  return rows.map(({ because }) => because)
}
async function mailTo(person: Someone): Promise<string> {
  await world.settle()
  const { rows } = await world.owner.query('select text from mail_message where address = $1 order by id', [
    person.email,
  ])
  return rows.map(({ text }) => text).join('\n')
}

describe('a passkey', () => {
  test('is discoverable, verified and not asked for its maker', async () => {
    const browser = await weak(await aPerson(world))
    const asked = (await options(browser, '/api/v1/passkeys')) as {
      authenticatorSelection: unknown
      attestation: string
      rp: { id: string }
    }
    expect(asked.attestation).toBe('none')
    expect(asked.rp.id).toBe('localhost')
    expect(asked.authenticatorSelection).toMatchObject({ residentKey: 'required', userVerification: 'required' })
  })

  test('opens the account without a word about who it is', async () => {
    const { key, person } = await withPasskey()
    const { status, browser } = await signIn(key)
    expect(status).toBe(200)
    expect((await browser.get('/me/settings')).text).toContain(person.email)
  })

  test('wakes the roles that sleep without one', async () => {
    const { key, person } = await withPasskey()
    const district = await aDistrict(world)
    await join(world, district, { person, roles: ['organizationAdmin'] })
    const here = `/org/${district.slug}/people`
    expect((await (await weak(person)).get(here)).status).toBe(403)
    expect((await (await signIn(key)).browser.get(here)).status).toBe(200)
  })

  test('D-session-life-cycle: adding one renews the session id', async () => {
    const person = await aPerson(world)
    const browser = await weak(person)
    const before = browser.cookies.get('cairn') ?? ''
    const key = aPasskey()
    await browser.json('/api/v1/passkeys', { response: key.register(await options(browser, '/api/v1/passkeys')) })
    expect(browser.cookies.get('cairn')).not.toBe(before)
    expect((await browserOf(world, { cookie: `cairn=${before}` }).get('/me/settings')).status).toBe(303)
    expect((await browser.get('/me/settings')).text).toContain('Firefox · Windows')
  })
})

describe('D-passkey-abuse', () => {
  test.each<[string, Twist, string]>([
    ['another origin', { origin: 'http://evil.example' }, 'origin'],
    ['another port of this host', { origin: 'http://localhost:3001' }, 'origin'],
    ['another relying party', { rpId: 'evil.example' }, 'relying-party'],
    ['a challenge nobody gave', { challenge: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }, 'challenge'],
    ['a registration in place of a sign-in', { type: 'webauthn.create' }, 'other'],
    ['nobody verified', { verified: false }, 'unverified-user'],
    ['a counter that goes back', { counter: 1 }, 'counter'],
    ['a passkey nobody has', { id: 'AAAAAAAAAAAAAAAAAAAAAA' }, 'unknown'],
  ])('D-passkey-abuse: %s is refused, with the reason in the log', async (_case, twist, because) => {
    const { key } = await withPasskey()
    await signIn(key)
    const { status, browser } = await signIn(key, twist)
    expect(status).toBe(403)
    expect(await reasons()).toEqual([because])
    expect((await browser.get('/me/settings')).status).toBe(303)
  })

  test('D-passkey-abuse: an answer sent twice, late, or from another browser', async () => {
    const { key } = await withPasskey()
    const browser = browserOf(world)
    const asked = await options(browser, '/api/v1/passkeys/sign-in')
    const answer = { response: key.assert(asked), next: '/' }
    expect((await browserOf(world).json('/api/v1/passkeys/sign-in', answer)).status).toBe(403)
    expect((await browser.json('/api/v1/passkeys/sign-in', answer)).status).toBe(200)
    expect((await browser.json('/api/v1/passkeys/sign-in', answer)).status).toBe(403)
    const late = await options(browser, '/api/v1/passkeys/sign-in')
    world.clock.advance(5 * MINUTE)
    expect((await browser.json('/api/v1/passkeys/sign-in', { response: key.assert(late), next: '/' })).status).toBe(403)
  })

  test('D-passkey-abuse: a challenge of one ceremony does not serve another', async () => {
    const { key, browser } = await withPasskey()
    const asked = await options(browser, '/api/v1/passkeys/step-up')
    expect((await browser.json('/api/v1/passkeys/sign-in', { response: key.assert(asked), next: '/' })).status).toBe(
      403,
    )
  })

  test('D-passkey-abuse: two browsers with the same answer at once: one session', async () => {
    const { key, person } = await withPasskey()
    const browser = browserOf(world)
    const asked = await options(browser, '/api/v1/passkeys/sign-in')
    const answer = { response: key.assert(asked), next: '/' }
    const both = await Promise.all([
      browser.json('/api/v1/passkeys/sign-in', answer),
      browser.json('/api/v1/passkeys/sign-in', answer),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 403])
    expect(await mailTo(person)).toContain('A passkey was added')
  })

  test('D-passkey-abuse: a passkey bound to one account is not bound to a second', async () => {
    const { key } = await withPasskey()
    const other = await weak(await aPerson(world))
    const asked = await options(other, '/api/v1/passkeys')
    expect((await other.json('/api/v1/passkeys', { response: key.register(asked) })).status).toBe(403)
    expect(await reasons()).toEqual(['taken'])
  })

  test('D-passkey-abuse: a registration begun by one person is not finished by another', async () => {
    const asked = await options(await weak(await aPerson(world)), '/api/v1/passkeys')
    const other = await weak(await aPerson(world))
    expect((await other.json('/api/v1/passkeys', { response: aPasskey().register(asked) })).status).toBe(403)
  })

  test("D-passkey-abuse: somebody else's passkey is no step-up", async () => {
    const { browser } = await withPasskey()
    const { key } = await withPasskey()
    const asked = await options(browser, '/api/v1/passkeys/step-up')
    expect((await browser.json('/api/v1/passkeys/step-up', { response: key.assert(asked), next: '/' })).status).toBe(
      403,
    )
  })

  test('D-passkey-abuse: an answer of more than 64 KiB is not read', async () => {
    const browser = browserOf(world)
    const response = { id: 'x', rawId: 'x', type: 'public-key', response: { clientDataJSON: 'A'.repeat(70_000) } }
    expect((await browser.json('/api/v1/passkeys/sign-in', { response, next: '/' })).status).toBe(413)
  })

  test('D-passkey-abuse: a counter that goes back is told to the owner', async () => {
    const { key, person } = await withPasskey()
    await signIn(key)
    await signIn(key, { counter: 1 })
    expect(await mailTo(person)).toContain('may have been copied')
  })

  test.each([
    ['no body', {}],
    ['no response', { response: { id: 'x', rawId: 'x', type: 'public-key' }, next: '/' }],
    ['no JSON in it', { response: { id: 'x', rawId: 'x', type: 'public-key', response: { clientDataJSON: 'e30' } } }],
  ])('an answer with %s is refused and not a fault of ours', async (_case, body) => {
    expect([403, 422]).toContain((await browserOf(world).json('/api/v1/passkeys/sign-in', body)).status)
  })
})

describe('changing the ways in', () => {
  const ids = async (person: Someone, table = 'passkey') =>
    (await world.owner.query(`select id from ${table} where person_id = $1`, [person.id])).rows.map(({ id }) => id)

  test('D-factor-downgrade: with a passkey, a session by mail changes none; a step-up opens five minutes', async () => {
    const { person, key } = await withPasskey()
    const browser = await weak(person)
    const [id] = await ids(person)
    const remove = () => browser.post('/me/settings/passkeys/remove', { id }, '/me/settings')
    const refused = await remove()
    expect(refused.status).toBe(403)
    expect(refused.text).toContain('/step-up?next=')
    expect((await browser.json('/api/v1/passkeys/options', {})).status).toBe(403)
    expect((await browser.post('/me/settings/emails', { email: 'more@school.example' }, '/me/settings')).status).toBe(
      403,
    )
    const before = browser.cookies.get('cairn')
    const asked = await options(browser, '/api/v1/passkeys/step-up')
    const up = await browser.json('/api/v1/passkeys/step-up', { response: key.assert(asked), next: '/me/settings' })
    expect(JSON.parse(up.text)).toEqual({ to: '/me/settings' })
    expect(browser.cookies.get('cairn')).not.toBe(before)
    world.clock.advance(5 * MINUTE)
    expect((await remove()).status).toBe(403)
    const again = await options(browser, '/api/v1/passkeys/step-up')
    await browser.json('/api/v1/passkeys/step-up', { response: key.assert(again), next: '/' })
    expect((await remove()).status).toBe(303)
    expect(await ids(person)).toEqual([])
    expect(await mailTo(person)).toContain('A passkey was removed')
  })

  test('D-factor-downgrade: the last passkey of a person whose role needs one stays', async () => {
    const { person, browser } = await withPasskey()
    await join(world, await aDistrict(world), { person, roles: ['assessor'] })
    const [id] = await ids(person)
    const refused = await browser.post('/me/settings/passkeys/remove', { id }, '/me/settings')
    expect(refused.status).toBe(403)
    expect(refused.text).toContain('your role needs one')
  })

  test('nobody removes or renames the passkey of another', async () => {
    const { person } = await withPasskey()
    const { browser } = await withPasskey()
    const [id = ''] = await ids(person)
    expect((await browser.post('/me/settings/passkeys/remove', { id }, '/me/settings')).status).toBe(404)
    const renamed = await browser.post('/me/settings/passkeys/rename', { id, label: 'Mine' }, '/me/settings')
    expect(renamed.status).toBe(404)
  })

  test('a passkey is renamed', async () => {
    const { person, browser } = await withPasskey()
    const [id = ''] = await ids(person)
    await browser.post('/me/settings/passkeys/rename', { id, label: 'Phone' }, '/me/settings')
    expect((await browser.get('/me/settings')).text).toContain('Phone')
  })

  test('without a passkey: ten minutes after a sign-in it is asked for a code by mail', async () => {
    const person = await aPerson(world)
    const browser = await weak(person)
    world.clock.advance(10 * MINUTE)
    expect((await browser.json('/api/v1/passkeys/options', {})).status).toBe(403)
    await browser.post('/step-up/send', { next: '/me/passkey' }, '/step-up')
    const code = /your code is (\d{6})/.exec((await browser.get('/step-up')).text)?.[1] ?? ''
    expect((await browser.post('/step-up/confirm', { code: '000000', next: '/me/passkey' }, '/step-up')).status).toBe(
      422,
    )
    const confirmed = await browser.post('/step-up/confirm', { code, next: '/me/passkey' }, '/step-up')
    expect(confirmed.location).toBe('/me/passkey')
    expect((await browser.json('/api/v1/passkeys/options', {})).status).toBe(200)
  })

  test('D-factor-downgrade: a lost passkey: a day of waiting, every address hears of it, then a mail code is enough', async () => {
    const { person } = await withPasskey()
    const browser = await weak(person)
    expect((await browser.post('/step-up/recover', { next: '/' }, '/step-up')).status).toBe(303)
    expect(await mailTo(person)).toContain('said the passkey is lost. After 24 hours')
    expect((await browser.json('/api/v1/passkeys/options', {})).status).toBe(403)
    world.clock.advance(24 * 60 * MINUTE)
    expect(await mailTo(person)).toContain('The waiting time is over')
    const fresh = await weak(person)
    const key = aPasskey()
    const asked = await options(fresh, '/api/v1/passkeys')
    expect((await fresh.json('/api/v1/passkeys', { response: key.register(asked) })).status).toBe(200)
    // The waiting time is used up with it.
    expect((await (await weak(person)).json('/api/v1/passkeys/options', {})).status).toBe(403)
  })

  test('D-factor-downgrade: three days where a role touches the work of others; any session calls it off', async () => {
    const { person, browser: owner } = await withPasskey()
    await join(world, await aDistrict(world), { person, roles: ['coach'] })
    const thief = await weak(person)
    await thief.post('/step-up/recover', { next: '/' }, '/step-up')
    expect(await mailTo(person)).toContain('After 72 hours')
    world.clock.advance(71 * 60 * MINUTE)
    expect((await (await weak(person)).json('/api/v1/passkeys/options', {})).status).toBe(403)
    expect((await owner.post('/me/settings/recovery/cancel', {}, '/me/settings')).status).toBe(303)
    world.clock.advance(2 * 60 * MINUTE)
    expect((await (await weak(person)).json('/api/v1/passkeys/options', {})).status).toBe(403)
  })

  test('D-factor-downgrade: "this was not me" ends every session and shuts the account; the operator opens it again', async () => {
    const { person, browser } = await withPasskey()
    const link = /http:\/\/localhost:3000(\/not-me\/\S+)/.exec(await mailTo(person))?.[1] ?? ''
    const stranger = browserOf(world)
    expect((await stranger.get(link)).text).toContain('It was not me')
    expect((await browser.get('/me/settings')).status).toBe(200)
    expect((await stranger.post(link, {})).text).toContain('Your account is shut')
    expect((await browser.get('/me/settings')).status).toBe(303)
    expect((await stranger.get(link)).text).toContain('older than 7 days')
    expect((await stranger.post(link, {}, '/sign-in')).status).toBe(409)

    const operator = browserOf(world, await signedIn(world, await aPerson(world, { platformAdmin: true })))
    expect((await operator.post('/admin/accounts', { email: 'nobody@school.example' })).status).toBe(422)
    expect((await operator.post('/admin/accounts', { email: person.email })).status).toBe(303)
    expect((await (await weak(person)).get('/me/settings')).status).toBe(200)
  })

  test("an address of one's own is proven by its code; one of somebody else is never taken", async () => {
    const person = await aPerson(world)
    const taken = await aPerson(world)
    const browser = await weak(person)
    const add = (email: string) => browser.post('/me/settings/emails', { email }, '/me/settings')
    const code = async () => /your code is (\d{6})/.exec((await browser.get('/me/settings')).text)?.[1] ?? ''
    const one = await add(taken.email)
    world.clock.advance(61_000)
    const other = await add(`private-${person.id}@home.example`)
    expect([one.status, one.location]).toEqual([other.status, other.location])
    expect((await browser.post('/me/settings/emails/prove', { code: await code() }, '/me/settings')).status).toBe(303)
    world.clock.advance(61_000)
    await add(taken.email)
    const refused = await browser.post('/me/settings/emails/prove', { code: await code() }, '/me/settings')
    expect(refused.status).toBe(409)
    const { rows } = await world.owner.query(
      'select email, is_primary from person_email where person_id = $1 order by is_primary',
      [person.id],
    )
    expect(rows).toEqual([
      { email: `private-${person.id}@home.example`, is_primary: false },
      { email: person.email, is_primary: true },
    ])
  })

  test('the address for messages is changed, then the old one may go', async () => {
    const person = await aPerson(world)
    const browser = await weak(person)
    await browser.post('/me/settings/emails', { email: `home-${person.id}@home.example` }, '/me/settings')
    const code = /your code is (\d{6})/.exec((await browser.get('/me/settings')).text)?.[1] ?? ''
    await browser.post('/me/settings/emails/prove', { code }, '/me/settings')
    const { rows } = await world.owner.query('select id, is_primary from person_email where person_id = $1', [
      person.id,
    ])
    const first = rows.find(({ is_primary }) => is_primary).id
    const second = rows.find(({ is_primary }) => !is_primary).id
    expect((await browser.post('/me/settings/emails/remove', { id: first }, '/me/settings')).status).toBe(403)
    await browser.post('/me/settings/emails/prefer', { id: second }, '/me/settings')
    expect((await browser.post('/me/settings/emails/remove', { id: first }, '/me/settings')).status).toBe(303)
    expect(await mailTo(person)).toContain('An e-mail address was removed')
  })
})

describe('how the site looks', () => {
  test('anybody chooses language and colors; one choice keeps the other; only back into this site', async () => {
    const browser = browserOf(world)
    const set = (fields: Record<string, string>) => browser.post('/me/settings/appearance', fields, '/sign-in')
    expect((await set({ back: '/sign-in', locale: 'es' })).location).toBe('/sign-in')
    expect((await set({ back: '//evil.example', theme: 'dark' })).location).toBe('/')
    expect(browser.cookies.get('cairn-look')).toBe('lang=es&theme=dark')
    const page = await browser.get('/sign-in')
    expect(page.text).toContain('<html lang="es" data-theme="dark"')
    expect((await set({ back: '/', theme: 'pink' })).status).toBe(422)
  })

  test('a choice of a signed-in person follows them to the next device', async () => {
    const person = await aPerson(world)
    const browser = await weak(person)
    await browser.post('/me/settings/appearance', { back: '/me/settings', theme: 'contrast' }, '/me/settings')
    await browser.post('/me/settings/appearance', { back: '/me/settings', locale: 'es' }, '/me/settings')
    expect((await (await weak(person)).get('/me/settings')).text).toContain('<html lang="es" data-theme="contrast"')
  })
})
