import { insist, NotFound } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { getPerson } from '../../account/reads.ts'
import { type KeptKeys, keptKeys } from '../../account/rules/desk-keys.ts'
import { getVersion } from '../../catalog/reads.ts'
import { findPractice } from '../../submission/reads/practice.ts'
import { getAttempt, listResponses } from '../../submission/reads.ts'
import { openEvidence } from '../actions/evidence.ts'
import { mayOpenEvidence, maySee } from '../policy.ts'
import { listBankLines } from '../reads/bank.ts'
import { getFeedbackFacts } from '../reads/feedback.ts'
import { insistNotGone, insistNotHeld } from '../reads/holds.ts'
import { listIdentities } from '../reads/identities.ts'
import { listOffered } from '../reads/matches.ts'
import { getReader } from '../reads/people.ts'
import { findReview, findSheet, listScores } from '../reads/reviews.ts'
import { expectedMinutes } from '../rules/expected-minutes.ts'
import { type FeedbackFinding, lintFeedback } from '../rules/feedback.ts'
import { buildPacket, type EvidenceView, type Packet } from '../rules/packet.ts'
import { draftOf } from '../rules/sheet.ts'
import { isScore } from '../rules/submit.ts'
import type { ReviewRow, ReviewWorld } from '../tables.ts'
import { aliasOf } from './alias.ts'
import { examplesFor } from './examples.ts'
import { type Guide, guideOf } from './guide.ts'

type World = Ctx<ReviewWorld>
type Tx = Db<ReviewWorld>

export interface Desk {
  /** False: the lease ran out; the sheet is kept, the portfolio is not shown. */
  readonly held: boolean
  readonly packet: Packet
  readonly guide: Guide
  /** The work is on a practice case of the site's own making. */
  readonly practice: boolean
  readonly overall: string
  readonly savedAt: Date | null
  readonly leaseUntil: Date | null
  readonly submitKey: string
  readonly minWords: number
  /** What could be better and does not stop anything. */
  readonly advice: readonly FeedbackFinding[]
  readonly keys: KeptKeys
  /** Lines of the comment bank. */
  readonly bank: readonly string[]
  readonly zone: string
}

/** One portfolio on the desk of who holds it. Whoever submitted it is led back to the queue. */
export async function readingDesk(ctx: World, reviewId: string): Promise<Desk | { submitted: string }> {
  const review = await ctx.transact((tx) => findReview(tx, ctx.scope, reviewId))
  if (!review || review.purpose === 'adjudication') throw new NotFound('review')
  const mine = maySee(ctx.actor, review).ok
  if (mine && (review.status === 'submitted' || review.status === 'settled')) return { submitted: reviewId }
  const held = mine && review.status === 'leased' && isRunning(review, ctx.now())
  if (!held) await insistOwnSheet(ctx, review)
  await ctx.transact((tx) => insistNotHeld(tx, ctx.scope, reviewId))
  const views = held ? await openEvidence(ctx, { review }) : new Map<string, EvidenceView>()
  return ctx.transact((tx) => deskOf(ctx, tx, { review, held, views }))
}

/** What a reader's program receives: the same packet, for whoever holds the lease. */
export async function readingPacket(ctx: World, reviewId: string): Promise<Packet> {
  const desk = await readingDesk(ctx, reviewId)
  if (!('packet' in desk) || !desk.held) throw new NotFound('review')
  return desk.packet
}

function isRunning({ leaseUntil }: ReviewRow, now: Date): boolean {
  return leaseUntil !== null && now < leaseUntil
}

async function insistOwnSheet(ctx: World, review: ReviewRow): Promise<void> {
  const waits = review.status === 'open' || (review.status === 'leased' && review.accountId === ctx.actor.id)
  const ask = { reviewId: review.id, accountId: ctx.actor.id }
  const sheet = await ctx.transact((tx) => findSheet(tx, ctx.scope, ask))
  if (!sheet || review.givenBack.includes(ctx.actor.id)) throw new NotFound('review')
  await ctx.transact((tx) => insistNotGone(tx, ctx.scope, review))
  if (!waits) throw new NotFound('review')
}

interface Laid {
  readonly review: ReviewRow
  readonly held: boolean
  readonly views: ReadonlyMap<string, EvidenceView>
}

async function deskOf(ctx: World, tx: Tx, { review, held, views }: Laid): Promise<Desk> {
  const attempt = await getAttempt(tx, ctx.scope, review.attemptId)
  const version = await getVersion(tx, attempt.manifest.achievementVersionId, ctx.locale)
  const own = { reviewId: review.id, accountId: ctx.actor.id }
  const rows = await listScores(tx, ctx.scope, own)
  const sheet = await findSheet(tx, ctx.scope, own)
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
    rubric: version.shown.rubric,
    openCriteria: review.criteria,
    manifest: held ? attempt.manifest : { responses: [], evidence: [], aiDisclosure: null },
    texts: new Map(responses.map(({ promptId, body }) => [promptId, body])),
    views,
    draft: rows.map(draftOf),
    queue: await placeInQueue(ctx, tx),
    exemplars: held ? await examplesFor(tx, version) : [],
    identities: await listIdentities(tx, ctx.scope, [attempt.learnerId]),
  })
  const facts = await getFeedbackFacts(tx, ctx.scope, {
    review,
    accountId: ctx.actor.id,
    scores: rows.map(draftOf).filter(isScore),
    now: ctx.now(),
  })
  return {
    practice: (await findPractice(tx, ctx.scope, attempt)) !== null,
    ...{ held, packet, guide: guideOf(version), overall: sheet?.overall ?? '', minWords: facts.minWords },
    savedAt: sheet?.savedAt ?? null,
    leaseUntil: held ? review.leaseUntil : null,
    submitKey: ctx.newId(),
    advice: lintFeedback(facts).filter(({ severity }) => severity === 'warn'),
    keys: keptKeys((await getPerson(tx, ctx.actor.id)).shortcuts),
    bank: (await listBankLines(tx, ctx.scope)).map(({ text }) => text),
    zone: ctx.timeZone,
  }
}

/** "7 of 20": what was read today, what is held, and what may still come today. */
async function placeInQueue(ctx: World, tx: Tx): Promise<Packet['queue']> {
  const reader = await getReader(tx, ctx.scope, { accountId: ctx.actor.id, now: ctx.now() })
  const waiting = await listOffered(tx, ctx.scope, { reader, lane: 'readings', now: ctx.now() })
  const { open, today } = reader.facts.load
  const room = Math.max(0, reader.settings.load.today - today - open)
  return { position: today + 1, of: Math.max(today + 1, today + open + Math.min(waiting.length, room)) }
}

/** Fresh addresses of the pieces, by id, for whoever holds the lease now. */
export async function evidenceAddresses(ctx: World, reviewId: string): Promise<Record<string, string>> {
  const review = await ctx.transact((tx) => findReview(tx, ctx.scope, reviewId))
  if (!review || !maySee(ctx.actor, review).ok || review.status !== 'leased' || !isRunning(review, ctx.now()))
    throw new NotFound('review')
  insist(mayOpenEvidence(ctx.actor, review))
  const views = await openEvidence(ctx, { review })
  return Object.fromEntries([...views].map(([id, { url }]) => [id, url]))
}
