import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Browser, browserOf } from '../../testing/browser.ts'
import { aDistrict, aPerson, type District, join, type Someone, signedIn } from '../../testing/factories/people.ts'
import { openWorld, type World } from '../../testing/world.ts'

let world: World
let district: District
let dana: Someone
let admin: Browser
let here: string

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  world.clock.advance(3_600_000)
  district = await aDistrict(world)
  dana = await aPerson(world, { name: 'Dana Whitfield' })
  await join(world, district, { person: dana, roles: ['organizationAdmin'] })
  admin = browserOf(world, await signedIn(world, dana))
  here = `/org/${district.slug}/people`
})

async function linkOf(email: string): Promise<string> {
  await world.settle()
  const { rows } = await world.owner.query(
    'select text from mail_message where address = $1 order by id desc limit 1',
    [email],
  )
  return new URL(/https?:\S+\/join\/\S+/.exec(rows[0]?.text ?? '')?.[0] ?? 'http://none.invalid/').pathname
}
async function rolesOf(person: Someone): Promise<string[]> {
  const { rows } = await world.owner.query(
    'select role from role_grant where tenant_id = $1 and person_id = $2 and ended_at is null order by role',
    [district.tenantId, person.id],
  )
  return rows.map(({ role }) => role)
}
async function isMember(person: Someone, tenantId = district.tenantId): Promise<boolean> {
  const { rowCount } = await world.owner.query(
    'select from membership where tenant_id = $1 and person_id = $2 and ended_at is null',
    [tenantId, person.id],
  )
  return rowCount === 1
}
const invite = (email: string, more: Record<string, string | string[]> = {}) =>
  admin.post(`${here}/invite`, { email, unitId: '', ...more }, here)

