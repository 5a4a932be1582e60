import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Browser, browserOf } from '../../testing/browser.ts'
import { anAchievement } from '../../testing/factories/achievement.ts'
import { aDistrict, aPerson, type District, join, type Someone, signedIn } from '../../testing/factories/people.ts'
import { aReader, type Reader } from '../../testing/factories/reader.ts'
import { anAdmitted, take } from '../../testing/factories/review.ts'
import { openWorld, type World } from '../../testing/world.ts'
import { releaseReading } from './actions/end.ts'

const DECLARED = '/me/not-my-readers'
let world: World
let district: District
let maya: Someone
let sam: Reader
let admin: Browser
let mayas: Browser
let ties: string

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  world.clock.advance(3_600_000)
  district = await aDistrict(world)
  const dana = await aPerson(world, { name: 'Dana Whitfield' })
  await join(world, district, { person: dana, roles: ['organizationAdmin'] })
  maya = await aPerson(world, { name: 'Maya Jackson' })
  await join(world, district, { person: maya, school: 'North School' })
  sam = await aReader(world, district, { name: 'Sam Okafor', school: 'South School' })
  admin = browserOf(world, await signedIn(world, dana))
  mayas = browserOf(world, await signedIn(world, maya))
  ties = `/org/${district.slug}/people/ties`
})

async function aPortfolio(learner = maya): Promise<void> {
  await anAdmitted(world, { district, learner, version: await anAchievement(world) })
  await world.settle()
}
async function rows(): Promise<{ id: string; kind: string; ended: boolean }[]> {
  const sql = 'select id, kind, ended_at is not null as ended from tie where tenant_id = $1 order by id'
  return (await world.owner.query(sql, [district.tenantId])).rows
}
async function logged(): Promise<string[]> {
  const sql = `select type from log_entry where tenant_id = $1 and type like 'organization.tie%' order by id`
  return (await world.owner.query(sql, [district.tenantId])).rows.map(({ type }) => type)
}
const record = (fields: Partial<Record<'person' | 'other' | 'kind', string>>) =>
  admin.post(ties, { person: 'Maya Jackson', other: 'Sam Okafor', kind: 'household', ...fields }, ties)
const declare = (other: string) => mayas.post(DECLARED, { tenantId: district.tenantId, other }, DECLARED)

describe('the organization writes down who is tied to whom', () => {
  test.each(['coach', 'supervisor', 'household'])('a %s never gets the work', async (kind) => {
    expect((await record({ kind })).location).toBe(ties)
    await aPortfolio()
    expect(await take(world, sam)).toBeNull()
    const page = await admin.get(ties)
    for (const words of ['Maya Jackson', 'Sam Okafor']) expect(page.text).toContain(words)
    expect(await logged()).toEqual(['organization.tieRecorded'])
  })

  test('ended, a household reads again; who once coached does not', async () => {
    for (const kind of ['household', 'coach']) await record({ kind })
    await aPortfolio()
    for (const { id, kind } of await rows()) {
      expect(await take(world, sam)).toBeNull()
      if (kind === 'household') await admin.post(`${ties}/end`, { id }, ties)
    }
    expect(await take(world, sam)).toBeNull()
    const luis = await aPerson(world, { name: 'Luis Ortega' })
    await join(world, district, { person: luis, school: 'North School' })
    await record({ person: 'Luis Ortega' })
    await aPortfolio(luis)
    expect(await take(world, sam)).toBeNull()
    const open = (await rows()).find(({ kind, ended }) => kind === 'household' && !ended)
    await admin.post(`${ties}/end`, { id: open?.id ?? '' }, ties)
    expect(await take(world, sam)).not.toBeNull()
    expect((await logged()).filter((type) => type === 'organization.tieEnded')).toHaveLength(2)
  })

  test('written down while one reads the other: the reading goes back to the queue', async () => {
    await aPortfolio()
    const held = (await take(world, sam)) ?? ''
    await record({})
    await world.settle()
    await expect(releaseReading(sam.ctx, held)).rejects.toThrow()
    expect(await take(world, sam)).toBeNull()
    const other = await aReader(world, district, { school: 'East School' })
    expect(await take(world, other)).not.toBeNull()
  })

  test('twice is once, and what had ended begins again', async () => {
    await record({})
    await record({})
    expect(await rows()).toHaveLength(1)
    const [{ id } = { id: '' }] = await rows()
    await admin.post(`${ties}/end`, { id }, ties)
    await record({})
    expect(await rows()).toEqual([{ id, kind: 'household', ended: false }])
    expect(await logged()).toEqual(['organization.tieRecorded', 'organization.tieEnded', 'organization.tieRecorded'])
  })

  test('a name nobody has, a name two have, the same person twice, no kind: a sentence each, what was typed is kept', async () => {
    const twin = await aPerson(world, { name: 'Sam Okafor' })
    await join(world, district, { person: twin, school: 'East School' })
    expect((await record({ person: 'Maia Jackson' })).text).toContain('Nobody here is called that')
    const several = await record({})
    expect(several.text).toContain('Several people here are called that')
    expect(several.text).toContain('value="Sam Okafor"')
    expect((await record({ other: 'maya jackson' })).text).toContain('These two are the same person')
    expect((await record({ kind: '' })).text).toContain('Choose how the two are tied')
    expect(await rows()).toEqual([])
    expect((await record({ other: 'sam okafor, south school' })).location).toBe(ties)
    await aPortfolio()
    expect(await take(world, sam)).toBeNull()
  })

  test('a member without the role neither sees nor writes it, and nobody ends it from another organization', async () => {
    await record({})
    const [{ id } = { id: '' }] = await rows()
    expect((await mayas.get(ties)).status).toBe(403)
    const far = await aDistrict(world)
    const boss = await aPerson(world)
    await join(world, far, { person: boss, roles: ['organizationAdmin'] })
    const there = browserOf(world, await signedIn(world, boss))
    const answer = await there.post(`/org/${far.slug}/people/ties/end`, { id }, `/org/${far.slug}/people/ties`)
    expect(answer.status).toBe(404)
    expect(await rows()).toEqual([{ id, kind: 'household', ended: false }])
  })
})

