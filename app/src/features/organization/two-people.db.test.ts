import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Browser, browserOf, type Seen } from '../../testing/browser.ts'
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
  dana = await anAdministrator('Dana Whitfield')
  admin = await browser(dana)
  here = `/org/${district.slug}/people`
})

const HOUR = 3_600_000
const browser = async (person: Someone): Promise<Browser> => browserOf(world, await signedIn(world, person))
async function anAdministrator(name: string): Promise<Someone> {
  const person = await aPerson(world, { name })
  await join(world, district, { person, roles: ['organizationAdmin'] })
  return person
}
async function administrators(): Promise<string[]> {
  const { rows } = await world.owner.query(
    `select p.name from role_grant g join person p on p.id = g.person_id
     where g.tenant_id = $1 and g.role = 'organizationAdmin' and g.ended_at is null order by 1`,
    [district.tenantId],
  )
  return rows.map(({ name }) => name)
}
async function openProposals(): Promise<{ id: string; deed: string }[]> {
  const { rows } = await world.owner.query(
    'select id, deed from role_proposal where tenant_id = $1 and answered_at is null',
    [district.tenantId],
  )
  return rows
}
const answer = async (by: Browser, word: 'accept' | 'refuse'): Promise<Seen> =>
  by.post(`${here}/proposal`, { id: (await openProposals())[0]?.id ?? '', answer: word }, here)
const demote = (by: Browser, person: Someone) => by.post(`${here}/roles`, { personId: person.id, unitId: '' }, here)
const dismiss = (by: Browser, person: Someone) => by.post(`${here}/end`, { personId: person.id }, here)
async function lines(type: string): Promise<Record<string, unknown>[]> {
  const { rows } = await world.owner.query('select body from log_entry where tenant_id = $1 and type = $2', [
    district.tenantId,
    type,
  ])
  return rows.map(({ body }) => body)
}

