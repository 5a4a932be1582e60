import { afterAll, beforeAll, expect, test } from 'vitest'
import { browserOf } from '../../testing/browser.ts'
import { anAchievement } from '../../testing/factories/achievement.ts'
import { aDistrict, signedIn } from '../../testing/factories/people.ts'
import { aReader, type Reader } from '../../testing/factories/reader.ts'
import { anAdmitted, take } from '../../testing/factories/review.ts'
import { openWorld, type World } from '../../testing/world.ts'
import { settleFlag } from './actions/altered.ts'
import { flagReading } from './actions/flag.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

test('what a reader raised about the work of a QA lead is for the others: not listed, not settled, not told', async () => {
  const district = await aDistrict(world)
  const own = await aReader(world, district, { school: 'North School', roles: ['qaLead'] })
  const other = await aReader(world, district, { school: 'North School', roles: ['qaLead'] })
  const ana = await aReader(world, district, { school: 'South School' })
  await anAdmitted(world, { district, learner: own, version: await anAchievement(world) })
  await world.settle()
  const reviewId = (await take(world, ana)) ?? ''
  await flagReading(ana.ctx, { reviewId, kind: 'safety', evidenceId: null, note: 'A child is named on page 2.' })
  const { rows } = await world.owner.query('select id from review_flag where review_id = $1', [reviewId])
  const flagId = rows[0].id as string
  const pageOf = async (lead: Reader) => (await browserOf(world, await signedIn(world, lead)).get('/qa/readers')).text
  const toldOf = async ({ id }: Reader) =>
    (
      await world.owner.query(
        `select count(*)::int n from outbox where kind = 'mail' and body ->> 'template' = 'review.flag' and body ->> 'toPerson' = $1`,
        [id],
      )
    ).rows[0].n

  expect(await pageOf(own)).not.toContain('A child is named')
  expect(await pageOf(other)).toContain('A child is named')
  expect([await toldOf(own), await toldOf(other)]).toEqual([0, 1])
  await expect(settleFlag(own.ctx, flagId)).rejects.toMatchObject({ name: 'NotFound' })
  await settleFlag(other.ctx, flagId)
  expect(await pageOf(other)).not.toContain('A child is named')
})
