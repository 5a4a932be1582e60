import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Browser, browserOf, type Seen } from '../../testing/browser.ts'
import { aDistrict, aPerson, type District, join, signedIn } from '../../testing/factories/people.ts'
import {
  aLyingProvider,
  anOidcProvider,
  CLIENT,
  type IdentityProvider,
  type Lie,
  type LyingProvider,
  throughProvider,
} from '../../testing/identity-provider.ts'
import { openWorld, type World } from '../../testing/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld(new Date().toISOString())
})
afterAll(() => world.close())
beforeEach(() => world.clock.set(new Date()))

const maria = { sub: 'maria-17', name: 'Maria Alvarez', email: 'maria@lakeview.example', email_verified: true }

/** The administrator of a district sets the sign-in up on the page; returns its id. */
async function setUp(
  district: District,
  issuer: string,
  domains = 'lakeview.example',
  choice: { admits?: 'all' | 'verified' | 'stated' } = {},
): Promise<string> {
  const dana = await aPerson(world)
  await join(world, district, { person: dana, roles: ['organizationAdmin'] })
  const admin = browserOf(world, await signedIn(world, dana))
  const page = `/org/${district.slug}/settings`
  const saved = await admin.post(
    `${page}/sign-in`,
    { label: 'Lakeview staff', issuer, clientId: CLIENT.id, secret: CLIENT.secret, domains, ...choice },
    page,
  )
  expect(saved.status).toBe(303)
  const { rows } = await world.owner.query(
    'select id from sign_in_provider where tenant_id = $1 order by created_at desc limit 1',
    [district.tenantId],
  )
  return rows[0].id
}
/** Out to the provider and back with what it says. */
async function away(browser: Browser, provider: IdentityProvider, id: string, query = ''): Promise<string> {
  const left = await browser.get(`/sign-in/organization/${id}${query}`)
  expect(left.status).toBe(303)
  return throughProvider(provider.issuer, left.location ?? '')
}
async function comeIn(browser: Browser, provider: IdentityProvider, id: string, query = ''): Promise<Seen> {
  return browser.get(await away(browser, provider, id, query))
}

