import { afterAll, beforeAll, expect, test } from 'vitest'
import { anAchievement } from '../../testing/factories/achievement.ts'
import { aHeldCredential, visitOf } from '../../testing/factories/credential.ts'
import { aDistrict, aPerson, join, type Someone, signedIn } from '../../testing/factories/people.ts'
import { openWorld, type World } from '../../testing/world.ts'
import type { AchievementVersion } from '../catalog/reads.ts'

let world: World
let version: AchievementVersion
let readers: [Someone, Someone]
beforeAll(async () => {
  world = await openWorld('2026-11-20T16:05:00.250Z')
  version = await anAchievement(world)
  readers = [await aPerson(world), await aPerson(world)]
})
afterAll(() => world.close())

test('awards of an organization come newest first, a page at a time, without a gap', async () => {
  const busy = await aDistrict(world, { slug: 'busy', name: 'Busy Schools' })
  const learner = await aPerson(world, { name: 'Many Credentials' })
  await join(world, busy, { person: learner })
  const ids: string[] = []
  for (let n = 0; n < 53; n++)
    ids.unshift((await aHeldCredential(world, { district: busy, version, readers, learner })).credentialId)
  const admin = await aPerson(world)
  await join(world, busy, { person: admin, roles: ['organizationAdmin'] })
  const visit = visitOf(world, await signedIn(world, admin))
  const shown = async (path: string) => {
    const page = await (await visit.get(path)).text()
    const found = [...page.matchAll(/\/org\/busy\/awards\/([0-9a-f-]{36})\/revoke/g)].map(([, id]) => id)
    return {
      found,
      next: /href="(\/org\/busy\/awards\?before=[^"]+)" rel="next"/.exec(page)?.[1]?.replaceAll('&amp;', '&'),
    }
  }
  const first = await shown('/org/busy/awards')
  const second = await shown(first.next ?? '')
  expect(first.found).toHaveLength(50)
  expect(second.next).toBeUndefined()
  expect(new Set([...first.found, ...second.found])).toEqual(new Set(ids))
}, 120_000)
