import { afterAll, beforeAll, expect, test } from 'vitest'
import { anAchievement } from '../../testing/factories/achievement.ts'
import { anOffering } from '../../testing/factories/offering.ts'
import { aDistrict, aPerson, type District, join, type Someone } from '../../testing/factories/people.ts'
import { aDraft, aSubmittedAttempt, learning } from '../../testing/factories/submission.ts'
import { openWorld, type World } from '../../testing/world.ts'
import type { AchievementVersion } from '../catalog/reads.ts'
import { lookAtDraft } from './actions/draft-life.ts'
import { saveResponse } from './actions/responses.ts'
import { findOwnSubmission } from './reads.ts'

const DAY = 86_400_000
let world: World
let district: District
let version: AchievementVersion
beforeAll(async () => {
  world = await openWorld()
  district = await aDistrict(world, { undoMinutes: 10 })
  version = await anAchievement(world)
  await anOffering(world, district.tenantId, [version.achievementId])
})
afterAll(() => world.close())

async function aLearner(): Promise<Someone> {
  const person = await aPerson(world)
  await join(world, district, { person, school: 'North School' })
  return person
}
async function afterDays(days: number): Promise<void> {
  world.clock.advance(days * DAY)
  await world.settle()
}
async function lettersTo({ id }: Someone): Promise<string[]> {
  const { rows } = await world.owner.query(
    "select body ->> 'template' as template from outbox where kind = 'mail' and body ->> 'toPerson' = $1 order by id",
    [id],
  )
  return rows.map(({ template }) => template)
}
async function statusOf(learner: Someone, id: string) {
  const ctx = learning(world, learner)
  return (await ctx.transact((tx) => findOwnSubmission(tx, ctx.person, id)))?.status
}

test('a resting draft is told of twice, thirty and seven days before it closes by itself', async () => {
  const learner = await aLearner()
  const id = await aDraft(world, { learner, version })
  await afterDays(149)
  expect(await lettersTo(learner)).toEqual([])
  await afterDays(1)
  expect(await lettersTo(learner)).toEqual(['submission.draftCloses'])
  await afterDays(22)
  expect(await lettersTo(learner)).toHaveLength(1)
  await afterDays(1)
  expect(await lettersTo(learner)).toEqual(['submission.draftCloses', 'submission.draftCloses'])
  expect(await statusOf(learner, id)).toBe('draft')
  await afterDays(7)
  expect((await lettersTo(learner)).at(-1)).toBe('submission.draftClosed')
  expect(await statusOf(learner, id)).toBe('withdrawn')
  const { rows } = await world.owner.query(
    "select body from log_entry where subject_id = $1 and type = 'submission.withdrawn'",
    [id],
  )
  expect(rows).toEqual([{ body: { reason: 'expired' } }])
})

test('a change begins the time anew, and work at its readers is left alone', async () => {
  const learner = await aLearner()
  const id = await aDraft(world, { learner, version })
  await afterDays(140)
  await saveResponse(learning(world, learner), id, { promptId: 'O1', body: 'We greet at the door.', revision: 0 })
  await afterDays(140)
  expect(await lettersTo(learner)).toEqual([])
  await afterDays(10)
  expect(await lettersTo(learner)).toEqual(['submission.draftCloses'])

  const other = await aLearner()
  const sent = await aSubmittedAttempt(world, { learner: other, version })
  await afterDays(400)
  expect(await statusOf(other, sent.submissionId)).toBe('inReview')
  expect(await lettersTo(other)).not.toContain('submission.draftClosed')
})

test('a letter that comes a second time says nothing twice', async () => {
  const learner = await aLearner()
  const submissionId = await aDraft(world, { learner, version })
  world.clock.advance(150 * DAY)
  const office = world.as({ tenantId: district.tenantId, system: 'draft-life' })
  await lookAtDraft(office, { body: { submissionId } })
  await lookAtDraft(office, { body: { submissionId } })
  expect(await lettersTo(learner)).toEqual(['submission.draftCloses'])
})
