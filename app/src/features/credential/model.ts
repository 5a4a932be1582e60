import * as z from 'zod'

/** What `review.decided` says, as far as an award needs it. */
export const ReviewDecided = z.object({
  attemptId: z.uuid(),
  decisionId: z.uuid(),
  result: z.enum(['earned', 'returned']),
})
export type ReviewDecided = z.infer<typeof ReviewDecided>

export const REVOCATION_REASONS = ['error', 'misconduct', 'holder-request', 'issuer-request', 'superseded'] as const
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
