import { Conflict, Invalid, NotFound } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { append } from '../../../platform/log.ts'
import { post } from '../../../platform/outbox.ts'
import { setting } from '../../organization/reads.ts'
import { getSubmission } from '../../submission/reads.ts'
import type { SaveScores, Score, SubmitReading } from '../model.ts'
import { maySee } from '../policy.ts'
import { getFeedbackFacts } from '../reads/feedback.ts'
import { insistNotHeld } from '../reads/holds.ts'
import type { Lane } from '../reads/queue.ts'
import { listStandings } from '../reads/readers.ts'
import { findBySubmitKey, getReviewForUpdate, listScores } from '../reads/reviews.ts'
import { lintFeedback, stopsOf } from '../rules/feedback.ts'
import { fieldOf } from '../rules/finding-field.ts'
import { leaseUntil } from '../rules/lease.ts'
import { unscored } from '../rules/levels.ts'
import { mayUndoReading, readingUndoUntil } from '../rules/moves.ts'
import { draftOf } from '../rules/sheet.ts'
import { isReplay, isScore, maySubmit } from '../rules/submit.ts'
import type { ReviewRow, ReviewWorld } from '../tables.ts'
import { updateSubmitted, updateUndone } from '../writes.ts'
import { noteNamesFound } from './names-found.ts'
import { readingRow, reviewInHand, writeSheet } from './save.ts'

type World = Ctx<ReviewWorld>
type Tx = Db<ReviewWorld>

export interface SubmitReceipt {
  readonly undoUntil: string
}

/** The saved sheet becomes this reader's reading. The same key gives the same answer and writes nothing twice. */
export async function submitReading(ctx: World, ask: SubmitReading): Promise<SubmitReceipt> {
  const done = await ctx.transact(async (tx) => {
    const review = await reviewInHand(ctx, tx, ask.reviewId)
    if (review.purpose === 'adjudication') throw new NotFound('review')
    if (!(await insistSubmittable(ctx, tx, { review, ask }))) return receiptOf(review)
    return kept(() => submitHeld(ctx, tx, { review, ask }))
  })
  if (done instanceof Invalid) throw done
  return done
}

/** Saves and submits in one press. What stops the submitting does not undo the saving. */
export async function submitSheet(ctx: World, sheet: SaveScores & SubmitReading): Promise<SubmitReceipt> {
  const { reviewId, version, submitKey, scores, overall = '' } = sheet
  const done = await ctx.transact(async (tx) => {
    const review = await reviewInHand(ctx, tx, reviewId)
    if (review.purpose === 'adjudication') throw new NotFound('review')
    if (review.submitKey === submitKey) return receiptOf(review)
    const rows = scores.map((score) => ({ ...score, bothWrong: false }))
    const saved = await writeSheet(ctx, tx, { review, version, scores: rows, overall })
    const now = { ...review, version: saved.version, leaseUntil: new Date(saved.leaseUntil) }
    const ask = { version: saved.version, submitKey }
    return kept(async () => {
      await insistSubmittable(ctx, tx, { review: now, ask })
      return submitHeld(ctx, tx, { review: now, ask })
    })
  })
  if (done instanceof Invalid) throw done
  return done
}

/** What the input lacks is told after the commit, so that what was saved and noted stays. */
async function kept<Result>(work: () => Promise<Result>): Promise<Result | Invalid> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Invalid) return error
    throw error
  }
}

type Ask = Omit<SubmitReading, 'reviewId'>

async function submitHeld(
  ctx: World,
  tx: Tx,
  { review, ask }: { review: ReviewRow; ask: Ask },
): Promise<SubmitReceipt> {
  const scores = await insistComplete(ctx, tx, review)
  await insistKind(ctx, tx, { review, scores })
  const standings = await listStandings(tx, ctx.scope, ctx.actor.id)
  const provisional = standings.find(({ id }) => id === review.readerId)?.provisional ?? true
  const seconds = scores.reduce((sum, score) => sum + score.seconds, 0)
  return writeSubmitted(ctx, tx, { review, ask, seconds, provisional })
}

/** False when this press was answered before. */
export async function insistSubmittable(
  ctx: World,
  tx: Tx,
  { review, ask }: { review: ReviewRow; ask: Ask },
): Promise<boolean> {
  const pressed = { ...ask, accountId: ctx.actor.id, now: ctx.now() }
  const verdict = maySubmit(readingRow(review), pressed)
  if (!verdict.ok) throw new Conflict(verdict.because)
  if (isReplay(readingRow(review), pressed)) return false
  if (await findBySubmitKey(tx, ctx.scope, ask.submitKey)) throw new Conflict('key-reused')
  return true
}

