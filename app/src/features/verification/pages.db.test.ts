import { afterAll, beforeAll, describe, test } from 'vitest'
import { anAchievement } from '../../testing/factories/achievement.ts'
import { anEarnedDecision } from '../../testing/factories/decision.ts'
import { aDistrict, aPerson, type District, join, type Someone } from '../../testing/factories/people.ts'
import { BASE_URL, openWorld, type World } from '../../testing/world.ts'
import type { AchievementVersion } from '../catalog/reads.ts'

let world: World
let district: District
let version: AchievementVersion
let readers: [Someone, Someone]
beforeAll(async () => {
  world = await openWorld('2026-11-20T16:05:00.250Z')
  district = await aDistrict(world, { slug: 'lakeside', name: 'Lakeside Unified School District' })
  version = await anAchievement(world)
  readers = [await aPerson(world, { name: 'Reader One' }), await aPerson(world, { name: 'Reader Two' })]
})
afterAll(() => world.close())

async function held(given: { showName?: boolean; visibility?: string; name?: string } = {}) {
  const learner = await aPerson(world, { name: given.name ?? 'Maya Jackson' })
  await join(world, district, { person: learner })
  const earned = await anEarnedDecision(world, {
    district,
    learner,
    readers,
    version,
    showName: given.showName ?? true,
  })
  await world.settle()
  const { rows } = await world.owner.query('select * from credential where submission_id = $1', [earned.submissionId])
  if (given.visibility)
    await world.owner.query('update credential set visibility = $1 where id = $2', [given.visibility, rows[0].id])
  return { learner, row: rows[0], id: rows[0].public_id as string, bytes: rows[0].signed_bytes as Buffer }
}
const get = (path: string, headers: Record<string, string> = {}) =>
  world.app.request(`${BASE_URL}${path}`, { headers: { accept: 'text/html', ...headers } })

describe('x', () => {
  test('page', async () => {
    const { id } = await held({ visibility: 'public' })
    const r = await get(`/c/${id}`)
    const t = await r.text()
    console.log(r.status, t.slice(0, 200), t.match(/<h1[^>]*>.*?<\/h1>/)?.[0])
    for (const p of ['.json', '.png', '.pdf', '/print', '/embed']) {
      const x = await get(`/c/${id}${p}`)
      console.log(
        p,
        x.status,
        x.headers.get('content-type'),
        x.headers.get('etag'),
        x.headers.get('cache-control'),
        (await x.arrayBuffer()).byteLength,
      )
    }
  })
})
