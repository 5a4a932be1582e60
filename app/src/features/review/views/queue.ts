import { BUSINESS_DAY_MINUTES, businessMinutes } from '../../../lib/business-time.ts'
import { quantile } from '../../../lib/stats.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { getPerson } from '../../account/reads.ts'
import { type KeptKeys, keptKeys } from '../../account/rules/desk-keys.ts'
import { getTitles } from '../../catalog/reads.ts'
import { getCalendar } from '../../organization/reads.ts'
import { maySee, mayTakeReadings, mayTakeRulings } from '../policy.ts'
import { type Held, listOffered, mayTake, minutesOf } from '../reads/matches.ts'
import { getVisitor, type Reader } from '../reads/people.ts'
import { type Lane, listDecisionTimes, listHeldReadings } from '../reads/queue.ts'
import { findReview } from '../reads/reviews.ts'
import { waitsForOthers } from '../reads/theirs.ts'
import { mayUndoReading, readingUndoUntil } from '../rules/moves.ts'
import { districtMayRead } from '../rules/new-site.ts'
import type { ReviewWorld } from '../tables.ts'
import { aliasOf } from './alias.ts'

type World = Ctx<ReviewWorld>
type Tx = Db<ReviewWorld>

export interface HeldReading {
  readonly id: string
  readonly alias: string
  readonly title: string
  readonly ruling: boolean
  readonly dueAt: Date
  readonly leaseUntil: Date
  readonly scored: number
  readonly of: number
}
export interface LaneView {
  readonly lane: Lane
  readonly waiting: number
  readonly oldestDue: Date | null
  readonly minutes: number
  /** Why nothing can be taken now. */
  readonly held: Held | null
  readonly claimKey: string
}
export interface Queue {
  readonly lanes: readonly LaneView[]
  readonly leases: readonly HeldReading[]
  readonly provisional: boolean
  /** Nobody named this reader's school, so nothing of the district's own people can be given out. */
  readonly schoolUnknown: boolean
  /** Middle wait of the week in business days; null under five decisions. */
  readonly middleDays: number | null
  /** Something waits that this person does not read yet; what they may never read is not counted. */
  readonly elsewhere: boolean
  readonly sent: { readonly id: string; readonly leftMs: number } | null
  readonly keys: KeptKeys
  readonly zone: string
}

const WEEK = 7 * 86_400_000
const DECISIONS_TO_TELL = 5

/** What waits, what is held, and the way back out of what was just sent. */
export async function readerQueue(ctx: World, sent: string | undefined): Promise<Queue> {
  const reads = mayTakeReadings(ctx.actor).ok
  return ctx.transact(async (tx) => {
    const reader = await getVisitor(tx, ctx.scope, { accountId: ctx.actor.id, now: ctx.now() })
    const lanes: LaneView[] = []
    if (reads) lanes.push(await laneView(ctx, tx, { reader, lane: 'readings' }))
    if (mayTakeRulings(ctx.actor).ok) lanes.push(await laneView(ctx, tx, { reader, lane: 'rulings' }))
    return {
      lanes,
      leases: await heldBy(ctx, tx),
      schoolUnknown: reader.facts.districtId !== null && reader.facts.unitIds.length === 0,
      provisional: reader.facts.standings.some(({ provisional }) => provisional),
      middleDays: await middleWait(ctx, tx),
      elsewhere: await waitsElsewhere(ctx, tx, { lanes, reader }),
      sent: sent ? await sentNow(ctx, tx, sent) : null,
      keys: keptKeys((await getPerson(tx, ctx.actor.id)).shortcuts),
      zone: ctx.timeZone,
    }
  })
}

async function laneView(ctx: World, tx: Tx, { reader, lane }: { reader: Reader; lane: Lane }): Promise<LaneView> {
  const offered = await listOffered(tx, ctx.scope, { reader, lane, now: ctx.now() })
  const verdict = mayTake(reader, lane)
  const due = offered.map(({ dueAt }) => dueAt.getTime())
  return {
    lane,
    waiting: offered.length,
    oldestDue: due.length > 0 ? new Date(Math.min(...due)) : null,
    minutes: offered[0] ? minutesOf(offered[0]) : 0,
    held: verdict.ok ? null : verdict.because,
    claimKey: ctx.newId(),
  }
}

/**
 * Without number or reason, and blind to what this person may never read: on a quiet site a hint at that alone would tell
 * that an attempt they read is read again, or that a colleague handed something in.
 */
async function waitsElsewhere(
  ctx: World,
  tx: Tx,
  { lanes, reader: { facts, settings } }: { lanes: readonly LaneView[]; reader: Reader },
): Promise<boolean> {
  if (lanes.some(({ lane, waiting }) => lane === 'readings' && waiting > 0)) return false
  const { accountId, unitIds, supervision, districtId } = facts
  const open = districtMayRead(settings.districtMayRead, settings.newSite) && unitIds.length > 0
  return waitsForOthers(tx, ctx.scope, {
    ...{ accountId, unitIds, supervision },
    ownPeopleClosed: districtId !== null && !open,
    sameReaderRetry: settings.sameReaderRetry,
  })
}

async function heldBy(ctx: World, tx: Tx): Promise<HeldReading[]> {
  const rows = await listHeldReadings(tx, ctx.scope, ctx.actor.id)
  const titleOf = await getTitles(
    tx,
    rows.map(({ achievementVersionId }) => achievementVersionId),
    ctx.locale,
  )
  return rows.map(({ id, attemptId, purpose, criteria, dueAt, leaseUntil, achievementVersionId, scored }) => ({
    ...{ id, title: titleOf(achievementVersionId).title, dueAt, scored },
    alias: aliasOf(ctx, attemptId, ctx.actor.id),
    ruling: purpose === 'adjudication',
    leaseUntil: leaseUntil ?? ctx.now(),
    of: criteria.length,
  }))
}

async function middleWait(ctx: World, tx: Tx): Promise<number | null> {
  const times = await listDecisionTimes(tx, ctx.scope, new Date(ctx.now().getTime() - WEEK))
  if (times.length < DECISIONS_TO_TELL) return null
  const calendar = await getCalendar(tx, ctx.scope)
  const minutes = times.map(({ admittedAt, decidedAt }) => businessMinutes(calendar, admittedAt, decidedAt))
  const middle = quantile(minutes, 0.5)
  return middle === null ? null : Math.max(1, Math.round(middle / BUSINESS_DAY_MINUTES))
}

async function sentNow(ctx: World, tx: Tx, id: string): Promise<Queue['sent']> {
  const review = await findReview(tx, ctx.scope, id)
  if (!review?.submittedAt || !maySee(ctx.actor, review).ok) return null
  const { status, submittedAt } = review
  const open = mayUndoReading({ status, submittedAt, routingRan: false, attemptOpen: true }, ctx.now()).ok
  return open ? { id, leftMs: readingUndoUntil(submittedAt).getTime() - ctx.now().getTime() } : null
}
