import { Conflict, insist, NotFound } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { append, type NewEntry } from '../../../platform/log.ts'
import { post } from '../../../platform/outbox.ts'
import { getSubmission } from '../../submission/reads.ts'
import { LeaseEnd } from '../model.ts'
import { maySee, maySettle } from '../policy.ts'
import { listDeclarations } from '../reads/readers.ts'
import { getReviewForUpdate, listLapsed, listReviews } from '../reads/reviews.ts'
import { tellsQaLead } from '../rules/conflicts.ts'
import { mayMoveReview, type ReviewMove } from '../rules/moves.ts'
import type { ReviewRow, ReviewWorld } from '../tables.ts'
import { appendExpiry, insertConflict, updateEnded, updateReopened } from '../writes.ts'
import { tellQaLeads } from './tell.ts'

type World = Ctx<ReviewWorld>
type Tx = Db<ReviewWorld>

/** The reading this person holds, for a move that is open from where it stands. */
export async function heldForUpdate(
  ctx: World,
  tx: Tx,
  ask: { reviewId: string; move: ReviewMove },
): Promise<ReviewRow> {
  const review = await getReviewForUpdate(tx, ctx.scope, ask.reviewId)
  if (!maySee(ctx.actor, review).ok) throw new NotFound('review')
  const verdict = mayMoveReview(review.status, ask.move)
  if (!verdict.ok) throw new Conflict(verdict.because)
  return review
}

/** Given back without a reason; somebody else reads it. */
export async function releaseReading(ctx: World, reviewId: string): Promise<void> {
  await ctx.transact(async (tx) => {
    const { id, accountId } = await heldForUpdate(ctx, tx, { reviewId, move: 'release' })
    const line = await reopen(ctx, tx, { reviewId: id, type: 'review.released', givenBackBy: accountId ?? undefined })
    if (line) await append(ctx, tx, line)
  })
}

/** One press, no reason asked, no penalty: this learner's work never comes to this reader again. */
export async function declareConflict(ctx: World, reviewId: string): Promise<void> {
  await ctx.transact(async (tx) => {
    const review = await heldForUpdate(ctx, tx, { reviewId, move: 'declareConflict' })
    const { learnerId } = await getSubmission(tx, ctx.scope, review.submissionId)
    const accountId = ctx.actor.id
    const row = { accountId, learnerId, kind: 'declared', source: 'reader' as const, declaredAt: ctx.now() }
    await insertConflict(tx, ctx.scope, row)
    const line = await reopen(ctx, tx, { reviewId, type: 'review.conflictDeclared', givenBackBy: accountId })
    const declared = await listDeclarations(tx, ctx.scope, accountId)
    if (tellsQaLead(declared, ctx.now()))
      await tellQaLeads(ctx, tx, { template: 'review.manyConflicts', values: { count: declared.length } })
    if (line) await append(ctx, tx, line)
  })
}

export interface Reopening {
  readonly reviewId: string
  readonly type: 'review.released' | 'review.conflictDeclared' | 'review.leaseExpired'
  readonly givenBackBy?: string | undefined
}

/** Back to the queue; returns the line to write last. */
export async function reopen(ctx: World, tx: Tx, { reviewId, type, givenBackBy }: Reopening): Promise<NewEntry | null> {
  const review = await getReviewForUpdate(tx, ctx.scope, reviewId)
  if (review.status !== 'leased') return null
  await updateReopened(tx, ctx.scope, { id: review.id, ...(givenBackBy ? { givenBackBy } : {}) })
  return { type, subjectId: review.submissionId, body: { reviewId: review.id, attemptId: review.attemptId } }
}

/** A lease whose time is over ends; one that was extended is looked at again when it should end. */
export async function endLease(ctx: World, { body }: { body: unknown }): Promise<void> {
  insist(maySettle(ctx.actor))
  const { reviewId } = LeaseEnd.parse(body)
  await ctx.transact(async (tx) => {
    const review = await getReviewForUpdate(tx, ctx.scope, reviewId)
    if (review.status !== 'leased' || !review.leaseUntil) return
    if (review.leaseUntil > ctx.now())
      await post(ctx, tx, { kind: 'leaseEnd', body: { reviewId }, at: review.leaseUntil })
    else await expire(ctx, tx, review)
  })
}

async function expire(ctx: World, tx: Tx, review: ReviewRow): Promise<void> {
  const line = await reopen(ctx, tx, { reviewId: review.id, type: 'review.leaseExpired' })
  if (review.readerId) await appendExpiry(tx, ctx.scope, { readerId: review.readerId, at: ctx.now() })
  if (line) await append(ctx, tx, line)
}

/** Before anybody takes the next reading; each in its own transaction, because each writes to the log. */
export async function expireLapsed(ctx: World): Promise<void> {
  const lapsed = await ctx.transact((tx) => listLapsed(tx, ctx.scope, ctx.now()))
  const system = ctx.asSystem({ tenantId: ctx.scope.tenantId, job: 'review.lease' })
  for (const reviewId of lapsed) await endLease(system, { body: { reviewId } })
}

/** What left: the whole work, or one attempt of it. */
export type Left =
  | { readonly submissionId: string; readonly because: 'withdrawn' }
  | { readonly attemptId: string; readonly because: 'sent-back' }

/** The work went back to its learner: nobody reads on. A later attempt of it is not touched. */
export async function cancelReadings(ctx: World, tx: Tx, { because, ...left }: Left): Promise<void> {
  insist(maySettle(ctx.actor))
  const reviews = await listReviews(tx, ctx.scope, left)
  const going = reviews.filter(({ status }) => mayMoveReview(status, 'cancel').ok)
  await updateEnded(tx, ctx.scope, { ids: going.map(({ id }) => id), status: 'cancelled' })
  for (const { id: reviewId, attemptId, submissionId } of going)
    await append(ctx, tx, {
      type: 'review.cancelled',
      subjectId: submissionId,
      body: { reviewId, attemptId, because },
    })
}
