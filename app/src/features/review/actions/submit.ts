import { Conflict, Invalid, NotFound } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { append } from '../../../platform/log.ts'
import { post } from '../../../platform/outbox.ts'
import { getVersion } from '../../catalog/reads.ts'
import { setting } from '../../organization/reads.ts'
import { getSubmission } from '../../submission/reads.ts'
import type { Score, SubmitReading } from '../model.ts'
import { maySee } from '../policy.ts'
import { listIdentities } from '../reads/identities.ts'
import { listStandings } from '../reads/readers.ts'
import { findBySubmitKey, findSheet, getReviewForUpdate, listEarlierComments, listScores } from '../reads/reviews.ts'
import { type FeedbackFinding, lintFeedback } from '../rules/feedback.ts'
import { fieldOf } from '../rules/finding-field.ts'
import { leaseUntil } from '../rules/lease.ts'
import { unscored } from '../rules/levels.ts'
import { mayUndoReading, readingUndoUntil } from '../rules/moves.ts'
import { draftOf } from '../rules/sheet.ts'
import { isReplay, isScore, maySubmit } from '../rules/submit.ts'
import type { ReviewRow, ReviewWorld } from '../tables.ts'
import { updateSubmitted, updateUndone } from '../writes.ts'
import { readingRow, reviewInHand } from './save.ts'

type World = Ctx<ReviewWorld>
type Tx = Db<ReviewWorld>

const COPY_DAYS = 30
const DAY = 86_400_000

export interface SubmitReceipt {
  readonly undoUntil: string
}

/** The saved sheet becomes this reader's reading. The same key gives the same answer and writes nothing twice. */
export async function submitReading(ctx: World, ask: SubmitReading): Promise<SubmitReceipt> {
  return ctx.transact(async (tx) => {
    const review = await reviewInHand(ctx, tx, ask.reviewId)
    if (review.purpose === 'adjudication') throw new NotFound('review')
    if (!(await insistSubmittable(ctx, tx, { review, ask }))) return receiptOf(review)
    const scores = await insistComplete(ctx, tx, review)
    await insistKind(ctx, tx, { review, scores })
    const standings = await listStandings(tx, ctx.scope, ctx.actor.id)
    const provisional = standings.find(({ id }) => id === review.readerId)?.provisional ?? true
    const seconds = scores.reduce((sum, score) => sum + score.seconds, 0)
    return writeSubmitted(ctx, tx, { review, ask, seconds, provisional })
  })
}

/** False when this press was answered before. */
export async function insistSubmittable(
  ctx: World,
  tx: Tx,
  { review, ask }: { review: ReviewRow; ask: Omit<SubmitReading, 'reviewId'> },
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
  given: { review: ReviewRow; ask: Omit<SubmitReading, 'reviewId'>; seconds: number; provisional: boolean },
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
  const findings = await lintSheet(ctx, tx, { review, scores })
  const stops = findings.filter(({ severity }) => severity === 'block')
  if (stops.length === 0) return
  const fields = Object.fromEntries(
    stops.toReversed().map((finding) => [fieldOf(finding), `review.lint.${finding.code}`]),
  )
  throw new Invalid('lint', fields, { words: await setting(tx, ctx.scope, 'review.feedbackMinWords') })
}

/** Form and tone of what the learner will read. */
export async function lintSheet(
  ctx: World,
  tx: Tx,
  { review, scores }: { review: ReviewRow; scores: readonly Score[] },
): Promise<FeedbackFinding[]> {
  const accountId = ctx.actor.id
  const submission = await getSubmission(tx, ctx.scope, review.submissionId)
  const { content } = await getVersion(tx, submission.achievementVersionId)
  const sheet = await findSheet(tx, ctx.scope, { reviewId: review.id, accountId })
  const since = new Date(ctx.now().getTime() - COPY_DAYS * DAY)
  return lintFeedback({
    rubric: content.rubric,
    scores,
    overall: sheet?.overall ?? '',
    language: content.language.startsWith('es') ? 'es' : 'en',
    minWords: await setting(tx, ctx.scope, 'review.feedbackMinWords'),
    identities: await listIdentities(tx, ctx.scope, [submission.learnerId, accountId]),
    earlierComments: await listEarlierComments(tx, ctx.scope, { accountId, notReviewId: review.id, since }),
    commentBank: [],
  })
}

/** Ten seconds to take it back; nothing is decided before they are over. */
export async function undoReading(ctx: World, reviewId: string): Promise<void> {
  await ctx.transact(async (tx) => {
    const review = await getReviewForUpdate(tx, ctx.scope, reviewId)
    if (!maySee(ctx.actor, review).ok) throw new NotFound('review')
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
  })
}
