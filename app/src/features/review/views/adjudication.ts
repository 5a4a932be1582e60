import { NotFound } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { getVersion } from '../../catalog/reads.ts'
import { findPractice } from '../../submission/reads/practice.ts'
import { getAttempt, listResponses } from '../../submission/reads.ts'
import { openEvidence } from '../actions/evidence.ts'
import type { Anchor } from '../model.ts'
import { maySee } from '../policy.ts'
import { insistNotGone, insistNotHeld } from '../reads/holds.ts'
import { listIdentities } from '../reads/identities.ts'
import { findReview, findSheet, listReviews, listScores } from '../reads/reviews.ts'
import { expectedMinutes } from '../rules/expected-minutes.ts'
import { buildPacket, type EvidenceView, type Packet } from '../rules/packet.ts'
import type { ReviewRow, ReviewWorld, ScoreRow } from '../tables.ts'
import { aliasOf } from './alias.ts'
import { type Guide, guideOf } from './guide.ts'

type World = Ctx<ReviewWorld>
type Tx = Db<ReviewWorld>

export interface ReadingSide {
  readonly levelId: string
  readonly comment: string
  readonly missing: string
  readonly nextStep: string
  readonly anchors: readonly Anchor[]
}
export interface Disputed {
  readonly criterionId: string
  readonly title: string
  readonly place: number
  readonly descriptors: Readonly<Record<string, string>>
  /** Reading 1 and Reading 2, in an order that says nothing. */
  readonly sides: readonly ReadingSide[]
}
export interface DraftedRuling {
  readonly levelId: string | null
  readonly reason: string
  readonly bothWrong: boolean
  readonly anchors: readonly Anchor[]
}
export interface RulingDesk {
  /** False: somebody else has decided, or the lease ran out; the draft is kept. */
  readonly held: boolean
  readonly packet: Packet
  readonly guide: Guide
  /** The work is on a practice case of the site's own making. */
  readonly practice: boolean
  readonly disputed: readonly Disputed[]
  readonly drafts: ReadonlyMap<string, DraftedRuling>
  readonly savedAt: Date | null
  readonly submitKey: string
  readonly zone: string
}

/** Two readings side by side, without names, confidence or order; only what they differ on. */
export async function rulingDesk(ctx: World, reviewId: string): Promise<RulingDesk | { submitted: string }> {
  const review = await ctx.transact((tx) => findReview(tx, ctx.scope, reviewId))
  if (review?.purpose !== 'adjudication') throw new NotFound('review')
  const mine = maySee(ctx.actor, review).ok
  if (mine && (review.status === 'submitted' || review.status === 'settled')) return { submitted: reviewId }
  const held = mine && review.status === 'leased' && review.leaseUntil !== null && ctx.now() < review.leaseUntil
  if (!held) await insistOwnDraft(ctx, review)
  await ctx.transact((tx) => insistNotHeld(tx, ctx.scope, reviewId))
  const views = held ? await openEvidence(ctx, { review }) : new Map<string, EvidenceView>()
  return ctx.transact((tx) => deskOf(ctx, tx, { review, held, views }))
}

async function insistOwnDraft(ctx: World, review: ReviewRow): Promise<void> {
  const ask = { reviewId: review.id, accountId: ctx.actor.id }
  const sheet = await ctx.transact((tx) => findSheet(tx, ctx.scope, ask))
  if (!sheet || review.givenBack.includes(ctx.actor.id)) throw new NotFound('review')
  await ctx.transact((tx) => insistNotGone(tx, ctx.scope, review))
}

interface Laid {
  readonly review: ReviewRow
  readonly held: boolean
  readonly views: ReadonlyMap<string, EvidenceView>
}

async function deskOf(ctx: World, tx: Tx, { review, held, views }: Laid): Promise<RulingDesk> {
  const attempt = await getAttempt(tx, ctx.scope, review.attemptId)
  const version = await getVersion(tx, attempt.manifest.achievementVersionId, ctx.locale)
  const { rubric } = version.shown
  const responses = held ? await listResponses(tx, ctx.scope, attempt.id) : []
  const packet = buildPacket({
    reviewId: review.id,
    alias: aliasOf(ctx, attempt.id, ctx.actor.id),
    achievement: version,
    dueAt: review.dueAt,
    expectedMinutes: expectedMinutes({
      whole: version.content.effort.readerMinutes,
      criteria: review.criteria.length,
      of: version.content.rubric.criteria.length,
    }),
    version: review.version,
    rubric,
    openCriteria: review.criteria,
    manifest: held ? attempt.manifest : { responses: [], evidence: [], aiDisclosure: null },
    texts: new Map(responses.map(({ promptId, body }) => [promptId, body])),
    views,
    draft: [],
    queue: { position: 1, of: 1 },
    exemplars: [],
    identities: await listIdentities(tx, ctx.scope, [attempt.learnerId]),
  })
  const sides = await sidesOf(ctx, tx, review)
  const disputed = rubric.criteria.flatMap(({ id, title, descriptors }, place) =>
    review.criteria.includes(id)
      ? [{ criterionId: id, title, place: place + 1, descriptors, sides: sides.flatMap((rows) => sideOf(rows, id)) }]
      : [],
  )
  const drafts = await draftsOf(ctx, tx, review)
  const sheet = await findSheet(tx, ctx.scope, { reviewId: review.id, accountId: ctx.actor.id })
  return {
    practice: (await findPractice(tx, ctx.scope, attempt)) !== null,
    ...{ held, packet, guide: guideOf(version), disputed, drafts, savedAt: sheet?.savedAt ?? null },
    ...{ submitKey: ctx.newId(), zone: ctx.timeZone },
  }
}

/** The same order each time for this ruling, drawn so that it does not tell who read first. */
async function sidesOf(ctx: World, tx: Tx, review: ReviewRow): Promise<ScoreRow[][]> {
  const all = await listReviews(tx, ctx.scope, { attemptId: review.attemptId })
  const draw = (id: string) => ctx.keys.mac(`ruling order ${ctx.scope.tenantId}`, `${review.id}\n${id}`).toString('hex')
  const pair = all
    .filter(({ slot, status }) => (slot === 1 || slot === 2) && status !== 'cancelled')
    .toSorted((one, other) => (draw(one.id) < draw(other.id) ? -1 : 1))
  return Promise.all(
    pair.map(({ id, accountId }) => listScores(tx, ctx.scope, { reviewId: id, accountId: accountId ?? '' })),
  )
}

function sideOf(rows: readonly ScoreRow[], criterionId: string): ReadingSide[] {
  const row = rows.find((score) => score.criterionId === criterionId)
  if (!row?.levelId) return []
  const { levelId, comment, missing, nextStep, anchors } = row
  return [{ levelId, comment, missing, nextStep, anchors }]
}

async function draftsOf(ctx: World, tx: Tx, review: ReviewRow): Promise<Map<string, DraftedRuling>> {
  const rows = await listScores(tx, ctx.scope, { reviewId: review.id, accountId: ctx.actor.id })
  return new Map(
    rows.map(({ criterionId, levelId, comment, bothWrong, anchors }) => [
      criterionId,
      { levelId, reason: comment, bothWrong, anchors },
    ]),
  )
}
