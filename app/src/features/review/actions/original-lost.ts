import { Conflict, insist, NotFound } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { append } from '../../../platform/log.ts'
import { getSubmissionForUpdate } from '../../submission/reads.ts'
import { mayManageReaders } from '../policy.ts'
import { findReview, lockAttempt } from '../reads/reviews.ts'
import type { FlagRow, ReviewWorld } from '../tables.ts'
import { updateFlagSettled } from '../writes.ts'
import { contentOf, openFlagInSight } from './altered.ts'
import { cancelReadings } from './end.ts'

type World = Ctx<ReviewWorld>
type Tx = Db<ReviewWorld>

/** No backup has the original: the work goes back to its learner, who puts the piece again, and no attempt is used. */
export async function giveUpOriginal(ctx: World, flagId: string): Promise<void> {
  insist(mayManageReaders(ctx.actor))
  const flag = await ctx.transact((tx) => openFlagInSight(ctx, tx, flagId))
  if (flag.kind !== 'altered') throw new NotFound('flag')
  if ((await contentOf(ctx, flag)) !== 'altered') throw new Conflict('evidence-whole-again')
  await ctx.transact((tx) => sendBack(ctx, tx, flag))
}

/** Readings end with the hold, so that nobody takes one up before the work has left. */
async function sendBack(
  ctx: World,
  tx: Tx,
  { id: flagId, reviewId, submissionId, evidenceId }: FlagRow,
): Promise<void> {
  await getSubmissionForUpdate(tx, ctx.scope, submissionId)
  const review = await findReview(tx, ctx.scope, reviewId)
  if (!review || !evidenceId) throw new NotFound('flag')
  const { attemptId } = review
  await lockAttempt(tx, ctx.scope, { attemptId, wait: true })
  if (!(await updateFlagSettled(tx, ctx.scope, { id: flagId, at: ctx.now(), by: ctx.actor.id })))
    throw new NotFound('flag')
  const house = ctx.asSystem({ tenantId: ctx.scope.tenantId, job: 'review.originalLost' })
  await cancelReadings(house, tx, { attemptId, because: 'sent-back' })
  await append(ctx, tx, { type: 'review.flagSettled', subjectId: flagId, body: { flagId } })
  await append(ctx, tx, { type: 'review.originalLost', subjectId: submissionId, body: { attemptId, evidenceId } })
}
