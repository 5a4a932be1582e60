import * as z from 'zod'
import { insist, insistOpen } from '../../../lib/refusal.ts'
import { BlobAltered } from '../../../platform/blobs.ts'
import { postMail } from '../../../platform/mail.ts'
import { titleFor } from '../../catalog/reads/title-for.ts'
import { getCalendar, setting } from '../../organization/reads.ts'
import { mayCheck } from '../policy.ts'
import { listArrivals } from '../reads/inbox.ts'
import { type Attempt, getAttempt, getSubmission, getSubmissionForUpdate, listAttemptEvidence } from '../reads.ts'
import { attemptDueAt } from '../rules/clock.ts'
import { type Finding, finding, isBlocked } from '../rules/finding.ts'
import { precheckMayBegin } from '../rules/undo.ts'
import type { EvidenceRow, SubmissionRow } from '../tables.ts'
import { insertFindings, updateAttempt } from '../writes.ts'
import { standing, type Tx, type World, writeMove } from './world.ts'

const Letter = z.object({ submissionId: z.uuid(), attemptId: z.uuid() })
type Letter = z.infer<typeof Letter>

/** After the undo window: looks at every byte once more, then admits the attempt or sends it back. Idempotent by the log. */
export async function runPrecheck(ctx: World, { body }: { body: unknown }): Promise<void> {
  insist(mayCheck(ctx.actor))
  const letter = Letter.parse(body)
  const begun = await ctx.transact((tx) => begin(ctx, tx, letter))
  if (!begun) return
  const pieces = await ctx.transact((tx) => listAttemptEvidence(tx, ctx.scope, letter.attemptId))
  const changed = await changedOnTheWay(ctx, letter.submissionId)
  const findings = (await Promise.all(pieces.map((piece) => readAgain(ctx, piece, changed)))).flat()
  await ctx.transact((tx) => settle(ctx, tx, { ...letter, findings }))
}

/** True when this attempt is the one to check now. */
async function begin(ctx: World, tx: Tx, { submissionId, attemptId }: Letter): Promise<boolean> {
  const row = await getSubmissionForUpdate(tx, ctx.scope, submissionId)
  const attempt = await getAttempt(tx, ctx.scope, attemptId)
  const now = await standing(tx, ctx, submissionId)
  if (attempt.undoneAt || attempt.sentBackAt || attempt.admittedAt || attempt.attemptNo !== now.attemptNo) return false
  if (now.status === 'precheck') return true
  if (now.status !== 'submitted') return false
  insistOpen(precheckMayBegin(now, { undoUntil: row.undoUntil, now: ctx.now() }))
  await writeMove(ctx, tx, row, { move: 'beginPrecheck', body: { attemptId }, change: { undoUntil: null } })
  return true
}

/** The sender's digest may come only after the work was sent in. */
async function changedOnTheWay(ctx: World, submissionId: string): Promise<ReadonlySet<string>> {
  const { learnerId } = await ctx.transact((tx) => getSubmission(tx, ctx.scope, submissionId))
  const own = ctx.asSystem({ personId: learnerId, job: 'precheck' })
  const arrivals = await own.transact((tx) => listArrivals(tx, own.person, submissionId))
  return new Set(arrivals.filter(({ sent, received }) => sent !== received).map(({ evidenceId }) => evidenceId))
}

/** The store says itself when content is not what its key says. */
async function readAgain(
  ctx: World,
  { id, requirementId, kind, blobKey, bytes }: EvidenceRow,
  changed: ReadonlySet<string>,
): Promise<Finding[]> {
  if (blobKey === null) return []
  const place = { requirementId, evidenceId: id }
  if (changed.has(id)) return [finding('digest-mismatch', place)]
  let read = 0
  try {
    for await (const part of await ctx.blobs.get(blobKey)) read += part.length
  } catch (error) {
    if (!(error instanceof BlobAltered)) throw error
    return [finding('digest-mismatch', place)]
  }
  return read === bytes || kind === 'link' ? [] : [finding('upload-incomplete', place)]
}

async function settle(
  ctx: World,
  tx: Tx,
  { submissionId, attemptId, findings }: Letter & { findings: readonly Finding[] },
): Promise<void> {
  const row = await getSubmissionForUpdate(tx, ctx.scope, submissionId)
  if (row.status !== 'precheck') return
  const attempt = await getAttempt(tx, ctx.scope, attemptId)
  const foundAt = ctx.now()
  await insertFindings(
    tx,
    ctx.scope,
    findings.map(({ code, severity, requirementId = '', evidenceId = '' }) => ({
      attemptId,
      code,
      severity,
      requirementId,
      evidenceId,
      foundAt,
    })),
  )
  if (isBlocked(findings)) await sendBack(ctx, tx, { row, attempt, findings })
  else await admit(ctx, tx, { row, attempt })
}

interface Settling {
  readonly row: SubmissionRow
  readonly attempt: Attempt
}

async function sendBack(
  ctx: World,
  tx: Tx,
  { row, attempt, findings }: Settling & { findings: readonly Finding[] },
): Promise<void> {
  const codes = [...new Set(findings.filter(({ severity }) => severity === 'block').map(({ code }) => code))]
  const title = await titleFor(tx, { versionId: row.achievementVersionId, personId: row.learnerId })
  await updateAttempt(tx, ctx.scope, { id: attempt.id, sentBackAt: ctx.now() })
  await postMail(ctx, tx, {
    toPerson: row.learnerId,
    template: 'submission.sentBack',
    values: { title, count: codes.length },
    path: `/me/work/${row.id}/ready`,
  })
  await writeMove(ctx, tx, row, { move: 'sendBack', body: { attemptId: attempt.id, codes } })
}

/** Admitted with a promised date; the settings of this moment stay with the attempt. */
async function admit(ctx: World, tx: Tx, { row, attempt }: Settling): Promise<void> {
  const calendar = await getCalendar(tx, ctx.scope)
  const windowDays = await setting(tx, ctx.scope, 'review.windowDays')
  const capDays = await setting(tx, ctx.scope, 'review.capDays')
  const { submittedAt, id, attemptNo } = attempt
  const due = attemptDueAt({ calendar, submittedAt, windowDays, capDays, extensions: [], pauses: [] })
  if (!due) throw new Error('An attempt without a pause has a due date')
  await updateAttempt(tx, ctx.scope, { id, admittedAt: ctx.now(), dueAt: due, settings: { windowDays, capDays } })
  await writeMove(ctx, tx, row, { move: 'admit', body: { attemptId: id, attemptNo, dueAt: due.toISOString() } })
}
