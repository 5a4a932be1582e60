import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { historyOf } from '../../platform/log.ts'
import { anAchievement } from '../../testing/factories/achievement.ts'
import { aDistrict, aPerson, type District, join, type Someone } from '../../testing/factories/people.ts'
import { aReader, type Reader } from '../../testing/factories/reader.ts'
import {
  type Admitted,
  anAdmitted,
  aRetry,
  pastUndo,
  readThrough,
  readTwice,
  take,
  withdrawn,
} from '../../testing/factories/review.ts'
import { openWorld, type World } from '../../testing/world.ts'
import type { AchievementVersion } from '../catalog/reads.ts'
import { saveRulings, submitRulings } from './actions/adjudicate.ts'
import { settleReadings } from './actions/decide.ts'
import { undoReading } from './actions/submit.ts'
import type { Ruling } from './model.ts'
import { findCurrentDecision } from './reads/decisions.ts'
import { findReview, listReviews } from './reads/reviews.ts'
import { listReaderIds } from './reads.ts'
import type { RuleLike } from './rules/levels.ts'
import { reviewStatusOf } from './rules/moves.ts'
import { readerQueue } from './views/queue.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

interface Scene {
  district: District
  work: Admitted
  ana: Reader
  sam: Reader
}

async function scene({ rule }: { rule?: RuleLike } = {}): Promise<Scene> {
  const district = await aDistrict(world)
  const learner = await aPerson(world)
  await join(world, district, { person: learner, school: 'North School' })
  const plain = await anAchievement(world)
  const version = rule ? await anAchievement(world, { rubric: { ...plain.content.rubric, rule } as never }) : plain
  const work = await anAdmitted(world, { district, learner, version })
  await world.settle()
  const ana = await aReader(world, district, { school: 'South School' })
  const sam = await aReader(world, district, { school: 'East School' })
  return { district, work, ana, sam }
}

const decisionOf = ({ ana, work }: Scene) =>
  ana.ctx.transact((tx) => findCurrentDecision(tx, ana.ctx.scope, work.attemptId))
const reviewsOf = ({ ana, work }: Scene) =>
  ana.ctx.transact((tx) => listReviews(tx, ana.ctx.scope, { attemptId: work.attemptId }))
const logOf = ({ ana, work }: Scene) =>
  ana.ctx.transact((tx) => historyOf(tx, ana.ctx.scope.tenantId, work.submissionId))

const REASON =
  'The table of the first week is complete for each of the five days, with minutes and counts, and the second table carries the same five days. One reader looked at the photo alone, where the last column is cut off; the text beside it gives the numbers in full.'
const ruling = (work: Admitted, criterionId: string, levelId: string): Ruling => ({
  criterionId,
  levelId,
  reason: REASON,
  anchors: [{ kind: 'quote', evidenceId: work.evidenceIds[0] ?? '', text: 'Friday 2' }],
  bothWrong: false,
})