describe('invitations', () => {
  test('an invited address joins with the roles and the school that were written down', async () => {
    const school = district.units['North School'] ?? ''
    const sent = await invite('ana@school.example', { 'roles[]': ['assessor', 'coach'], unitId: school })
    expect([sent.status, sent.location]).toEqual([303, here])
    const ana = await aPerson(world, { email: 'ana@school.example' })
    const link = await linkOf(ana.email)
    const browser = browserOf(world, await signedIn(world, ana))
    expect((await browser.get(link)).text).toContain('You are asked to be: Assessor, Coach')
    expect((await browser.post(link, {})).location).toBe('/me/organizations')
    expect(await rolesOf(ana)).toEqual(['assessor', 'coach'])
    const { rows } = await world.owner.query('select unit_id from membership where person_id = $1', [ana.id])
    expect(rows[0].unit_id).toBe(school)
    expect((await admin.get(here)).text).toContain('North School')
  })

  test('a stranger is led to the sign-in and back, and sees only a hint of the address', async () => {
    await invite('maria.alvarez@school.example')
    const link = await linkOf('maria.alvarez@school.example')
    const page = await browserOf(world).get(link)
    expect(page.text).toContain('m…@school.example')
    expect(page.text).not.toContain('maria.alvarez')
    expect(page.text).toContain(`/sign-in?next=${encodeURIComponent(link)}`)
    expect((await browserOf(world).post(link, {})).status).toBe(401)
  })

  test('D-invite-abuse: guessed, reused, expired, withdrawn: refused', async () => {
    const ana = await aPerson(world)
    const browser = browserOf(world, await signedIn(world, ana))
    expect((await browser.get(`/join/${'A'.repeat(43)}`)).status).toBe(404)
    await invite(ana.email)
    const used = await linkOf(ana.email)
    expect((await browser.post(used, {})).status).toBe(303)
    expect((await browser.post(used, {})).status).toBe(403)

    const late = await aPerson(world)
    const theirs = browserOf(world, await signedIn(world, late))
    await invite(late.email)
    const old = await linkOf(late.email)
    world.clock.advance(14 * 24 * 3_600_000)
    const again = browserOf(world, await signedIn(world, late))
    expect((await again.get(old)).text).toContain('This invitation is over')
    expect((await again.post(old, {}, '/me/settings')).status).toBe(403)
    expect(await isMember(late)).toBe(false)
    expect((await theirs.get('/me/settings')).status).toBe(303)
  })

  test('D-invite-abuse: withdrawn, or replaced by a newer one', async () => {
    const ana = await aPerson(world)
    await invite(ana.email, { 'roles[]': ['recognizer'] })
    const first = await linkOf(ana.email)
    world.clock.advance(1_000)
    await invite(ana.email)
    const second = await linkOf(ana.email)
    const browser = browserOf(world, await signedIn(world, ana))
    expect((await browser.post(first, {}, '/me/settings')).status).toBe(403)
    const { rows } = await world.owner.query('select id from invitation where email = $1 and withdrawn_at is null', [
      ana.email,
    ])
    await admin.post(`${here}/withdraw`, { id: rows[0].id }, here)
    expect((await browser.post(second, {}, '/me/settings')).status).toBe(403)
    expect(await isMember(ana)).toBe(false)
  })

  test('D-invite-abuse: forwarded to another person it opens nothing; with the address proven it does', async () => {
    const invited = 'ruth@school.example'
    await invite(invited, { 'roles[]': ['qaLead'] })
    const link = await linkOf(invited)
    const other = await aPerson(world)
    const browser = browserOf(world, await signedIn(world, other))
    expect((await browser.get(link)).text).toContain('not yet an address of your account')
    expect((await browser.post(link, {}, '/me/settings')).status).toBe(403)
    expect(await isMember(other)).toBe(false)
    await browser.post('/me/settings/emails', { email: invited }, '/me/settings')
    const code = /Your code|your code is (\d{6})/.exec((await browser.get('/me/settings')).text)?.[1] ?? ''
    expect((await browser.post('/me/settings/emails/prove', { code }, '/me/settings')).status).toBe(303)
    expect((await browser.post(link, {})).status).toBe(303)
    expect(await rolesOf(other)).toEqual(['qaLead'])
  })

  test('D-invite-abuse: a role in the request changes nothing; administrators are not invited', async () => {
    const ana = await aPerson(world)
    await invite(ana.email)
    const link = await linkOf(ana.email)
    const browser = browserOf(world, await signedIn(world, ana))
    expect((await browser.post(link, { 'roles[]': 'organizationAdmin' }, '/me/settings')).status).toBe(422)
    expect((await browser.post(link, {})).status).toBe(303)
    expect(await rolesOf(ana)).toEqual([])
    expect((await invite('boss@school.example', { 'roles[]': ['organizationAdmin'] })).status).toBe(422)
  })

  test('D-invite-abuse: two presses at once make one member', async () => {
    const ana = await aPerson(world)
    await invite(ana.email)
    const link = await linkOf(ana.email)
    const browser = browserOf(world, await signedIn(world, ana))
    const token = await browser.token(link)
    const both = await Promise.all([browser.send(link, {}, token), browser.send(link, {}, token)])
    expect(both.map(({ status }) => status).sort()).toEqual([303, 403])
  })

  test('the answer to an invitation is the same for a known and an unknown address', async () => {
    const known = await aPerson(world)
    const one = await invite(known.email)
    const two = await invite('nobody-here@school.example')
    expect([one.status, one.location]).toEqual([two.status, two.location])
  })
})

