import * as z from 'zod'
import { insist } from '../../../lib/refusal.ts'
import { postMail } from '../../../platform/mail.ts'
import { post } from '../../../platform/outbox.ts'
import { titleFor } from '../../catalog/reads/title-for.ts'
import { mayCheck } from '../policy.ts'
import { getAttempt, getSubmissionForUpdate, listPieces } from '../reads.ts'
import { updateAttempt } from '../writes.ts'
import { erasePiece } from './erase.ts'
import { isDecided } from './moves.ts'
import { type Tx, type World, writeMove } from './world.ts'

export const Lost = z.object({ attemptId: z.uuid(), evidenceId: z.uuid() })
type Lost = z.infer<typeof Lost>
const Letter = Lost.extend({ personId: z.uuid(), tenantId: z.uuid() })

/** The piece lies in rows of the tenant and of its holder: both are needed, and a letter can have both. */
export async function takeBackLater(ctx: World, tx: Tx, lost: Lost): Promise<void> {
  const { learnerId: personId } = await getAttempt(tx, ctx.scope, lost.attemptId)
  await post(ctx, tx, { kind: 'original-lost', body: { ...lost, personId, tenantId: ctx.scope.tenantId } })
}

/** What the site lost it asks for again: the work comes back, the lost piece is empty, and no try is used. */
export async function takeBackLost(ctx: World, { body }: { body: unknown }): Promise<void> {
  insist(mayCheck(ctx.actor))
  const { attemptId, evidenceId, ...who } = Letter.parse(body)
  const there = ctx.asSystem({ ...who, job: 'original-lost' })
  await there.transact(async (tx) => {
    const attempt = await getAttempt(tx, there.scope, attemptId)
    const row = await getSubmissionForUpdate(tx, there.scope, attempt.submissionId)
    if (row.status !== 'inReview' || row.attemptNo !== attempt.attemptNo) return
    if (await isDecided(tx, there, row.id)) return
    const pieces = await listPieces(tx, there.scope, row.id)
    const lost = pieces.filter((piece) => piece.id === evidenceId && !piece.erasedAt)
    const lines = []
    for (const piece of lost) lines.push(await erasePiece(there, tx, { piece, because: 'original-lost' }))
    await updateAttempt(tx, there.scope, { id: attemptId, sentBackAt: ctx.now() })
    await postMail(there, tx, {
      toPerson: row.learnerId,
      template: 'submission.originalLost',
      values: { title: await titleFor(tx, { versionId: row.achievementVersionId, personId: row.learnerId }) },
      path: `/me/work/${row.id}/ready`,
    })
    await writeMove(there, tx, row, { move: 'sendBack', body: { attemptId, codes: ['original-lost'] }, lines })
  })
}
