import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { anAchievement } from '../../testing/factories/achievement.ts'
import { aDistrict, aPerson, type District, join, type Someone, signedIn } from '../../testing/factories/people.ts'
import { openWorld, type World } from '../../testing/world.ts'
import { beginLook } from './actions/look-at-links.ts'
import type { AchievementVersion } from './reads.ts'

const HOUR = 3_600_000
const WEEK = 7 * 24 * HOUR
let world: World
let server: Server
let north: District
let entry: AchievementVersion
let author: Someone
let asked: string[] = []
let gone = new Set<string>()

const at = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.writeHead(gone.has(request.url ?? '') ? 404 : 200).end('a page')
  }).listen(0, '127.0.0.1')
  world = await openWorld('2026-10-05T15:00:00Z', {
    settings: { mailLeaves: false, demo: false, loopback: false, notices: [], judgingMs: 2_000 },
  })
  north = await aDistrict(world, { slug: 'north' })
  author = await aPerson(world)
  await join(world, north, { person: author, roles: ['author'] })
  const of = (path: string, title: string) => ({
    title,
    url: at(path),
    kind: 'article' as const,
    minutes: 10,
    free: true,
  })
  entry = await anAchievement(world, {
    resources: ['Stays', 'Leaves'].map((title) => ({
      ...of(`/${title.toLowerCase()}`, `${title} where it is`),
      languages: ['en'],
    })),
  })
  await world.owner.query('update achievement set creator_id = $1 where id = $2', [north.tenantId, entry.achievementId])
})
afterAll(async () => {
  await world.close()
  server.close()
})
beforeEach(() => {
  asked = []
  gone = new Set()
})

async function nextWeek(): Promise<void> {
  world.clock.advance(WEEK + HOUR)
  await beginLook(world.as({ system: 'links' }))
  await world.settle()
}
async function page(path: string, cookie = ''): Promise<string> {
  const response = await world.app.request(`http://localhost:3000${path}`, { headers: { accept: 'text/html', cookie } })
  expect([path, response.status]).toEqual([path, 200])
  return (await response.text()).replace(/<[^>]+>/g, ' ')
}

const drafts = async () => page('/author/drafts', (await signedIn(world, author)).cookie)

test('every address is opened once a week, however often it is asked for', async () => {
  await nextWeek()
  await nextWeek()
  await beginLook(world.as({ system: 'links' }))
  world.clock.advance(HOUR)
  await beginLook(world.as({ system: 'links' }))
  await world.settle()
  expect(asked.sort()).toEqual(['/leaves', '/leaves', '/stays', '/stays'])
  expect(await page(`/m/${entry.slug}`)).not.toContain('has not opened since')
})

test('twice closed the page says it, three times the authors are asked, and once open it is forgotten', async () => {
  gone.add('/leaves')
  await nextWeek()
  expect(await page(`/m/${entry.slug}`)).not.toContain('has not opened since')
  await nextWeek()
  expect(await page(`/m/${entry.slug}`)).toMatch(/Leaves where it is[^§]*has not opened since Oct/)
  expect(await drafts()).not.toContain('Addresses that no longer open')
  await nextWeek()
  expect(await drafts()).toContain(`Leaves where it is: ${at('/leaves')}`)
  const { rows } = await world.owner.query(`select body from log_entry where type = 'catalog.linksClosed'`)
  expect(rows.map(({ body }) => body.closed[0].failures)).toEqual([1, 2, 3])
  gone.clear()
  await nextWeek()
  expect(await page(`/m/${entry.slug}`)).not.toContain('has not opened since')
  expect(await drafts()).not.toContain('Addresses that no longer open')
})

test('a site that reaches nothing at all blames no address, and one tried at home asks nobody', async () => {
  const home = { ...world.as({ system: 'links' }), settings: { ...world.home.ports.settings, loopback: true } }
  world.clock.advance(WEEK)
  await beginLook(home)
  await world.settle()
  expect(asked).toEqual([])
  const { rows } = await world.owner.query('select max(failures) as most from resource_link')
  await new Promise((resolve) => server.close(resolve))
  server.closeAllConnections()
  await nextWeek()
  expect((await world.owner.query('select max(failures) as most from resource_link')).rows).toEqual(rows)
})