describe('sign-in of an organization, against a certified provider', () => {
  let provider: IdentityProvider
  let district: District
  let id: string
  beforeAll(async () => {
    provider = await anOidcProvider(maria)
    district = await aDistrict(world, { name: 'Lakeview Schools' })
    id = await setUp(district, provider.issuer)
  })
  afterAll(() => provider.stop())
  afterEach(() => {
    provider.who = maria
  })

  test('the secret is kept wrapped, and is offered by the ending of the address alone', async () => {
    const { rows } = await world.owner.query('select wrapped_secret from sign_in_provider where id = $1', [id])
    expect(Buffer.from(rows[0].wrapped_secret).toString('latin1')).not.toContain(CLIENT.secret)
    const browser = browserOf(world)
    await browser.post('/sign-in', { email: 'somebody@lakeview.example' })
    expect((await browser.get('/sign-in/code')).text).toContain('Continue with Lakeview staff')
    const other = browserOf(world)
    await other.post('/sign-in', { email: 'somebody@elsewhere.example' })
    expect((await other.get('/sign-in/code')).text).not.toContain('Continue with')
  })

  test('a first sign-in makes a person, by name, who belongs to the organization without any role', async () => {
    const browser = browserOf(world)
    const back = await comeIn(browser, provider, id, '?next=/me/settings')
    expect([back.status, back.location]).toEqual([303, '/welcome?next=%2Fme%2Fsettings'])
    expect((await browser.get('/welcome')).text).toContain('value="Maria Alvarez"')
    await world.settle()
    const { rows } = await world.owner.query(
      `select p.id, (select count(*)::int from person_email e where e.person_id = p.id) as emails,
        (select count(*)::int from membership m where m.person_id = p.id and m.tenant_id = $1) as memberships
       from identity i join person p on p.id = i.person_id where i.subject = 'maria-17'`,
      [district.tenantId],
    )
    expect(rows).toMatchObject([{ emails: 0, memberships: 1 }])
    await comeIn(browserOf(world), provider, id)
    const { rows: again } = await world.owner.query(
      "select count(*)::int as n from identity where subject = 'maria-17'",
    )
    expect(again[0].n).toBe(1)
  })

  test("D-account-linking: the address in the token opens nobody's account", async () => {
    const owner = await aPerson(world, { email: 'owner@lakeview.example' })
    provider.who = { sub: 'reassigned', name: 'Somebody Else', email: owner.email, email_verified: true }
    const browser = browserOf(world)
    await comeIn(browser, provider, id)
    const { rows } = await world.owner.query("select person_id from identity where subject = 'reassigned'")
    expect(rows[0].person_id).not.toBe(owner.id)
    expect((await browser.get('/me/settings')).text).not.toContain(owner.email)
  })

  test('D-account-linking: the same subject at two issuers is two people', async () => {
    const other = await anOidcProvider(maria)
    const second = await setUp(await aDistrict(world), other.issuer)
    await comeIn(browserOf(world), provider, id)
    await comeIn(browserOf(world), other, second)
    const { rows } = await world.owner.query(
      "select count(distinct person_id)::int as n from identity where subject = 'maria-17'",
    )
    expect(rows[0].n).toBe(2)
    await other.stop()
  })

  test('D-account-linking: tied to an account only by its owner, just signed in; never to a second one', async () => {
    provider.who = { ...maria, sub: 'linked-1' }
    const person = await aPerson(world)
    const browser = browserOf(world, await signedIn(world, person, { strong: false }))
    expect((await comeIn(browser, provider, id, '?link=1')).location).toBe('/me/settings')
    const later = browserOf(world)
    await comeIn(later, provider, id)
    expect((await later.get('/me/settings')).text).toContain(person.email)
    const thief = browserOf(world, await signedIn(world, await aPerson(world), { strong: false }))
    expect((await comeIn(thief, provider, id, '?link=1')).status).toBe(403)
    const nobody = browserOf(world)
    expect((await comeIn(nobody, provider, id, '?link=1')).status).toBe(403)
  })

  test('D-account-linking: an old session may not tie anything', async () => {
    provider.who = { ...maria, sub: 'linked-2' }
    const browser = browserOf(world, await signedIn(world, await aPerson(world), { strong: false }))
    world.clock.advance(11 * 60_000)
    expect((await comeIn(browser, provider, id, '?link=1')).status).toBe(403)
  })

  test.each([
    ['states several factors', { amr: ['pwd', 'mfa'] }, 200],
    ['states a password alone', { amr: ['pwd'] }, 403],
    ['states nothing', {}, 403],
  ])("a role that touches others' work: a sign-in that %s", async (_case, proof, status) => {
    provider.who = { ...maria, sub: `lead-${status}-${Object.keys(proof).length}`, ...proof }
    const browser = browserOf(world)
    await comeIn(browser, provider, id)
    await world.settle()
    const { rows } = await world.owner.query('select person_id from identity where subject = $1', [provider.who.sub])
    await world.owner.query(
      `insert into role_grant (tenant_id, id, person_id, role, granted_by, granted_at) values ($1, gen_random_uuid(), $2, 'qaLead', 'test', now())`,
      [district.tenantId, rows[0].person_id],
    )
    expect((await browser.get(`/org/${district.slug}/people`)).status).toBe(status)
  })

  test("a provider that many share lets in the organization's own addresses alone", async () => {
    provider.who = { sub: 'stranger', name: 'A Stranger', email: 'stranger@elsewhere.example', email_verified: true }
    const refused = await comeIn(browserOf(world), provider, id)
    expect(refused.status).toBe(403)
    expect(refused.text).toContain('not one of theirs')
    provider.who = { sub: 'claims', name: 'Claims', email: 'claims@lakeview.example', email_verified: false }
    expect((await comeIn(browserOf(world), provider, id)).status).toBe(403)
  })

  test('a provider that says nothing about verifying is believed only where the organization chose so', async () => {
    const silent = await aDistrict(world, { name: 'Entra Schools' })
    const own = await anOidcProvider(maria)
    const chosen = await setUp(silent, own.issuer, 'lakeview.example', { admits: 'stated' })
    provider.who = { sub: 'unsaid', name: 'Unsaid', email: 'unsaid@lakeview.example' }
    const refused = await comeIn(browserOf(world), provider, id)
    expect([refused.status, refused.text.includes('does not say that your address is verified')]).toEqual([403, true])
    own.who = provider.who
    expect((await comeIn(browserOf(world), own, chosen)).status).toBe(303)
    own.who = { sub: 'by-account', name: 'By Account', preferred_username: 'by-account@lakeview.example' }
    expect((await comeIn(browserOf(world), own, chosen)).status).toBe(303)
    own.who = { sub: 'other', name: 'Other', email: 'other@elsewhere.example' }
    expect((await comeIn(browserOf(world), own, chosen)).status).toBe(403)
    own.who = { sub: 'denied', name: 'Denied', email: 'denied@lakeview.example', email_verified: false }
    expect((await comeIn(browserOf(world), own, chosen)).status).toBe(403)
    await own.stop()
  })

  test('without endings the button is shown to everybody; to check endings there must be some', async () => {
    const everybody = await aDistrict(world, { name: 'Open Schools' })
    const own = await anOidcProvider(maria)
    await setUp(everybody, own.issuer, '', { admits: 'all' })
    const browser = browserOf(world)
    await browser.post('/sign-in', { email: 'anybody@anywhere.example' })
    expect((await browser.get('/sign-in/code')).text).toContain('Continue with Lakeview staff')
    await own.stop()
    const dana = await aPerson(world)
    await join(world, everybody, { person: dana, roles: ['organizationAdmin'] })
    const admin = browserOf(world, await signedIn(world, dana))
    const page = `/org/${everybody.slug}/settings`
    const typed = {
      label: 'X',
      issuer: 'https://login.example',
      clientId: 'x',
      secret: '',
      domains: '',
      admits: 'stated',
    }
    const refused = await admin.post(`${page}/sign-in`, typed, page)
    expect([refused.status, refused.text.includes('Write the endings to check')]).toEqual([422, true])
  })

  test('whom it lets in can be chosen anew on the page, with a fresh step-up, and stands in the log', async () => {
    const closing = await aDistrict(world, { name: 'Closing Schools' })
    const own = await anOidcProvider(maria)
    const there = await setUp(closing, own.issuer, '', { admits: 'all' })
    own.who = { sub: 'guest', name: 'Guest', email: 'guest@elsewhere.example', email_verified: true }
    expect((await comeIn(browserOf(world), own, there)).status).toBe(303)

    const dana = await aPerson(world)
    await join(world, closing, { person: dana, roles: ['organizationAdmin'] })
    const page = `/org/${closing.slug}/settings`
    const press = async (admin: Browser, typed: Record<string, string>) =>
      admin.post(`${page}/sign-in/trust`, { id: there, ...typed }, page)
    const stale = browserOf(world, await signedIn(world, dana, { strong: false }))
    const endings = { domains: 'lakeview.example, ', admits: 'verified' }
    expect((await press(stale, endings)).status).toBe(403)
    const admin = browserOf(world, await signedIn(world, dana))
    const empty = await press(admin, { domains: '', admits: 'verified' })
    expect([empty.status, empty.text.includes('Write the endings to check')]).toEqual([422, true])
    expect((await comeIn(browserOf(world), own, there)).status).toBe(303)

    expect((await press(admin, endings)).status).toBe(303)
    expect((await comeIn(browserOf(world), own, there)).status).toBe(403)
    const { rows } = await world.owner.query(
      `select actor_id, body from log_entry where tenant_id = $1 and type = 'organization.signInTrusted'`,
      [closing.tenantId],
    )
    const after = { admits: 'verified', domains: ['lakeview.example'] }
    expect(rows).toEqual([
      { actor_id: dana.id, body: { providerId: there, before: { admits: 'all', domains: [] }, after } },
    ])
    const elsewhere = await admin.post(`${page}/sign-in/trust`, { id, ...endings }, page)
    expect(elsewhere.status).toBe(404)
    await own.stop()
  })

  describe('a step-up through the organization', () => {
    const stepUpOf = async (sub: string) => {
      const { rows } = await world.owner.query(
        `select s.step_up_at, s.strong_at from session s join identity i using (person_id) where i.subject = $1 and s.ended_at is null order by s.created_at desc, s.id desc limit 1`,
        [sub],
      )
      return { steppedUp: rows[0].step_up_at !== null, strong: rows[0].strong_at !== null }
    }

    test('a sign-in that states several factors wakes the roles, but is no fresh presence', async () => {
      provider.who = { ...maria, sub: 'sso-1', amr: ['mfa'] }
      await comeIn(browserOf(world), provider, id)
      expect(await stepUpOf('sso-1')).toEqual({ steppedUp: false, strong: true })
    })

    test('the page sends there with max_age=0, and what comes back just now counts', async () => {
      provider.who = { ...maria, sub: 'sso-2', amr: ['mfa'] }
      const browser = browserOf(world)
      await comeIn(browser, provider, id)
      await world.settle()
      const page = await browser.get('/step-up?next=/org/x/people')
      const way = /href="(\/sign-in\/organization\/[^"]+)"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&') ?? ''
      expect(way).toBe(`/sign-in/organization/${id}?fresh=1&next=%2Forg%2Fx%2Fpeople`)
      const left = await browser.get(way)
      expect(new URL(left.location ?? '').searchParams.get('max_age')).toBe('0')
      const back = await browser.get(await throughProvider(provider.issuer, left.location ?? ''))
      expect([back.status, back.location]).toEqual([303, '/org/x/people'])
      expect(await stepUpOf('sso-2')).toEqual({ steppedUp: true, strong: true })
    })

    test('a password alone, or the account of somebody else, is no step-up', async () => {
      provider.who = { ...maria, sub: 'sso-3', amr: ['pwd'] }
      const browser = browserOf(world)
      await comeIn(browser, provider, id)
      const weak = await comeIn(browser, provider, id, '?fresh=1&next=/me/settings')
      expect([weak.status, weak.text.includes('proved yourself just now')]).toEqual([403, true])
      provider.who = { ...maria, sub: 'sso-4', amr: ['mfa'] }
      const other = await comeIn(browser, provider, id, '?fresh=1&next=/me/settings')
      expect([other.status, other.text.includes('belongs to another account')]).toEqual([403, true])
      expect(await stepUpOf('sso-3')).toEqual({ steppedUp: false, strong: false })
    })
  })

  test('D-oidc-abuse: state missing, made up, used twice, of another browser, or too old', async () => {
    const browser = browserOf(world)
    const back = await away(browser, provider, id)
    const url = new URL(back)
    const without = new URL(back)
    without.searchParams.delete('state')
    const forged = new URL(back)
    forged.searchParams.set('state', `${url.searchParams.get('state')?.slice(0, -2)}xx`)
    expect((await browser.get(without.href)).status).toBe(403)
    expect((await browser.get(forged.href)).status).toBe(403)
    expect((await browserOf(world).get(back)).status).toBe(403)
    expect((await browser.get(back)).status).toBe(303)
    expect((await browser.get(back)).status).toBe(403)
    const late = browserOf(world)
    const old = await away(late, provider, id)
    world.clock.advance(10 * 60_000 + 1_000)
    expect((await late.get(old)).status).toBe(403)
  })

  test('D-oidc-abuse: PKCE taken out, or a code of somebody else', async () => {
    const browser = browserOf(world)
    const left = await browser.get(`/sign-in/organization/${id}`)
    const plain = new URL(left.location ?? '')
    expect(plain.searchParams.get('code_challenge_method')).toBe('S256')
    plain.searchParams.delete('code_challenge')
    plain.searchParams.delete('code_challenge_method')
    const back = await throughProvider(provider.issuer, plain.href).catch(() => null)
    if (back) expect((await browser.get(back)).status).toBe(403)
    const one = browserOf(world)
    const mine = new URL(await away(one, provider, id))
    const theirs = new URL(await away(browserOf(world), provider, id))
    mine.searchParams.set('code', theirs.searchParams.get('code') ?? '')
    expect((await one.get(mine.href)).status).toBe(403)
  })

  test('switched off, it is neither offered nor answered', async () => {
    const gone = await setUp(await aDistrict(world), 'https://login.example', '')
    await world.owner.query('update sign_in_provider set enabled = false where id = $1', [gone])
    expect((await browserOf(world).get(`/sign-in/organization/${gone}`)).status).toBe(404)
  })

  test('looking at the way out writes nothing', async () => {
    const count = async () => (await world.owner.query('select count(*)::int as n from sign_in')).rows[0].n
    const before = await count()
    await browserOf(world).get(`/sign-in/organization/${id}`)
    expect(await count()).toBe(before)
  })
})

