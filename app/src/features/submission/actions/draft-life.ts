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
import { type DraftLife, draftLife } from '../rules/draft.ts'
import type { SubmissionRow } from '../tables.ts'
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
    if (row.status !== 'draft' && row.status !== 'returned') return again(ctx, tx, row, later(ctx))
    const { retiredAt } = await getVersion(tx, row.achievementVersionId)
    const title = await titleFor(tx, { versionId: row.achievementVersionId, personId: row.learnerId })
    const draftDays = await setting(tx, ctx.scope, 'review.draftDays')
    const life = draftLife({ lastEditAt: row.lastEditAt, retiredAt, draftDays }, ctx.now())
    if (life.expired) return close(ctx, tx, { row, title, draftDays })
    if (life.reminder === null) return again(ctx, tx, row, life.nextAt)
    await remind(ctx, tx, { row, title, life })
  })
}

function later(ctx: World): Date {
  return new Date(ctx.now().getTime() + ELSEWHERE_DAYS * DAY)
}

async function again(ctx: World, tx: Tx, { id }: SubmissionRow, at: Date): Promise<void> {
  await post(ctx, tx, { kind: 'draft-life', at, body: { submissionId: id } })
}

/** A letter that comes twice finds the line of the first and says nothing more. */
async function remind(
  ctx: World,
  tx: Tx,
  { row, title, life }: { row: SubmissionRow; title: string; life: DraftLife },
): Promise<void> {
  const { reminder: daysLeft, expiresAt, nextAt } = life
  if (daysLeft === null) return
  const said = (await entriesOf(tx, ctx.scope.tenantId, row.id)).some(
    ({ type, at, body }) => type === 'submission.reminded' && at > row.lastEditAt && body.daysLeft === daysLeft,
  )
  if (said) return
  const day = dayFor(await findPerson(tx, row.learnerId), expiresAt)
  await postMail(ctx, tx, {
    toPerson: row.learnerId,
    template: 'submission.draftCloses',
    values: { title, day },
    path: `/me/work/${row.id}`,
  })
  await again(ctx, tx, row, nextAt)
  await append(ctx, tx, { type: 'submission.reminded', subjectId: row.id, personId: row.learnerId, body: { daysLeft } })
}

async function close(
  ctx: World,
  tx: Tx,
  { row, title, draftDays }: { row: SubmissionRow; title: string; draftDays: number },
): Promise<void> {
  await postMail(ctx, tx, {
    toPerson: row.learnerId,
    template: 'submission.draftClosed',
    values: { title, days: draftDays },
    path: '/me/work',
  })
  await writeMove(ctx, tx, row, { move: 'withdraw', body: { reason: 'expired' } })
}