describe('E-two-person-rule: an administrator against another', () => {
  test.each([
    ['the role', demote, 'endRole'],
    ['the membership', dismiss, 'endMembership'],
  ] as const)('%s does not end by one hand; a third one confirms it', async (_case, press, deed) => {
    const ana = await anAdministrator('Ana')
    const third = await anAdministrator('Third')
    expect((await press(admin, ana)).status).toBe(303)
    expect(await administrators()).toEqual(['Ana', 'Dana Whitfield', 'Third'])
    expect(await openProposals()).toMatchObject([{ deed }])
    expect((await answer(admin, 'accept')).status).toBe(403)
    const theirs = await browser(ana)
    expect((await answer(theirs, 'refuse')).status).toBe(403)
    const judge = await browser(third)
    expect((await judge.get(here)).text).toContain('Proposed by Dana Whitfield')
    expect((await answer(judge, 'accept')).status).toBe(303)
    expect(await administrators()).toEqual(['Dana Whitfield', 'Third'])
  })

  test('of two, the other hears of it and may refuse; three days of silence let it be carried out', async () => {
    const ana = await anAdministrator('Ana')
    await demote(admin, ana)
    await world.settle()
    const { rows } = await world.owner.query('select subject from mail_message where address = $1', [ana.email])
    expect(rows.map(({ subject }) => subject).join()).toContain('is proposed to go')
    expect((await answer(await browser(ana), 'refuse')).status).toBe(303)
    expect(await administrators()).toEqual(['Ana', 'Dana Whitfield'])
    await demote(admin, ana)
    world.clock.advance(73 * HOUR)
    expect((await answer(await browser(dana), 'accept')).status).toBe(303)
    expect(await administrators()).toEqual(['Dana Whitfield'])
  })

  test('a second, other proposal about the same person is not swallowed: it is said to wait for the first, and the rest is saved', async () => {
    const ana = await anAdministrator('Ana')
    const third = await browser(await anAdministrator('Third'))
    await demote(admin, ana)
    const unitId = district.units['South School'] ?? ''
    const said = async (by: Browser, seen: Seen): Promise<string> => {
      expect(seen.status).toBe(303)
      return (await by.get(seen.location ?? '')).text
    }
    const sentence = 'another one about this person waits already'
    expect(await said(third, await dismiss(third, ana))).toContain(sentence)
    const roles = await third.post(`${here}/roles`, { personId: ana.id, 'roles[]': ['qaLead'], unitId }, here)
    expect(await said(third, roles)).toContain(sentence)
    const { rows } = await world.owner.query(
      `select m.unit_id, array(select g.role from role_grant g where g.person_id = m.person_id and g.tenant_id = m.tenant_id
        and g.ended_at is null order by 1) as roles from membership m where m.tenant_id = $1 and m.person_id = $2`,
      [district.tenantId, ana.id],
    )
    expect(rows).toEqual([{ unit_id: unitId, roles: ['organizationAdmin', 'qaLead'] }])
    expect(await openProposals()).toMatchObject([{ deed: 'endRole' }])
    expect(await said(admin, await demote(admin, ana))).toContain('Proposed. A second person confirms it.')
    await answer(third, 'refuse')
    expect(await said(third, await dismiss(third, ana))).toContain('Proposed. A second person confirms it.')
    expect(await openProposals()).toMatchObject([{ deed: 'endMembership' }])
  })

  test('one gives up the own role or leaves without asking anybody, as long as another is there', async () => {
    const ana = await anAdministrator('Ana')
    expect((await demote(await browser(ana), ana)).status).toBe(303)
    expect(await openProposals()).toEqual([])
    expect(await administrators()).toEqual(['Dana Whitfield'])
  })

  test('two who leave at the same moment leave one behind', async () => {
    const ana = await anAdministrator('Ana')
    const both = [admin, await browser(ana)]
    const tokens = await Promise.all(both.map((one) => one.token('/me/organizations')))
    const left = await Promise.all(
      both.map((one, at) => one.send('/me/organizations/leave', { tenantId: district.tenantId }, tokens[at] ?? '')),
    )
    expect(left.map(({ status }) => status).sort()).toEqual([303, 403])
    expect(await administrators()).toHaveLength(1)
  })
})

describe('a proposal that grew old', () => {
  test('makes nobody an administrator who has left', async () => {
    const [ana, sam] = [await anAdministrator('Ana'), await aPerson(world, { name: 'Sam' })]
    await join(world, district, { person: sam })
    await admin.post(`${here}/roles`, { personId: sam.id, 'roles[]': ['organizationAdmin'], unitId: '' }, here)
    expect(await openProposals()).toHaveLength(1)
    const theirs = await browser(sam)
    await theirs.post('/me/organizations/leave', { tenantId: district.tenantId }, '/me/organizations')
    expect(await openProposals()).toEqual([])
    // One from before memberships closed their proposals.
    await world.owner.query(
      `insert into role_proposal (tenant_id, id, person_id, role, proposed_by, proposed_at) values ($1, gen_random_uuid(), $2, 'organizationAdmin', $3, now())`,
      [district.tenantId, sam.id, dana.id],
    )
    expect((await answer(await browser(ana), 'accept')).status).toBe(409)
    expect(await administrators()).toEqual(['Ana', 'Dana Whitfield'])
  })
})

