import { Conflict, insist, insistOpen, NotFound } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { append } from '../../../platform/log.ts'
import { post } from '../../../platform/outbox.ts'
import { getCalendar } from '../../organization/reads.ts'
import type { LiftEarlier } from '../model.ts'
import { mayLiftFor } from '../policy.ts'
import { listRetriesWaiting } from '../reads/lifts.ts'
import { listLifted } from '../reads/queue.ts'
import { lockAttempt } from '../reads/reviews.ts'
import { mayLift } from '../rules/lift.ts'
import type { ReviewWorld } from '../tables.ts'
import { insertLift } from '../writes.ts'

type World = Ctx<ReviewWorld>
type Tx = Db<ReviewWorld>

/** For this attempt alone, who read an earlier one may read again; a second press changes nothing. */
export async function liftEarlierReaders(ctx: World, attemptId: string, { reason }: LiftEarlier): Promise<void> {
  insist(mayLiftFor(ctx.actor, { learnerId: null }))
  await ctx.transact(async (tx) => {
    if (!(await lockAttempt(tx, ctx.scope, { attemptId, wait: true }))) throw new NotFound('attempt')
    if ((await listLifted(tx, ctx.scope, [attemptId])).has(attemptId)) return
    const waiting = await waitingOf(ctx, tx, attemptId)
    insist(mayLiftFor(ctx.actor, waiting))
    const calendar = await getCalendar(tx, ctx.scope)
    insistOpen(mayLift(waiting, { calendar, now: ctx.now() }))
    await insertLift(tx, ctx.scope, { attemptId, liftedBy: ctx.actor.id, reason, liftedAt: ctx.now() })
    await post(ctx, tx, { kind: 'tellReaders', body: {} })
    await append(ctx, tx, { type: 'review.earlierReadersLifted', subjectId: waiting.submissionId, body: { attemptId } })
  })
}

async function waitingOf(ctx: World, tx: Tx, attemptId: string) {
  for (const lane of ['readings', 'rulings'] as const) {
    const among = (reading: { attemptId: string }) => reading.attemptId === attemptId
    const stuck = await listRetriesWaiting(tx, ctx.scope, { lane, now: ctx.now(), among })
    const found = stuck.find(({ anybody }) => !anybody) ?? stuck[0]
    if (found) return found
  }
  throw new Conflict('somebody-may-read')
}
