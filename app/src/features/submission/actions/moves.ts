import { Conflict, insist, insistOpen } from '../../../lib/refusal.ts'
import { historyOf, type LogEntry } from '../../../platform/log.ts'
import { mayWork } from '../policy.ts'
import { getSubmissionForUpdate, listAttempts } from '../reads.ts'
import { mayUndo } from '../rules/undo.ts'
import { updateAttempt } from '../writes.ts'
import { ownWork, standing, type Tx, type World, writeMove } from './world.ts'

/** Takes the attempt back while nobody has begun with it. */
export async function undoSubmit(ctx: World, submissionId: string): Promise<void> {
  const { there } = await ownWork(ctx, submissionId)
  await there.transact(async (tx) => {
    const row = await getSubmissionForUpdate(tx, there.scope, submissionId)
    insist(mayWork(ctx.actor, row))
    insistOpen(mayUndo(await standing(tx, there, row.id), { undoUntil: row.undoUntil, now: ctx.now() }))
    const attempt = (await listAttempts(tx, there.scope, row.id)).findLast((each) => !each.undoneAt && !each.sentBackAt)
    if (!attempt) throw new Conflict('move-not-allowed')
    await updateAttempt(tx, there.scope, { id: attempt.id, undoneAt: ctx.now() })
    await writeMove(there, tx, row, { move: 'undo', body: { attemptId: attempt.id }, change: { undoUntil: null } })
  })
}

/** Ends the work for good, at any moment before a decision. Pressed twice, it is ended once. */
export async function withdrawSubmission(ctx: World, submissionId: string): Promise<void> {
  const { there } = await ownWork(ctx, submissionId)
  await there.transact(async (tx) => {
    const row = await getSubmissionForUpdate(tx, there.scope, submissionId)
    insist(mayWork(ctx.actor, row))
    if (row.status === 'withdrawn') return
    if (row.status === 'inReview' && (await isDecided(tx, there, row.id))) throw new Conflict('just-decided')
    await writeMove(there, tx, row, { move: 'withdraw', body: { reason: 'learner' } })
  })
}

/** The readers' decision stands in the log a moment before the status follows it. */
export async function isDecided(tx: Tx, ctx: World, submissionId: string): Promise<boolean> {
  return (await findDecided(tx, ctx, submissionId)) !== undefined
}

/** The line of the last decision about the attempt that stands. */
export async function findDecided(tx: Tx, ctx: World, submissionId: string): Promise<LogEntry | undefined> {
  const [attempts, lines] = [
    await listAttempts(tx, ctx.scope, submissionId),
    await historyOf(tx, ctx.scope.tenantId, submissionId),
  ]
  const attemptId = attempts.findLast((each) => !each.undoneAt && !each.sentBackAt)?.id
  return lines.findLast(
    ({ type, body }) => type === 'review.decided' && (body as { attemptId: string }).attemptId === attemptId,
  )
}
