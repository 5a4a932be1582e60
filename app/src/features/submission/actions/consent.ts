import * as z from 'zod'
import { Invalid, insist, NotFound } from '../../../lib/refusal.ts'
import { append, type NewEntry } from '../../../platform/log.ts'
import { post } from '../../../platform/outbox.ts'
import type { EndConsent } from '../model.ts'
import { mayCheck } from '../policy.ts'
import { findConsentForUpdate, listConsentUses } from '../reads/consents.ts'
import { type Attempt, getSubmissionForUpdate, listAttempts, listPieces } from '../reads.ts'
import type { EvidenceRow, SubmissionRow } from '../tables.ts'
import { updateConsent } from '../writes/inbox.ts'
import { updateAttempt } from '../writes.ts'
import { erasePiece } from './erase.ts'
import { isDecided } from './moves.ts'
import { type Tx, type World, writeMove } from './world.ts'

/** The family took its word back: from now on nothing comes under it, and what lies under it is erased. Pressed twice, once. */
export async function withdrawConsent(ctx: World, consentId: string, { confirmed }: EndConsent): Promise<void> {
  const { personId } = ctx.person
  await ctx.transact(async (tx) => {
    const consent = await findConsentForUpdate(tx, ctx.person, consentId)
    if (!consent) throw new NotFound('consent')
    if (!confirmed) throw new Invalid('check-fields', { confirmed: 'refusal.consent-confirm' })
    if (consent.withdrawnAt) return
    await updateConsent(tx, ctx.person, { id: consentId, withdrawnAt: ctx.now() })
    for (const { tenantId, submissionId } of await listConsentUses(tx, ctx.person, [consentId]))
      await post(ctx, tx, { kind: 'consent-ended', body: { consentId, personId, tenantId, submissionId } })
    const type = 'submission.consentWithdrawn'
    await append(ctx, tx, { type, subjectId: consentId, personId, body: { consentId } })
  })
}

const Letter = z.object({ consentId: z.uuid(), personId: z.uuid(), tenantId: z.uuid(), submissionId: z.uuid() })

/** In one work: its pieces under that statement go. A decision stands; what is being read comes back, and no try is used. */
export async function endConsent(ctx: World, { body }: { body: unknown }): Promise<void> {
  insist(mayCheck(ctx.actor))
  const { consentId, submissionId, ...who } = Letter.parse(body)
  const there = ctx.asSystem({ ...who, job: 'consent-ended' })
  await there.transact(async (tx) => {
    const row = await getSubmissionForUpdate(tx, there.scope, submissionId)
    const all = await listPieces(tx, there.scope, submissionId)
    const pieces = all.filter((piece) => piece.consentId === consentId && !piece.erasedAt)
    if (pieces.length === 0) return
    const about = { subjectId: row.id, personId: row.learnerId }
    const lines: NewEntry[] = [{ type: 'submission.consentWithdrawn', ...about, body: { consentId } }]
    for (const piece of pieces) lines.push(await erasePiece(there, tx, { piece, because: 'consent-withdrawn' }))
    const attempt = await attemptWith(there, tx, row, pieces)
    if (attempt) return comeBack(there, tx, row, { attempt, lines })
    for (const line of lines) await append(there, tx, line)
  })
}

const UNDER_WAY: readonly SubmissionRow['status'][] = ['submitted', 'precheck', 'inReview']

/** The attempt under way, when it names one of these pieces and nobody has decided it. */
async function attemptWith(
  ctx: World,
  tx: Tx,
  row: SubmissionRow,
  pieces: readonly EvidenceRow[],
): Promise<Attempt | undefined> {
  if (!UNDER_WAY.includes(row.status) || (await isDecided(tx, ctx, row.id))) return undefined
  const attempts = await listAttempts(tx, ctx.scope, row.id)
  const last = attempts.findLast(({ undoneAt, sentBackAt }) => !undoneAt && !sentBackAt)
  const erased = new Set(pieces.map(({ id }) => id))
  return last?.manifest.evidence.some(({ id }) => erased.has(id)) ? last : undefined
}

async function comeBack(
  ctx: World,
  tx: Tx,
  row: SubmissionRow,
  { attempt: { id }, lines }: { attempt: Attempt; lines: readonly NewEntry[] },
): Promise<void> {
  const attemptId = id
  if (row.status === 'submitted') {
    await updateAttempt(tx, ctx.scope, { id, undoneAt: ctx.now() })
    return writeMove(ctx, tx, row, { move: 'undo', body: { attemptId }, change: { undoUntil: null }, lines })
  }
  await updateAttempt(tx, ctx.scope, { id, sentBackAt: ctx.now() })
  return writeMove(ctx, tx, row, { move: 'sendBack', body: { attemptId, codes: ['consent-withdrawn'] }, lines })
}
