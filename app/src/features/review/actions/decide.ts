import { insist } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { at } from '../../../platform/failpoint.ts'
import { append } from '../../../platform/log.ts'
import { getVersion } from '../../catalog/reads.ts'
import { getCalendar } from '../../organization/reads.ts'
import { type Attempt, getAttempt, getSubmissionForUpdate } from '../../submission/reads.ts'
import { type Decision, Settling } from '../model.ts'
import { maySettle } from '../policy.ts'
import { findCurrentDecision, listDecisions } from '../reads/decisions.ts'
import { findRouting, listScores, lockAttempt, lockReviews } from '../reads/reviews.ts'
import { type Assembly, assembleDecision, type ScoredReading } from '../rules/decision.ts'
import { rulingDueAt } from '../rules/late.ts'
import { routingMayRun } from '../rules/moves.ts'
import { isProvisional } from '../rules/new-site.ts'
import type { Rule } from '../rules/outcome.ts'
import type { ReviewRow, ReviewWorld } from '../tables.ts'
import { insertDecision, insertReview, updateEnded, updateReleased } from '../writes.ts'
import { tellAdjudicators } from './tell.ts'
import { tellLearner } from './tell-learner.ts'

type World = Ctx<ReviewWorld>
type Tx = Db<ReviewWorld>

/** What follows from the readings there are; done twice, it is done once. */
export async function settleReadings(ctx: World, { body }: { body: unknown }): Promise<void> {
  insist(maySettle(ctx.actor))
  const { attemptId } = Settling.parse(body)
  const decided = await ctx.transact((tx) => settle(ctx, tx, attemptId))
  if (decided) at('decide.committed')
}

/** Held first: the work, so that it is not withdrawn meanwhile, then the attempt, so that two decisions are never under way at once. */
async function settle(ctx: World, tx: Tx, attemptId: string): Promise<boolean> {
  const attempt = await getAttempt(tx, ctx.scope, attemptId)
  const submission = await getSubmissionForUpdate(tx, ctx.scope, attempt.submissionId)
  await lockAttempt(tx, ctx.scope, { attemptId, wait: true })
  if (await findCurrentDecision(tx, ctx.scope, attemptId)) return false
  if (submission.status !== 'inReview' || submission.attemptNo !== attempt.attemptNo) return false
  const reviews = (await lockReviews(tx, ctx.scope, attemptId)).filter(({ status }) => status !== 'cancelled')
  const ready = reviews.filter((review) => routingMayRun(review, ctx.now()))
  const { content } = await getVersion(tx, attempt.manifest.achievementVersionId)
  const case_ = { attempt, learnerId: submission.learnerId, rubric: content.rubric, reviews, ready }
  const assembly = await assemble(ctx, tx, case_)
  if (assembly.kind === 'decided') return write(ctx, tx, case_, assembly.decision)
  if (assembly.for === 'adjudication') await openAdjudication(ctx, tx, case_, assembly.criteria)
  return false
}

interface Case {
  readonly attempt: Attempt
  readonly learnerId: string
  readonly rubric: Rule
  readonly reviews: readonly ReviewRow[]
  readonly ready: readonly ReviewRow[]
}

async function assemble(ctx: World, tx: Tx, { attempt, rubric, ready }: Case): Promise<Assembly> {
  const routing = await findRouting(tx, ctx.scope, attempt.id)
  const readings = ready.filter(({ purpose }) => purpose === 'first' || purpose === 'second')
  const ruling = ready.find(({ purpose }) => purpose === 'adjudication')
  return assembleDecision({
    rubric,
    readings: await Promise.all(readings.map((review) => scored(ctx, tx, review))),
    banked: await bankedLevels(ctx, tx, attempt),
    adjudication: ruling ? await scored(ctx, tx, ruling) : null,
    readingsNeeded: 2,
    settings: {
      disputed: routing?.inputs.disputed ?? 'reread',
      compensatoryGap: routing?.inputs.compensatoryGap ?? 12.5,
    },
    record: {
      routingReasons: routing?.reasons ?? [],
      rubricDigest: attempt.manifest.rubricDigest,
      manifestDigest: attempt.manifestDigest,
      provisional: isProvisional(ready),
    },
  })
}

