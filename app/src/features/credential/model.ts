import * as z from 'zod'

/** What `review.decided` says, as far as an award needs it. */
export const ReviewDecided = z.object({
  attemptId: z.uuid(),
  decisionId: z.uuid(),
  result: z.enum(['earned', 'returned']),
})
export type ReviewDecided = z.infer<typeof ReviewDecided>

/** A version of a stack or pathway as the room of stacks published it. */
export interface StackSaid {
  readonly code: string
  readonly version: number
  readonly currentVersion: number
  readonly slug: string
  readonly kind: 'stack' | 'pathway'
  readonly strand: string
  /** What is signed is English; other words are there where its author wrote them. */
  readonly words: { readonly en: StackWords; readonly es?: StackWords }
  readonly rule: {
    readonly anyOf: number
    readonly groups: readonly { readonly id: string; readonly min: number }[]
    /** Micro-credentials by their id, of a pathway stacks too, by their code. */
    readonly members: readonly ({ readonly group: string | null } & (
      | { readonly achievementId: string }
      | { readonly stack: string }
    ))[]
  }
  readonly digest: string
  readonly visibility: 'public' | 'organization'
  /** The organization that made it; null: the starter catalogue. */
  readonly creatorSlug: string | null
  readonly creatorName: string | null
}
interface StackWords {
  readonly title: string
  readonly summary: string
  readonly groups: Readonly<Record<string, string>>
}

/** What `pathway.completed` says: which version of which stack, and the credentials that complete it. */
export const PathwayCompleted = z.object({ code: z.string(), version: z.int(), parts: z.array(z.uuid()).min(1) })
export type PathwayCompleted = z.infer<typeof PathwayCompleted>

/** What any line about one credential says. */
export const AboutCredential = z.object({ credentialId: z.uuid() })
/** What the log says of a signing key. */
export const AboutKey = z.object({ keyId: z.string(), purpose: z.enum(['award', 'status']) })
/** `again`: of a key that was withdrawn before, and only the time moved back. */
export const KeyWithdrawn = AboutKey.extend({ again: z.boolean() })
/** How far those who hold what a withdrawn key signed were written to; null: to the last of them. */
export const HoldersTold = z.object({ keyId: z.string(), after: z.uuid().nullable() })

export const REVOCATION_REASONS = [
  'error',
  'misconduct',
  'holder-request',
  'issuer-request',
  'superseded',
  'part-revoked',
] as const
export const RevocationReason = z.enum(REVOCATION_REASONS)
export type RevocationReason = z.infer<typeof RevocationReason>

/** Body of `credential.awarded`: what recognition, growth and the submission hear. Ids and numbers only. */
export interface CredentialAwarded {
  readonly credentialId: string
  readonly submissionId: string
  readonly decisionId: string
  readonly achievementId: string
  readonly achievementVersionId: string
  readonly edition: number
  readonly awardedAt: string
  /** Null: it does not end by itself. */
  readonly validUntil: string | null
  readonly hours: string
}

/** Body of `credential.stackAwarded`. Nothing counts it in hours: its parts were counted. */
export interface StackAwarded {
  readonly credentialId: string
  readonly code: string
  readonly awardedAt: string
}

export const RevokeCredential = z.strictObject({
  reason: z.enum(['error', 'issuer-request'], { error: 'credential.revoke.reason-needed' }),
  confirm: z.literal('yes', 'credential.revoke.confirm-needed'),
})
export type RevokeCredential = z.infer<typeof RevokeCredential>

export const SetVisibility = z.strictObject({ visibility: z.enum(['private', 'link', 'public']) })
export type SetVisibility = z.infer<typeof SetVisibility>

export const ShareWith = z.strictObject({ toTenant: z.uuid() })
export type ShareWith = z.infer<typeof ShareWith>
export const EndShare = z.strictObject({ shareId: z.uuid() })
export type EndShare = z.infer<typeof EndShare>
export const Nothing = z.strictObject({})
export type Nothing = z.infer<typeof Nothing>
