import type { JsonObject } from '../json.ts'
import type { Need } from '../ports.ts'
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

declare const claimed: unique symbol

/** An image as claimed. */
export interface ClaimedImage {
  readonly id: string
  readonly caption?: string
}

/** A profile as claimed; `domain` is derived from the id, never from the name. */
export interface ClaimedProfile {
  readonly id: string
  readonly domain?: string
  readonly name?: string
  readonly url?: string
  readonly email?: string
  readonly image?: ClaimedImage
}

/** One scored row: the criterion, the level reached and what was needed. */
export interface ClaimedResult {
  readonly id?: string
  readonly name?: string
  readonly resultType?: string
  readonly achievedLevel?: {
    readonly id: string
    readonly name?: string
    readonly level?: string
    readonly description?: string
  }
  readonly requiredLevel?: { readonly id: string; readonly name?: string; readonly level?: string }
  readonly value?: string
  readonly status?: string
}

/** The achievement as awarded. */
export interface ClaimedAchievement {
  readonly id?: string
  readonly name?: string
  readonly description?: string
  readonly achievementType?: string
  readonly version?: string
  readonly humanCode?: string
  readonly inLanguage?: string
  readonly criteria?: { readonly id?: string; readonly narrative?: string }
  readonly image?: ClaimedImage
  readonly creator?: ClaimedProfile
  readonly creditsAvailable?: number
  readonly tag: readonly string[]
  readonly alignment: readonly {
    readonly targetName: string
    readonly targetUrl?: string
    readonly targetCode?: string
    readonly targetFramework?: string
  }[]
  readonly digestMultibase?: string
}

/** What the credential claims. Only the verifier makes this, and only after the checks 1 to 4; pages show nothing else. */
export interface VerifiedClaims {
  readonly [claimed]: true
  readonly id?: string
  readonly type: readonly string[]
  readonly name?: string
  readonly description?: string
  readonly issuer: ClaimedProfile
  readonly subject: { readonly id?: string; readonly name?: string; readonly emailHashed: boolean }
  readonly validFrom?: string
  readonly validUntil?: string
  readonly awardedDate?: string
  readonly achievement?: ClaimedAchievement
  readonly results: readonly ClaimedResult[]
  readonly evidence: readonly {
    readonly id?: string
    readonly name?: string
    readonly genre?: string
    readonly narrative?: string
    readonly digestMultibase?: string
  }[]
  readonly source?: ClaimedProfile
  readonly creditsEarned?: number
  readonly endorsementComment?: string
  /** The whole checked document without `proof`, frozen. */
  readonly document: JsonObject
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
