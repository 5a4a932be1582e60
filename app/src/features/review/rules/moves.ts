import { no, type Verdict, yes } from '../../../lib/refusal.ts'
import type { ReviewEntry, ReviewStatus } from '../model.ts'

const UNDO_SECONDS = 10

/** 04-assessment.md section 5; server and page use the same table. */
export const REVIEW_MOVES = {
  open: ['claim', 'cancel'],
  leased: ['save', 'submit', 'release', 'expire', 'declareConflict', 'flag', 'cancel'],
  submitted: ['undo', 'settle'],
  settled: [],
  cancelled: [],
} as const satisfies Record<ReviewStatus, readonly string[]>

export type ReviewMove = (typeof REVIEW_MOVES)[ReviewStatus][number]

/**
 * The line each move writes; a save is kept as a version of the draft, not as a line.
 * @internal Tests walk every move through it.
 */
export const ENTRY_OF_MOVE = {
  claim: 'review.claimed',
  save: null,
  submit: 'review.submitted',
  release: 'review.released',
  expire: 'review.leaseExpired',
  declareConflict: 'review.conflictDeclared',
  flag: 'review.flagged',
  cancel: 'review.cancelled',
  undo: 'review.submitUndone',
  settle: 'review.settled',
} as const satisfies Record<ReviewMove, ReviewEntry['type'] | null>

const STATUS_AFTER = {
  'review.opened': 'open',
  'review.adjudicationOpened': 'open',
  'review.claimed': 'leased',
  'review.leaseExpired': 'open',
  'review.released': 'open',
  'review.conflictDeclared': 'open',
  'review.flagged': 'same',
  'review.namesFound': 'same',
  'review.evidenceOpened': 'same',
  'review.submitted': 'submitted',
  'review.submitUndone': 'leased',
  'review.settled': 'settled',
  'review.cancelled': 'cancelled',
} as const satisfies Record<ReviewEntry['type'], ReviewStatus | 'same'>

/**
 * Of the log of one reading. A settled or cancelled one stays as it is.
 * @internal The truth that tests hold the column of statuses against.
 */
export function reviewStatusOf(log: readonly Pick<ReviewEntry, 'type'>[]): ReviewStatus {
  return log.reduce<ReviewStatus>(after, 'open')
}

export function reviewMovesFrom(status: ReviewStatus): readonly ReviewMove[] {
  return REVIEW_MOVES[status]
}

export function mayMoveReview(status: ReviewStatus, move: ReviewMove): Verdict<'move-not-allowed'> {
  return reviewMovesFrom(status).includes(move) ? yes : no('move-not-allowed')
}

/** The same for every purpose: a hidden portfolio settles no sooner than a live one. */
export function readingUndoUntil(submittedAt: Date): Date {
  return new Date(submittedAt.getTime() + UNDO_SECONDS * 1000)
}

export interface UndoFacts {
  readonly status: ReviewStatus
  readonly submittedAt: Date | null
  readonly routingRan: boolean
  /** False once the attempt was withdrawn or awarded: a reading taken back then would stay open for ever. */
  readonly attemptOpen: boolean
}

export function mayUndoReading(
  { status, submittedAt, routingRan, attemptOpen }: UndoFacts,
  now: Date,
): Verdict<'move-not-allowed' | 'undo-over'> {
  const sent = status === 'submitted' || status === 'settled'
  if (!sent || !submittedAt) return no('move-not-allowed')
  if (status === 'settled' || routingRan || now >= readingUndoUntil(submittedAt)) return no('undo-over')
  return attemptOpen ? yes : no('move-not-allowed')
}

/** Routing waits for the end of undo, so that nothing is decided on a reading that is taken back. */
export function routingMayRun({ status, submittedAt }: Pick<UndoFacts, 'status' | 'submittedAt'>, now: Date): boolean {
  return status === 'submitted' && submittedAt !== null && now >= readingUndoUntil(submittedAt)
}

function after(status: ReviewStatus, { type }: Pick<ReviewEntry, 'type'>): ReviewStatus {
  if (status === 'settled' || status === 'cancelled') return status
  const next = STATUS_AFTER[type]
  return next === 'same' ? status : next
}