describe('schools of members', () => {
  test('a change of school stands in the log with before and after', async () => {
    const sam = await aPerson(world)
    await join(world, district, { person: sam, school: 'North School' })
    const after = district.units['South School'] ?? ''
    await admin.post(`${here}/roles`, { personId: sam.id, unitId: after }, here)
    expect(await lines('organization.unitChanged')).toEqual([
      { personId: sam.id, before: district.units['North School'], after },
    ])
  })

  test('a school of another organization is refused wherever one is written down', async () => {
    const foreign = (await aDistrict(world)).units['North School'] ?? ''
    const sam = await aPerson(world)
    const asked = await (await browser(sam)).post(
      '/me/organizations/ask',
      { tenantId: district.tenantId, unitId: foreign },
      '/me/organizations',
    )
    expect(asked.status).toBe(404)
    await join(world, district, { person: sam })
    expect((await admin.post(`${here}/roles`, { personId: sam.id, unitId: foreign }, here)).status).toBe(404)
    expect((await admin.post(`${here}/invite`, { email: 'x@school.example', unitId: foreign }, here)).status).toBe(404)
  })

  test('a school is closed once; one that is not there or closed already is said so', async () => {
    const page = `/org/${district.slug}/settings`
    const id = district.units['North School'] ?? ''
    const close = (unit: string) => admin.post(`${page}/schools/close`, { id: unit }, page)
    expect((await close(id)).status).toBe(303)
    const closedAt = async () =>
      (await world.owner.query('select closed_at from unit where id = $1', [id])).rows[0].closed_at
    const first = await closedAt()
    world.clock.advance(60_000)
    expect((await close(id)).status).toBe(404)
    expect(await closedAt()).toEqual(first)
    expect((await close(world.home.ports.newId())).status).toBe(404)
  })
})

describe('who asks to belong', () => {
  test('is heard once, however often they press', async () => {
    const theirs = await browser(await aPerson(world))
    for (let presses = 0; presses < 3; presses++)
      await theirs.post('/me/organizations/ask', { tenantId: district.tenantId, unitId: '' }, '/me/organizations')
    await world.settle()
    const { rows } = await world.owner.query('select count(*)::int as n from mail_message where address = $1', [
      dana.email,
    ])
    expect(rows[0].n).toBe(1)
    expect(await lines('organization.linkAsked')).toHaveLength(1)
  })
})

describe('roles', () => {
  test('of one organization are none in another', async () => {
    const other = await aDistrict(world)
    const ctx = world.as({ personId: dana.id, tenantId: district.tenantId, roles: ['organizationAdmin', 'assessor'] })
    expect([...ctx.inTenant(other.tenantId).actor.roles]).toEqual([])
    expect([...ctx.inTenant(district.tenantId).actor.roles]).toEqual(['organizationAdmin', 'assessor'])
    expect(ctx.inTenant(other.tenantId).actor).toMatchObject({ id: dana.id, unitId: null, membershipId: null })
  })

  test('an administrator elsewhere ends no tie that this organization recorded', async () => {
    const other = await aDistrict(world)
    const [ana, sam] = [await aPerson(world, { name: 'Ana Ruiz' }), await aPerson(world, { name: 'Sam Poe' })]
    for (const person of [ana, sam]) await join(world, other, { person })
    await join(world, other, { person: dana })
    const { rows } = await world.owner.query(
      `insert into tie (tenant_id, id, person_id, other_id, kind, created_at) values ($1, gen_random_uuid(), $2, $3, 'coach', now()) returning id`,
      [other.tenantId, ana.id, sam.id],
    )
    const gone = await admin.post(
      '/me/not-my-readers/take-back',
      { tenantId: other.tenantId, id: rows[0].id },
      '/me/not-my-readers',
    )
    expect(gone.status).toBe(404)
    const { rowCount } = await world.owner.query('select from tie where id = $1 and ended_at is null', [rows[0].id])
    expect(rowCount).toBe(1)
  })
})

describe('the rules of reading', () => {
  test('keep the ticks that were typed when another field is refused', async () => {
    const page = `/org/${district.slug}/settings`
    const seen = await admin.post(
      `${page}/rules`,
      { 'settings.review_sameReaderRetry': ['off', 'on'], 'settings.review_windowDays': '99' },
      page,
    )
    expect(seen.status).toBe(422)
    expect(seen.text).toMatch(/type="checkbox"[^>]*name="settings.review_sameReaderRetry"[^>]*checked/)
  })
})
