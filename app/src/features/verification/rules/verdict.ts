import type { Finding, FindingCode, Report } from '@cairn/openbadges'

export type VerdictState = 'valid' | 'unknownIssuer' | 'revoked' | 'expired' | 'nameDiffers' | 'invalid' | 'cannotCheck'
/** The word in front of the sentence. */
export type VerdictLabel =
  | 'valid'
  | 'signed'
  | 'revoked'
  | 'suspended'
  | 'expired'
  | 'early'
  | 'nameDiffers'
  | 'invalid'
  | 'unreadable'
  | 'unknown'

export interface Judgement {
  readonly state: VerdictState
  readonly label: VerdictLabel
  /** What the sentence is about; null when all is well. */
  readonly finding: Finding | null
}

const BY_CODE: Partial<Record<FindingCode, Pick<Judgement, 'state' | 'label'>>> = {
  STATUS_REVOKED: { state: 'revoked', label: 'revoked' },
  STATUS_SUSPENDED: { state: 'revoked', label: 'suspended' },
  DATE_EXPIRED: { state: 'expired', label: 'expired' },
  DATE_NOT_YET_VALID: { state: 'expired', label: 'early' },
  RECIPIENT_MISMATCH: { state: 'nameDiffers', label: 'nameDiffers' },
}

/** From thirteen checks to one word and one sentence: the first check that failed speaks, else the first that could not be made. */
export function judgementOf(report: Report, { own }: { own: boolean }): Judgement {
  if (report.verdict === 'valid' && !isAward(report))
    return { state: 'invalid', label: 'unreadable', finding: { code: 'SHAPE_SUBJECT' } }
  if (report.verdict === 'valid')
    return own
      ? { state: 'valid', label: 'valid', finding: null }
      : { state: 'unknownIssuer', label: 'signed', finding: null }
  if (report.verdict === 'unknown')
    return { state: 'cannotCheck', label: 'unknown', finding: first(report, 'unknown') ?? internal }
  const finding = first(report, 'fail') ?? internal
  const unreadable = report.checks[0]?.result === 'fail'
  return { ...(BY_CODE[finding.code] ?? { state: 'invalid', label: unreadable ? 'unreadable' : 'invalid' }), finding }
}

// A badge or an issuer of Open Badges 2 can be the one its host keeps, and yet nothing was awarded by it.
function isAward({ standard, claims }: Report): boolean {
  return standard !== 'ob2' || claims?.type.includes('Assertion') === true
}

const internal: Finding = { code: 'INTERNAL' }

function first(report: Report, result: 'fail' | 'unknown'): Finding | undefined {
  return report.checks.find((check) => check.result === result)?.findings[0]
}

/** Exit code of the command line: 0 valid, 1 invalid, 2 unknown. */
export const EXIT_CODES = { valid: 0, invalid: 1, unknown: 2 } as const satisfies Record<Report['verdict'], number>