describe('who may', () => {
  test.each([
    ['an educator without a role', [] as const, 403],
    ['an assessor', ['assessor'] as const, 403],
    ['a quality lead', ['qaLead'] as const, 200],
    ['an administrator', ['organizationAdmin'] as const, 200],
  ])('%s opening the people', async (_who, roles, status) => {
    const person = await aPerson(world)
    await join(world, district, { person, roles })
    expect((await browserOf(world, await signedIn(world, person)).get(here)).status).toBe(status)
  })

  test('an administrator of another organization sees no page here', async () => {
    const other = await aDistrict(world)
    const person = await aPerson(world)
    await join(world, other, { person, roles: ['organizationAdmin'] })
    expect((await browserOf(world, await signedIn(world, person)).get(here)).status).toBe(404)
  })

  test('without a passkey behind the session the role sleeps', async () => {
    const weak = browserOf(world, await signedIn(world, dana, { strong: false }))
    const asleep = await weak.get(here)
    expect(asleep.status).toBe(403)
    expect(asleep.text).toContain('/step-up?next=')
    expect(asleep.text).toContain('href="/me/passkey"')
    const nobody = browserOf(world, await signedIn(world, await aPerson(world)))
    expect((await nobody.get('/admin')).text).not.toContain('/me/passkey"')
  })

  test('a quality lead sees those who read work, nobody else, and changes nothing', async () => {
    const lead = await aPerson(world)
    await join(world, district, { person: lead, roles: ['qaLead'] })
    const browser = browserOf(world, await signedIn(world, lead))
    expect((await browser.get(here)).text).not.toContain('Send the invitation')
    const reader = await aPerson(world, { name: 'Reads Work' })
    await join(world, district, { person: reader, roles: ['assessor'] })
    await join(world, district, { person: await aPerson(world, { name: 'Only Teaches' }) })
    expect((await browser.get(here)).text).toContain('Reads Work')
    expect((await browser.get(here)).text).not.toContain('Only Teaches')
    expect((await browser.post(`${here}/invite`, { email: 'x@school.example' }, '/me/settings')).status).toBe(403)
  })

  test('five minutes after the passkey it is asked for again, and what was typed is kept', async () => {
    world.clock.advance(5 * 60_000)
    const refused = await invite('late@school.example')
    expect(refused.status).toBe(403)
    expect(refused.text).toContain('value="late@school.example"')
    expect(refused.text).toContain('/step-up?next=')
  })

  test('D-session-life-cycle: two hours idle, and the roles sleep; twelve hours after the passkey as well', async () => {
    world.clock.advance(2 * 3_600_000 + 1_000)
    expect((await admin.get(here)).status).toBe(403)
    expect((await admin.get(here)).status).toBe(403)
    const busy = browserOf(world, await signedIn(world, dana))
    for (let hour = 0; hour < 11; hour++) {
      world.clock.advance(3_600_000)
      expect((await busy.get(here)).status).toBe(200)
    }
    world.clock.advance(3_600_000)
    expect((await busy.get(here)).status).toBe(403)
  })
})

