import { Conflict, Invalid, NotFound } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { getVersion } from '../../catalog/reads.ts'
import { setting } from '../../organization/reads.ts'
import type { AttemptManifest } from '../../submission/model.ts'
import { getAttempt } from '../../submission/reads.ts'
import type { Anchor, DraftScore, SaveScores } from '../model.ts'
import { maySee } from '../policy.ts'
import { insistNotGone, insistNotHeld } from '../reads/holds.ts'
import { findSheet, getReviewForUpdate, listScores } from '../reads/reviews.ts'
import { leaseUntil } from '../rules/lease.ts'
import { unasked } from '../rules/levels.ts'
import { isSameSheet } from '../rules/sheet.ts'
import { maySave, type ReadingRow } from '../rules/submit.ts'
import type { ReviewRow, ReviewWorld } from '../tables.ts'
import { type NewScore, updateSaved, upsertScores, upsertSheet } from '../writes.ts'

type World = Ctx<ReviewWorld>
type Tx = Db<ReviewWorld>

export interface SaveReceipt {
  readonly version: number
  readonly leaseUntil: string
  readonly savedAt: string
}

/** What the reader has written so far; each save extends the lease. */
export async function saveSheet(ctx: World, sheet: SaveScores): Promise<SaveReceipt> {
  return ctx.transact(async (tx) => {
    const review = await reviewInHand(ctx, tx, sheet.reviewId)
    const scores = sheet.scores.map((score) => ({ ...score, bothWrong: false }))
    return writeSheet(ctx, tx, { review, version: sheet.version, scores, overall: sheet.overall ?? '' })
  })
}

/** The reading with its row held; one that was in this person's hands and is no longer says so. */
export async function reviewInHand(ctx: World, tx: Tx, reviewId: string): Promise<ReviewRow> {
  const review = await getReviewForUpdate(tx, ctx.scope, reviewId)
  if (maySee(ctx.actor, review).ok) return review
  const sheet = await findSheet(tx, ctx.scope, { reviewId, accountId: ctx.actor.id })
  if (!sheet) throw new NotFound('review')
  await insistNotHeld(tx, ctx.scope, reviewId)
  await insistNotGone(tx, ctx.scope, review)
  throw new Conflict('lease-lost')
}

export type SheetScore = DraftScore & { readonly bothWrong: boolean }
export interface Sheet {
  readonly review: ReviewRow
  readonly version: number
  readonly scores: readonly SheetScore[]
  readonly overall: string
}

export async function writeSheet(
  ctx: World,
  tx: Tx,
  { review, version, scores, overall }: Sheet,
): Promise<SaveReceipt> {
  const accountId = ctx.actor.id
  const now = ctx.now()
  const verdict = maySave(readingRow(review), { accountId, version, now })
  if (!verdict.ok && verdict.because === 'stale') return sameOrStale(ctx, tx, { review, scores, overall })
  if (!verdict.ok) throw new Conflict(verdict.because)
  if (unasked(review.criteria, scores).length > 0) throw new Invalid('not-asked')
  await insistKnown(ctx, tx, { review, scores })
  await writeScores(ctx, tx, { reviewId: review.id, scores, overall })
  const idle = await setting(tx, ctx.scope, 'review.leaseIdleHours')
  const until = leaseUntil({ startedAt: review.leaseStartedAt ?? now, savedAt: now }, idle)
  const saved = { id: review.id, version: version + 1, leaseUntil: until }
  await updateSaved(tx, ctx.scope, saved)
  return { version: saved.version, leaseUntil: until.toISOString(), savedAt: now.toISOString() }
}

/** A save whose answer was lost comes again: what the server has already is saved, whatever its version. */
async function sameOrStale(
  ctx: World,
  tx: Tx,
  { review, scores, overall }: Omit<Sheet, 'version'>,
): Promise<SaveReceipt> {
  const { id: reviewId, version, leaseUntil: until } = review
  const own = { reviewId, accountId: ctx.actor.id }
  const sheet = await findSheet(tx, ctx.scope, own)
  const rows = await listScores(tx, ctx.scope, own)
  if (!sheet || !until || !isSameSheet({ scores: rows, overall: sheet.overall }, { scores, overall }))
    throw new Conflict('stale', { version })
  return { version, leaseUntil: until.toISOString(), savedAt: sheet.savedAt.toISOString() }
}

export async function writeScores(
  ctx: World,
  tx: Tx,
  { reviewId, scores, overall }: { reviewId: string; scores: readonly SheetScore[]; overall: string },
): Promise<void> {
  const accountId = ctx.actor.id
  const savedAt = ctx.now()
  await upsertSheet(tx, ctx.scope, { reviewId, accountId, overall, savedAt })
  const rows: NewScore[] = scores.map((score) => ({ ...score, reviewId, accountId, savedAt }))
  await upsertScores(tx, ctx.scope, rows)
}

/** The rules call whoever holds the reading its reader. */
export function readingRow(review: ReviewRow): ReadingRow {
  const { accountId: readerId, leaseUntil, status, version, submitKey, submittedVersion } = review
  return { readerId, leaseUntil, status, version, submitKey, submittedVersion }
}

/** A level is one of this rubric; an anchor leads into this portfolio and nowhere else. */
async function insistKnown(
  ctx: World,
  tx: Tx,
  { review, scores }: { review: ReviewRow; scores: readonly SheetScore[] },
): Promise<void> {
  const { manifest } = await getAttempt(tx, ctx.scope, review.attemptId)
  const { content } = await getVersion(tx, manifest.achievementVersionId)
  const levels = new Set(content.rubric.levels.map(({ id }) => id))
  if (!scores.every(({ levelId }) => levelId === null || levels.has(levelId))) throw new Invalid('level-unknown')
  const anchors = scores.flatMap((score) => score.anchors)
  if (!anchors.every(leadsInto(manifest))) throw new Invalid('anchor-elsewhere')
}

function leadsInto(manifest: AttemptManifest): (anchor: Anchor) => boolean {
  const evidence = new Set(manifest.evidence.map(({ id }) => id))
  const answers = new Set<string>(manifest.responses.map(({ promptId }) => promptId))
  return (anchor) => {
    if (anchor.kind === 'absent') return true
    return anchor.kind === 'response' ? answers.has(anchor.promptId) : evidence.has(anchor.evidenceId)
  }
}
