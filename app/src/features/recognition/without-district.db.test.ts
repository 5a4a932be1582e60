import { afterAll, beforeAll, expect, test } from 'vitest'
import { anAchievement } from '../../testing/factories/achievement.ts'
import { aShare } from '../../testing/factories/award.ts'
import { anOffering } from '../../testing/factories/offering.ts'
import { aDistrict, aPerson, type District, join, type Someone } from '../../testing/factories/people.ts'
import { aReader } from '../../testing/factories/reader.ts'
import { readTwice } from '../../testing/factories/review.ts'
import { aSubmittedAttempt } from '../../testing/factories/submission.ts'
import { openWorld, type World } from '../../testing/world.ts'
import { listOwnCredentials } from '../credential/reads.ts'
import { ownRecognition } from './views.ts'

let world: World
let issuer: District
beforeAll(async () => {
  world = await openWorld()
  issuer = await aDistrict(world, { name: 'Open Catalogue', isSiteIssuer: true })
})
afterAll(() => world.close())

/** Work of somebody who belongs nowhere, sent in and read by two people of the issuer. */
async function earned(learner: Someone): Promise<void> {
  const version = await anAchievement(world)
  await anOffering(world, issuer.tenantId, [version.achievementId])
  const ana = await aReader(world, issuer, { school: 'South School' })
  const sam = await aReader(world, issuer, { school: 'East School' })
  const sent = await aSubmittedAttempt(world, { learner, version })
  expect(sent.tenantId).toBe(issuer.tenantId)
  await world.settle()
  const { rows } = await world.owner.query('select id from evidence where submission_id = $1', [sent.submissionId])
  const work = { ...sent, district: issuer, learner, version, attemptNo: 1, evidenceIds: rows.map(({ id }) => id) }
  const levels = { C1: 'demonstrated', C2: 'demonstrated', C3: 'exemplary' }
  await readTwice(world, work, [
    { reader: ana, levels },
    { reader: sam, levels },
  ])
}

test('a person of no district earns what an issuer offers to all, and a district joined later counts it', async () => {
  const ruth = await aPerson(world)
  await earned(ruth)
  const own = world.as({ personId: ruth.id })
  const [award, ...others] = await own.transact((tx) => listOwnCredentials(tx, own.person))
  if (!award) throw new Error('nothing is held')
  expect(award).toMatchObject({ state: 'published', revokedAt: null, tenantId: issuer.tenantId })
  expect(others).toEqual([])
  const memberships = await world.owner.query('select from membership where person_id = $1', [ruth.id])
  expect(memberships.rowCount).toBe(0)
  expect((await ownRecognition(own)).balances).toEqual([])

  const lakeview = await aDistrict(world, { name: 'Lakeview' })
  await join(world, lakeview, { person: ruth, school: 'North School' })
  await world.settle()
  expect((await ownRecognition(own)).awards[0]?.answers).toMatchObject([{ kind: 'askable', by: { name: 'Lakeview' } }])
  await aShare(world, { award: { ...award, credentialId: award.id }, learner: ruth, to: lakeview })
  const counted = await ownRecognition(own)
  expect(counted.awards[0]?.answers).toMatchObject([
    { kind: 'answered', recognition: { state: 'approved', units: 600n, reasonCodes: [] } },
  ])
  expect(counted.balances).toHaveLength(1)
})
