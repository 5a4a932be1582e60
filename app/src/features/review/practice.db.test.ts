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
