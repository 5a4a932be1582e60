import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Browser, browserOf } from '../../testing/browser.ts'
import { aDistrict, aPerson, join, type Someone, signedIn } from '../../testing/factories/people.ts'
import { openWorld, type World } from '../../testing/world.ts'
import { keptKeys } from './rules/desk-keys.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const KEYS = '/me/settings/keys'

async function anAssessor(): Promise<{ person: Someone; browser: Browser }> {
  const district = await aDistrict(world)
  const person = await aPerson(world)
  await join(world, district, { person, school: 'North School', roles: ['assessor'] })
  return { person, browser: browserOf(world, await signedIn(world, person)) }
}
async function keptBy({ id }: Someone) {
  const { rows } = await world.owner.query('select shortcuts from person where id = $1', [id])
  return rows[0]?.shortcuts
}
const choose = (browser: Browser, fields: Record<string, string>) => browser.post(KEYS, fields, '/me/settings')

test('an assessor gives a deed another key; it is kept for the person, with one line in the log', async () => {
  const { person, browser } = await anAssessor()
  const saved = await choose(browser, { 'keys.next': 'W', 'keys.speed': '' })
  expect([saved.status, saved.location]).toEqual([303, '/me/settings#keys'])
  expect(await keptBy(person)).toEqual({ desk: { next: 'w', speed: '' } })
  const page = (await browser.get('/me/settings')).text
  expect(page).toContain('Your keys are saved.')
  expect(page).toContain('name="keys.next" type="text" value="w"')
  expect(page).toContain('name="keys.previous" type="text" value="k"')
  const { rows } = await world.owner.query(
    `select count(*)::int as n from log_entry where type = $1 and actor_id = $2`,
    ['account.keysChanged', person.id],
  )
  expect(rows[0].n).toBe(1)
})

test('two deeds on one key are refused with both names; what was typed stays and nothing is saved', async () => {
  const { person, browser } = await anAssessor()
  const refused = await choose(browser, { 'keys.next': 'k', 'keys.speed': 'y' })
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('k already means “Previous criterion”. Choose a different key for “Next criterion”')
  expect(refused.text).toContain('name="keys.next" type="text" value="k"')
  expect(refused.text).toContain('name="keys.speed" type="text" value="y"')
  expect(refused.text).toContain('Swap: “Next criterion” takes k, “Previous criterion” takes j')
  expect(await keptBy(person)).toEqual({})
  await choose(browser, { 'keys.next': 'k', 'keys.speed': 'y', swap: 'next' })
  expect(await keptBy(person)).toEqual({ desk: { next: 'k', previous: 'j', speed: 'y' } })
})

test.each([
  ['a key of the browser', 'Ctrl+S', 'belongs to the browser, a screen reader or the field itself'],
  ['two letters', 'jj', 'Type one letter, digit or sign'],
  ['far too much', 'j'.repeat(41), 'check'],
])('%s is refused in a plain sentence', async (_case, key, sentence) => {
  const { person, browser } = await anAssessor()
  const refused = await choose(browser, { 'keys.next': key })
  expect(refused.status).toBe(422)
  expect(refused.text.toLowerCase()).toContain(sentence.toLowerCase())
  expect(refused.text).toContain(`value="${key}"`)
  expect(await keptBy(person)).toEqual({})
})

test('all keys off stays off with own keys kept; the standard comes back by one press', async () => {
  const { person, browser } = await anAssessor()
  await choose(browser, { 'keys.next': 'w' })
  await browser.post(`${KEYS}/switch`, { on: 'no' }, '/me/settings')
  expect(await keptBy(person)).toEqual({ off: true, desk: { next: 'w' } })
  expect((await browser.get('/me/settings')).text).toContain('All keys are off.')
  await browser.post(`${KEYS}/standard`, {}, '/me/settings')
  expect(await keptBy(person)).toEqual({ off: true, desk: {} })
  await browser.post(`${KEYS}/switch`, { on: 'yes' }, '/me/settings')
  expect(keptKeys(await keptBy(person))).toEqual(keptKeys({}))
})

test('the keys are one’s own: another person’s stay, and people without a desk are not asked', async () => {
  const [one, two] = [await anAssessor(), await anAssessor()]
  await choose(one.browser, { 'keys.next': 'w' })
  expect(await keptBy(two.person)).toEqual({})
  const learner = browserOf(world, await signedIn(world, await aPerson(world)))
  expect((await learner.get('/me/settings')).text).not.toContain('keys.next')
})
