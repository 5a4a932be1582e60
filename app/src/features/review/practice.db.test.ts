import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { browserOf } from '../../testing/browser.ts'
import { anAchievement, CATALOG_FOLDER, theScoringSet } from '../../testing/factories/achievement.ts'
import { anOffering } from '../../testing/factories/offering.ts'
import { aDistrict, aPerson, type District, join, type Someone, signedIn } from '../../testing/factories/people.ts'
import { aDraft } from '../../testing/factories/submission.ts'
import { openWorld, type World } from '../../testing/world.ts'
import type { ScoringKey } from '../catalog/rules/scoring-file.ts'
import type { TenantRole } from '../organization/tables.ts'
import { SCORER_SLUG } from './rules/practice.ts'

const key = parse(readFileSync(`${CATALOG_FOLDER}/scoring/b1/key.yaml`, 'utf8')) as ScoringKey
const reasons = Object.values(key.portfolios).flatMap(({ criteria }) =>
  Object.values(criteria).map(({ reason }) => reason),
)

let world: World
let district: District
beforeAll(async () => {
  world = await openWorld()
  district = await aDistrict(world)
  await theScoringSet(world)
})
afterAll(() => world.close())

async function aMember(roles: readonly TenantRole[] = [], given: Partial<Someone> = {}) {
  const person = await aPerson(world, given)
  await join(world, district, { person, school: 'North School', roles })
  return { person, browser: browserOf(world, await signedIn(world, person)) }
}
const openedBy = async ({ id }: Someone) =>
  (
    await world.owner.query(`select type, body from log_entry where actor_id = $1 and type like 'review.scoring%'`, [
      id,
    ])
  ).rows
/** Signs that a page writes in another way. */
const inPage = (text: string) => text.replaceAll('"', '&quot;')

describe('whoever scores', () => {
  test('gets six portfolios that say they are made up, a page of five to print and a blank sheet, and no level', async () => {
    const { browser } = await aMember()
    const pages = ['', ...[1, 2, 3, 4, 5, 6].map((n) => `/portfolio/${n}`), '/print', '/sheet']
    for (const path of pages) {
      const { status, text } = await browser.get(`/practice/b1${path}`)
      expect(status, path).toBe(200)
      expect(text.match(/<h1[ >]/g), path).toHaveLength(1)
      for (const reason of reasons) expect(text.includes(inPage(reason)), path).toBe(false)
      expect(text, path).not.toMatch(/review\.practice\.|undefined/)
      if (/portfolio|print/.test(path)) expect(text, path).toContain('Constructed for practice')
    }
    expect((await browser.get('/practice/b1/print')).text).not.toContain('resource group in the library corner')
    expect((await browser.get('/practice/b1')).text).not.toContain('/practice/b1/key')
  })

  test('does not come to the levels, by page or by form', async () => {
    const { person, browser } = await aMember()
    expect((await browser.get('/practice/b1/key')).status).toBe(403)
    expect((await browser.post('/practice/b1/key', {}, '/practice/b1')).status).toBe(403)
    expect(await openedBy(person)).toEqual([])
  })

  test('finds no other set and no seventh portfolio', async () => {
    const { browser } = await aMember()
    for (const path of ['/practice/f2', '/practice/B1', '/practice/b1/portfolio/7', '/practice/f2/sheet'])
      expect((await browser.get(path)).status, path).toBe(404)
  })
})

describe('a set keeper', () => {
  test.each([['assessor'], ['qaLead']] as const)(
    'who is an %s reads the levels after opening them, which is written down once',
    async (role) => {
      const { person, browser } = await aMember([role], { name: `Keeper ${role}` })
      const closed = (await browser.get('/practice/b1/key')).text
      expect(reasons.some((reason) => closed.includes(inPage(reason)))).toBe(false)
      for (let i = 0; i < 2; i++)
        expect((await browser.post('/practice/b1/key', {}, '/practice/b1/key')).location).toBe('/practice/b1/key')
      const { text } = await browser.get('/practice/b1/key')
      for (const reason of reasons) expect(text).toContain(inPage(reason))
      expect(text).toContain('Levels by the authors of the set')
      expect(text).toContain(`Keeper ${role}`)
      expect(await openedBy(person)).toEqual([{ type: 'review.scoringKeyOpened', body: { set: 'B1' } }])
    },
  )

  test('who is being scored by the set is told so, and opens nothing until that is decided', async () => {
    const version = await anAchievement(world, { slug: SCORER_SLUG, code: 'L12', title: 'Review work' })
    await anOffering(world, district.tenantId)
    const { person, browser } = await aMember(['assessor'])
    const submissionId = await aDraft(world, { learner: person, version })
    expect((await browser.get('/practice/b1')).text).toContain('the levels stay closed to you')
    expect((await browser.get('/practice/b1/key')).status).toBe(403)
    expect((await browser.post('/practice/b1/key', {}, '/practice/b1')).status).toBe(403)
    expect(await openedBy(person)).toEqual([])
    await world.owner.query('update submission set closed_at = now() where id = $1', [submissionId])
    expect((await browser.get('/practice/b1/key')).status).toBe(200)
  })
})

