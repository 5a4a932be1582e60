import type { JsonObject } from '../json.ts'

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

/**
 * What the credential claims. Only the verifier makes this, and only after the checks 1 to 4; pages show nothing else. Its texts and
 * addresses are the issuer's own: escape the texts, and lead to `https:` addresses alone.
 */
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
  /** What an endorsement says about `subject`. */
  readonly endorsementComment?: string
  /** What the endorsements claim that held, each as if it had been given alone: `issuer`, `subject.id`, `endorsementComment`. */
  readonly endorsements: readonly VerifiedClaims[]
  /** The whole checked document without `proof`, frozen. */
  readonly document: JsonObject
}
