import type { LocalDate } from '../../../lib/dates.ts'
import type { Rational } from '../../../lib/quantity.ts'
import type { Claim, RefusalCode } from '../model.ts'

export interface Source {
  readonly awardId: string
  readonly item: string
  readonly major: number
  /** Items or hours this giving took from the award. */
  readonly used: Rational
}

/** One live giving, net of reversals. */
export interface Recognized {
  readonly kind: 'grant' | 'partial' | 'carry_out' | 'carry_in' | 'recurring'
  readonly ruleId: string
  readonly ruleVersion: number
  readonly recognizerId: string
  readonly programId: string
  /** Set where the rule takes no other beside it for the same award. */
  readonly exclusiveKey: string | null
  readonly sources: readonly Source[]
  readonly unitId: string
  readonly units: bigint
  /** Units moved to a later period. */
  readonly carry: bigint
  readonly periodKey: string
  readonly date: LocalDate
  readonly permanent: boolean
}

/** Above a cap, waiting for a later period. */
export interface Carried {
  readonly ruleId: string
  readonly unitId: string
  readonly units: bigint
  readonly since: LocalDate
  readonly sources: readonly Source[]
}

export interface LedgerState {
  readonly recognitions: readonly Recognized[]
  readonly carried: readonly Carried[]
  /** Free units of each money unit; null = no budget exists; a unit left out is not held to one. */
  readonly funds: Readonly<Record<string, bigint | null>>
  /** Carried and recurring quantities are brought forward up to the period of this day. */
  readonly asOf?: LocalDate | undefined
}

export interface Grant extends Recognized {
  readonly sourceKind: Claim['kind'] | 'target'
  readonly unrounded: Rational
  readonly state: 'awaiting_fee' | 'waiting_funds' | 'pending_approval' | 'approved'
  readonly reasonCodes: readonly ('cap_partial' | 'cap_reached')[]
  /** Units above a cap, kept for a decision by people. */
  readonly pending: bigint
  readonly approvals: 0 | 1 | 2
  /** YYYY-MM of the payroll the cut-offs choose. */
  readonly payroll: string | null
  /** Unique among live givings of a program and educator: one for each award used here for the first time. */
  readonly onceKeys: readonly string[]
  /** Awards whose revocation undoes this: the sources and the members of a completed stack. */
  readonly restsOn: readonly string[]
}

export interface Refusal {
  readonly awardId: string
  readonly ruleId: string
  readonly code: RefusalCode
  readonly date: LocalDate
}

/** Accepted, but not yet enough for a complete group. */
export interface Waiting {
  readonly ruleId: string
  readonly periodKey: string | null
  readonly awardIds: readonly string[]
  readonly amount: Rational
}

export interface TargetProgress {
  readonly ruleId: string
  readonly programId: string
  readonly periodKey: string | null
  readonly units: readonly string[]
  readonly have: Rational
  /** The amount now worked toward, or the last one when all are reached. */
  readonly of: Rational
  readonly steps: number
  readonly met: boolean
  readonly missing: Rational
  readonly left: Rational
  /** Steps given earlier that the balance no longer carries. */
  readonly excess: number
}

export interface Evaluation {
  readonly grants: readonly Grant[]
  readonly refusals: readonly Refusal[]
  readonly waiting: readonly Waiting[]
  readonly carried: readonly Carried[]
  readonly expired: readonly Carried[]
  readonly targets: readonly TargetProgress[]
}
