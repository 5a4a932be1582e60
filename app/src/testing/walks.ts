import { expect } from 'vitest'
import { submitRulings } from '../features/review/actions/adjudicate.ts'
import { declareConflict, releaseReading } from '../features/review/actions/end.ts'
import { pauseReader, resumeReader } from '../features/review/actions/pool.ts'
import { saveSheet } from '../features/review/actions/save.ts'
import { submitReading, undoReading } from '../features/review/actions/submit.ts'
import { findCurrentDecision, listDecisions } from '../features/review/reads/decisions.ts'
import { listHeldReadings } from '../features/review/reads/queue.ts'
import { listStandings } from '../features/review/reads/readers.ts'
import { listReviews, listScores } from '../features/review/reads/reviews.ts'
import { reviewStatusOf } from '../features/review/rules/moves.ts'
import { Conflict, Invalid, NotFound, Refused } from '../lib/refusal.ts'
import { historyOf } from '../platform/log.ts'
import { anAchievement } from './factories/achievement.ts'
import { aDistrict, aPerson, join } from './factories/people.ts'
import { aReader, type Reader } from './factories/reader.ts'
import { type Admitted, anAdmitted, aRetry, aScore, pastUndo, take, withdrawn } from './factories/review.ts'
import type { World } from './world.ts'

/** mulberry32: the same seed walks the same way. */
function chance(seed: number): () => number {
  let a = seed
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), a | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

interface Walk {
  readonly world: World
  readonly u: () => number
  readonly readers: readonly Reader[]
  readonly lead: Reader
  readonly works: Admitted[]
  /** What was withdrawn: its promises hold as well. */
  readonly ended: Admitted[]
  readonly met: Map<string, number>
}
const LEVELS = ['not_yet', 'not_yet', ...Array.from({ length: 5 }, () => 'demonstrated'), 'exemplary']
const pick = <T>({ u }: Walk, from: readonly T[]): T => from[Math.floor(u() * from.length)] as T
const count = (walk: Walk, what: string) => walk.met.set(what, (walk.met.get(what) ?? 0) + 1)

async function heldOf({ ctx, id }: Reader) {
  return ctx.transact((tx) => listHeldReadings(tx, ctx.scope, id))
}

/** Somebody with a reading in this state on the desk, or else anybody. */
async function someoneWith(walk: Walk, status: string): Promise<Reader> {
  const { world } = walk
  const ids = walk.readers.map(({ id }) => id)
  const { rows } = await world.owner.query(
    `select distinct account_id from review where status = $1 and account_id = any($2) order by 1`,
    [status, ids],
  )
  const able = walk.readers.filter(({ id }) => rows.some((row) => row.account_id === id))
  return pick(walk, able.length > 0 ? able : walk.readers)
}

async function readOne(walk: Walk): Promise<void> {
  const { world } = walk
  const reader = await someoneWith(walk, 'leased')
  const [held] = await heldOf(reader)
  if (!held || held.purpose === 'adjudication') return
  const work = walk.works.find(({ attemptId }) => attemptId === held.attemptId)
  const review = (await reader.ctx.transact((tx) => listReviews(tx, reader.ctx.scope, { ids: [held.id] })))[0]
  if (!work || !review) return
  const scores = review.criteria.map((id) => aScore(id, pick(walk, LEVELS), work.evidenceIds[0] ?? ''))
  const { version } = await saveSheet(reader.ctx, { reviewId: held.id, version: review.version, scores })
  await submitReading(reader.ctx, { reviewId: held.id, version, submitKey: world.home.ports.newId() })
  count(walk, 'submitted')
}

const REASON = Array.from({ length: 45 }, (_, i) => `word${i}`).join(' ')
async function rule(walk: Walk): Promise<void> {
  const { lead, world } = walk
  await take(world, lead, 'rulings')
  const [held] = (await heldOf(lead)).filter(({ purpose }) => purpose === 'adjudication')
  const work = walk.works.find(({ attemptId }) => attemptId === held?.attemptId)
  if (!held || !work) return
  const review = (await lead.ctx.transact((tx) => listReviews(tx, lead.ctx.scope, { ids: [held.id] })))[0]
  const anchors = [{ kind: 'page', evidenceId: work.evidenceIds[0] ?? '', page: 1 } as const]
  const rulings = held.criteria.map((criterionId) => ({
    criterionId,
    levelId: pick(walk, LEVELS),
    reason: REASON,
    anchors,
    bothWrong: true,
  }))
  await submitRulings(lead.ctx, {
    reviewId: held.id,
    version: review?.version ?? 0,
    submitKey: world.home.ports.newId(),
    rulings,
  })
  count(walk, 'ruled')
}