describe('roles', () => {
  test('are given and taken by the form as a whole; the person hears of it', async () => {
    const ana = await aPerson(world)
    await join(world, district, { person: ana, roles: ['assessor'] })
    await admin.post(`${here}/roles`, { personId: ana.id, 'roles[]': ['coach', 'recognizer'], unitId: '' }, here)
    expect(await rolesOf(ana)).toEqual(['coach', 'recognizer'])
    await world.settle()
    const { rows } = await world.owner.query('select text from mail_message where address = $1', [ana.email])
    expect(rows.map(({ text }) => text).join()).toContain('gave you a role: coach')
  })

  test('D-session-life-cycle: a role taken away is gone at the next request', async () => {
    const ana = await aPerson(world)
    await join(world, district, { person: ana, roles: ['qaLead'] })
    const browser = browserOf(world, await signedIn(world, ana))
    expect((await browser.get(here)).status).toBe(200)
    await admin.post(`${here}/roles`, { personId: ana.id, unitId: '' }, here)
    expect((await browser.get(here)).status).toBe(403)
  })

  test('E-two-person-rule: a second administrator is named by the only one, a third by two', async () => {
    const ana = await aPerson(world, { name: 'Ana Petrov' })
    const sam = await aPerson(world, { name: 'Sam Okafor' })
    await join(world, district, { person: ana })
    await join(world, district, { person: sam })
    const name = (person: Someone) =>
      admin.post(`${here}/roles`, { personId: person.id, 'roles[]': ['organizationAdmin'], unitId: '' }, here)
    await name(ana)
    expect(await rolesOf(ana)).toEqual(['organizationAdmin'])
    await name(sam)
    expect(await rolesOf(sam)).toEqual([])
    const { rows } = await world.owner.query('select id from role_proposal where person_id = $1', [sam.id])
    const answer = { id: rows[0].id, answer: 'accept' }
    // The proposer is refused, whoever presses.
    expect((await admin.post(`${here}/proposal`, answer, here)).status).toBe(403)
    const second = browserOf(world, await signedIn(world, ana))
    expect((await second.get(here)).text).toContain('Proposed by Dana Whitfield')
    expect((await second.post(`${here}/proposal`, answer, here)).status).toBe(303)
    expect(await rolesOf(sam)).toEqual(['organizationAdmin'])
  })

  test('the last administrator can neither give the role up nor leave', async () => {
    expect((await admin.post(`${here}/roles`, { personId: dana.id, unitId: '' }, here)).status).toBe(403)
    expect((await admin.post(`${here}/end`, { personId: dana.id }, here)).status).toBe(403)
    const left = await admin.post('/me/organizations/leave', { tenantId: district.tenantId }, '/me/organizations')
    expect(left.status).toBe(403)
    expect(await rolesOf(dana)).toEqual(['organizationAdmin'])
  })

  test('an ended membership is over at the next request', async () => {
    const ana = await aPerson(world)
    await join(world, district, { person: ana, roles: ['qaLead'] })
    const browser = browserOf(world, await signedIn(world, ana))
    expect((await admin.post(`${here}/end`, { personId: ana.id }, here)).status).toBe(303)
    expect((await browser.get(here)).status).toBe(404)
    expect(await rolesOf(ana)).toEqual([])
  })

  test('nobody of another organization is touched by an id in the body', async () => {
    const other = await aDistrict(world)
    const ana = await aPerson(world)
    await join(world, other, { person: ana })
    expect((await admin.post(`${here}/end`, { personId: ana.id }, here)).status).toBe(404)
    expect(
      (await admin.post(`${here}/roles`, { personId: ana.id, 'roles[]': ['coach'], unitId: '' }, here)).status,
    ).toBe(404)
    expect(await isMember(ana, other.tenantId)).toBe(true)
  })
})

describe('linking to a district later', () => {
  test('an educator searches, asks, and belongs when an administrator accepts', async () => {
    const maya = await aPerson(world, { name: 'Maya Jackson' })
    const browser = browserOf(world, await signedIn(world, maya))
    const { rows } = await world.owner.query('select name from organization where tenant_id = $1', [district.tenantId])
    const found = await browser.get(`/me/organizations?q=${encodeURIComponent(rows[0].name.toLowerCase())}`)
    expect(found.text).toContain('Ask to link')
    const asked = await browser.post(
      '/me/organizations/ask',
      { tenantId: district.tenantId, unitId: district.units['East School'] ?? '' },
      `/me/organizations?q=${encodeURIComponent(rows[0].name)}`,
    )
    expect(asked.location).toBe('/me/organizations')
    expect((await browser.get('/me/organizations')).text).toContain('waiting for an answer')
    const page = await admin.get(here)
    expect(page.text).toContain('Maya Jackson')
    const { rows: requests } = await world.owner.query('select id from membership_request where person_id = $1', [
      maya.id,
    ])
    await admin.post(`${here}/request`, { id: requests[0].id, answer: 'accept' }, here)
    expect(await isMember(maya)).toBe(true)
    expect((await browser.get('/me/organizations')).text).toContain('accepted')
    await world.settle()
    const { rows: mail } = await world.owner.query('select text from mail_message where address = $1', [maya.email])
    expect(mail.map(({ text }) => text).join()).toContain('You belong to')
  })

  test('a refusal leaves the person where they were; a second question is possible', async () => {
    const maya = await aPerson(world)
    const browser = browserOf(world, await signedIn(world, maya))
    const ask = () =>
      browser.post('/me/organizations/ask', { tenantId: district.tenantId, unitId: '' }, '/me/organizations')
    await ask()
    await ask()
    const { rows } = await world.owner.query('select id from membership_request where person_id = $1', [maya.id])
    expect(rows).toHaveLength(1)
    await admin.post(`${here}/request`, { id: rows[0].id, answer: 'refuse' }, here)
    expect(await isMember(maya)).toBe(false)
    expect((await ask()).status).toBe(303)
  })

  test('a member of two organizations chooses which one is open; leaving ends only that one', async () => {
    const other = await aDistrict(world)
    const maya = await aPerson(world)
    await join(world, district, { person: maya })
    world.clock.advance(1_000)
    await join(world, other, { person: maya })
    const browser = browserOf(world, await signedIn(world, maya))
    const before = browser.cookies.get('cairn')
    await browser.post(
      '/me/organizations/switch',
      { tenantId: other.tenantId, back: '/me/organizations' },
      '/me/organizations',
    )
    expect(browser.cookies.get('cairn')).not.toBe(before)
    const page = await browser.get('/me/organizations')
    expect(page.text.indexOf('Open now')).toBeGreaterThan(page.text.indexOf(district.slug))
    await browser.post('/me/organizations/leave', { tenantId: other.tenantId }, '/me/organizations')
    expect([await isMember(maya), await isMember(maya, other.tenantId)]).toEqual([true, false])
  })

  test('people of the demonstration stay in it', async () => {
    const maya = await aPerson(world)
    await world.owner.query('update person set demo = true where id = $1', [maya.id])
    const browser = browserOf(world, await signedIn(world, maya))
    const asked = await browser.post(
      '/me/organizations/ask',
      { tenantId: district.tenantId, unitId: '' },
      '/me/organizations',
    )
    expect(asked.status).toBe(403)
  })
})

