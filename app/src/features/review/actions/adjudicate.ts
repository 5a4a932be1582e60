import { Conflict, Invalid, NotFound } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { getVersion } from '../../catalog/reads.ts'
import { getSubmission } from '../../submission/reads.ts'
import type { Adjudicate, DraftRuling, Ruling, SaveRulings } from '../model.ts'
import { findSheet, getReviewForUpdate, listReviews, listScores, lockAttempt } from '../reads/reviews.ts'
import { type RulingFault, rulingFaults } from '../rules/adjudication.ts'
import { type Levels, levelsOf } from '../rules/levels.ts'
import type { ReviewRow, ReviewWorld } from '../tables.ts'
import { reviewInHand, type SaveReceipt, type SheetScore, writeScores, writeSheet } from './save.ts'
import { insistSubmittable, receiptOf, type SubmitReceipt, writeSubmitted } from './submit.ts'

type World = Ctx<ReviewWorld>
type Tx = Db<ReviewWorld>

/** The adjudicator's draft. Where somebody else has decided meanwhile, it is kept all the same. */
export async function saveRulings(
  ctx: World,
  { reviewId, version, rulings }: SaveRulings & { reviewId: string },
): Promise<SaveReceipt> {
  const scores = rulings.map(sheetScore)
  const kept = await ctx.transact(async (tx) => {
    const review = await getReviewForUpdate(tx, ctx.scope, reviewId)
    if (review.purpose !== 'adjudication') throw new NotFound('review')
    if (isTakenByAnother(ctx, review)) return keepDraft(ctx, tx, { reviewId, scores })
    await reviewInHand(ctx, tx, reviewId)
    return writeSheet(ctx, tx, { review, version, scores, overall: '' })
  })
  if (!kept) throw new Conflict('already-decided')
  return kept
}

/** Whoever held this once finds what they wrote; nobody else sees that there is such a thing. */
async function keepDraft(
  ctx: World,
  tx: Tx,
  { reviewId, scores }: { reviewId: string; scores: readonly SheetScore[] },
): Promise<null> {
  const own = await findSheet(tx, ctx.scope, { reviewId, accountId: ctx.actor.id })
  if (!own) throw new NotFound('review')
  await writeScores(ctx, tx, { reviewId, scores, overall: '' })
  return null
}

function isTakenByAnother(ctx: World, review: ReviewRow): boolean {
  return review.accountId !== ctx.actor.id && (review.status === 'submitted' || review.status === 'settled')
}

function sheetScore({ criterionId, levelId, reason, anchors, bothWrong }: DraftRuling): SheetScore {
  return {
    criterionId,
    levelId,
    comment: reason,
    anchors,
    bothWrong,
    confidence: null,
    missing: '',
    nextStep: '',
    seconds: 0,
  }
}

export interface SubmitRulings extends Adjudicate {
  /** All that was typed, finished or not: kept where another ruling stands already. */
  readonly draft?: readonly DraftRuling[]
}

/** Decides each disputed criterion; the attempt is locked, so that one ruling stands and the other is told. */
export async function submitRulings(ctx: World, { draft, ...ask }: SubmitRulings): Promise<SubmitReceipt> {
  const done = await ctx.transact(async (tx) => {
    const { attemptId, purpose } = await getReviewOf(ctx, tx, ask.reviewId)
    if (purpose !== 'adjudication') throw new NotFound('review')
    await lockAttempt(tx, ctx.scope, { attemptId, wait: true })
    const review = await getReviewForUpdate(tx, ctx.scope, ask.reviewId)
    if (isTakenByAnother(ctx, review))
      return keepDraft(ctx, tx, { reviewId: review.id, scores: (draft ?? ask.rulings).map(sheetScore) })
    await reviewInHand(ctx, tx, ask.reviewId)
    if (!(await insistSubmittable(ctx, tx, { review, ask }))) return receiptOf(review)
    await insistRulings(ctx, tx, { review, rulings: ask.rulings })
    await writeScores(ctx, tx, { reviewId: review.id, scores: ask.rulings.map(sheetScore), overall: '' })
    return writeSubmitted(ctx, tx, { review, ask, seconds: 0, provisional: false })
  })
  if (!done) throw new Conflict('already-decided')
  return done
}

async function getReviewOf(ctx: World, tx: Tx, reviewId: string): Promise<ReviewRow> {
  const [review] = await listReviews(tx, ctx.scope, { ids: [reviewId] })
  if (!review) throw new NotFound('review')
  return review
}

const FIELD: Record<RulingFault, string> = {
  'not-disputed': 'levelId',
  unruled: 'levelId',
  'reason-too-short': 'reason',
  'no-anchor': 'anchors.0.place',
  'outside-readings': 'bothWrong',
}

async function insistRulings(
  ctx: World,
  tx: Tx,
  { review, rulings }: { review: ReviewRow; rulings: readonly Ruling[] },
): Promise<void> {
  const { achievementVersionId } = await getSubmission(tx, ctx.scope, review.submissionId)
  const { content } = await getVersion(tx, achievementVersionId)
  const readings = await readingLevels(ctx, tx, { review, rubric: content.rubric })
  const faults = rulingFaults({ rubric: content.rubric, criteria: review.criteria, readings }, rulings)
  if (faults.length === 0) return
  const fields = faults.map(({ criterionId, fault }) => [
    `rulings.${criterionId}.${FIELD[fault]}`,
    `review.ruling.${fault}`,
  ])
  throw new Invalid('rulings-incomplete', Object.fromEntries(fields))
}

async function readingLevels(
  ctx: World,
  tx: Tx,
  { review, rubric }: { review: ReviewRow; rubric: Parameters<typeof levelsOf>[0] },
): Promise<readonly [Levels, Levels]> {
  const all = await listReviews(tx, ctx.scope, { attemptId: review.attemptId })
  const pair = all.filter(({ slot, status }) => (slot === 1 || slot === 2) && status !== 'cancelled')
  const levels = await Promise.all(
    pair.map(async ({ id, accountId }) => {
      const rows = await listScores(tx, ctx.scope, { reviewId: id, accountId: accountId ?? '' })
      return levelsOf(
        rubric,
        rows.flatMap(({ criterionId, levelId }) => (levelId ? [{ criterionId, levelId }] : [])),
      )
    }),
  )
  const [one, other] = levels
  if (!one || !other) throw new Error('An adjudication without two readings')
  return [one, other]
}
