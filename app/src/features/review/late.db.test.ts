import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { browserOf } from '../../testing/browser.ts'
import { anAchievement } from '../../testing/factories/achievement.ts'
import { aDistrict, aPerson, type District, join, type Someone, signedIn } from '../../testing/factories/people.ts'
import { aReader, type Reader } from '../../testing/factories/reader.ts'
import {
  type Admitted,
  anAdmitted,
  aRetry,
  pastUndo,
  readThrough,
  readTwice,
  take,
} from '../../testing/factories/review.ts'
import { openWorld, type World } from '../../testing/world.ts'
import type { AchievementVersion } from '../catalog/reads.ts'
import { lookAtDecision } from './actions/late.ts'

let world: World
let version: AchievementVersion
let district: District
let learner: Someone
let lead: Reader
let readers: readonly [Reader, Reader]
beforeAll(async () => {
  world = await openWorld()
  version = await anAchievement(world)
})
afterAll(() => world.close())

const DAY = 86_400_000
const MONDAY = '2026-10-05T15:00:00Z'
const dueAt = new Date('2026-10-12T21:00:00Z')

beforeEach(async () => {
  world.clock.set(MONDAY)
  district = await aDistrict(world)
  learner = await aPerson(world)
  await join(world, district, { person: learner, school: 'North School' })
  lead = await aReader(world, district, { roles: ['qaLead'] })
  readers = [await aReader(world, district), await aReader(world, district, { school: 'East School' })]
})

async function work(of = learner): Promise<Admitted> {
  const admitted = await anAdmitted(world, { district, learner: of, version, dueAt })
  await world.settle()
  return admitted
}
async function goTo(at: Date | string): Promise<void> {
  world.clock.set(at)
  await world.settle()
}
async function lettersTo({ id }: { id: string }) {
  const { rows } = await world.owner.query(
    `select body ->> 'template' as template, body -> 'values' as values from outbox
     where kind = 'mail' and body ->> 'toPerson' = $1 and body ->> 'template' like 'review.late%' order by id`,
    [id],
  )
  return rows as { template: string; values: Record<string, string | number> }[]
}
async function linesOf({ submissionId }: Admitted, type = 'review.decisionLate') {
  const { rows } = await world.owner.query(
    'select actor_id, person_id, body from log_entry where subject_id = $1 and type = $2 order by id',
    [submissionId, type],
  )
  return rows
}
const counts = async () => [(await lettersTo(learner)).length, (await lettersTo(lead)).length]

test('at the promised time the learner and the QA lead each get one letter, with the reason and a new date', async () => {
  const admitted = await work()
  await goTo('2026-10-12T20:59:00Z')
  expect(await counts()).toEqual([0, 0])
  await goTo(dueAt)
  expect(await lettersTo(learner)).toMatchObject([
    { template: 'review.late', values: { title: version.title, reason: 'waiting', expected: 'Thursday, October 15' } },
  ])
  expect(await lettersTo(lead)).toMatchObject([
    { template: 'review.lateForLead', values: { of: 2, waiting: 2, held: 0, promised: 'Monday, October 12' } },
  ])
  expect(await linesOf(admitted)).toMatchObject([
    { person_id: learner.id, body: { attemptId: admitted.attemptId, reason: 'waiting', dueAt: dueAt.toISOString() } },
  ])
})

test('the letters name no reader, and the one to the QA lead not the learner either', async () => {
  await work()
  await goTo('2026-10-12T15:00:00Z')
  await take(world, readers[0])
  await goTo(dueAt)
  const { rows } = await world.owner.query(
    'select address::text, subject, text from mail_message where template = $1 or template = $2',
    ['review.late', 'review.lateForLead'],
  )
  const own = rows.filter(({ address }) => [learner.email, lead.email].includes(address))
  expect(own).toHaveLength(2)
  for (const { address, subject, text } of own) {
    expect(subject).toContain(version.title)
    for (const name of [...readers.map((reader) => reader.name), learner.name]) expect(text).not.toContain(name)
    expect(text).toContain(address === learner.email ? 'says nothing about your work' : '1 waits for a reader')
  }
})

test('run twice, and looked at again much later, it is said once', async () => {
  const admitted = await work()
  await goTo(dueAt)
  const ctx = world.as({ tenantId: district.tenantId, system: 'test' })
  const again = () => lookAtDecision(ctx, { body: { attemptId: admitted.attemptId } })
  await Promise.all([again(), again()])
  world.clock.advance(20 * DAY)
  await again()
  await world.settle()
  expect(await counts()).toEqual([1, 1])
  expect(await linesOf(admitted)).toHaveLength(1)
})

test('decided in time, nothing is said', async () => {
  const admitted = await work()
  await readTwice(world, admitted, [
    { reader: readers[0], levels: {} },
    { reader: readers[1], levels: {} },
  ])
  await goTo('2026-10-20T15:00:00Z')
  expect(await counts()).toEqual([0, 0])
  expect(await linesOf(admitted)).toEqual([])
})