describe('two blind readings', () => {
  test('an admitted attempt opens two readings of every criterion, once', async () => {
    const here = await scene()
    const reviews = await reviewsOf(here)
    expect(reviews.map(({ slot, purpose, status, criteria }) => ({ slot, purpose, status, criteria }))).toEqual([
      { slot: 1, purpose: 'first', status: 'open', criteria: ['C1', 'C2', 'C3'] },
      { slot: 2, purpose: 'second', status: 'open', criteria: ['C1', 'C2', 'C3'] },
    ])
  })

  test('both find everything met: earned, provisional on a new site, the higher of two levels kept', async () => {
    const here = await scene()
    await readTwice(world, here.work, [
      { reader: here.ana, levels: {} },
      { reader: here.sam, levels: { C1: 'exemplary' } },
    ])
    const decision = await decisionOf(here)
    expect(decision).toMatchObject({ result: 'earned', provisional: true, adjudicated: false, attemptNo: 1 })
    expect(decision?.final.map(({ levelId, source }) => [levelId, source])).toEqual([
      ['exemplary', 'higher'],
      ['demonstrated', 'agreed'],
      ['demonstrated', 'agreed'],
    ])
    const readers = await here.ana.ctx.transact((tx) => listReaderIds(tx, here.ana.ctx.scope, decision?.readings ?? []))
    const bySlot = (await reviewsOf(here)).map(({ accountId }) => accountId)
    expect(readers).toEqual(bySlot)
    expect(new Set(readers)).toEqual(new Set([here.ana.id, here.sam.id]))
  })

  test('nothing is decided while the second reading can still be taken back', async () => {
    const here = await scene()
    const first = await take(world, here.ana)
    await readThrough(world, here.ana, { reviewId: first ?? '', work: here.work, levels: {} })
    await pastUndo(world)
    const second = (await take(world, here.sam)) ?? ''
    await readThrough(world, here.sam, { reviewId: second, work: here.work, levels: {} })
    await world.settle()
    expect(await decisionOf(here)).toBeUndefined()
    await undoReading(here.sam.ctx, second)
    await pastUndo(world)
    expect(await decisionOf(here)).toBeUndefined()
    await readThrough(world, here.sam, { reviewId: second, work: here.work, levels: {} })
    await pastUndo(world)
    expect((await decisionOf(here))?.result).toBe('earned')
    await expect(undoReading(here.sam.ctx, second)).rejects.toMatchObject({ because: 'undo-over' })
  })

  test('an empty queue tells nothing of an attempt that its reader read, although somebody else reads it again', async () => {
    const here = await scene()
    const first = (await take(world, here.ana)) ?? ''
    await readThrough(world, here.ana, { reviewId: first, work: here.work, levels: {} })
    const sent = await readerQueue(here.ana.ctx, first)
    expect(sent.sent?.leftMs).toBeGreaterThan(0)
    await pastUndo(world)
    const after = await readerQueue(here.ana.ctx, first)
    expect([after.sent, after.elsewhere, after.lanes[0]?.waiting]).toEqual([null, false, 0])
    const second = await readerQueue(here.sam.ctx, undefined)
    expect([second.elsewhere, second.lanes[0]?.waiting]).toEqual([false, 1])
  })

  test('an empty queue tells of work in a language its reader does not read, and never of what they may never read', async () => {
    const district = await aDistrict(world)
    const ana = await aReader(world, district, { school: 'South School' })
    const elsewhere = async () => (await readerQueue(ana.ctx, undefined)).elsewhere
    const waiting = async (
      version: AchievementVersion,
      { school = 'North School', learner = undefined as Someone | undefined },
    ) => {
      const person = learner ?? (await aPerson(world))
      if (!learner) await join(world, district, { person, school })
      const work = await anAdmitted(world, { district, learner: person, version })
      await world.settle()
      return { work, person }
    }
    const english = await anAchievement(world)
    await waiting(english, { learner: ana })
    expect(['own work', await elsewhere()]).toEqual(['own work', false])
    await waiting(english, { school: 'South School' })
    expect(['a colleague of the school', await elsewhere()]).toEqual(['a colleague of the school', false])
    for (const kind of ['coach', 'supervisor', 'household', 'declared']) {
      const { person } = await waiting(english, {})
      expect([`not tied by ${kind} yet`, (await readerQueue(ana.ctx, undefined)).lanes[0]?.waiting]).toEqual([
        `not tied by ${kind} yet`,
        1,
      ])
      await world.owner.query(
        'insert into tie (tenant_id, id, person_id, other_id, kind, created_at) values ($1, gen_random_uuid(), $2, $3, $4, now())',
        [district.tenantId, person.id, ana.id, kind],
      )
      expect([kind, await elsewhere()]).toEqual([kind, false])
    }
    await world.owner.query(`update reader set languages = '{es}' where account_id = $1`, [ana.id])
    expect(['of all these, in a language they do not read', await elsewhere()]).toEqual([
      'of all these, in a language they do not read',
      false,
    ])
    await waiting(english, {})
    expect(['another school’s, in a language they do not read', await elsewhere()]).toEqual([
      'another school’s, in a language they do not read',
      true,
    ])
  })

  test('a retry of what they read before is nothing an empty queue tells of', async () => {
    const here = await scene()
    await readTwice(world, here.work, [
      { reader: here.ana, levels: { C1: 'not_yet' } },
      { reader: here.sam, levels: { C1: 'not_yet' } },
    ])
    const banked = ['C2', 'C3'].map((criterionId) => ({ criterionId, attemptNo: 1, levelId: 'demonstrated' }))
    await aRetry(world, here.work, { banked })
    await world.settle()
    const queue = await readerQueue(here.ana.ctx, undefined)
    expect([queue.elsewhere, queue.lanes[0]?.waiting]).toEqual([false, 0])
  })

  test('readers who differ inside a return: that criterion is read again, the others are as agreed', async () => {
    const here = await scene()
    await readTwice(world, here.work, [
      { reader: here.ana, levels: { C1: 'not_yet', C2: 'not_yet' } },
      { reader: here.sam, levels: { C1: 'not_yet' } },
    ])
    const decision = await decisionOf(here)
    expect(decision?.result).toBe('returned')
    expect(decision?.final.map(({ criterionId, state }) => [criterionId, state])).toEqual([
      ['C1', 'notYet'],
      ['C2', 'reread'],
      ['C3', 'met'],
    ])
  })

  test('two of three are enough by rule: a split that cannot change the outcome needs no third person', async () => {
    const here = await scene({ rule: { kind: 'k_of_n', k: 2 } })
    await readTwice(world, here.work, [
      { reader: here.ana, levels: { C3: 'not_yet' } },
      { reader: here.sam, levels: {} },
    ])
    expect(await decisionOf(here)).toMatchObject({ result: 'earned', adjudicated: false })
  })

  test('each reading has the status that its own lines fold to', async () => {
    const here = await scene()
    await readTwice(world, here.work, [
      { reader: here.ana, levels: {} },
      { reader: here.sam, levels: {} },
    ])
    const lines = (await logOf(here)).filter(({ type }) => type.startsWith('review.'))
    for (const { id, status } of await reviewsOf(here)) {
      const own = lines.filter(({ body }) => (body as { reviewId?: string }).reviewId === id)
      expect(reviewStatusOf(own as never)).toBe(status)
    }
  })

  test('a decision and what it rests on cannot be changed, not even by the application', async () => {
    const here = await scene()
    await readTwice(world, here.work, [
      { reader: here.ana, levels: {} },
      { reader: here.sam, levels: {} },
    ])
    const decision = await decisionOf(here)
    const run = (sql: string) => world.owner.query(sql, [decision?.id])
    await expect(run(`update decision set result = 'returned' where id = $1`)).rejects.toThrow(/write-once/)
    await expect(run('delete from decision where id = $1')).rejects.toThrow(/append-only/)
    await expect(
      world.owner.query(`update score set level_id = 'not_yet' where review_id = $1`, [decision?.readings[0]]),
    ).rejects.toThrow(/released/)
  })
})

