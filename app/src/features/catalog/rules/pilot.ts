import { SMALLEST_GROUP } from '../../../lib/suppress.ts'

/** What the awards of this site say of one micro-credential. */
export interface Pilot {
  readonly awards: number
  /** Half of the awards came within so many days of the start. */
  readonly medianDays: number | null
  readonly decisions: number
  /** Decisions for which two readers needed no third. */
  readonly agreed: number
}

export const NO_PILOT: Pilot = { awards: 0, medianDays: null, decisions: 0, agreed: 0 }

/** Of fewer a share says nothing (04-assessment.md 13.1). */
const ENOUGH_DECISIONS = 30

/** In whole percent, with the 95 % interval of Wilson. */
export interface Agreement {
  readonly decisions: number
  readonly share: number
  readonly low: number
  readonly high: number
}
export interface ShownPilot {
  readonly awards: number
  readonly days: number
  readonly agreement: Agreement | null
}

/** Ten awards are a pilot, and the first number that is no small group. */
export function isPiloted({ awards }: Pilot): boolean {
  return awards >= SMALLEST_GROUP
}

/** What a page may say of it; null while there are too few. */
export function shownPilot(pilot: Pilot): ShownPilot | null {
  if (!isPiloted(pilot) || pilot.medianDays === null) return null
  const { medianDays: days, decisions, agreed } = pilot
  // In whole tens: who knows its own awards does not learn those of another organization by taking them off.
  const awards = pilot.awards - (pilot.awards % SMALLEST_GROUP)
  return { awards, days, agreement: decisions < ENOUGH_DECISIONS ? null : agreementOf(agreed, decisions) }
}

const Z = 1.959964

function agreementOf(agreed: number, decisions: number): Agreement {
  const share = agreed / decisions
  const spread = Z ** 2 / decisions
  const middle = (share + spread / 2) / (1 + spread)
  const half = (Z / (1 + spread)) * Math.sqrt((share * (1 - share) + spread / 4) / decisions)
  return { decisions, share: percent(share), low: percent(middle - half), high: percent(middle + half) }
}

function percent(share: number): number {
  return Math.round(share * 100)
}