describe('settings and log', () => {
  const settings = () => `/org/${district.slug}/settings`

  test('a value inside its range is kept, one outside is said at its field and the rest is not saved', async () => {
    await admin.post(
      `${settings()}/rules`,
      { 'settings.review_windowDays': '7', 'settings.review_sameReaderRetry': 'on' },
      settings(),
    )
    const refused = await admin.post(
      `${settings()}/rules`,
      { 'settings.review_windowDays': '15', 'settings.review_loadOpen': '4' },
      settings(),
    )
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('outside the range')
    const { rows } = await world.owner.query(
      `select key, value from organization_setting where tenant_id = $1 and key like 'review.%' and key <> 'review.submitUndoMinutes' order by key`,
      [district.tenantId],
    )
    expect(rows).toEqual([
      { key: 'review.sameReaderRetry', value: true },
      { key: 'review.windowDays', value: 7 },
    ])
    const log = await admin.get(`/org/${district.slug}/audit`)
    expect(log.text).toContain('Changed how reading works')
    expect(log.text).toContain('Dana Whitfield')
  })

  test('a school is added once, and closed', async () => {
    await admin.post(`${settings()}/schools`, { unit: 'West School', kind: 'school' }, settings())
    const twice = await admin.post(`${settings()}/schools`, { unit: 'West School', kind: 'school' }, settings())
    expect(twice.status).toBe(422)
    expect(twice.text).toContain('is there already')
    const { rows } = await world.owner.query(`select id from unit where tenant_id = $1 and name = 'West School'`, [
      district.tenantId,
    ])
    await admin.post(`${settings()}/schools/close`, { id: rows[0].id }, settings())
    expect((await admin.get(here)).text).not.toContain('West School')
  })

  test('the log is paged by its numbers and holds only this organization', async () => {
    for (let i = 0; i < 60; i++)
      await admin.post(`${settings()}/schools`, { unit: `School ${i}`, kind: 'school' }, settings())
    const first = await admin.get(`/org/${district.slug}/audit`)
    const next = /audit\?before=(\d+)/.exec(first.text)?.[1]
    expect(next).toBeDefined()
    const second = await admin.get(`/org/${district.slug}/audit?before=${next}`)
    expect(second.text).toContain('The organization was founded')
  }, 120_000)
})
