import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anAchievement } from '../../testing/factories/achievement.ts'
import { aDistrict, aPerson, type District, join, type Someone } from '../../testing/factories/people.ts'
import { aReader, type Reader } from '../../testing/factories/reader.ts'
import {
  type Admitted,
  anAdmitted,
  aRetry,
  aScore,
  pastUndo,
  readThrough,
  take,
} from '../../testing/factories/review.ts'
import { aWithdrawal } from '../../testing/factories/submission.ts'
import { openWorld, type World } from '../../testing/world.ts'
import { takeAgain, takeNext } from './actions/claim.ts'
import { declareConflict, releaseReading } from './actions/end.ts'
import { addReader, pauseReader, resumeReader } from './actions/pool.ts'
import { saveSheet } from './actions/save.ts'
import { findReview, listReviews } from './reads/reviews.ts'
import { readingDesk } from './views/desk.ts'
import { readerQueue } from './views/queue.ts'
import { readersPage } from './views/readers.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const HOUR = 3_600_000
interface Scene {
  district: District
  learner: Someone
  work: Admitted
}
async function scene(given: { language?: string } = {}): Promise<Scene> {
  const district = await aDistrict(world)
  const learner = await aPerson(world)
  await join(world, district, { person: learner, school: 'North School' })
  const version = await anAchievement(world, given)
  const work = await anAdmitted(world, { district, learner, version })
  await world.settle()
  return { district, learner, work }
}
const reviewsOf = (reader: Reader, { attemptId }: Admitted) =>
  reader.ctx.transact((tx) => listReviews(tx, reader.ctx.scope, { attemptId }))
const tie = (district: District, personId: string, otherId: string, kind: string, ended = false) =>
  world.owner.query(
    `insert into tie (tenant_id, id, person_id, other_id, kind, created_at, ended_at) values ($1, $2, $3, $4, $5, now(), $6)`,
    [district.tenantId, world.home.ports.newId(), personId, otherId, kind, ended ? new Date(0) : null],
  )
const mailsTo = async (template: string) =>
  (await world.owner.query(`select body from outbox where kind = 'mail' and body ->> 'template' = $1`, [template])).rows

describe('a queue of hundreds', () => {
  /** Later attempts of one work, each with one reading that waits, due before anything else. */
  const crowd = (attemptId: string, count: number) =>
    world.owner.query(
      `with made as (
         insert into submission_attempt (tenant_id, id, submission_id, learner_id, attempt_no, manifest, manifest_digest, submitted_at, admitted_at, due_at, random_draw, settings)
         select tenant_id, gen_random_uuid(), submission_id, learner_id, 1000 + n, manifest, manifest_digest, submitted_at, admitted_at, due_at, random_draw, settings
         from submission_attempt, generate_series(1, $2::int) n where id = $1 returning tenant_id, id)
       insert into review (tenant_id, id, attempt_id, submission_id, slot, family_id, purpose, status, criteria, due_at, opened_at)
       select r.tenant_id, gen_random_uuid(), m.id, r.submission_id, 1, r.family_id, 'first', 'open', r.criteria, r.due_at - interval '2 days', r.opened_at
       from review r join made m on m.tenant_id = r.tenant_id where r.attempt_id = $1 and r.slot = 1`,
      [attemptId, count],
    )
  async function another(here: Scene) {
    const learner = await aPerson(world)
    await join(world, here.district, { person: learner, school: 'East School' })
    const work = await anAdmitted(world, { district: here.district, learner, version: await anAchievement(world) })
    await world.settle()
    return work
  }

  test.each<[string, (here: Scene) => Promise<Reader>]>([
    ['of a colleague', (here) => aReader(world, here.district, { school: 'North School' })],
    [
      'of somebody of the same household',
      async (here) => {
        const reader = await aReader(world, here.district, { school: 'South School' })
        await tie(here.district, here.learner.id, reader.id, 'household')
        return reader
      },
    ],
  ])('what is %s never hides the one that is this reader’s', async (_whose, make) => {
    const here = await scene()
    await crowd(here.work.attemptId, 650)
    const theirs = await another(here)
    const reader = await make(here)
    const queue = await readerQueue(reader.ctx, undefined)
    expect(queue.lanes.map(({ lane, waiting }) => [lane, waiting])).toEqual([['readings', 1]])
    const reviewId = (await take(world, reader)) ?? ''
    const review = await reader.ctx.transact((tx) => findReview(tx, reader.ctx.scope, reviewId))
    expect(review?.attemptId).toBe(theirs.attemptId)
  })

  test('the QA lead sees how many wait and how many are late, all of them', async () => {
    const here = await scene()
    await crowd(here.work.attemptId, 650)
    await world.owner.query(
      `update review set due_at = $2 where id in (select id from review where tenant_id = $1 order by due_at limit 400)`,
      [here.district.tenantId, new Date(world.clock.now().getTime() - HOUR)],
    )
    const lead = await aReader(world, here.district, { roles: ['qaLead'] })
    expect(await readersPage(lead.ctx)).toMatchObject({ waiting: 652, overdue: 400, rulings: 0 })
  })
})