describe('a provider that lies', () => {
  let provider: LyingProvider
  let id: string
  beforeAll(async () => {
    provider = await aLyingProvider(maria)
    id = await setUp(await aDistrict(world), provider.issuer)
  })
  afterAll(() => provider.stop())

  test('told the truth, it is believed', async () => {
    provider.lie = {}
    expect((await comeIn(browserOf(world), provider, id)).status).toBe(303)
  })

  const secondsAgo = (seconds: number) => Math.floor(Date.now() / 1000) - seconds
  test.each<[string, Lie, number]>([
    ['six minutes ago', { claims: { auth_time: secondsAgo(6 * 60), amr: ['mfa'] } }, 403],
    ['without a time', { claims: { amr: ['mfa'] } }, 403],
    ['just now', { claims: { auth_time: secondsAgo(5), amr: ['mfa'] } }, 303],
  ])('asked for a fresh proof it answers with one %s', async (_case, lie, status) => {
    provider.lie = lie
    const browser = browserOf(world)
    await comeIn(browser, provider, id)
    expect((await comeIn(browser, provider, id, '?fresh=1&next=/me/settings')).status).toBe(status)
  })

  test('its issuer keeps the last slash that it was typed with', async () => {
    const authentik = await aLyingProvider(maria, '/application/o/cairn/')
    expect(authentik.issuer).toMatch(/\/cairn\/$/)
    const other = await setUp(await aDistrict(world), authentik.issuer)
    expect((await comeIn(browserOf(world), authentik, other)).status).toBe(303)
    await authentik.stop()
  })

  const past = Math.floor(Date.now() / 1000) - 3600
  test.each<[string, Lie]>([
    ['another nonce', { claims: { nonce: 'reused' } }],
    ['no nonce', { claims: { nonce: undefined } }],
    ['another audience', { claims: { aud: 'another-client' } }],
    ['another authorized party', { claims: { aud: [CLIENT.id, 'other'], azp: 'other' } }],
    ['another issuer in the token', { claims: { iss: 'https://evil.example' } }],
    ['a token that is over', { claims: { exp: past, iat: past - 300 } }],
    ['no subject', { claims: { sub: undefined } }],
    ['alg none', { unsigned: true }],
    ['another key than the published one', { foreignKey: true }],
    ['another issuer on the way back (mix-up)', { back: { iss: 'https://evil.example' } }],
    ['no issuer on the way back', { back: { iss: null } }],
    ['an error', { back: { code: null, error: 'access_denied' } }],
  ])('D-oidc-abuse: %s is refused', async (_case, lie) => {
    provider.lie = lie
    const browser = browserOf(world)
    const refused = await comeIn(browser, provider, id)
    expect(refused.status).toBe(403)
    expect(refused.text).toContain('did not come back complete')
    expect((await browser.get('/me/settings')).status).toBe(303)
  })

  test('D-oidc-abuse: metadata that names another issuer', async () => {
    const impostor = await aLyingProvider(maria)
    impostor.lie = { metadataIssuer: 'https://login.example' }
    const other = await setUp(await aDistrict(world), impostor.issuer)
    const seen = await browserOf(world).get(`/sign-in/organization/${other}`)
    expect(seen.status).toBe(403)
    await impostor.stop()
  })

  test('a provider that is away is said so, and is no fault of ours', async () => {
    const silent = await aLyingProvider(maria)
    const other = await setUp(await aDistrict(world), silent.issuer)
    await silent.stop()
    expect((await browserOf(world).get(`/sign-in/organization/${other}`)).status).toBe(403)
  })
})
