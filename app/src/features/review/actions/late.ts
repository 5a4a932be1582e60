import { insist } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { append, historyOf } from '../../../platform/log.ts'
import { post } from '../../../platform/outbox.ts'
import type { Person } from '../../account/reads.ts'
import { dayFor } from '../../account/rules/day-for.ts'
import { getVersion } from '../../catalog/reads.ts'
import { getCalendar, getOrganization, holdersOf } from '../../organization/reads.ts'
import { type Attempt, getAttempt, getSubmission } from '../../submission/reads.ts'
import { DecisionDue } from '../model.ts'
import { maySettle } from '../policy.ts'
import { findCurrentDecision } from '../reads/decisions.ts'
import { listReviews, lockAttempt } from '../reads/reviews.ts'
import { expectedAfter, type LateReason, lateness } from '../rules/late.ts'
import type { ReviewRow, ReviewWorld } from '../tables.ts'
import { tellEach } from './tell.ts'

type World = Ctx<ReviewWorld>
type Tx = Db<ReviewWorld>

/** One letter goes with the readings of an attempt and is opened when its decision is due. */
export async function watchDecision(
  ctx: World,
  tx: Tx,
  { attemptId, at }: { attemptId: string; at: Date },
): Promise<void> {
  await post(ctx, tx, { kind: 'decisionDue', at, body: { attemptId } })
}

/** At the promised time: no decision yet is said once, to the learner and to those who can do something about it. */
export async function lookAtDecision(ctx: World, { body }: { body: unknown }): Promise<void> {
  insist(maySettle(ctx.actor))
  const { attemptId } = DecisionDue.parse(body)
  await ctx.transact(async (tx) => {
    await lockAttempt(tx, ctx.scope, { attemptId, wait: true })
    const attempt = await getAttempt(tx, ctx.scope, attemptId)
    if (!(await isAwaited(ctx, tx, attempt))) return
    const readings = await listReviews(tx, ctx.scope, { attemptId })
    const found = lateness(readings, ctx.now())
    if (found.kind === 'lookAgain') await watchDecision(ctx, tx, { attemptId, at: found.at })
    if (found.kind === 'late') await tellLate(ctx, tx, { ...found, attempt, readings })
  })
}

/** Still with its readers, still this attempt, and not said before. */
async function isAwaited(ctx: World, tx: Tx, { id, submissionId, attemptNo }: Attempt): Promise<boolean> {
  const submission = await getSubmission(tx, ctx.scope, submissionId)
  if (submission.status !== 'inReview' || submission.attemptNo !== attemptNo) return false
  if (await findCurrentDecision(tx, ctx.scope, id)) return false
  const lines = await historyOf(tx, ctx.scope.tenantId, submissionId)
  return !lines.some(({ type, body }) => type === 'review.decisionLate' && DecisionDue.parse(body).attemptId === id)
}

interface Late {
  readonly attempt: Attempt
  readonly readings: readonly ReviewRow[]
  readonly dueAt: Date
  readonly reason: LateReason
}

/** A lead whose own work it is hears of it as its learner only. */
async function tellLate(ctx: World, tx: Tx, late: Late): Promise<void> {
  const { attempt, dueAt, reason } = late
  const { id: attemptId, attemptNo, submissionId, learnerId } = attempt
  const calendar = await getCalendar(tx, ctx.scope)
  const expectedAt = expectedAfter(dueAt, { calendar, now: ctx.now() })
  const { title } = await getVersion(tx, attempt.manifest.achievementVersionId)
  const { name: issuer } = await getOrganization(tx, ctx.scope.tenantId)
  const path = `/me/work/${submissionId}/timeline`
  const days = (person: Person) => ({ promised: dayFor(person, dueAt), expected: dayFor(person, expectedAt) })
  await tellEach(ctx, tx, { to: [learnerId], template: 'review.late', path }, (person) => ({
    ...{ title, issuer, reason },
    ...days(person),
  }))
  const to = (await holdersOf(tx, ctx.scope, 'qaLead')).filter((id) => id !== learnerId)
  await tellEach(ctx, tx, { to, template: 'review.lateForLead', path: '/qa/readers' }, (person) => ({
    ...{ title, ...countsOf(late) },
    ...days(person),
  }))
  if (late.readings.some(({ status }) => status === 'open')) await post(ctx, tx, { kind: 'tellReaders', body: {} })
  await append(ctx, tx, {
    type: 'review.decisionLate',
    subjectId: submissionId,
    personId: learnerId,
    body: { attemptId, attemptNo, reason, dueAt: dueAt.toISOString(), expectedAt: expectedAt.toISOString() },
  })
}

/** Numbers alone: who reads is nobody's to read in a mail. */
function countsOf({ readings }: Late): { of: number; waiting: number; held: number } {
  const live = readings.filter(({ status }) => status !== 'cancelled')
  const count = (wanted: ReviewRow['status']) => live.filter(({ status }) => status === wanted).length
  return { of: live.length, waiting: count('open'), held: count('leased') }
}