describe('adjudication', () => {
  async function disputed() {
    const here = await scene()
    const ruth = await aReader(world, here.district, { school: 'East School', roles: ['adjudicator', 'qaLead'] })
    await readTwice(world, here.work, [
      { reader: here.ana, levels: { C2: 'not_yet' } },
      { reader: here.sam, levels: {} },
    ])
    return { ...here, ruth }
  }

  test('a decisive difference opens one ruling, of exactly what differs', async () => {
    const here = await disputed()
    expect(await decisionOf(here)).toBeUndefined()
    const reviews = await reviewsOf(here)
    expect(reviews.map(({ slot, purpose, status, criteria }) => [slot, purpose, status, criteria])).toEqual([
      [1, 'first', 'submitted', ['C1', 'C2', 'C3']],
      [2, 'second', 'submitted', ['C1', 'C2', 'C3']],
      [3, 'adjudication', 'open', ['C2']],
    ])
  })

  test('the ruling decides, with its reason; the two readings and it are named in the decision', async () => {
    const here = await disputed()
    const reviewId = (await take(world, here.ruth, 'rulings')) ?? ''
    const review = await here.ruth.ctx.transact((tx) => findReview(tx, here.ruth.ctx.scope, reviewId))
    const ask = { reviewId, version: review?.version ?? 0, submitKey: world.home.ports.newId() }
    const short = [{ ...ruling(here.work, 'C2', 'demonstrated'), reason: 'Sam is right.' }]
    await expect(submitRulings(here.ruth.ctx, { ...ask, rulings: short })).rejects.toMatchObject({
      because: 'rulings-incomplete',
      fields: { 'rulings.C2.reason': 'review.ruling.reason-too-short' },
    })
    await expect(
      submitRulings(here.ruth.ctx, { ...ask, rulings: [ruling(here.work, 'C1', 'not_yet')] }),
    ).rejects.toMatchObject({ because: 'rulings-incomplete' })
    await submitRulings(here.ruth.ctx, { ...ask, rulings: [ruling(here.work, 'C2', 'demonstrated')] })
    await pastUndo(world)
    const decision = await decisionOf(here)
    expect(decision).toMatchObject({ result: 'earned', adjudicated: true })
    expect(decision?.final[1]).toMatchObject({ criterionId: 'C2', levelId: 'demonstrated', source: 'adjudicated' })
    expect(decision?.readings).toHaveLength(3)
  })

  test('neither reader of an attempt may also decide between the two', async () => {
    const here = await scene()
    const both = await aReader(world, here.district, {
      school: 'East School',
      roles: ['assessor', 'adjudicator', 'qaLead'],
    })
    await readTwice(world, here.work, [
      { reader: both, levels: { C2: 'not_yet' } },
      { reader: here.ana, levels: {} },
    ])
    expect(await take(world, both, 'rulings')).toBeNull()
  })

  test('two adjudicators: one ruling stands, the other is told and loses no word', async () => {
    const here = await disputed()
    const late = await aReader(world, here.district, { school: 'South School', roles: ['adjudicator', 'qaLead'] })
    const reviewId = (await take(world, late, 'rulings')) ?? ''
    await saveRulings(late.ctx, {
      reviewId,
      version: 1,
      rulings: [{ ...ruling(here.work, 'C2', 'not_yet'), reason: 'Begun' }],
    })
    world.clock.advance(25 * 3_600_000)
    expect(await take(world, here.ruth, 'rulings')).toBe(reviewId)
    const rulings = [ruling(here.work, 'C2', 'demonstrated')]
    const version = (await here.ruth.ctx.transact((tx) => findReview(tx, here.ruth.ctx.scope, reviewId)))?.version ?? 0
    await submitRulings(here.ruth.ctx, { reviewId, version, submitKey: world.home.ports.newId(), rulings })
    const lost = {
      reviewId,
      version,
      submitKey: world.home.ports.newId(),
      rulings: [ruling(here.work, 'C2', 'not_yet')],
    }
    await expect(saveRulings(late.ctx, lost)).rejects.toMatchObject({ because: 'already-decided' })
    await expect(submitRulings(late.ctx, lost)).rejects.toMatchObject({ because: 'already-decided' })
    await pastUndo(world)
    expect(await decisionOf(here)).toMatchObject({ result: 'earned' })
    const kept = await world.owner.query('select comment from score where review_id = $1 and account_id = $2', [
      reviewId,
      late.id,
    ])
    expect(kept.rows).toEqual([{ comment: REASON }])
  })
})