describe('a panel', () => {
  test('of three scores apart; what most chose is the level, and a criterion without a majority is left out', async () => {
    const own = await aDistrict(world)
    const at = async (roles: readonly TenantRole[]) => {
      const person = await aPerson(world)
      await join(world, own, { person, roles })
      return { person, browser: browserOf(world, await signedIn(world, person)) }
    }
    const [lead, one, two] = [await at(['qaLead']), await at(['assessor']), await at(['adjudicator'])]
    const keeper = await at(['assessor'])
    const page = '/practice/b1/panel'
    await keeper.browser.post('/practice/b1/key', {}, '/practice/b1/key')
    const naming = (people: readonly { person: Someone }[]) =>
      lead.browser.post(`${page}/call`, { 'people[]': people.map(({ person }) => person.id) }, page)
    expect((await naming([lead, one])).status).toBe(422)
    expect((await naming([lead, one, keeper])).status).toBe(422)
    expect((await one.browser.post(`${page}/call`, {}, page)).status).toBe(403)
    expect((await naming([lead, one, two])).location).toBe(page)
    expect((await naming([lead, one, two])).status).toBe(409)

    const sheet = (level: string, other = level) =>
      Object.fromEntries(
        ['1', '2', '3', '4', '5', '6'].flatMap((portfolio) =>
          ['C1', 'C2', 'C3', 'C4', 'C5', 'C6'].map((id) => [
            `levels.${portfolio}.${id}`,
            `${portfolio}${id}` === '1C1' ? other : level,
          ]),
        ),
      )
    const { 'levels.6.C6': _left, ...short } = sheet('demonstrated')
    const refused = await one.browser.post(page, { ...short, deed: 'handIn' }, page)
    expect([refused.status, refused.text.includes('Some criteria have no level yet: 1')]).toEqual([422, true])
    expect((await one.browser.post(page, { ...short, deed: 'keep' }, page)).location).toBe(page)
    expect((await keeper.browser.post(page, { ...short, deed: 'keep' }, page)).status).toBe(403)
    expect((await one.browser.get('/practice/b1/key')).status).toBe(403)
    const hands = async ({ browser }: typeof one, level: string, other?: string) =>
      (await browser.post(page, { ...sheet(level, other), deed: 'handIn' }, page)).location
    expect(await hands(one, 'demonstrated')).toBe(page)
    expect((await one.browser.post(page, { ...sheet('exemplary'), deed: 'handIn' }, page)).status).toBe(409)
    expect(await hands(lead, 'demonstrated', 'exemplary')).toBe(page)
    // Nobody's page says what another chose.
    expect((await two.browser.get(page)).text).not.toMatch(/<option value="(demonstrated|exemplary)" selected/)
    expect((await keeper.browser.get('/practice/b1/key')).text).toContain('Levels by the authors of the set')
    expect(await hands(two, 'barred', 'not_yet')).toBe(page)

    const { text } = await keeper.browser.get('/practice/b1/key')
    expect(text).toContain('Levels by a panel of your organization: 3 people')
    expect(text.match(/Left out: no majority/g)).toHaveLength(1)
    expect(text.match(/2 of 3/g)).toHaveLength(35)
    expect(text).not.toContain('No pass may be given')
    const elsewhere = await aMember(['assessor'])
    await elsewhere.browser.post('/practice/b1/key', {}, '/practice/b1/key')
    expect((await elsewhere.browser.get('/practice/b1/key')).text).toContain('Levels by the authors of the set')
    const { rows } = await world.owner.query(
      `select type from log_entry where tenant_id = $1 and type like 'review.scoringPanel%' order by id`,
      [own.tenantId],
    )
    expect(rows.map(({ type }) => type.replace('review.scoringPanel', ''))).toEqual([
      'Called',
      'HandedIn',
      'HandedIn',
      'Closed',
    ])
  })

  test('that cannot come to an end is given up by a quality lead, and another may be named', async () => {
    const people = [await aMember(['qaLead']), await aMember(['assessor']), await aMember(['assessor'])]
    const [lead, one] = people as [(typeof people)[number], (typeof people)[number]]
    const page = '/practice/b1/panel'
    const ids = people.map(({ person }) => person.id)
    expect((await lead.browser.post(`${page}/call`, { 'people[]': ids }, page)).location).toBe(page)
    expect((await one.browser.post(`${page}/cancel`, {}, page)).status).toBe(403)
    expect((await lead.browser.post(`${page}/cancel`, {}, page)).location).toBe(page)
    expect((await lead.browser.post(`${page}/cancel`, {}, page)).status).toBe(404)
    expect((await lead.browser.post(`${page}/call`, { 'people[]': ids }, page)).location).toBe(page)
  })
})
