import { no, type Verdict, yes } from '../../../lib/refusal.ts'
import type { Standing } from './standing.ts'

type Submitted = Pick<Standing, 'status' | 'submittedAt'>

export function undoUntil(submittedAt: Date, undoMinutes: number): Date {
  return new Date(submittedAt.getTime() + undoMinutes * 60_000)
}

export interface UndoWindow {
  readonly undoMinutes: number
  readonly now: Date
}

/** Undo ends where the precheck may begin: no instant allows both, none allows neither. */
export function mayUndo(
  { status, submittedAt }: Submitted,
  { undoMinutes, now }: UndoWindow,
): Verdict<'move-not-allowed' | 'undo-over'> {
  if (status !== 'submitted' || !submittedAt) return no('move-not-allowed')
  return now < undoUntil(submittedAt, undoMinutes) ? yes : no('undo-over')
}

export function precheckMayBegin(standing: Submitted, window: UndoWindow): Verdict<'move-not-allowed' | 'undo-open'> {
  if (standing.status !== 'submitted' || !standing.submittedAt) return no('move-not-allowed')
  return mayUndo(standing, window).ok ? no('undo-open') : yes
}