/** What was returned is tried again, with what was met kept, as the submission keeps it. */
async function retry(walk: Walk): Promise<void> {
  const { world } = walk
  const at = Math.floor(walk.u() * walk.works.length)
  const work = walk.works[at]
  if (!work) return
  const { ctx } = walk.lead
  const decision = await ctx.transact((tx) => findCurrentDecision(tx, ctx.scope, work.attemptId))
  if (decision?.result !== 'returned' || work.attemptNo > 3) return
  const before = await ctx.transact((tx) => listDecisions(tx, ctx.scope, work.submissionId))
  const banked = decision.final.flatMap(({ criterionId, state, levelId, source }) => {
    if (state !== 'met' || !levelId) return []
    const first = before.find(({ final }) =>
      final.some((row) => row.criterionId === criterionId && row.state === 'met' && row.source !== 'banked'),
    )
    return [
      { criterionId, levelId, attemptNo: source === 'banked' ? (first?.attemptNo ?? work.attemptNo) : work.attemptNo },
    ]
  })
  walk.works[at] = await aRetry(world, work, { banked })
  await world.settle()
  count(walk, 'retried')
}

async function pauseOrResume(walk: Walk, reader: Reader): Promise<void> {
  const [standing] = await reader.ctx.transact((tx) => listStandings(tx, reader.ctx.scope, reader.id))
  if (!standing) return
  await (standing.status === 'paused' ? resumeReader : pauseReader)(walk.lead.ctx, standing.id)
}

async function endOne(walk: Walk, end: typeof releaseReading): Promise<void> {
  const { world } = walk
  const reader = await someoneWith(walk, 'leased')
  const [held] = await heldOf(reader)
  await end(reader.ctx, held?.id ?? world.home.ports.newId())
}

async function undoOne(walk: Walk): Promise<void> {
  const { world } = walk
  const reader = await someoneWith(walk, 'submitted')
  const { rows } = await world.owner.query(
    `select id from review where account_id = $1 and status = 'submitted' order by submitted_at desc limit 1`,
    [reader.id],
  )
  await undoReading(reader.ctx, rows[0]?.id ?? world.home.ports.newId())
}

/** Ends the last work for good and begins another; the first one stays, for what takes longer. */
async function withdraw(walk: Walk): Promise<void> {
  const { world } = walk
  const at = walk.works.length - 1
  const work = walk.works[at]
  if (!work) return
  const { district, learner, version } = work
  await withdrawn(world, work)
  walk.ended.push(work)
  walk.works[at] = await anAdmitted(world, { district, learner, version })
  await world.settle()
}

async function waitADay({ world }: Walk): Promise<void> {
  world.clock.advance(25 * 3_600_000)
  await world.settle()
}

type Command = readonly [number, string, (walk: Walk) => Promise<unknown>]
const COMMANDS: readonly Command[] = [
  [6, 'take', (walk) => take(walk.world, pick(walk, walk.readers))],
  [6, 'read', readOne],
  [1, 'release', (walk) => endOne(walk, releaseReading)],
  [1, 'conflict', (walk) => endOne(walk, declareConflict)],
  [1, 'undo', undoOne],
  [4, 'wait', ({ world }) => pastUndo(world)],
  [1, 'a day', waitADay],
  [2, 'rule', rule],
  [3, 'retry', retry],
  [1, 'withdraw', withdraw],
  [1, 'pause or resume', (walk) => pauseOrResume(walk, pick(walk, walk.readers))],
]
const DECK = COMMANDS.flatMap((command) => Array.from({ length: command[0] }, () => command))

