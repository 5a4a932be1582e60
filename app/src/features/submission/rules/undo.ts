import { no, type Verdict, yes } from '../../../lib/refusal.ts'
import type { Standing } from './standing.ts'

type Submitted = Pick<Standing, 'status' | 'submittedAt'>

export function undoUntil(submittedAt: Date, undoMinutes: number): Date {
  return new Date(submittedAt.getTime() + undoMinutes * 60_000)
}

export interface UndoWindow {
  /** As it was said when the work was sent in; a setting changed since then moves nothing. */
  readonly undoUntil: Date | null
  readonly now: Date
}

/** Undo ends where the precheck may begin: no instant allows both, none allows neither. */
export function mayUndo(
  { status, submittedAt }: Submitted,
  { undoUntil, now }: UndoWindow,
): Verdict<'move-not-allowed' | 'undo-over'> {
  if (status !== 'submitted' || !submittedAt) return no('move-not-allowed')
  return undoUntil && now < undoUntil ? yes : no('undo-over')
}

export function precheckMayBegin(standing: Submitted, window: UndoWindow): Verdict<'move-not-allowed' | 'undo-open'> {
  if (standing.status !== 'submitted' || !standing.submittedAt) return no('move-not-allowed')
  return mayUndo(standing, window).ok ? no('undo-open') : yes
}