async function scored(ctx: World, tx: Tx, { id, accountId, criteria }: ReviewRow): Promise<ScoredReading> {
  const rows = await listScores(tx, ctx.scope, { reviewId: id, accountId: accountId ?? '' })
  const scores = rows.flatMap(({ criterionId, levelId }) =>
    levelId && criteria.includes(criterionId) ? [{ criterionId, levelId }] : [],
  )
  return { reviewId: id, scores }
}

/** A banked criterion enters at the level it was given then. */
async function bankedLevels(ctx: World, tx: Tx, attempt: Attempt): Promise<ScoredReading['scores']> {
  const { banked } = attempt.manifest
  if (banked.length === 0) return []
  const decisions = await listDecisions(tx, ctx.scope, attempt.submissionId)
  return banked.map(({ criterionId, attemptNo }) => {
    const then = decisions.find((decision) => decision.attemptNo === attemptNo)
    const levelId = then?.final.find((row) => row.criterionId === criterionId)?.levelId
    if (!levelId) throw new Error(`Criterion ${criterionId} of attempt ${attemptNo} has no level to keep`)
    return { criterionId, levelId }
  })
}

/** Writes first, lines last: the log's lock is never held while waiting for another. */
async function write(
  ctx: World,
  tx: Tx,
  { attempt, learnerId, rubric, reviews }: Case,
  decision: Decision,
): Promise<true> {
  const { submissionId, id: attemptId, attemptNo } = attempt
  const decisionId = ctx.newId()
  const used = reviews.filter(({ id }) => decision.readings.includes(id))
  const { result, criteria: final, readings, adjudicated, provisional, rubricDigest, manifestDigest } = decision
  await insertDecision(tx, ctx.scope, {
    ...{ id: decisionId, attemptId, submissionId, learnerId, attemptNo, result, final, readings },
    ...{ adjudicated, provisional, rubricDigest, manifestDigest, rule: rubric.rule, decidedAt: ctx.now() },
    achievementVersionId: attempt.manifest.achievementVersionId,
  })
  await updateEnded(tx, ctx.scope, { ids: readings, status: 'settled' })
  const released = used.flatMap(({ id: reviewId, accountId }) => (accountId ? [{ reviewId, accountId }] : []))
  await updateReleased(tx, ctx.scope, { readings: released, at: ctx.now() })
  await tellLearner(ctx, tx, { decision, attempt, learnerId })
  for (const reviewId of readings)
    await append(ctx, tx, {
      type: 'review.settled',
      subjectId: submissionId,
      body: { reviewId, attemptId, decisionId },
    })
  await append(ctx, tx, {
    type: 'review.decided',
    subjectId: submissionId,
    personId: learnerId,
    body: { attemptId, attemptNo, decisionId, result, readings: [...readings], adjudicated, provisional, final },
  })
  return true
}

/** A third person decides exactly what the two differ on. */
async function openAdjudication(
  ctx: World,
  tx: Tx,
  { attempt, reviews }: Case,
  criteria: readonly string[],
): Promise<void> {
  if (reviews.some(({ purpose }) => purpose === 'adjudication')) return
  const [first] = reviews
  if (!first) return
  const calendar = await getCalendar(tx, ctx.scope)
  const dueAt = rulingDueAt(first.dueAt, { calendar, now: ctx.now() })
  const { id: attemptId, submissionId } = attempt
  const place = { slot: 3, purpose: 'adjudication', familyId: first.familyId, openedAt: ctx.now() } as const
  const reviewId = ctx.newId()
  await insertReview(tx, ctx.scope, { id: reviewId, attemptId, submissionId, criteria: [...criteria], dueAt, ...place })
  await tellAdjudicators(ctx, tx, dueAt)
  const body = { attemptId, reviewId, criteria: [...criteria], expectedAt: dueAt.toISOString() }
  await append(ctx, tx, { type: 'review.adjudicationOpened', subjectId: submissionId, body })
}
