import { afterAll, beforeAll, expect, test } from 'vitest'
import { anAchievement } from '../../testing/factories/achievement.ts'
import { aRevocation } from '../../testing/factories/award.ts'
import { aHeldCredential } from '../../testing/factories/credential.ts'
import { aDistrict, aPerson, type District } from '../../testing/factories/people.ts'
import { judgedElsewhere, revokedIn } from '../../testing/interop.ts'
import { openWorld, type World } from '../../testing/world.ts'

let world: World
let district: District
beforeAll(async () => {
  world = await openWorld('2026-11-20T16:05:00.250Z')
  district = await aDistrict(world, { slug: 'lakeside' })
})
afterAll(() => world.close())

test('@digitalbazaar/vc accepts what an award signed, and not what was taken back or changed', async () => {
  const readers = [await aPerson(world), await aPerson(world)] as const
  const held = await aHeldCredential(world, { district, version: await anAchievement(world), readers })
  const credential = JSON.parse(held.bytes.toString())
  const good = await judgedElsewhere(world, credential)
  expect([good.error, good.verified, revokedIn(good)]).toEqual([undefined, true, false])
  expect((await judgedElsewhere(world, { ...credential, name: 'Something else' })).verified).toBe(false)
  await aRevocation(world, { award: held, issuer: district })
  expect(revokedIn(await judgedElsewhere(world, credential))).toBe(true)
})
