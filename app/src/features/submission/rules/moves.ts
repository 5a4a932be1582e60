import { no, type Verdict, yes } from '../../../lib/refusal.ts'
import type { SubmissionEntryType, SubmissionStatus } from '../model.ts'

/** 04-assessment.md section 1.2; server and page use the same table. Readers' work comes back where a consent ends (08-trust.md 5.4). */
export const SUBMISSION_MOVES = {
  draft: ['submit', 'withdraw'],
  submitted: ['undo', 'beginPrecheck', 'award', 'withdraw'],
  precheck: ['admit', 'sendBack', 'award', 'withdraw'],
  inReview: ['return', 'sendBack', 'award', 'withdraw'],
  returned: ['submit', 'award', 'withdraw', 'appeal'],
  earned: [],
  withdrawn: [],
} as const satisfies Record<SubmissionStatus, readonly string[]>

export type SubmissionMove = (typeof SUBMISSION_MOVES)[SubmissionStatus][number]

/** The line each move writes. An appeal is a line of the review's own log. */
export const ENTRY_OF_MOVE = {
  submit: 'submission.submitted',
  undo: 'submission.submitUndone',
  beginPrecheck: 'submission.precheckStarted',
  admit: 'submission.admitted',
  sendBack: 'submission.sentBack',
  return: 'submission.returned',
  award: 'submission.earned',
  withdraw: 'submission.withdrawn',
  appeal: 'review.appealFiled',
} as const satisfies Record<SubmissionMove, SubmissionEntryType | 'review.appealFiled'>

export function movesFrom(status: SubmissionStatus): readonly SubmissionMove[] {
  return SUBMISSION_MOVES[status]
}

export function mayMove(status: SubmissionStatus, move: SubmissionMove): Verdict<'move-not-allowed'> {
  return movesFrom(status).includes(move) ? yes : no('move-not-allowed')
}

/** One open Submission per learner and Achievement. */
export function isOpen(status: SubmissionStatus): boolean {
  return status !== 'earned' && status !== 'withdrawn'
}

/** Begun, or come back: the learner has it, and nobody reads it. */
export function isWithLearner({ status }: { readonly status: SubmissionStatus }): boolean {
  return status === 'draft' || status === 'returned'
}
