import { insist } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { append, historyOf } from '../../../platform/log.ts'
import { postMail } from '../../../platform/mail.ts'
import { post } from '../../../platform/outbox.ts'
import { findPerson } from '../../account/reads.ts'
import { getVersion } from '../../catalog/reads.ts'
import { getCalendar, getOrganization, holdersOf } from '../../organization/reads.ts'
import { type Attempt, getAttempt, getSubmission } from '../../submission/reads.ts'
import { DecisionDue } from '../model.ts'
import { maySettle } from '../policy.ts'
import { findCurrentDecision } from '../reads/decisions.ts'
import { listReviews, lockAttempt } from '../reads/reviews.ts'
import { calendarOf } from '../rules/calendar.ts'
import { expectedAfter, type LateReason, lateness } from '../rules/late.ts'
import type { ReviewRow, ReviewWorld } from '../tables.ts'

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

async function tellLate(ctx: World, tx: Tx, late: Late): Promise<void> {
  const { attempt, dueAt, reason } = late
  const { id: attemptId, attemptNo, submissionId, learnerId } = attempt
  const calendar = calendarOf(await getCalendar(tx, ctx.scope))
  const expectedAt = expectedAfter(dueAt, { calendar, now: ctx.now() })
  const { title } = await getVersion(tx, attempt.manifest.achievementVersionId)
  const { name: issuer } = await getOrganization(tx, ctx.scope.tenantId)
  const days = { promised: dueAt, expected: expectedAt }
  const path = `/me/work/${submissionId}/timeline`
  await tellOne(ctx, tx, {
    toPerson: learnerId,
    template: 'review.late',
    path,
    days,
    values: { title, issuer, reason },
  })
  await tellLeads(ctx, tx, { late, days, title })
  if (late.readings.some(({ status }) => status === 'open')) await post(ctx, tx, { kind: 'tellReaders', body: {} })
  await append(ctx, tx, {
    type: 'review.decisionLate',
    subjectId: submissionId,
    personId: learnerId,
    body: { attemptId, attemptNo, reason, dueAt: dueAt.toISOString(), expectedAt: expectedAt.toISOString() },
  })
}

interface Days {
  readonly promised: Date
  readonly expected: Date
}

/** Numbers alone; a lead whose own work it is hears of it as its learner only. */
async function tellLeads(
  ctx: World,
  tx: Tx,
  { late, days, title }: { late: Late; days: Days; title: string },
): Promise<void> {
  const live = late.readings.filter(({ status }) => status !== 'cancelled')
  const count = (wanted: ReviewRow['status']) => live.filter(({ status }) => status === wanted).length
  const values = { title, of: live.length, waiting: count('open'), held: count('leased') }
  for (const toPerson of await holdersOf(tx, ctx.scope, 'qaLead'))
    if (toPerson !== late.attempt.learnerId)
      await tellOne(ctx, tx, { toPerson, template: 'review.lateForLead', path: '/qa/readers', days, values })
}

interface Told {
  readonly toPerson: string
  readonly template: string
  readonly path: string
  readonly days: Days
  readonly values: Readonly<Record<string, string | number>>
}

async function tellOne(ctx: World, tx: Tx, { toPerson, template, path, days, values }: Told): Promise<void> {
  const person = await findPerson(tx, toPerson)
  if (!person) return
  const { locale, timeZone } = person
  const day = new Intl.DateTimeFormat(locale, { weekday: 'long', month: 'long', day: 'numeric', timeZone })
  const said = { ...values, promised: day.format(days.promised), expected: day.format(days.expected) }
  await postMail(ctx, tx, { toPerson, template, values: said, path, locale })
}
