import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Tables } from './database.ts'
import { shareCredential } from './features/credential/actions/share.ts'
import { awardsOfOrganization, backpack, heldCredential } from './features/credential/views.ts'
import { inboxOf } from './features/submission/views/inbox.ts'
import { workList } from './features/submission/views/works.ts'
import type { Ctx } from './platform/ctx.ts'
import { queriesOf } from './testing/count-queries.ts'
import { anAchievement } from './testing/factories/achievement.ts'
import { anAward } from './testing/factories/award.ts'
import { anOffering } from './testing/factories/offering.ts'
import { aDistrict, aPerson, type District, join, type Someone } from './testing/factories/people.ts'
import { aDraft } from './testing/factories/submission.ts'
import { openWorld, type World } from './testing/world.ts'

/** Somebody with so many drafts and awards of one district, the first award open to so many organizations. */
interface Scene {
  readonly many: number
  readonly issuer: District
  readonly learner: Someone
  readonly own: Ctx<Tables>
  readonly office: Ctx<Tables>
  readonly publicId: string
}
let world: World
let two: Scene
let twenty: Scene
beforeAll(async () => {
  world = await openWorld()
  two = await scene(2)
  twenty = await scene(20)
}, 240_000)
afterAll(() => world.close())

async function scene(many: number): Promise<Scene> {
  const issuer = await aDistrict(world)
  const learner = await aPerson(world)
  const own = world.as({ personId: learner.id })
  let publicId = ''
  for (let n = 0; n < many; n++) {
    const version = await anAchievement(world)
    await anOffering(world, issuer.tenantId, [version.achievementId])
    publicId = (await anAward(world, { district: issuer, learner, version })).publicId
    await aDraft(world, { learner, version })
  }
  for (let n = 0; n < many; n++)
    await shareCredential(own, { publicId, toTenant: (await aDistrict(world, { schools: [] })).tenantId })
  await world.settle()
  const admin = await aPerson(world)
  const office = world.as({ tenantId: issuer.tenantId, personId: admin.id, roles: ['organizationAdmin'] })
  return { many, issuer, learner, own, office, publicId }
}

test.each<[string, (scene: Scene) => Promise<number>]>([
  ['the list of one’s work', async ({ own }) => (await workList(own)).open.length],
  ['the inbox', async ({ own }) => (await inboxOf(own)).targets.length],
  ['the backpack', async ({ own }) => (await backpack(own)).length],
  ['the shares of a credential', async ({ own, publicId }) => (await heldCredential(own, publicId)).openTo.length],
  ['the awards of an organization', async ({ office }) => (await awardsOfOrganization(office, null)).awards.length],
])('%s asks of twenty no more than of two', async (_page, rowsOf) => {
  const asked = async (scene: Scene) => queriesOf(world, async () => expect(await rowsOf(scene)).toBe(scene.many))
  const ofTwo = await asked(two)
  expect(ofTwo.length).toBeGreaterThan(2)
  expect(await asked(twenty)).toHaveLength(ofTwo.length)
})

test('counting the awards of somebody who joins reads their versions once, however many', async () => {
  const joined = ({ issuer, learner }: Scene) =>
    queriesOf(world, async () => {
      await join(world, issuer, { person: learner })
      await world.settle()
    })
  const reading = (queries: readonly string[]) => queries.filter((query) => /from "achievement_version"/.test(query))
  const ofTwo = reading(await joined(two))
  expect(ofTwo.length).toBeGreaterThan(0)
  expect(reading(await joined(twenty))).toHaveLength(ofTwo.length)
  const { rows } = await world.owner.query('select count(*)::int as n from recognition where educator_id = $1', [
    twenty.learner.id,
  ])
  expect(rows[0].n).toBe(20)
})
