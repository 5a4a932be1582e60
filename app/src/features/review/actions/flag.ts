import type { Ctx } from '../../../platform/ctx.ts'
import { append } from '../../../platform/log.ts'
import { getSubmission } from '../../submission/reads.ts'
import type { RaiseFlag } from '../model.ts'
import type { ReviewWorld } from '../tables.ts'
import { insertFlag } from '../writes.ts'
import { heldForUpdate } from './end.ts'
import { tellQaLeads } from './tell.ts'

/** Privacy, duplicate, safety, technical: a QA lead looks at it; the reading goes on. */
export async function flagReading(
  ctx: Ctx<ReviewWorld>,
  { reviewId, ...flag }: RaiseFlag & { reviewId: string },
): Promise<void> {
  await ctx.transact(async (tx) => {
    const review = await heldForUpdate(ctx, tx, { reviewId, move: 'flag' })
    const { submissionId, attemptId } = review
    await insertFlag(tx, ctx.scope, {
      ...flag,
      id: ctx.newId(),
      reviewId,
      submissionId,
      accountId: ctx.actor.id,
      raisedAt: ctx.now(),
    })
    const { learnerId } = await getSubmission(tx, ctx.scope, submissionId)
    await tellQaLeads(ctx, tx, { template: 'review.flag', values: { kind: flag.kind }, about: learnerId })
    const evidence = flag.evidenceId ? { evidenceId: flag.evidenceId } : {}
    const body = { reviewId, attemptId, kind: flag.kind, ...evidence }
    await append(ctx, tx, { type: 'review.flagged', subjectId: submissionId, body })
  })
}
