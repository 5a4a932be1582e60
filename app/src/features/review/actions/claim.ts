import { Conflict, insist, NotFound, Refused } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { append } from '../../../platform/log.ts'
import { post } from '../../../platform/outbox.ts'
import { setting } from '../../organization/reads.ts'
import type { Purpose, TakeNext } from '../model.ts'
import { mayTakeReadings, mayTakeRulings } from '../policy.ts'
import { insistNotHeld, isHeld } from '../reads/holds.ts'
import { fits, listOffered, mayTake } from '../reads/matches.ts'
import { getReader, type Reader } from '../reads/people.ts'
import { type Lane, listOpenReadings, listReadingFacts, type OpenReading } from '../reads/queue.ts'
import { lockClaims, lockStandings } from '../reads/readers.ts'
import { findClaim, findSheet, lockAttempt, lockOpenReviews } from '../reads/reviews.ts'
import { leaseUntil } from '../rules/lease.ts'
import type { ReviewWorld } from '../tables.ts'
import { insertSheet, updateClaimed } from '../writes.ts'
import { expireLapsed } from './end.ts'
import { joinPool } from './pool.ts'

type World = Ctx<ReviewWorld>
type Tx = Db<ReviewWorld>

/** "Next": the head of this person's queue, leased; null when nothing waits. The same key gets the same reading. */
export async function takeNext(ctx: World, { lane, claimKey }: TakeNext): Promise<string | null> {
  insist(lane === 'readings' ? mayTakeReadings(ctx.actor) : mayTakeRulings(ctx.actor))
  if (lane === 'readings') await joinPool(ctx)
  await expireLapsed(ctx)
  return ctx.transact(async (tx) => {
    const reader = await readerHeld(ctx, tx, lane)
    const before = await findClaim(tx, ctx.scope, { accountId: ctx.actor.id, claimKey })
    if (before) return before.id
    insist(mayTake(reader, lane))
    const offered = await listOffered(tx, ctx.scope, { reader, lane, now: ctx.now() })
    return takeFirst(ctx, tx, { reader, lane, offered, claimKey })
  })
}

/** Two presses of one person come one after the other. */
async function readerHeld(ctx: World, tx: Tx, lane: Lane): Promise<Reader> {
  await lockClaims(tx, ctx.scope, ctx.actor.id)
  if (lane === 'readings') await lockStandings(tx, ctx.scope, ctx.actor.id)
  return getReader(tx, ctx.scope, { accountId: ctx.actor.id, now: ctx.now() })
}

interface Taking {
  readonly reader: Reader
  readonly lane: Lane
  readonly claimKey: string
}

/** First what nobody else is looking at; then, if all of it was in other hands, what is left of that. */
async function takeFirst(
  ctx: World,
  tx: Tx,
  { offered, ...taking }: Taking & { offered: readonly OpenReading[] },
): Promise<string | null> {
  const busy: OpenReading[] = []
  for (const reading of offered) {
    const taken = await take(ctx, tx, { ...taking, reading, wait: false })
    if (taken === 'busy') busy.push(reading)
    else if (taken) return taken.id
  }
  for (const reading of busy) {
    const taken = await take(ctx, tx, { ...taking, reading, wait: true })
    if (taken && taken !== 'busy') return taken.id
  }
  return null
}

async function take(
  ctx: World,
  tx: Tx,
  { reader, lane, claimKey, reading, wait }: Taking & { reading: OpenReading; wait: boolean },
): Promise<{ id: string } | 'busy' | null> {
  const { attemptId } = reading
  if (!(await lockAttempt(tx, ctx.scope, { attemptId, wait }))) return 'busy'
  if (await isHeld(tx, ctx.scope, attemptId)) return null
  const open = await lockOpenReviews(tx, ctx.scope, { attemptId, purposes: PURPOSES[lane] })
  const review = open.find(({ id }) => id === reading.id) ?? open[0]
  if (!review) return null
  // Asked again under the lock: the other reading of this attempt may have been taken meanwhile.
  const taken = { ...reading, id: review.id }
  const facts = (await listReadingFacts(tx, ctx.scope, [taken])).get(taken.id)
  if (!facts || !fits(reader, facts, lane)) return null
  await lease(ctx, tx, { reader, reading: taken, claimKey })
  return taken
}

const PURPOSES: Readonly<Record<Lane, readonly Purpose[]>> = {
  readings: ['first', 'second'],
  rulings: ['adjudication'],
}

async function lease(
  ctx: World,
  tx: Tx,
  { reader, reading, claimKey }: { reader: Reader; reading: OpenReading; claimKey: string | null },
): Promise<void> {
  const at = ctx.now()
  const until = leaseUntil({ startedAt: at, savedAt: at }, await setting(tx, ctx.scope, 'review.leaseIdleHours'))
  const accountId = ctx.actor.id
  const readerId = reader.rows.find(({ status }) => status === 'live' || status === 'watch')?.id ?? null
  await updateClaimed(tx, ctx.scope, { id: reading.id, readerId, accountId, claimKey, at, until })
  await insertSheet(tx, ctx.scope, { reviewId: reading.id, accountId, savedAt: at })
  await post(ctx, tx, { kind: 'leaseEnd', body: { reviewId: reading.id }, at: until })
  await append(ctx, tx, {
    type: 'review.claimed',
    subjectId: reading.submissionId,
    body: { reviewId: reading.id, attemptId: reading.attemptId, leaseUntil: until.toISOString() },
  })
}

/** A lease that ran out, taken up again by the same person when nobody else has it. */
export async function takeAgain(ctx: World, reviewId: string, lane: Lane): Promise<void> {
  insist(lane === 'readings' ? mayTakeReadings(ctx.actor) : mayTakeRulings(ctx.actor))
  await expireLapsed(ctx)
  await ctx.transact(async (tx) => {
    const reader = await readerHeld(ctx, tx, lane)
    const sheet = await findSheet(tx, ctx.scope, { reviewId, accountId: ctx.actor.id })
    if (!sheet) throw new NotFound('review')
    await insistNotHeld(tx, ctx.scope, reviewId)
    const [reading] = await listOpenReadings(tx, ctx.scope, { lane, reviewId })
    if (!reading) throw new Conflict('taken-by-another')
    const verdict = mayTake(reader, lane)
    if (!verdict.ok) throw new Refused(verdict.because)
    const taken = await take(ctx, tx, { reader, lane, claimKey: ctx.newId(), reading, wait: true })
    if (taken === null || taken === 'busy' || taken.id !== reviewId) throw new Conflict('taken-by-another')
  })
}