describe('a retry', () => {
  test('only what is open is read again; what was met enters at the level it was given', async () => {
    const here = await scene()
    await readTwice(world, here.work, [
      { reader: here.ana, levels: { C1: 'exemplary', C2: 'not_yet' } },
      { reader: here.sam, levels: { C1: 'exemplary', C2: 'not_yet' } },
    ])
    const banked = ['C1', 'C3'].map((criterionId) => ({ criterionId, attemptNo: 1, levelId: 'demonstrated' }))
    const retry = await aRetry(world, here.work, { banked, text: 'Friday 2 minutes, 24 greeted.' })
    await world.settle()
    const again = { ...here, work: retry }
    expect((await reviewsOf(again)).map(({ criteria }) => criteria)).toEqual([['C2'], ['C2']])
    expect(await take(world, here.ana)).toBeNull()
    const eve = await aReader(world, here.district, { school: 'South School' })
    const kim = await aReader(world, here.district, { school: 'East School' })
    await readTwice(world, retry, [
      { reader: eve, levels: {} },
      { reader: kim, levels: {} },
    ])
    const decision = await decisionOf(again)
    expect(decision).toMatchObject({ result: 'earned', attemptNo: 2 })
    expect(decision?.final.map(({ levelId, source }) => [levelId, source])).toEqual([
      ['exemplary', 'banked'],
      ['demonstrated', 'agreed'],
      ['demonstrated', 'banked'],
    ])
  })

  test('with half or more still open everything is read again, and what was met cannot fall', async () => {
    const here = await scene()
    await readTwice(world, here.work, [
      { reader: here.ana, levels: { C1: 'not_yet', C2: 'not_yet' } },
      { reader: here.sam, levels: { C1: 'not_yet', C2: 'not_yet' } },
    ])
    const retry = await aRetry(world, here.work, {
      banked: [{ criterionId: 'C3', attemptNo: 1, levelId: 'demonstrated' }],
    })
    await world.settle()
    const again = { ...here, work: retry }
    expect((await reviewsOf(again)).map(({ criteria }) => criteria)).toEqual([
      ['C1', 'C2', 'C3'],
      ['C1', 'C2', 'C3'],
    ])
    const eve = await aReader(world, here.district, { school: 'South School' })
    const kim = await aReader(world, here.district, { school: 'East School' })
    await readTwice(world, retry, [
      { reader: eve, levels: { C3: 'not_yet' } },
      { reader: kim, levels: { C3: 'not_yet' } },
    ])
    expect(await decisionOf(again)).toMatchObject({ result: 'earned' })
  })
})

