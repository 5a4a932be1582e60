import { no, type Verdict, yes } from '../../../lib/refusal.ts'
import type { DraftScore, Score } from '../model.ts'
import { type HeldReading, holdsLease } from './lease.ts'
import { mayMoveReview, type UndoFacts } from './moves.ts'

export interface ReadingRow extends HeldReading, Pick<UndoFacts, 'status'> {
  readonly version: number
  readonly submitKey: string | null
  /** Version that was submitted under the key. */
  readonly submittedVersion: number | null
}
export interface SubmitAsk {
  readonly accountId: string
  readonly version: number
  readonly submitKey: string
  readonly now: Date
}

export type SubmitRefusal = 'key-reused' | 'move-not-allowed' | 'lease-lost' | 'stale'

/** The same key and body get the first answer again; nothing is written twice. An undo clears the key. */
export function isReplay(row: ReadingRow, { submitKey, version, accountId }: SubmitAsk): boolean {
  return row.submitKey === submitKey && row.submittedVersion === version && row.readerId === accountId
}

export function maySubmit(row: ReadingRow, ask: SubmitAsk): Verdict<SubmitRefusal> {
  if (row.submitKey === ask.submitKey) return isReplay(row, ask) ? yes : no('key-reused')
  const move = mayMoveReview(row.status, 'submit')
  if (!move.ok) return move
  const lease = holdsLease(row, ask.accountId, ask.now)
  if (!lease.ok) return lease
  return row.version === ask.version ? yes : no('stale')
}

/** Two tabs: the later save of an older version loses nothing and is told so. */
export function maySave(
  row: ReadingRow,
  { accountId, version, now }: Omit<SubmitAsk, 'submitKey'>,
): Verdict<SubmitRefusal> {
  const move = mayMoveReview(row.status, 'save')
  if (!move.ok) return move
  const lease = holdsLease(row, accountId, now)
  if (!lease.ok) return lease
  return row.version === version ? yes : no('stale')
}

export function isScore(score: DraftScore): score is Score {
  return score.levelId !== null && score.confidence !== null
}
