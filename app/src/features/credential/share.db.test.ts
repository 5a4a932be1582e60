import { afterAll, beforeAll, expect, test } from 'vitest'
import { anAchievement } from '../../testing/factories/achievement.ts'
import { anAward, aRevocation } from '../../testing/factories/award.ts'
import { aDistrict, aPerson } from '../../testing/factories/people.ts'
import { openWorld, type World } from '../../testing/world.ts'
import { shareCredential } from './actions/share.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

test('a credential that is taken back while its holder opens it stays closed', async () => {
  const [issuer, learner] = [await aDistrict(world), await aPerson(world)]
  const own = world.as({ personId: learner.id })
  const award = await anAward(world, { district: issuer, learner, version: await anAchievement(world) })
  const to = await aDistrict(world)
  const late: typeof own = {
    ...own,
    inTenant: (tenantId) => {
      const there = own.inTenant(tenantId)
      return {
        ...there,
        transact: async (work) => {
          await aRevocation(world, { award, issuer })
          return there.transact(work)
        },
      }
    },
  }
  await expect(shareCredential(late, { publicId: award.publicId, toTenant: to.tenantId })).rejects.toThrow('credential')
  const { rows } = await world.owner.query('select from credential_share where credential_id = $1', [
    award.credentialId,
  ])
  expect(rows).toEqual([])
})
