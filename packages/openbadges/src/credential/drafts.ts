import type { SignedCredential } from '../documents.ts'

/** `Image` of OB 3.0. */
export interface ImageDraft {
  readonly id: string
  readonly caption?: string
}

/** `Profile` of OB 3.0. An issuer needs `name` and `url`. */
export interface ProfileDraft {
  readonly id: string
  readonly name?: string
  readonly url?: string
  readonly email?: string
  readonly description?: string
  readonly image?: ImageDraft
  readonly parentOrg?: ProfileDraft
}

/** `Alignment` of OB 3.0. */
export interface AlignmentDraft {
  readonly targetName: string
  readonly targetUrl: string
  readonly targetFramework?: string
  readonly targetCode?: string
  readonly targetType?: string
  readonly targetDescription?: string
}

/** `RubricCriterionLevel` of OB 3.0; levels are given low to high. */
export interface RubricCriterionLevelDraft {
  readonly id: string
  readonly name: string
  readonly level?: string
  readonly description?: string
  readonly points?: string
}

/** `ResultDescription` of OB 3.0: one per Criterion, and one of type `Status`. */
export interface ResultDescriptionDraft {
  readonly id: string
  readonly name: string
  readonly resultType: 'RubricCriterionLevel' | 'Status'
  readonly requiredLevel?: string
  readonly rubricCriterionLevel?: readonly RubricCriterionLevelDraft[]
}

/** `Achievement` of OB 3.0; `achievementType` is `MicroCredential` unless told. */
export interface AchievementDraft {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly criteria: { readonly id?: string; readonly narrative: string }
  readonly achievementType?: string
  readonly version?: string
  readonly inLanguage?: string
  readonly humanCode?: string
  readonly image?: ImageDraft
  readonly creator?: ProfileDraft
  readonly creditsAvailable?: number
  readonly tag?: readonly string[]
  readonly alignment?: readonly AlignmentDraft[]
  readonly digestMultibase?: string
  readonly related?: readonly { readonly id: string; readonly inLanguage?: string; readonly version?: string }[]
  readonly resultDescription?: readonly ResultDescriptionDraft[]
}

/** `Result` of OB 3.0. */
export interface ResultDraft {
  readonly id: string
  readonly resultDescription: string
  readonly achievedLevel?: string
  readonly value?: string
  readonly status?: 'Completed' | 'Enrolled' | 'Failed' | 'InProgress' | 'OnHold' | 'Provisional' | 'Withdrew'
}

/** `Evidence` of OB 3.0, sealed by digest. */
export interface EvidenceDraft {
  readonly id: string
  readonly name: string
  readonly genre?: string
  readonly narrative?: string
  readonly description?: string
  readonly audience?: string
  readonly digestMultibase?: string
}

/** Where the credential's status is published. */
export type StatusDraft =
  | { readonly method: 'bitstring'; readonly list: string; readonly index: number }
  | { readonly method: '1edtech'; readonly url: string }

/** Everything one Open Badge credential says. `subject.email.value` is the finished hash of `hashIdentity`. */
export interface CredentialDraft {
  readonly id: string
  readonly issuer: ProfileDraft
  readonly subject: {
    readonly id: string
    readonly email?: { readonly value: string; readonly salt: string }
    readonly name?: string
  }
  readonly achievement: AchievementDraft
  readonly results: readonly ResultDraft[]
  readonly evidence: readonly EvidenceDraft[]
  readonly source?: ProfileDraft
  readonly activity?: { readonly start: Date; readonly end: Date }
  readonly creditsEarned?: number
  readonly validFrom: Date
  readonly validUntil?: Date
  readonly awardedDate: Date
  readonly status: StatusDraft
  readonly endorsements?: readonly SignedCredential[]
  readonly refreshUrl?: string
  /** The Quality Card on the award date, sealed by digest. */
  readonly relatedResource?: readonly {
    readonly id: string
    readonly mediaType?: string
    readonly digestMultibase: string
  }[]
}

/** What differs from award to award of one achievement version by one issuer. */
export type AwardDraft = Omit<CredentialDraft, 'issuer' | 'achievement'>

/** A third party's signed word on a credential, an achievement version or an issuer. */
export interface EndorsementDraft {
  readonly id: string
  readonly name: string
  readonly issuer: ProfileDraft
  readonly subject: { readonly id: string; readonly endorsementComment?: string }
  readonly validFrom: Date
  readonly validUntil?: Date
  readonly status?: StatusDraft
}
