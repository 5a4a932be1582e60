import * as z from 'zod'
import { insist } from '../../../lib/refusal.ts'
import { append } from '../../../platform/log.ts'
import { post } from '../../../platform/outbox.ts'
import { getCalendar, setting } from '../../organization/reads.ts'
import { mayCheck } from '../policy.ts'
import { getSubmissionForUpdate } from '../reads.ts'
import { type CoachSettings, coachGateLapsesAt, coachNeeded } from '../rules/coach-gate.ts'
import { standing, type Tx, type World } from './world.ts'

/** After two returns a coach is offered; where the issuer asks for it, one conversation after three opens the next attempt (04-assessment.md 1.6). */
export async function coachSettings(tx: Tx, ctx: World): Promise<CoachSettings> {
  const coachGate = await setting(tx, ctx.scope, 'review.coachGate')
  return { coachAfter: 3, coachEvery: 1, coachGate, attemptMax: null }
}

/** Nobody waits for ever: a gate that no coach opened opens by itself. */
export async function lapseLater(
  ctx: World,
  tx: Tx,
  { submissionId, returns }: { submissionId: string; returns: number },
): Promise<void> {
  const { coachAfter, coachGate } = await coachSettings(tx, ctx)
  if (coachGate !== 'required' || returns < coachAfter) return
  const calendar = await getCalendar(tx, ctx.scope)
  await post(ctx, tx, { kind: 'coach-gate', at: coachGateLapsesAt(calendar, ctx.now()), body: { submissionId } })
}

const Letter = z.object({ submissionId: z.uuid() })

export async function lapseCoachGate(ctx: World, { body }: { body: unknown }): Promise<void> {
  insist(mayCheck(ctx.actor))
  const { submissionId } = Letter.parse(body)
  await ctx.transact(async (tx) => {
    const row = await getSubmissionForUpdate(tx, ctx.scope, submissionId)
    if (!coachNeeded(await standing(tx, ctx, submissionId), await coachSettings(tx, ctx))) return
    await append(ctx, tx, { type: 'submission.coachGateLapsed', subjectId: row.id, personId: row.learnerId, body: {} })
  })
}
