import type { Stop } from './save-answer.ts'

/** A text that the server does not have yet, and the version it changes. */
export interface Kept<State> {
  readonly version: number
  readonly state: State
}
/** What a page brings along. */
export interface Brought<State> extends Kept<State> {
  /** Set where a press was refused and the text came back: the version it was typed on. */
  readonly typedOn: number | null
  /** What the server has, as far as the page knows. */
  readonly stored: State
}
export interface Beginning<State> extends Kept<State> {
  /** Null: the server does not have what is on the screen. */
  readonly saved: State | null
  readonly stopped: Stop | null
}

/** What the screen begins with: text that came back from a press, else what waits in this tab, else what is stored. */
export function beginningOf<State>(
  { version, state, stored, typedOn }: Brought<State>,
  kept: Kept<State> | null,
  isSame: (one: State, other: State) => boolean,
): Beginning<State> {
  if (typedOn !== null && !isSame(state, stored))
    return { version, state, saved: null, stopped: typedOn === version ? null : 'stale' }
  if (typedOn === null && kept && !isSame(kept.state, stored)) return { ...kept, saved: null, stopped: null }
  // Typed before the script came: on the screen, and nowhere else.
  return { version, state, saved: isSame(state, stored) ? state : null, stopped: null }
}

const keyOf = (reviewId: string) => `cairn-reading-${reviewId}`

/** In this tab alone, and only until the server has it. */
export function keep<State>(reviewId: string, kept: Kept<State>): void {
  try {
    sessionStorage.setItem(keyOf(reviewId), JSON.stringify(kept))
  } catch {
    // A full or closed store changes nothing: the text is still on the screen.
  }
}
export function forget(reviewId: string): void {
  sessionStorage.removeItem(keyOf(reviewId))
}
export function keptIn<State>(reviewId: string): Kept<State> | null {
  const text = sessionStorage.getItem(keyOf(reviewId))
  const kept = text ? (JSON.parse(text) as Partial<Kept<State>>) : null
  // What an older page of this site left has another shape.
  return kept?.state && kept.version !== undefined ? { version: kept.version, state: kept.state } : null
}
