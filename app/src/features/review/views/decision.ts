import { insist, NotFound } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { getVersion } from '../../catalog/reads.ts'
import { getOrganization } from '../../organization/reads.ts'
import { getSubmission, listAttemptEvidence } from '../../submission/reads.ts'
import type { Anchor } from '../model.ts'
import { mayReadDecision } from '../policy.ts'
import { listDecisions } from '../reads/decisions.ts'
import { findSheet, listReviews, listScores } from '../reads/reviews.ts'
import { findOwnDecision } from '../reads.ts'
import { spotText } from '../rules/anchor-text.ts'
import { type LearnerDecision, type LearnerDecisionFacts, learnerDecision } from '../rules/learner-decision.ts'
import type { DecisionRow, ReviewRow, ReviewWorld, ScoreRow } from '../tables.ts'
import { lettersOf } from './alias.ts'

type World = Ctx<ReviewWorld>
type Tx = Db<ReviewWorld>

/** Window in which a decision may be appealed (04-assessment.md section 11). */
const APPEAL_DAYS = 30

/** Where a comment points, in the learner's own words: their file names, their questions. */
export interface Pointer {
  readonly kind: 'piece' | 'answer' | 'absent' | 'erased'
  readonly name: string
  /** Where in the work a piece lies. */
  readonly requirementId: string
  readonly spot: string
}
export interface DecisionLetter {
  readonly submissionId: string
  readonly attemptNo: number
  /** Counted by those that reached readers. */
  readonly ordinal: number
  readonly title: string
  readonly slug: string
  readonly version: string
  readonly language: string
  /** Language of the words of its rubric. */
  readonly shownIn: string
  readonly issuer: string
  readonly demo: boolean
  readonly decidedAt: Date
  readonly decision: LearnerDecision
  readonly met: number
  readonly of: number
  readonly adjudicated: boolean
  readonly pointerOf: (anchor: Anchor) => Pointer
  /** False once a later attempt is under way or decided, or the work is closed. */
  readonly mayRetry: boolean
  readonly baseUrl: string
  readonly zone: string
  readonly now: Date
}

/** The learner's letter: read in whatever organization decided, found through the learner's own rows. */
export async function decisionLetter(ctx: World, submissionId: string, attemptNo: number): Promise<DecisionLetter> {
  const row = await ctx.transact((tx) => findOwnDecision(tx, ctx.person, { submissionId, attemptNo }))
  if (!row) throw new NotFound('decision')
  insist(mayReadDecision(ctx.actor, row))
  const there = ctx.inTenant(row.tenantId)
  return there.transact((tx) => letterFor(there, tx, row))
}

/** The same for a decision at hand; `ctx` is of the organization that decided. */
export async function letterFor(ctx: World, tx: Tx, row: DecisionRow): Promise<DecisionLetter> {
  const { submissionId, attemptNo, decidedAt, adjudicated } = row
  const version = await getVersion(tx, row.achievementVersionId, ctx.locale)
  const submission = await getSubmission(tx, ctx.scope, submissionId)
  const organization = await getOrganization(tx, ctx.scope.tenantId)
  const words = await wordsOf(ctx, tx, row)
  const decided = (await listDecisions(tx, ctx.scope, submissionId)).map((one) => one.attemptNo)
  const decision = learnerDecision({
    rubric: version.shown.rubric,
    decision: { result: row.result, criteria: row.final, provisional: row.provisional },
    ...words,
    decidedAt,
    appealDays: APPEAL_DAYS,
  })
  return {
    ...{ submissionId, attemptNo, decidedAt, adjudicated, decision },
    ...{ title: version.title, slug: version.slug, version: version.version },
    ...{ language: version.language, shownIn: version.shownIn },
    ...{ issuer: organization.name, demo: organization.demo, baseUrl: ctx.baseUrl, zone: ctx.timeZone, now: ctx.now() },
    met: decision.criteria.filter(({ state }) => state === 'met').length,
    of: decision.criteria.length,
    pointerOf: await pointers(ctx, tx, row),
    ordinal: decided.indexOf(attemptNo) + 1,
    mayRetry: submission.status === 'returned' && decided.at(-1) === attemptNo,
  }
}

/** What readers and an adjudicator wrote, under letters instead of names. */
async function wordsOf(
  ctx: World,
  tx: Tx,
  row: DecisionRow,
): Promise<Pick<LearnerDecisionFacts, 'readings' | 'rulings'>> {
  const reviews = await listReviews(tx, ctx.scope, { ids: row.readings })
  const named = reviews.flatMap(({ id, accountId }) => (accountId ? [{ reviewId: id, accountId }] : []))
  const letters = lettersOf(ctx, row.submissionId, named)
  const sheets = await Promise.all(reviews.map((review) => sheetOf(ctx, tx, review)))
  const letter = ({ review }: Sheet) => letters.get(review.id) ?? ''
  return {
    readings: sheets
      .filter(({ review }) => review.purpose !== 'adjudication')
      .map((sheet) => ({ letter: letter(sheet), scores: sheet.rows.map(scoreShown), overall: sheet.overall })),
    rulings: sheets
      .filter(({ review }) => review.purpose === 'adjudication')
      .flatMap((sheet) =>
        sheet.rows.map(({ criterionId, comment, anchors }) => ({
          ...{ criterionId, reason: comment, anchors },
          letter: letter(sheet),
        })),
      ),
  }
}

interface Sheet {
  readonly review: ReviewRow
  readonly rows: readonly ScoreRow[]
  readonly overall: string
}

async function sheetOf(ctx: World, tx: Tx, review: ReviewRow): Promise<Sheet> {
  const own = { reviewId: review.id, accountId: review.accountId ?? '' }
  const rows = await listScores(tx, ctx.scope, own)
  const sheet = await findSheet(tx, ctx.scope, own)
  return { review, rows: rows.filter(({ levelId }) => levelId !== null), overall: sheet?.overall ?? '' }
}

function scoreShown({ criterionId, levelId, comment, missing, nextStep, anchors }: ScoreRow) {
  return { criterionId, levelId: levelId ?? '', comment, missing, nextStep, anchors }
}

async function pointers(ctx: World, tx: Tx, row: DecisionRow): Promise<(anchor: Anchor) => Pointer> {
  const evidence = await listAttemptEvidence(tx, ctx.scope, row.attemptId)
  const pieces = new Map(evidence.map((piece) => [piece.id, piece]))
  return (anchor) => {
    if (anchor.kind === 'absent') return { kind: 'absent', name: anchor.requirementId, requirementId: '', spot: '' }
    if (anchor.kind === 'response')
      return { kind: 'answer', name: anchor.promptId, requirementId: '', spot: spotText(anchor) }
    const piece = pieces.get(anchor.evidenceId)
    // A quotation would bring back what was erased.
    if (piece?.erasedAt) return { kind: 'erased', name: piece.requirementId, requirementId: '', spot: '' }
    return { kind: 'piece', name: piece?.name ?? '', requirementId: piece?.requirementId ?? '', spot: spotText(anchor) }
  }
}