describe('E-assessor-conflicts', () => {
  type Make = (here: Scene) => Promise<Reader>
  const other = (here: Scene) => aReader(world, here.district, { school: 'South School' })
  const tied =
    (kind: string, ended = false, turned = false): Make =>
    async (here) => {
      const reader = await other(here)
      const [one, two] = turned ? [reader.id, here.learner.id] : [here.learner.id, reader.id]
      await tie(here.district, one, two, kind, ended)
      return reader
    }
  test.each<[string, Make]>([
    ['a colleague of the same school', (here) => aReader(world, here.district, { school: 'North School' })],
    ['the coach', tied('coach')],
    ['someone who once was the coach', tied('coach', true)],
    ['the supervisor', tied('supervisor')],
    ['someone the learner supervises', tied('supervisor', false, true)],
    ['someone of the same household', tied('household')],
    ['someone the learner named', tied('declared')],
  ])('%s is never offered the work', async (_who, make) => {
    const here = await scene()
    expect(await take(world, await make(here))).toBeNull()
  })

  test('a colleague of another school may read on a new site', async () => {
    const here = await scene()
    expect(await take(world, await other(here))).not.toBeNull()
  })

  test('nobody reads their own work, also with every role', async () => {
    const district = await aDistrict(world)
    const reader = await aReader(world, district, { school: 'South School' })
    const version = await anAchievement(world)
    await anAdmitted(world, { district, learner: reader, version })
    await world.settle()
    expect(await take(world, reader)).toBeNull()
  })

  test('the school where the work was done counts, also after a move', async () => {
    const district = await aDistrict(world)
    const learner = await aPerson(world)
    await join(world, district, { person: learner, school: 'North School' })
    await anAdmitted(world, { district, learner, version: await anAchievement(world), school: 'East School' })
    await world.settle()
    expect(await take(world, await aReader(world, district, { school: 'East School' }))).toBeNull()
  })

  test('one person never gives both readings, nor reads a later attempt', async () => {
    const here = await scene()
    const reader = await other(here)
    const first = (await take(world, reader)) ?? ''
    await readThrough(world, reader, { reviewId: first, work: here.work, levels: { C1: 'not_yet' } })
    await pastUndo(world)
    expect(await take(world, reader)).toBeNull()
    await aRetry(world, here.work, { banked: [] })
    await world.settle()
    expect(await take(world, reader)).toBeNull()
  })

  test('a supervisor never reads beside the one they supervise', async () => {
    const here = await scene()
    const [reader, chief] = [await other(here), await other(here)]
    await tie(here.district, reader.id, chief.id, 'supervisor')
    expect(await take(world, reader)).not.toBeNull()
    expect(await take(world, chief)).toBeNull()
  })

  test('a reader gets no work in a language they do not read', async () => {
    const here = await scene({ language: 'es-MX' })
    expect(await take(world, await other(here))).toBeNull()
  })
})

