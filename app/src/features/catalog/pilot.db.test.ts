import { afterAll, beforeAll, expect, test } from 'vitest'
import { anAchievement } from '../../testing/factories/achievement.ts'
import { type Awarded, anAward, aRevocation } from '../../testing/factories/award.ts'
import { aDistrict, aPerson, type District } from '../../testing/factories/people.ts'
import { openWorld, type World } from '../../testing/world.ts'
import { findPilot } from './reads/pilot.ts'
import type { AchievementVersion } from './reads.ts'
import { countAward } from './writes/pilot.ts'

const DAY = 86_400_000
let world: World
let lakeview: District
let riverside: District
let version: AchievementVersion
let first: Awarded
beforeAll(async () => {
  world = await openWorld()
  lakeview = await aDistrict(world, { name: 'Lakeview' })
  riverside = await aDistrict(world, { name: 'Riverside' })
  version = await anAchievement(world)
  first = await award(lakeview)
})
afterAll(() => world.close())

const award = async (district: District) => anAward(world, { district, learner: await aPerson(world), version })
const pilot = () => world.home.db.asPublic((tx) => findPilot(tx as never, version.achievementId))
async function pageNow(language = 'en'): Promise<string> {
  const headers = { accept: 'text/html', 'accept-language': language }
  const response = await world.app.request(`http://localhost:3000/m/${version.slug}`, { headers })
  return (await response.text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
}
async function signed({ credentialId }: Awarded): Promise<string> {
  const { rows } = await world.owner.query('select signed_bytes from credential where id = $1', [credentialId])
  return String(rows[0].signed_bytes)
}

/** Further credentials of one tenant like one that is there, published the same day. */
async function copies({ credentialId }: Awarded, count: number): Promise<string[]> {
  const { rows } = await world.owner.query(
    `insert into credential select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'edition', n + 1, 'log_entry_id', null,
       'public_id', translate(substr(md5(n::text || c.id), 1, 22), '0', 'z'), 'status_index', c.status_index + n))).*
     from credential c, generate_series(1, $2::int) n where c.id = $1 returning id`,
    [credentialId, count],
  )
  return rows.map(({ id }) => id)
}
function counted({ tenantId }: District, credentialId: string): Promise<void> {
  return world.as({ tenantId, system: 'test' }).transact((tx) => countAward(tx, credentialId))
}

test('an award and a decision are counted when the log says so, each once', async () => {
  expect(await pilot()).toEqual({ awards: 1, medianDays: 0, decisions: 1, agreed: 1 })
  await counted(lakeview, first.credentialId)
  expect(await pilot()).toMatchObject({ awards: 1 })
  await counted(riverside, first.credentialId)
  expect(await pilot()).toMatchObject({ awards: 1 })
})

test('nine are a small group: page and credential call it not yet piloted', async () => {
  await world.owner.query("update submission set started_at = started_at - interval '33 days'")
  await Promise.all((await copies(first, 8)).map((id) => counted(lakeview, id)))
  expect(await pilot()).toMatchObject({ awards: 9, medianDays: 33 })
  expect(await pageNow()).toContain('Starter edition, not yet piloted.')
  expect(await pageNow()).not.toMatch(/Piloted here|half of/)
  expect(await signed(first)).toContain('Starter edition, not yet piloted.')
})

test('the tenth of the site, of another organization, makes it piloted; what was signed before stays as it was', async () => {
  const before = await signed(first)
  await award(riverside)
  const text = await pageNow()
  expect(text).toContain('Piloted here: 10 awards')
  expect(text).toContain('10 awards or more on this site, half of them within 33 days of starting.')
  expect(text).toContain('Here, half of those who earned it had it within 33 days of starting.')
  expect(text).toContain('How often two readers agree is said from 30 decisions on.')
  expect(text).not.toContain('not yet piloted')
  expect(await pageNow('es')).toContain('Con piloto aquí: 10 credenciales')
  expect(await signed(first)).toBe(before)
  const next = await award(riverside)
  expect(await signed(next)).toContain('Starter edition, piloted on this site.')
  expect(await pilot()).toMatchObject({ awards: 11 })
  expect(await pageNow()).toContain('Piloted here: 10 awards or more')
  await aRevocation(world, { award: next, issuer: riverside })
  expect(await pilot()).toMatchObject({ awards: 10 })
})

test('what is kept is what the credentials and decisions of the site say', async () => {
  const { rows } = await world.owner.query(
    `select (select count(*)::int from award_to_count where stands and achievement_id = $1) as awards,
       (select count(*)::int from decision_to_count where achievement_id = $1) as decisions`,
    [version.achievementId],
  )
  expect(await pilot()).toMatchObject(rows[0])
})

test('a demonstration is no pilot', async () => {
  await world.owner.query('update organization set demo = true where tenant_id = $1', [riverside.tenantId])
  world.clock.advance(DAY)
  await award(riverside)
  expect(await pilot()).toMatchObject({ awards: 10, decisions: 3 })
})
