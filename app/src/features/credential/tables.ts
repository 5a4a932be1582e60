import type { ColumnType } from 'kysely'

type Once<T> = ColumnType<T | null, T | null | undefined, T>
/** Once set it stays, until its holder is erased with it. */
type Erasable<T> = ColumnType<T | null, T | null | undefined, T | null>
export type IssuingState = 'reserved' | 'prepared' | 'signed' | 'stored' | 'published' | 'refused'
export type RevocationReason = 'error' | 'misconduct' | 'holder-request' | 'issuer-request' | 'superseded'
export type Visibility = 'private' | 'link' | 'public'

export interface CredentialTables {
  credential: {
    tenantId: string
    id: string
    publicId: string
    edition: number
    learnerId: string
    submissionId: string
    decisionId: string
    achievementId: string
    achievementVersionId: string
    state: IssuingState
    keyId: string
    proofCreated: Date
    statusListId: string
    statusIndex: number
    preparedBytes: Erasable<Buffer>
    preparedDigest: Once<string>
    logEntryId: Once<number>
    signedBytes: Erasable<Buffer>
    signedDigest: Once<string>
    refusal: Once<string>
    provisional: boolean
    awardedAt: Date
    validUntil: Date | null
    visibility: ColumnType<Visibility, Visibility | undefined, Visibility>
    supersedesId: ColumnType<string | null, string | null | undefined, never>
    revokedAt: Once<Date>
    revokedReason: Once<RevocationReason>
    publishedAt: Once<Date>
    reservedAt: Date
    seenAt: Once<Date>
    takenSeenAt: Once<Date>
    erasedAt: Once<Date>
  }
  statusList: {
    tenantId: string
    id: string
    purpose: 'revocation'
    n: number
    used: number
    bits: Buffer
    createdAt: Date
  }
  statusListVersion: { tenantId: string; statusListId: string; validFrom: Date; bytes: Buffer; digest: string }
  credentialShare: {
    tenantId: string
    id: string
    credentialId: string
    learnerId: string
    toTenant: string
    sharedAt: Date
    endedAt: Date | null
  }
  publicCredential: {
    publicId: string
    tenantId: string
    id: string
    achievementId: string
    achievementVersionId: string
    signedBytes: Buffer
    signedDigest: string
    awardedAt: Date
    revokedAt: Date | null
    visibility: Visibility
    provisional: boolean
    validUntil: Date | null
    issuerSlug: string
    issuerName: string
    issuerUrl: string
    demo: boolean
  }
  publicErasedCredential: { publicId: string }
  publicStatusList: { slug: string; purpose: 'revocation'; n: number; validFrom: Date; bytes: Buffer; digest: string }
  publicRevocation: { slug: string; publicId: string; revokedAt: Date }
}
