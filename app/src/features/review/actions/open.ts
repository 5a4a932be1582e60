import { insist } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { append } from '../../../platform/log.ts'
import { getVersion } from '../../catalog/reads.ts'
import { setting } from '../../organization/reads.ts'
import { type Attempt, getAttempt, getSubmissionForUpdate } from '../../submission/reads.ts'
import { maySettle } from '../policy.ts'
import { isNewSiteNow } from '../reads/people.ts'
import { findFamily } from '../reads/readers.ts'
import { openCriteria } from '../rules/open-criteria.ts'
import type { ReviewWorld } from '../tables.ts'
import { insertFamily, insertReview, insertRouting } from '../writes.ts'
import { watchDecision } from './late.ts'

type World = Ctx<ReviewWorld>
type Tx = Db<ReviewWorld>

/** One family for the whole issuer until readers have qualified; made on first need. */
const FAMILY = 'all'

export async function ensureFamily(ctx: World, tx: Tx): Promise<string> {
  const known = await findFamily(tx, ctx.scope, FAMILY)
  if (known) return known.id
  await insertFamily(tx, ctx.scope, { id: ctx.newId(), name: FAMILY, createdAt: ctx.now() })
  const made = await findFamily(tx, ctx.scope, FAMILY)
  if (!made) throw new Error('The reading family was not made')
  return made.id
}

const SLOTS = [
  { slot: 1, purpose: 'first' },
  { slot: 2, purpose: 'second' },
] as const

/** Two blind readings of an admitted attempt, of the criteria still open. */
export async function openReadings(
  ctx: World,
  tx: Tx,
  { attemptId, dueAt }: { attemptId: string; dueAt: Date },
): Promise<void> {
  insist(maySettle(ctx.actor))
  const attempt = await getAttempt(tx, ctx.scope, attemptId)
  if (!(await isWithReaders(ctx, tx, attempt))) return
  const { content } = await getVersion(tx, attempt.manifest.achievementVersionId)
  const criteria = openCriteria(content.rubric.criteria, attempt.manifest.banked)
  const familyId = await ensureFamily(ctx, tx)
  const reading = { attemptId, submissionId: attempt.submissionId, familyId, criteria, dueAt, openedAt: ctx.now() }
  const opened: { id: string; slot: number; purpose: 'first' | 'second' }[] = []
  for (const place of SLOTS) {
    const id = ctx.newId()
    if (await insertReview(tx, ctx.scope, { id, ...reading, ...place })) opened.push({ id, ...place })
  }
  if (opened.length > 0) {
    await keepSettings(ctx, tx, attempt)
    await watchDecision(ctx, tx, { attemptId, at: dueAt })
  }
  for (const { id: reviewId, ...place } of opened)
    await append(ctx, tx, {
      type: 'review.opened',
      subjectId: attempt.submissionId,
      body: { reviewId, attemptId, ...place },
    })
}

/** Held, so that it does not leave meanwhile: what was withdrawn, sent back or sent in anew is not read any more. */
async function isWithReaders(ctx: World, tx: Tx, { submissionId, attemptNo }: Attempt): Promise<boolean> {
  const submission = await getSubmissionForUpdate(tx, ctx.scope, submissionId)
  return submission.status === 'inReview' && submission.attemptNo === attemptNo
}

/** The attempt is judged by the settings of this moment, whatever the issuer changes later. */
async function keepSettings(ctx: World, tx: Tx, attempt: Attempt): Promise<void> {
  const newSite = await isNewSiteNow(tx, ctx.scope)
  await insertRouting(tx, ctx.scope, {
    attemptId: attempt.id,
    runNo: 1,
    reasons: [newSite ? 'new-site' : 'always-two'],
    inputs: {
      newSite,
      disputed: await setting(tx, ctx.scope, 'review.disputed'),
      compensatoryGap: await setting(tx, ctx.scope, 'review.compensatoryGap'),
    },
    formulaVersion: '1',
    at: ctx.now(),
  })
}
