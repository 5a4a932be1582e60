import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { append } from '../../platform/log.ts'
import { browserOf } from '../../testing/browser.ts'
import { anAchievement } from '../../testing/factories/achievement.ts'
import { aDistrict, aPerson, type District, join, signedIn } from '../../testing/factories/people.ts'
import { aReader, type Reader } from '../../testing/factories/reader.ts'
import { type Admitted, anAdmitted, aRetry, readTwice, take, withdrawn } from '../../testing/factories/review.ts'
import { openWorld, type World } from '../../testing/world.ts'
import { takeNext } from './actions/claim.ts'
import { findReview } from './reads/reviews.ts'
import { decisionLetter } from './views/decision.ts'

let world: World
let district: District
let ana: Reader
let sam: Reader
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const MONDAY = '2026-10-05T15:00:00Z'
const NEXT_MONDAY = new Date('2026-10-12T15:00:00Z')
const AN_HOUR_BEFORE = new Date('2026-10-12T14:00:00Z')

beforeEach(async () => {
  world.clock.set(MONDAY)
  district = await aDistrict(world)
  ana = await aReader(world, district, { school: 'South School' })
  sam = await aReader(world, district, { school: 'East School' })
})

async function sentIn(dueAt = NEXT_MONDAY): Promise<Admitted> {
  const learner = await aPerson(world)
  await join(world, district, { person: learner, school: 'North School' })
  return anAdmitted(world, { district, learner, version: await anAchievement(world), dueAt })
}
const reviewsOf = async ({ attemptId }: Admitted) =>
  (await world.owner.query('select status from review where attempt_id = $1 order by slot', [attemptId])).rows.map(
    ({ status }) => status as string,
  )
const attemptOf = async ({ ctx }: Reader, reviewId: string | null) =>
  (await ctx.transact((tx) => findReview(tx, ctx.scope, reviewId ?? '')))?.attemptId
const RETURNED = { C1: 'not_yet' }
const returnedBy = (work: Admitted, readers: readonly [Reader, Reader]) =>
  readTwice(
    world,
    work,
    readers.map((reader) => ({ reader, levels: RETURNED })),
  )
/** The learner sends it in once more and takes that back within the minutes there are. */
const sentInAndUndone = ({ submissionId }: Admitted) =>
  world.owner.query(`update submission set attempt_no = attempt_no + 1 where id = $1`, [submissionId])

describe('a retry goes forward in the queue', () => {
  test('after a decision', async () => {
    const first = await sentIn()
    await world.settle()
    await returnedBy(first, [ana, sam])
    world.clock.set(MONDAY)
    const other = await sentIn(AN_HOUR_BEFORE)
    const again = await aRetry(world, first, { banked: [] })
    await world.settle()
    const lena = await aReader(world, district, { school: 'East School' })
    expect(other.attemptId).not.toBe(again.attemptId)
    expect(await attemptOf(lena, await take(world, lena))).toBe(again.attemptId)
  })

  test('and not for having been undone before anybody read it', async () => {
    const undone = await sentIn()
    const again = await aRetry(world, undone, { banked: [] })
    const other = await sentIn(AN_HOUR_BEFORE)
    await world.settle()
    expect(await reviewsOf(again)).toEqual(['open', 'open'])
    expect(await attemptOf(ana, await take(world, ana))).toBe(other.attemptId)
  })
})

describe('readings open only for work that readers still have', () => {
  test('withdrawn before the letter of its admission was opened', async () => {
    const work = await sentIn()
    await withdrawn(world, work)
    await world.settle()
    expect(await reviewsOf(work)).toEqual([])
    expect(await take(world, ana)).toBeNull()
  })

  test('sent in anew before that: the new attempt alone is read', async () => {
    const work = await sentIn()
    const again = await aRetry(world, work, { banked: [] })
    await world.settle()
    expect([await reviewsOf(work), await reviewsOf(again)]).toEqual([[], ['open', 'open']])
  })

  test('a letter that an earlier attempt was sent back comes late: the newer attempt is read on', async () => {
    const work = await sentIn()
    await world.settle()
    const again = await aRetry(world, work, { banked: [] })
    await world.settle()
    const ctx = world.as({ tenantId: district.tenantId, system: 'test' })
    await ctx.transact((tx) =>
      append(ctx, tx, {
        type: 'submission.sentBack',
        subjectId: work.submissionId,
        personId: work.learner.id,
        body: { attemptId: work.attemptId, codes: ['consent-withdrawn'] },
      }),
    )
    await world.settle()
    expect([await reviewsOf(work), await reviewsOf(again)]).toEqual([
      ['cancelled', 'cancelled'],
      ['open', 'open'],
    ])
  })
})

describe('the letter of a decision', () => {
  const letterOf = ({ learner, submissionId }: Admitted, attemptNo: number) =>
    decisionLetter(world.as({ personId: learner.id }) as never, submissionId, attemptNo)

  test('offers another try also after a second attempt was undone, and no more once that is decided', async () => {
    const work = await sentIn()
    await world.settle()
    await returnedBy(work, [ana, sam])
    expect((await letterOf(work, 1)).mayRetry).toBe(true)
    await sentInAndUndone(work)
    expect((await letterOf(work, 1)).mayRetry).toBe(true)
    const third = await aRetry(world, { ...work, attemptNo: 2 }, { banked: [] })
    await world.settle()
    expect((await letterOf(work, 1)).mayRetry).toBe(false)
    const [lena, omar] = [await aReader(world, district, { school: 'East School' }), await aReader(world, district)]
    await returnedBy(third, [lena, omar])
    expect([(await letterOf(work, 1)).mayRetry, (await letterOf(work, 3)).mayRetry]).toEqual([false, true])
  })

  test('counts the attempts that readers had', async () => {
    const undone = await sentIn()
    const work = await aRetry(world, undone, { banked: [] })
    await world.settle()
    await returnedBy(work, [ana, sam])
    expect((await letterOf(work, 2)).ordinal).toBe(1)
    const page = await browserOf(world, await signedIn(world, work.learner)).get(
      `/me/work/${work.submissionId}/decision/2`,
    )
    expect(page.text).toContain('attempt 1')
    expect(page.text).not.toContain('attempt 2')
  })
})

test('two presses of "Next" for rulings at the same moment are one ruling', async () => {
  const ruth = await aReader(world, district, { school: 'East School', roles: ['adjudicator', 'qaLead'] })
  for (const _of of [1, 2, 3]) {
    const work = await sentIn()
    await world.settle()
    await readTwice(world, work, [
      { reader: ana, levels: RETURNED },
      { reader: sam, levels: {} },
    ])
  }
  const press = { lane: 'rulings', claimKey: world.home.ports.newId() } as const
  const taken = await Promise.all(Array.from({ length: 6 }, () => takeNext(ruth.ctx, press)))
  expect(new Set(taken).size).toBe(1)
  const held = await world.owner.query(`select count(*)::int n from review where account_id = $1`, [ruth.id])
  expect(held.rows).toEqual([{ n: 1 }])
})