export function receiptOf({ submittedAt }: Pick<ReviewRow, 'submittedAt'>): SubmitReceipt {
  return { undoUntil: readingUndoUntil(submittedAt ?? new Date(0)).toISOString() }
}

/** Settling waits until the reading can no longer be taken back. */
export async function writeSubmitted(
  ctx: World,
  tx: Tx,
  given: { review: ReviewRow; ask: Ask; seconds: number; provisional: boolean },
): Promise<SubmitReceipt> {
  const { review, ask, seconds, provisional } = given
  const { id, attemptId, submissionId } = review
  const at = ctx.now()
  await updateSubmitted(tx, ctx.scope, { id, at, version: ask.version, submitKey: ask.submitKey, seconds, provisional })
  await post(ctx, tx, { kind: 'settleReadings', body: { attemptId }, at: readingUndoUntil(at) })
  await append(ctx, tx, { type: 'review.submitted', subjectId: submissionId, body: { reviewId: id, attemptId } })
  return receiptOf({ submittedAt: at })
}

async function insistComplete(ctx: World, tx: Tx, review: ReviewRow): Promise<Score[]> {
  const rows = await listScores(tx, ctx.scope, { reviewId: review.id, accountId: ctx.actor.id })
  const drafts = rows.map(draftOf).filter(({ criterionId }) => review.criteria.includes(criterionId))
  const missing = unscored(review.criteria, drafts)
  if (missing.length > 0)
    throw new Invalid('incomplete', Object.fromEntries(missing.flatMap((id) => gapsOf(id, drafts))))
  return drafts.filter(isScore)
}

type Drafts = readonly {
  readonly criterionId: string
  readonly levelId: string | null
  readonly confidence: number | null
}[]

function gapsOf(criterionId: string, drafts: Drafts): [string, string][] {
  const draft = drafts.find((score) => score.criterionId === criterionId)
  return [
    ...(draft?.levelId ? [] : [[`scores.${criterionId}.levelId`, 'review.gap.level'] as [string, string]]),
    ...(draft?.confidence ? [] : [[`scores.${criterionId}.confidence`, 'review.gap.confidence'] as [string, string]]),
  ]
}

async function insistKind(
  ctx: World,
  tx: Tx,
  { review, scores }: { review: ReviewRow; scores: readonly Score[] },
): Promise<void> {
  const facts = await getFeedbackFacts(tx, ctx.scope, { review, accountId: ctx.actor.id, scores, now: ctx.now() })
  const stops = stopsOf(lintFeedback(facts))
  if (stops.length === 0) return
  if (stops.some(({ code }) => code === 'identity')) await noteNamesFound(ctx, tx, review)
  const fields = Object.fromEntries(
    stops.toReversed().map((finding) => [fieldOf(finding), `review.lint.${finding.code}`]),
  )
  throw new Invalid('lint', fields, { words: facts.minWords })
}

/** Ten seconds to take it back; nothing is decided before they are over. */
export async function undoReading(ctx: World, reviewId: string): Promise<Lane> {
  return ctx.transact(async (tx) => {
    const review = await getReviewForUpdate(tx, ctx.scope, reviewId)
    if (!maySee(ctx.actor, review).ok) throw new NotFound('review')
    await insistNotHeld(tx, ctx.scope, reviewId)
    const submission = await getSubmission(tx, ctx.scope, review.submissionId)
    const { status, submittedAt } = review
    const facts = { status, submittedAt, routingRan: false, attemptOpen: submission.status === 'inReview' }
    const verdict = mayUndoReading(facts, ctx.now())
    if (!verdict.ok) throw new Conflict(verdict.because)
    const idle = await setting(tx, ctx.scope, 'review.leaseIdleHours')
    await updateUndone(tx, ctx.scope, {
      id: review.id,
      leaseUntil: leaseUntil({ startedAt: ctx.now(), savedAt: ctx.now() }, idle),
    })
    const { id, attemptId, submissionId } = review
    await append(ctx, tx, { type: 'review.submitUndone', subjectId: submissionId, body: { reviewId: id, attemptId } })
    return review.purpose === 'adjudication' ? 'rulings' : 'readings'
  })
}
