import type { Need } from '../ports.ts'
import type { VerifiedClaims } from './claimed.ts'
import type { FindingCode } from './codes.ts'

/** The named checks, in the order they run. */
export const CHECK_NAMES = [
  'parse',
  'context',
  'shape',
  'terms',
  'key',
  'proof',
  'refresh',
  'status',
  'dates',
  'recipient',
  'endorsements',
  'resources',
  'log',
] as const

/** One of {@link CHECK_NAMES}. */
export type CheckName = (typeof CHECK_NAMES)[number]

/** What is asked of a document up to its signature. */
export const SIGNED_CHECKS: ReadonlySet<CheckName> = new Set(['context', 'shape', 'terms', 'key', 'proof'])

/** One thing a check found; `path` is a JSON pointer, `detail` fills the sentence of `explain`. */
export interface Finding {
  code: FindingCode
  path?: string
  detail?: Readonly<Record<string, string>>
}

/** A check and how it went. */
export interface Check {
  name: CheckName
  result: 'pass' | 'fail' | 'unknown' | 'skipped'
  findings: readonly Finding[]
}

/** The answer of a verification. Warnings never change the verdict. */
export interface Report {
  verdict: 'valid' | 'invalid' | 'unknown'
  checks: readonly Check[]
  warnings: readonly Finding[]
  needs: readonly Need[]
  /** Made, frozen, when first looked at. */
  readonly claims?: VerifiedClaims
  trust: 'recognized' | 'unrecognized' | 'unset'
  statusAsOf?: Date
  /** `validFrom` of the status lists that were believed, by URL: what the caller may remember and give back as `known`. */
  statusLists?: ReadonlyMap<string, Date>
  standard: 'ob3' | 'clr2' | 'ob2' | 'vc'
}

/** What the caller may ask of a verification. */
export interface VerifyOptions {
  /** `1edtech` also accepts a key named only by the credential itself, with a warning. Default `strict`. */
  keyBinding?: 'strict' | '1edtech'
  /** `proofOnly` asks only whether the proofs were made with the keys they name. Default `full`. */
  mode?: 'full' | 'proofOnly'
  refresh?: boolean
  recipient?: { email?: string; id?: string; name?: string }
  recognizedIssuers?: ReadonlySet<string>
  presentation?: { challenge?: string; domain?: string }
}