/** One walk; answers how often it came to what. Throws on the first promise that does not hold. */
export async function walkOnce(world: World, seed: number, steps: number): Promise<ReadonlyMap<string, number>> {
  const district = await aDistrict(world)
  const learner = await aPerson(world)
  await join(world, district, { person: learner, school: 'North School' })
  const lead = await aReader(world, district, { school: 'East School', roles: ['adjudicator', 'qaLead'] })
  const readers: Reader[] = []
  for (let i = 0; i < 8; i++)
    readers.push(await aReader(world, district, { school: i % 2 ? 'South School' : 'East School' }))
  const works: Admitted[] = []
  for (let i = 0; i < 2; i++)
    works.push(await anAdmitted(world, { district, learner, version: await anAchievement(world) }))
  await world.settle()
  const walk: Walk = { world, u: chance(seed), readers, lead, works, ended: [], met: new Map() }
  for (let step = 0; step < steps; step++) {
    const [, name, run] = pick(walk, DECK)
    try {
      await run(walk)
      count(walk, name)
    } catch (error) {
      // A refusal is an answer; anything else is a fault of ours.
      if (![Conflict, Invalid, NotFound, Refused].some((kind) => error instanceof kind))
        throw new Error(`${seed}/${step} ${name}`, { cause: error })
      count(walk, 'refused')
    }
    if (step % 10 === 9) await check(walk)
  }
  await check(walk)
  return walk.met
}

/** What must hold at every moment of every walk. */
async function check({ world, lead, works, ended, met }: Walk): Promise<void> {
  const { ctx } = lead
  for (const { submissionId, learner } of [...works, ...ended]) {
    const reviews = await ctx.transact((tx) => listReviews(tx, ctx.scope, { submissionId }))
    const lines = await ctx.transact((tx) => historyOf(tx, ctx.scope.tenantId, submissionId))
    for (const { id, status, accountId } of reviews) {
      const own = lines.filter(({ body }) => (body as { reviewId?: string }).reviewId === id)
      expect(reviewStatusOf(own as never)).toBe(status)
      expect(accountId).not.toBe(learner.id)
    }
    // Whoever read one attempt reads no other one, unless the first reading never came to a decision.
    const settled = reviews
      .filter(({ status }) => status === 'settled')
      .flatMap(({ accountId, purpose }) => (purpose === 'adjudication' ? [] : [accountId]))
    expect(new Set(settled).size).toBe(settled.length)
    const decisions = await ctx.transact((tx) => listDecisions(tx, ctx.scope, submissionId))
    expect(decisions.filter(({ result }) => result === 'earned').length).toBeLessThanOrEqual(1)
    expect(lines.filter(({ type }) => type === 'review.decided')).toHaveLength(decisions.length)
    for (const decision of decisions) {
      met.set(decision.result, (met.get(decision.result) ?? 0) + 1)
      const used = reviews.filter(({ id }) => decision.readings.includes(id))
      expect(used.length).toBe(decision.adjudicated ? 3 : 2)
      expect(new Set(used.map(({ accountId }) => accountId)).size).toBe(used.length)
      expect(used.every(({ status }) => status === 'settled')).toBe(true)
      for (const { id, accountId } of used) {
        const scores = await ctx.transact((tx) =>
          listScores(tx, ctx.scope, { reviewId: id, accountId: accountId ?? '' }),
        )
        expect(scores.every(({ releasedAt }) => releasedAt !== null)).toBe(true)
      }
      if (decision.result === 'earned') expect(decision.final.every(({ state }) => state === 'met')).toBe(true)
    }
  }
  const { rows: lost } = await world.owner.query(
    `select s.id from submission s join decision d on d.submission_id = s.id and d.result = 'earned' where s.status = 'withdrawn'`,
  )
  expect(lost).toEqual([])
  const open = await world.owner.query(
    `select max(n)::int n from (select count(*) n from review where status = 'leased' group by tenant_id, account_id) l`,
  )
  expect(open.rows[0]?.n ?? 0).toBeLessThanOrEqual(3)
}

/** What walks must have come to, taken together. */
export const REACHED = [
  'submitted',
  'ruled',
  'earned',
  'returned',
  'retried',
  'refused',
  'release',
  'conflict',
  'undo',
  'pause or resume',
  'withdraw',
]