describe('claims at the same moment', () => {
  test('twenty readers and one portfolio: two leases, each another person', async () => {
    const here = await scene()
    const readers: Reader[] = []
    for (let i = 0; i < 20; i++)
      readers.push(await aReader(world, here.district, { school: i % 2 ? 'South School' : 'East School' }))
    const taken = await Promise.all(readers.map((reader) => take(world, reader)))
    expect(taken.filter(Boolean)).toHaveLength(2)
    expect(new Set(taken.filter(Boolean)).size).toBe(2)
    const [first] = readers
    const held = first ? await reviewsOf(first, here.work) : []
    expect(held.map(({ status }) => status)).toEqual(['leased', 'leased'])
    expect(new Set(held.map(({ accountId }) => accountId)).size).toBe(2)
  })

  test('twenty readers and ten portfolios: everybody leaves with one, nothing is held twice', async () => {
    const here = await scene()
    for (let i = 0; i < 9; i++)
      await anAdmitted(world, { ...here.work, learner: here.learner, version: await anAchievement(world) })
    await world.settle()
    const readers: Reader[] = []
    for (let i = 0; i < 20; i++) readers.push(await aReader(world, here.district, { school: 'South School' }))
    const taken = await Promise.all(readers.map((reader) => take(world, reader)))
    expect(new Set(taken).size).toBe(20)
    expect(taken).not.toContain(null)
  })

  test('one press sent five times is one lease; five presses fill the desk and no more', async () => {
    const here = await scene()
    for (let i = 0; i < 5; i++)
      await anAdmitted(world, { ...here.work, learner: here.learner, version: await anAchievement(world) })
    await world.settle()
    const reader = await aReader(world, here.district)
    const claimKey = world.home.ports.newId()
    const same = await Promise.all([1, 2, 3, 4, 5].map(() => takeNext(reader.ctx, { lane: 'readings', claimKey })))
    expect(new Set(same).size).toBe(1)
    const more = await Promise.allSettled([1, 2, 3, 4, 5].map(() => take(world, reader)))
    expect(more.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    expect(more.flatMap((one) => (one.status === 'rejected' ? [one.reason.because] : []))).toEqual([
      'load',
      'load',
      'load',
    ])
    const leases = await world.owner.query(
      `select count(distinct attempt_id)::int n, count(*)::int of from review where account_id = $1`,
      [reader.id],
    )
    expect(leases.rows).toEqual([{ n: 3, of: 3 }])
  })
})

describe('leases', () => {
  async function held() {
    const here = await scene()
    const ana = await aReader(world, here.district, { school: 'South School' })
    const reviewId = (await take(world, ana)) ?? ''
    return { ...here, ana, reviewId }
  }
  const statusOf = async ({ ana, reviewId }: { ana: Reader; reviewId: string }) =>
    (await ana.ctx.transact((tx) => findReview(tx, ana.ctx.scope, reviewId)))?.status

  test('ends after a day without a save; each save gives another day, until three are over', async () => {
    const here = await held()
    const { ana, reviewId, work } = here
    let version = 1
    for (const hours of [20, 20, 20]) {
      world.clock.advance(hours * HOUR)
      await world.settle()
      expect(await statusOf(here)).toBe('leased')
      const scores = [aScore('C1', 'demonstrated', work.evidenceIds[0] ?? '')]
      version = (await saveSheet(ana.ctx, { reviewId, version, scores })).version
    }
    world.clock.advance(13 * HOUR)
    await world.settle()
    expect(await statusOf(here)).toBe('open')
  })

  test('what was written waits for the same reader and is seen by nobody else', async () => {
    const here = await held()
    const { ana, reviewId, work } = here
    const scores = [{ ...aScore('C1', 'demonstrated', work.evidenceIds[0] ?? ''), comment: 'Words of Ana alone' }]
    await saveSheet(ana.ctx, { reviewId, version: 1, scores })
    world.clock.advance(25 * HOUR)
    await world.settle()
    const late = saveSheet(ana.ctx, { reviewId, version: 2, scores })
    await expect(late).rejects.toMatchObject({ because: 'lease-lost' })
    const lapsed = await readingDesk(ana.ctx, reviewId)
    expect(lapsed).toMatchObject({ held: false, packet: { evidence: [], responses: [] } })
    const sam = await aReader(world, here.district, { school: 'East School' })
    const eve = await aReader(world, here.district, { school: 'East School' })
    for (const reader of [sam, eve]) {
      const other = (await take(world, reader)) ?? ''
      expect(JSON.stringify(await readingDesk(reader.ctx, other))).not.toContain('Words of Ana')
      await releaseReading(reader.ctx, other)
    }
    await takeAgain(ana.ctx, reviewId, 'readings')
    expect(JSON.stringify(await readingDesk(ana.ctx, reviewId))).toContain('Words of Ana alone')
  })

  test('a second lease that runs out within a month leaves room for one at a time', async () => {
    const here = await held()
    for (const _ of [1, 2]) {
      await take(world, here.ana)
      world.clock.advance(25 * HOUR)
      await world.settle()
    }
    expect(await take(world, here.ana)).not.toBeNull()
    await anAdmitted(world, { ...here.work, learner: here.learner, version: await anAchievement(world) })
    await world.settle()
    await expect(take(world, here.ana)).rejects.toMatchObject({ because: 'load' })
  })

  test('what is given back goes to others first', async () => {
    const here = await held()
    const second = await anAdmitted(world, { ...here.work, learner: here.learner, version: await anAchievement(world) })
    await world.settle()
    await releaseReading(here.ana.ctx, here.reviewId)
    const next = await take(world, here.ana)
    expect((await reviewsOf(here.ana, second)).map(({ id }) => id)).toContain(next)
  })

  test('E-assessor-out-of-assignment after giving back, the portfolio is not there any more', async () => {
    const here = await held()
    await releaseReading(here.ana.ctx, here.reviewId)
    await expect(readingDesk(here.ana.ctx, here.reviewId)).rejects.toMatchObject({ name: 'NotFound' })
    const scores = [aScore('C1', 'demonstrated', '')]
    const save = saveSheet(here.ana.ctx, {
      reviewId: here.reviewId,
      version: 1,
      scores: [{ ...scores[0], anchors: [] } as never],
    })
    await expect(save).rejects.toMatchObject({ because: 'lease-lost' })
  })

  test('one press declares a conflict: released, never offered again, no reason asked', async () => {
    const here = await held()
    await declareConflict(here.ana.ctx, here.reviewId)
    expect(await statusOf(here)).toBe('open')
    expect(await take(world, here.ana)).toBeNull()
    await expect(readingDesk(here.ana.ctx, here.reviewId)).rejects.toMatchObject({ name: 'NotFound' })
  })

  test('more than five conflicts of one person in a month are told to the QA lead', async () => {
    const district = await aDistrict(world)
    await aReader(world, district, { roles: ['qaLead'] })
    const ana = await aReader(world, district, { school: 'South School' })
    const before = (await mailsTo('review.manyConflicts')).length
    for (let i = 0; i < 6; i++) {
      await anAdmitted(world, { district, learner: await aPerson(world), version: await anAchievement(world) })
      await world.settle()
      await declareConflict(ana.ctx, (await take(world, ana)) ?? '')
    }
    expect((await mailsTo('review.manyConflicts')).length).toBe(before + 1)
  })

  test('a learner who withdraws ends open readings; what was held says so', async () => {
    const here = await held()
    const { learner, work, district } = here
    await aWithdrawal(world, { learner, tenantId: district.tenantId, submissionId: work.submissionId })
    await world.settle()
    expect((await reviewsOf(here.ana, here.work)).map(({ status }) => status)).toEqual(['cancelled', 'cancelled'])
    const save = saveSheet(here.ana.ctx, { reviewId: here.reviewId, version: 1, scores: [] })
    await expect(save).rejects.toMatchObject({ because: 'withdrawn' })
  })
})

describe('the pool of a new site', () => {
  test('an assessor joins by coming to read; pausing ends their leases and their reading', async () => {
    const here = await scene()
    const lead = await aReader(world, here.district, { roles: ['qaLead'] })
    const ana = await aReader(world, here.district, { school: 'South School' })
    const reviewId = (await take(world, ana)) ?? ''
    const page = await readersPage(lead.ctx)
    const line = page.readers.find(({ name }) => name === ana.name)
    expect(line).toMatchObject({ status: 'live', provisional: true, leased: 1 })
    await pauseReader(lead.ctx, line?.id ?? '')
    await expect(take(world, ana)).rejects.toMatchObject({ because: 'paused' })
    await expect(readingDesk(ana.ctx, reviewId)).resolves.toMatchObject({ held: false })
    await resumeReader(lead.ctx, line?.id ?? '')
    expect(await take(world, ana)).not.toBeNull()
  })

  test('a QA lead adds assessors alone, and nobody else adds anybody', async () => {
    const here = await scene()
    const lead = await aReader(world, here.district, { roles: ['qaLead'] })
    const plain = await aPerson(world)
    await join(world, here.district, { person: plain })
    const added = addReader(lead.ctx, { accountId: plain.id, languages: ['en'] })
    await expect(added).rejects.toMatchObject({ because: 'not-an-assessor' })
    const ana = await aReader(world, here.district)
    await expect(addReader(ana.ctx, { accountId: ana.id, languages: ['en'] })).rejects.toMatchObject({
      because: 'role-needed',
    })
  })

  test('readers hear once a day that something waits, and nothing of whose it is', async () => {
    const district = await aDistrict(world)
    const learner = await aPerson(world, { name: 'Zelda Quux' })
    const ana = await aReader(world, district)
    for (let i = 0; i < 2; i++) {
      await anAdmitted(world, { district, learner, version: await anAchievement(world) })
      await world.settle()
    }
    const mails = (await mailsTo('review.work')).filter(({ body }) => body.toPerson === ana.id)
    expect(mails.map(({ body }) => body.values.count)).toEqual([1])
    expect(JSON.stringify(mails)).not.toContain('Zelda')
  })
})
