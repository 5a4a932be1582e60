import type { Ctx, Db } from '../../../platform/ctx.ts'
import { append, historyOf } from '../../../platform/log.ts'
import { getSubmission } from '../../submission/reads.ts'
import { OneReading } from '../model.ts'
import { timesToTell } from '../rules/feedback.ts'
import type { ReviewRow, ReviewWorld } from '../tables.ts'
import { insertFlag } from '../writes.ts'
import { tellQaLeads } from './tell.ts'

type World = Ctx<ReviewWorld>
type Tx = Db<ReviewWorld>

/** Each time feedback is held back for a name it is written down: whoever tries names learns whose work it is. A QA lead hears of many in one reading. */
export async function noteNamesFound(ctx: World, tx: Tx, review: ReviewRow): Promise<void> {
  const { id: reviewId, attemptId, submissionId } = review
  const lines = await historyOf(tx, ctx.scope.tenantId, submissionId)
  const before = lines.filter(
    ({ type, body, actorId }) =>
      type === 'review.namesFound' && actorId === ctx.actor.id && OneReading.parse(body).reviewId === reviewId,
  )
  const told = timesToTell(before.length + 1)
  if (told) await raise(ctx, tx, review)
  await append(ctx, tx, { type: 'review.namesFound', subjectId: submissionId, body: { reviewId, attemptId } })
  if (told)
    await append(ctx, tx, {
      type: 'review.flagged',
      subjectId: submissionId,
      body: { reviewId, attemptId, kind: 'names' },
    })
}

async function raise(ctx: World, tx: Tx, { id: reviewId, submissionId }: ReviewRow): Promise<void> {
  const { learnerId } = await getSubmission(tx, ctx.scope, submissionId)
  const raised = { reviewId, submissionId, accountId: ctx.actor.id, evidenceId: null, raisedAt: ctx.now() }
  await insertFlag(tx, ctx.scope, { id: ctx.newId(), kind: 'names', note: '', ...raised })
  await tellQaLeads(ctx, tx, { template: 'review.namesFound', values: {}, about: learnerId })
}
