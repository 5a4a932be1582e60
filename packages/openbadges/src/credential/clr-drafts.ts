import type { SignedCredential } from '../documents.ts'
import type { ASSOCIATION_TYPES } from './clr-rules.ts'
import type { AchievementDraft, ProfileDraft, StatusDraft } from './drafts.ts'

/** How one achievement of a transcript stands to another; both are named by their ids. */
export interface AssociationDraft {
  readonly type: (typeof ASSOCIATION_TYPES)[number]
  readonly source: string
  readonly target: string
}

/** Everything a CLR 2.0 transcript says: credentials as they were signed, and how what was achieved belongs together. */
export interface ClrDraft {
  readonly id: string
  readonly name: string
  readonly description?: string
  readonly issuer: ProfileDraft
  readonly subject: {
    readonly id: string
    /** `value` is the finished hash of `hashIdentity`. */
    readonly email?: { readonly value: string; readonly salt: string }
    readonly name?: string
  }
  readonly validFrom: Date
  readonly validUntil?: Date
  readonly awardedDate?: Date
  /** 1 to 200 signed credentials; each goes in as it is, with its own proof. */
  readonly credentials: readonly SignedCredential[]
  /** Achievements of Stacks and Pathways that no member was awarded for. */
  readonly achievements?: readonly AchievementDraft[]
  readonly associations?: readonly AssociationDraft[]
  readonly status?: StatusDraft
}
