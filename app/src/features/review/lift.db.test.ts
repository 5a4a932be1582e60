import { afterAll, beforeAll, expect, test } from 'vitest'
import { browserOf } from '../../testing/browser.ts'
import { anAchievement } from '../../testing/factories/achievement.ts'
import { aDistrict, aPerson, join, signedIn } from '../../testing/factories/people.ts'
import { aReader, type Reader } from '../../testing/factories/reader.ts'
import { type Admitted, anAdmitted, aRetry, pastUndo, readThrough, take } from '../../testing/factories/review.ts'
import { openWorld, type World } from '../../testing/world.ts'
import { liftEarlierReaders } from './actions/lift.ts'
import { readersPage } from './views/readers.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const DAY = 86_400_000
const reason = { reason: 'Two readers are all we have.' }

/** A site with two readers, both of whom read the first attempt; the second attempt waits. */
async function aRetryOfASmallSite() {
  const district = await aDistrict(world)
  const learner = await aPerson(world)
  await join(world, district, { person: learner, school: 'North School' })
  const work = await anAdmitted(world, { district, learner, version: await anAchievement(world) })
  await world.settle()
  const lead = await aReader(world, district, { roles: ['qaLead'] })
  const readers = [await aReader(world, district), await aReader(world, district, { school: 'East School' })] as const
  for (const reader of readers) {
    const reviewId = (await take(world, reader)) ?? ''
    await readThrough(world, reader, { reviewId, work, levels: { C1: 'not_yet' } })
  }
  await pastUndo(world)
  const retry = await aRetry(world, work, { banked: [] })
  await world.settle()
  return { district, learner, lead, readers, retry }
}
const stuckOf = async (lead: Reader) => (await readersPage(lead.ctx)).stuck.map(({ attemptId }) => attemptId)
const linesOf = async ({ submissionId }: Admitted) =>
  (
    await world.owner.query(
      `select actor_id, body from log_entry where type = 'review.earlierReadersLifted' and subject_id = $1`,
      [submissionId],
    )
  ).rows

test('a retry that waits two business days for a reader who is not there is let through, once, with a reason', async () => {
  const { lead, readers, retry } = await aRetryOfASmallSite()
  expect(await take(world, readers[0])).toBeNull()
  expect(await stuckOf(lead)).toEqual([])
  const early = liftEarlierReaders(lead.ctx, retry.attemptId, reason)
  await expect(early).rejects.toMatchObject({ name: 'Conflict', because: 'lift-too-early' })
  world.clock.advance(6 * DAY)
  expect(await stuckOf(lead)).toEqual([retry.attemptId])
  await liftEarlierReaders(lead.ctx, retry.attemptId, reason)
  await liftEarlierReaders(lead.ctx, retry.attemptId, reason)
  expect(await stuckOf(lead)).toEqual([])
  const lines = await linesOf(retry)
  expect(lines.map(({ body }) => body)).toEqual([{ attemptId: retry.attemptId }])
  expect(JSON.stringify(lines)).not.toContain(reason.reason)
  const kept = await world.owner.query(`select lifted_by, reason from reading_lift where attempt_id = $1`, [
    retry.attemptId,
  ])
  expect(kept.rows).toEqual([{ lifted_by: lead.id, reason: reason.reason }])
  const [one, two] = [await take(world, readers[0]), await take(world, readers[1])]
  expect(one).not.toBeNull()
  expect(two).not.toBeNull()
  expect(one).not.toBe(two)
  expect(await take(world, readers[0])).toBeNull()
})

test('a lift without a reason is refused in its own form, with what was typed; the other stays empty', async () => {
  const { lead } = await aRetryOfASmallSite()
  world.clock.advance(6 * DAY)
  const [attemptId = ''] = await stuckOf(lead)
  const browser = browserOf(world, await signedIn(world, lead))
  const long = 'Why. '.repeat(300)
  const fields = { about: attemptId, reason: long }
  const refused = await browser.post(`/qa/attempts/${attemptId}/lift`, fields, '/qa/readers')
  expect(refused.status).toBe(422)
  expect(refused.text).toContain(`>${long}</textarea>`)
  expect(refused.text).toContain(`href="#field-${attemptId}-reason"`)
  const empty = await browser.post(`/qa/attempts/${attemptId}/lift`, { ...fields, reason: ' ' }, '/qa/readers')
  expect(empty.text).toContain('id="error-summary-title"')
  expect(await stuckOf(lead)).toEqual([attemptId])
})

test('where another reader may read, earlier ones stay away from it', async () => {
  const { district, lead, retry } = await aRetryOfASmallSite()
  await aReader(world, district, { school: 'East School' })
  world.clock.advance(6 * DAY)
  expect(await stuckOf(lead)).toEqual([])
  const lifting = liftEarlierReaders(lead.ctx, retry.attemptId, reason)
  await expect(lifting).rejects.toMatchObject({ because: 'somebody-may-read' })
  expect(await linesOf(retry)).toEqual([])
})

test('two presses at one moment are one lift', async () => {
  const { lead, retry } = await aRetryOfASmallSite()
  world.clock.advance(6 * DAY)
  await Promise.all([1, 2, 3].map(() => liftEarlierReaders(lead.ctx, retry.attemptId, reason)))
  expect(await linesOf(retry)).toHaveLength(1)
})

test('only a QA lead of this organization lifts it', async () => {
  const { readers, retry } = await aRetryOfASmallSite()
  world.clock.advance(6 * DAY)
  const byReader = liftEarlierReaders(readers[0].ctx, retry.attemptId, reason)
  await expect(byReader).rejects.toMatchObject({ because: 'role-needed' })
  const elsewhere = await aReader(world, await aDistrict(world), { roles: ['qaLead'] })
  const byStranger = liftEarlierReaders(elsewhere.ctx, retry.attemptId, reason)
  await expect(byStranger).rejects.toMatchObject({ name: 'NotFound' })
  expect(await stuckOf(elsewhere)).toEqual([])
  expect(await linesOf(retry)).toEqual([])
})

test('the page of a QA lead shows what is stuck without a name, asks for a reason, and lets earlier readers in', async () => {
  const { lead, readers, learner, retry } = await aRetryOfASmallSite()
  world.clock.advance(6 * DAY)
  const browser = browserOf(world, await signedIn(world, lead))
  const page = await browser.get('/qa/readers')
  expect(page.text).toContain('Nobody may read these')
  expect(page.text).not.toContain(learner.name)
  const lift = `/qa/attempts/${retry.attemptId}/lift`
  const empty = await browser.post(lift, { reason: '  ' }, '/qa/readers')
  expect(empty.status).toBe(422)
  expect(empty.text).toContain('Write a reason.')
  expect(await linesOf(retry)).toEqual([])
  const sent = await browser.post(lift, reason, '/qa/readers')
  expect(sent.location).toBe('/qa/readers')
  const after = await browser.get('/qa/readers')
  expect(after.text).toContain('Readers of the earlier attempt may read it now.')
  expect(after.text).not.toContain('Nobody may read these')
  expect(await take(world, readers[0])).not.toBeNull()
})
