import { Conflict, insist, NotFound } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { append } from '../../../platform/log.ts'
import { post } from '../../../platform/outbox.ts'
import { getAttempt, getSubmission, listAttemptEvidence } from '../../submission/reads.ts'
import { Settling } from '../model.ts'
import { mayManageReaders, maySettle, maySettleFlag } from '../policy.ts'
import { findFlag, isHeld } from '../reads/holds.ts'
import { findReview, lockAttempt, lockReviews } from '../reads/reviews.ts'
import type { FlagRow, ReviewRow, ReviewWorld } from '../tables.ts'
import { insertFlag, updateFlagSettled, updateReopened } from '../writes.ts'
import { settleReadings } from './decide.ts'
import { isWhole } from './read-through.ts'
import { tellQaLeads } from './tell.ts'

type World = Ctx<ReviewWorld>
type Tx = Db<ReviewWorld>

interface Altered {
  readonly review: ReviewRow
  readonly evidenceId: string
  /** Whose opening brought it to light. */
  readonly accountId: string
}

/** A difference is ours, never the educator's: every reading of the attempt goes back and waits. Raised once for each piece. */
export async function raiseAltered(ctx: World, { review, evidenceId, accountId }: Altered): Promise<void> {
  const { id: reviewId, submissionId, attemptId } = review
  await ctx.transact(async (tx) => {
    await lockAttempt(tx, ctx.scope, { attemptId, wait: true })
    const flag = { id: ctx.newId(), reviewId, submissionId, accountId, kind: 'altered', note: '' } as const
    if (!(await insertFlag(tx, ctx.scope, { ...flag, evidenceId, raisedAt: ctx.now() }))) return
    const leased = (await lockReviews(tx, ctx.scope, attemptId)).filter(({ status }) => status === 'leased')
    for (const { id } of leased) await updateReopened(tx, ctx.scope, { id })
    const { learnerId } = await getSubmission(tx, ctx.scope, submissionId)
    await tellQaLeads(ctx, tx, { template: 'review.altered', values: {}, about: learnerId })
    const line = { subjectId: submissionId } as const
    for (const { id } of leased)
      await append(ctx, tx, {
        ...line,
        type: 'review.released',
        body: { reviewId: id, attemptId, because: 'evidence-altered' },
      })
    await append(ctx, tx, {
      ...line,
      type: 'review.flagged',
      body: { reviewId, attemptId, kind: 'altered', evidenceId },
    })
  })
}

/** Nothing follows from the readings of an attempt that is held; when it goes on, they are looked at again. */
export async function settleUnlessHeld(ctx: World, letter: { body: unknown }): Promise<void> {
  insist(maySettle(ctx.actor))
  const { attemptId } = Settling.parse(letter.body)
  if (await ctx.transact((tx) => isHeld(tx, ctx.scope, attemptId))) return
  await settleReadings(ctx, letter)
}

/** What a reader raised was looked at; content that was altered goes on only when it is again what was submitted. */
export async function settleFlag(ctx: World, flagId: string): Promise<void> {
  insist(mayManageReaders(ctx.actor))
  const flag = await ctx.transact((tx) => openFlagInSight(ctx, tx, flagId))
  if (flag.kind === 'altered') await insistRestored(ctx, flag)
  await ctx.transact(async (tx) => {
    if (!(await updateFlagSettled(tx, ctx.scope, { id: flagId, at: ctx.now(), by: ctx.actor.id })))
      throw new NotFound('flag')
    if (flag.kind === 'altered') await goOn(ctx, tx, flag)
    await append(ctx, tx, { type: 'review.flagSettled', subjectId: flagId, body: { flagId } })
  })
}

/** One about one's own work is not in sight. */
export async function openFlagInSight(ctx: World, tx: Tx, flagId: string): Promise<FlagRow> {
  const flag = await findFlag(tx, ctx.scope, flagId)
  if (!flag || flag.settledAt) throw new NotFound('flag')
  const { learnerId } = await getSubmission(tx, ctx.scope, flag.submissionId)
  if (!maySettleFlag(ctx.actor, { learnerId }).ok) throw new NotFound('flag')
  return flag
}

async function insistRestored(ctx: World, flag: FlagRow): Promise<void> {
  if ((await contentOf(ctx, flag)) === 'altered') throw new Conflict('evidence-still-altered')
}

/** Where nobody waits for a decision any more, there is nothing to restore for. */
export async function contentOf(
  ctx: World,
  { reviewId, submissionId, evidenceId }: FlagRow,
): Promise<'whole' | 'altered' | 'not-awaited'> {
  const { status, frozen, row } = await ctx.transact(async (tx) => {
    const review = await findReview(tx, ctx.scope, reviewId)
    const attempt = await getAttempt(tx, ctx.scope, review?.attemptId ?? '')
    const rows = await listAttemptEvidence(tx, ctx.scope, attempt.id)
    return {
      status: (await getSubmission(tx, ctx.scope, submissionId)).status,
      frozen: attempt.manifest.evidence.find(({ id }) => id === evidenceId),
      row: rows.find(({ id }) => id === evidenceId),
    }
  })
  if (status !== 'inReview') return 'not-awaited'
  const same = row !== undefined && row.sha256 === frozen?.sha256
  return same && (!row.blobKey || (await isWhole(ctx, row.blobKey))) ? 'whole' : 'altered'
}

async function goOn(ctx: World, tx: Tx, { reviewId }: FlagRow): Promise<void> {
  const review = await findReview(tx, ctx.scope, reviewId)
  if (!review) throw new NotFound('review')
  await post(ctx, tx, { kind: 'settleReadings', body: { attemptId: review.attemptId } })
  await post(ctx, tx, { kind: 'tellReaders', body: {} })
}