test('withdrawn in time, nothing is said', async () => {
  const admitted = await work()
  const browser = browserOf(world, await signedIn(world, learner))
  const own = `/me/work/${admitted.submissionId}`
  const left = await browser.post(`${own}/withdraw`, { confirmed: 'yes' }, `${own}/timeline`)
  expect(left.location).toBe(`${own}/timeline`)
  await goTo('2026-10-20T15:00:00Z')
  expect(await counts()).toEqual([0, 0])
})

test('returned and sent again, the first attempt’s time passes in silence and the second has its own', async () => {
  const admitted = await work()
  const levels = { C1: 'not_yet' }
  await readTwice(
    world,
    admitted,
    readers.map((reader) => ({ reader, levels })),
  )
  const retry = await aRetry(world, { ...admitted, ...{ dueAt: new Date('2026-10-19T21:00:00Z') } }, { banked: [] })
  await goTo('2026-10-13T15:00:00Z')
  expect(await counts()).toEqual([0, 0])
  await goTo('2026-10-19T21:00:00Z')
  expect(await counts()).toEqual([1, 1])
  expect(await linesOf(admitted)).toMatchObject([{ body: { attemptId: retry.attemptId, attemptNo: 2 } }])
})

test('a third reading moves the time: the learner sees why, and hears of a delay only after that too', async () => {
  const admitted = await work()
  for (const [place, reader] of readers.entries()) {
    const reviewId = (await take(world, reader)) ?? ''
    await readThrough(world, reader, {
      reviewId,
      work: admitted,
      levels: { C1: place === 0 ? 'not_yet' : 'demonstrated' },
    })
  }
  await pastUndo(world)
  expect(await linesOf(admitted, 'submission.promiseMoved')).toMatchObject([
    { body: { because: 'adjudication', expectedAt: '2026-10-14T21:00:00.000Z' } },
  ])
  const browser = browserOf(world, await signedIn(world, learner))
  expect((await browser.get(`/me/work/${admitted.submissionId}/timeline`)).text).toContain(
    'a third person looks at it too',
  )
  await goTo('2026-10-13T15:00:00Z')
  expect(await counts()).toEqual([0, 0])
  await goTo('2026-10-14T21:00:00Z')
  expect(await lettersTo(learner)).toMatchObject([{ values: { reason: 'ruling' } }])
})

test('the timeline and the list of work show the new date, and say that it says nothing about the work', async () => {
  const admitted = await work()
  await goTo(dueAt)
  expect(await linesOf(admitted, 'submission.promiseMoved')).toMatchObject([{ body: { because: 'late' } }])
  const browser = browserOf(world, await signedIn(world, learner))
  const { text } = await browser.get(`/me/work/${admitted.submissionId}/timeline`)
  expect(text).toContain('timeline-late')
  expect(text).toContain('This takes longer than we promised')
  expect(text).toContain('October 15')
  expect((await browser.get('/me/work')).text).toContain('October 15')
})

test('a QA lead hears of their own late work as its learner only', async () => {
  const both = await aPerson(world)
  await join(world, district, { person: both, school: 'North School', roles: ['qaLead'] })
  await work(both)
  await goTo(dueAt)
  expect((await lettersTo(both)).map(({ template }) => template)).toEqual(['review.late'])
  expect(await lettersTo(lead)).toHaveLength(1)
})

test('a Spanish-speaking learner reads it in Spanish', async () => {
  await world.owner.query(`update person set locale = 'es' where id = $1`, [learner.id])
  await work()
  await goTo(dueAt)
  const { rows } = await world.owner.query(
    'select subject, text from mail_message where address = $1 and template = $2',
    [learner.email, 'review.late'],
  )
  expect(rows).toHaveLength(1)
  expect(rows[0]?.subject).toContain('tarda más de lo previsto')
  expect(rows[0]?.text).toContain('jueves, 15 de octubre')
})

test('two readings that came late and differ: the ruling is due after them, and the learner is told that day', async () => {
  const admitted = await work()
  await goTo(dueAt)
  await goTo('2026-10-19T15:00:00Z')
  await readTwice(world, admitted, [
    { reader: readers[0], levels: { C1: 'not_yet' } },
    { reader: readers[1], levels: {} },
  ])
  const { rows } = await world.owner.query(`select due_at from review where attempt_id = $1 and slot = 3`, [
    admitted.attemptId,
  ])
  expect(rows[0].due_at.getTime()).toBeGreaterThan(world.clock.now().getTime() + DAY)
  const moved = await linesOf(admitted, 'submission.promiseMoved')
  expect(moved.map(({ body }) => [body.because, body.expectedAt])).toEqual([
    ['late', expect.any(String)],
    ['adjudication', rows[0].due_at.toISOString()],
  ])
})