test('an empty form asks for each name in its own sentence, and says each once in the list of what to mend', async () => {
  const answer = await admin.post(ties, { person: '', other: '', kind: 'coach' })
  expect(answer.status).toBe(422)
  const [, list = ''] = answer.text.split('error-summary-list')
  const named = list.slice(0, list.indexOf('</ul>'))
  for (const sentence of ['Write the name of the educator.', 'Write the name of the other person.'])
    expect(named.split(sentence)).toHaveLength(2)
  expect(await rows()).toEqual([])
})

describe('an educator names who should not read', () => {
  test('the person named gets no work of theirs, from either side, and no page but theirs shows it', async () => {
    expect((await declare('Sam Okafor')).location).toBe(DECLARED)
    await aPortfolio()
    expect(await take(world, sam)).toBeNull()
    expect((await mayas.get(DECLARED)).text).toContain('Sam Okafor')
    const sams = browserOf(world, await signedIn(world, sam))
    for (const path of [DECLARED, '/assess/queue', '/me/organizations'])
      expect((await sams.get(path)).text).not.toContain('Maya Jackson')
    expect((await admin.get(ties)).text).toContain('Nothing is written down yet')
    const [, line = ''] = (await admin.get(`/org/${district.slug}/audit`)).text.split('Named somebody')
    expect(line.slice(0, line.indexOf('</tr>'))).not.toContain('Sam Okafor')
  })

  test('taken back, the work may come to them; nobody else takes it back', async () => {
    await declare('Sam Okafor')
    await aPortfolio()
    const [{ id } = { id: '' }] = await rows()
    const back = { tenantId: district.tenantId, id }
    const sams = browserOf(world, await signedIn(world, sam))
    expect((await sams.post(`${DECLARED}/take-back`, back, DECLARED)).status).toBe(404)
    expect((await admin.post(`${ties}/end`, { id }, ties)).status).toBe(404)
    expect(await take(world, sam)).toBeNull()
    expect((await mayas.post(`${DECLARED}/take-back`, back, DECLARED)).location).toBe(DECLARED)
    expect(await take(world, sam)).not.toBeNull()
    expect(await logged()).toEqual(['organization.tieDeclared', 'organization.tieEnded'])
  })

  test('oneself, a stranger, another organization: refused in words or not found', async () => {
    const far = await aDistrict(world)
    expect((await declare('Maya Jackson')).text).toContain('This is you')
    expect((await declare('Nobody At All')).text).toContain('Nobody here is called that')
    const elsewhere = await mayas.post(DECLARED, { tenantId: far.tenantId, other: 'Sam Okafor' }, DECLARED)
    expect(elsewhere.status).toBe(404)
    expect(await rows()).toEqual([])
  })

  test('the sixth name in a month is told to the QA lead as a number', async () => {
    const lead = await aPerson(world)
    await join(world, district, { person: lead, roles: ['qaLead'] })
    const sql = `select body from outbox where kind = 'mail' and body ->> 'template' = 'review.manyConflicts' and body ->> 'toPerson' = $1`
    for (let n = 1; n <= 6; n++) {
      const person = await aPerson(world, { name: `Colleague ${n}` })
      await join(world, district, { person, school: 'East School' })
      expect((await world.owner.query(sql, [lead.id])).rowCount).toBe(0)
      await declare(`Colleague ${n}`)
      await world.settle()
    }
    const { rows: told } = await world.owner.query(sql, [lead.id])
    expect(told).toHaveLength(1)
    expect(JSON.stringify(told)).not.toMatch(/Colleague|Maya/)
  })
})
