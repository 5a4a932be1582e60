import * as z from 'zod'

/** Where the installation keeps how the erasing of ended things goes. */
export const RETENTION = 'retention'

const HOUR = 3_600_000
const EVERY_MS = HOUR
/** After a full batch the next one follows soon. */
const SOON_MS = 60_000
const JUMP_MS = 24 * HOUR
const HOLD_MS = 48 * HOUR

const State = z.object({
  /** When it last ran, or was held; a heartbeat of the clock. */
  at: z.coerce.date(),
  /** Nothing is erased before: the clock was seen to jump. */
  heldUntil: z.coerce.date().nullable(),
  /** A batch was full, so more waits. */
  more: z.boolean(),
  /** Things that should be gone for two days. */
  overdue: z.int(),
})
export type RetentionState = z.infer<typeof State>

export function readRetention(kept: unknown): RetentionState | null {
  return State.safeParse(kept).data ?? null
}

/** `beat`: nothing is erased, only the time is written down, so that a quiet site is not taken for a jump. */
export type RetentionStep = 'wait' | 'hold' | 'beat' | 'run'

/**
 * Erasing cannot be taken back, so a clock that jumped by more than a day, either way, against all that was last
 * written down is not believed for two days. A site that was switched off for long looks the same and waits as well.
 */
export function retentionStep(
  state: RetentionState | null,
  { newestEntry, now }: { newestEntry: Date | null; now: Date },
): RetentionStep {
  const known = [newestEntry, state?.at ?? null].flatMap((at) => at?.getTime() ?? [])
  const newest = known.length > 0 ? Math.max(...known) : now.getTime()
  if (Math.abs(now.getTime() - newest) > JUMP_MS) return 'hold'
  if (!state) return 'run'
  if (now.getTime() - state.at.getTime() < (state.more ? SOON_MS : EVERY_MS)) return 'wait'
  return state.heldUntil && now < state.heldUntil ? 'beat' : 'run'
}

export function heldState(now: Date, overdue: number): RetentionState {
  return { at: now, heldUntil: new Date(now.getTime() + HOLD_MS), more: false, overdue }
}

/** For the operator: it ran within two days, nothing holds it, and nothing is left over. */
export function isRetentionWell(kept: unknown, now: Date): boolean {
  const state = readRetention(kept)
  if (!state) return true
  const held = state.heldUntil !== null && now < state.heldUntil
  return !held && state.overdue === 0 && Math.abs(now.getTime() - state.at.getTime()) <= HOLD_MS
}