describe('a decision and a withdrawal', () => {
  const outcome = async ({ work }: Scene) => {
    const { rows } = await world.owner.query(
      `select s.status, (select count(*)::int from decision d where d.submission_id = s.id) decisions,
              (select count(*)::int from credential c where c.submission_id = s.id) credentials
         from submission s where s.id = $1`,
      [work.submissionId],
    )
    return rows[0]
  }
  /** Two readings that nobody can take back any more, and nothing settled yet. */
  async function readAndWaiting(): Promise<Scene> {
    const here = await scene()
    for (const reader of [here.ana, here.sam]) {
      const reviewId = await take(world, reader)
      await readThrough(world, reader, { reviewId: reviewId ?? '', work: here.work, levels: {} })
    }
    world.clock.advance(11_000)
    return here
  }
  const settling = ({ work }: Scene) =>
    settleReadings(world.as({ tenantId: work.district.tenantId, system: 'settleReadings' }), {
      body: { attemptId: work.attemptId },
    })

  test('what is decided is not withdrawn any more, also before the status says so', async () => {
    const here = await readAndWaiting()
    await settling(here)
    await expect(withdrawn(world, here.work)).rejects.toMatchObject({ because: 'just-decided' })
    await world.settle()
    expect(await outcome(here)).toEqual({ status: 'earned', decisions: 1, credentials: 1 })
  })

  test('at the same moment, one of the two holds and the other follows', async () => {
    const here = await readAndWaiting()
    await Promise.allSettled([settling(here), withdrawn(world, here.work)])
    await world.settle()
    expect([
      { status: 'earned', decisions: 1, credentials: 1 },
      { status: 'withdrawn', decisions: 0, credentials: 0 },
    ]).toContainEqual(await outcome(here))
  })
})
