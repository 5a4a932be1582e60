import { type LocalDate, localDateAt } from '../../../lib/dates.ts'
import { no, type Verdict, yes } from '../../../lib/refusal.ts'
import type { Claim } from '../model.ts'

type Dates =
  | 'decisionDate'
  | 'submissionDate'
  | 'completionDate'
  | 'startedOn'
  | 'requestedOn'
  | 'feePaidOn'
  | 'evidence'
  | 'preApproval'

/** A claim as the world knows it: instants, no time zone yet. */
export interface ClaimSource extends Omit<Claim, Dates> {
  readonly decidedAt: Date
  readonly submittedAt?: Date | undefined
  readonly completedAt?: Date | undefined
  readonly startedAt?: Date | undefined
  readonly requestedAt?: Date | undefined
  readonly feePaidAt?: Date | undefined
  readonly preApproval?: { readonly askedAt: Date; readonly approvedAt: Date } | undefined
  readonly evidence: readonly { readonly kind: string; readonly at: Date }[]
}

/** The same instant lies on different days for different recognizers; each counts by its own wall. */
export function claimIn(timeZone: string, source: ClaimSource): Claim {
  const { decidedAt, submittedAt, completedAt, startedAt, requestedAt, feePaidAt, preApproval, evidence, ...rest } =
    source
  return {
    ...rest,
    decisionDate: localDateAt(decidedAt, timeZone),
    submissionDate: dateOf(submittedAt, timeZone),
    completionDate: dateOf(completedAt, timeZone),
    startedOn: dateOf(startedAt, timeZone),
    requestedOn: dateOf(requestedAt, timeZone),
    feePaidOn: dateOf(feePaidAt, timeZone),
    preApproval: preApproval && {
      askedOn: localDateAt(preApproval.askedAt, timeZone),
      approvedOn: localDateAt(preApproval.approvedAt, timeZone),
    },
    evidence: evidence.map(({ kind, at }) => ({ kind, date: localDateAt(at, timeZone) })),
  }
}

/** Nothing counts before its day. */
export function mayClaim(claim: Claim, today: LocalDate): Verdict<'date_in_future'> {
  const dates = [
    claim.decisionDate,
    claim.submissionDate,
    claim.completionDate,
    claim.feePaidOn,
    ...claim.evidence.map((each) => each.date),
  ]
  return dates.some((date) => date !== undefined && date > today) ? no('date_in_future') : yes
}

function dateOf(instant: Date | undefined, timeZone: string): LocalDate | undefined {
  return instant && localDateAt(instant, timeZone)
}
