import * as z from 'zod'
import { insist } from '../../../lib/refusal.ts'
import { append } from '../../../platform/log.ts'
import { postMail } from '../../../platform/mail.ts'
import { post } from '../../../platform/outbox.ts'
import { findPerson } from '../../account/reads.ts'
import { dayFor } from '../../account/rules/day-for.ts'
import { titleFor } from '../../catalog/reads/title-for.ts'
import { getVersion } from '../../catalog/reads.ts'
import { setting } from '../../organization/reads.ts'
import { mayCheck } from '../policy.ts'
import { entriesOf, getSubmissionForUpdate } from '../reads.ts'
import { draftLife } from '../rules/draft.ts'
import { isWithLearner } from '../rules/moves.ts'
import { standingOf } from '../rules/standing.ts'
import type { SubmissionRow } from '../tables.ts'
import { isRetirementNews, type LookedAt, tellRetirement, wordsOfRetired } from './retirement.ts'
import { type Tx, type World, writeMove } from './world.ts'

/** While work is with its readers there is nothing to remind of; the letter looks again after this long. */
const ELSEWHERE_DAYS = 30
const DAY = 86_400_000

/** One letter goes with each open work from its start; it reminds, closes what was left lying, and writes the next one. */
export async function watchDraft(ctx: World, tx: Tx, submissionId: string): Promise<void> {
  const draftDays = await setting(tx, ctx.scope, 'review.draftDays')
  const { nextAt } = draftLife({ lastEditAt: ctx.now(), draftDays }, ctx.now())
  await post(ctx, tx, { kind: 'draft-life', at: nextAt, body: { submissionId } })
}

const Letter = z.object({ submissionId: z.uuid() })

export async function lookAtDraft(ctx: World, { body }: { body: unknown }): Promise<void> {
  insist(mayCheck(ctx.actor))
  const { submissionId } = Letter.parse(body)
  await ctx.transact(async (tx) => {
    const row = await getSubmissionForUpdate(tx, ctx.scope, submissionId)
    if (row.closedAt) return
    await tendTo(ctx, tx, await lookedAt(ctx, tx, row))
  })
}

async function tendTo(ctx: World, tx: Tx, work: LookedAt): Promise<void> {
  const { row, life } = work
  if (isRetirementNews(work, ctx.now())) {
    await again(ctx, tx, row, life.nextAt)
    return tellRetirement(ctx, tx, work)
  }
  if (!isWithLearner(row)) return again(ctx, tx, row, later(ctx, work))
  if (life.expired) return close(ctx, tx, work)
  if (life.reminder === null) return again(ctx, tx, row, life.nextAt)
  await remind(ctx, tx, work)
}

async function lookedAt(ctx: World, tx: Tx, row: SubmissionRow): Promise<LookedAt> {
  const { id, version, retiredAt } = await getVersion(tx, row.achievementVersionId)
  const entries = await entriesOf(tx, ctx.scope.tenantId, row.id)
  const returnedAt = standingOf(entries).returnedAt.at(-1)
  const draftDays = await setting(tx, ctx.scope, 'review.draftDays')
  return {
    row,
    title: await titleFor(tx, { versionId: id, personId: row.learnerId }),
    version: { id, version, retiredAt },
    entries,
    draftDays,
    life: draftLife({ lastEditAt: row.lastEditAt, retiredAt, returnedAt, draftDays }, ctx.now()),
  }
}

/** The last day of a retired version goes on counting while others have the work. */
function later(ctx: World, { version, life }: LookedAt): Date {
  const often = new Date(ctx.now().getTime() + ELSEWHERE_DAYS * DAY)
  return version.retiredAt && life.nextAt > ctx.now() && life.nextAt < often ? life.nextAt : often
}

async function again(ctx: World, tx: Tx, { id }: SubmissionRow, at: Date): Promise<void> {
  await post(ctx, tx, { kind: 'draft-life', at, body: { submissionId: id } })
}

/** What came back on a retired version may have little time left. */
export async function lookAtReturned(ctx: World, tx: Tx, row: SubmissionRow): Promise<void> {
  const { retiredAt } = await getVersion(tx, row.achievementVersionId)
  if (retiredAt) await again(ctx, tx, row, ctx.now())
}

/** A letter that comes twice finds the line of the first and says nothing more. */
async function remind(ctx: World, tx: Tx, work: LookedAt): Promise<void> {
  const { row, title, version, entries } = work
  const { reminder: daysLeft, expiresAt, nextAt } = work.life
  if (daysLeft === null) return
  // The last day of a retired version is one day; that of a resting draft moves with each change.
  const of = version.retiredAt ? version.id : undefined
  const said = entries.some(
    ({ type, at, body }) =>
      type === 'submission.reminded' &&
      body.daysLeft === daysLeft &&
      body.achievementVersionId === of &&
      (of !== undefined || at > row.lastEditAt),
  )
  if (said) return
  const day = dayFor(await findPerson(tx, row.learnerId), expiresAt)
  await postMail(ctx, tx, {
    toPerson: row.learnerId,
    template: version.retiredAt ? 'submission.versionCloses' : 'submission.draftCloses',
    values: { title, day, ...(version.retiredAt ? wordsOfRetired(work) : {}) },
    path: `/me/work/${row.id}`,
  })
  await again(ctx, tx, row, nextAt)
  const body = { daysLeft, ...(of ? { achievementVersionId: of } : {}) }
  await append(ctx, tx, { type: 'submission.reminded', subjectId: row.id, personId: row.learnerId, body })
}

async function close(ctx: World, tx: Tx, work: LookedAt): Promise<void> {
  const { row, title, draftDays, version } = work
  await postMail(ctx, tx, {
    toPerson: row.learnerId,
    ...(version.retiredAt
      ? { template: 'submission.versionClosed', values: { title, ...wordsOfRetired(work) } }
      : { template: 'submission.draftClosed', values: { title, days: draftDays } }),
    path: version.retiredAt ? `/me/work/${row.id}/timeline` : '/me/work',
  })
  await writeMove(ctx, tx, row, { move: 'withdraw', body: { reason: 'expired' } })
}
