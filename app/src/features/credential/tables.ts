import type { ColumnType } from 'kysely'
import type { StackSaid } from './model.ts'

type Once<T> = ColumnType<T | null, T | null | undefined, T>
/** Once set it stays, until its holder is erased with it. */
type Erasable<T> = ColumnType<T | null, T | null | undefined, T | null>
export type IssuingState = 'reserved' | 'prepared' | 'signed' | 'stored' | 'published' | 'refused'
export type RevocationReason =
  | 'error'
  | 'misconduct'
  | 'holder-request'
  | 'issuer-request'
  | 'superseded'
  | 'part-revoked'
export type Visibility = 'private' | 'link' | 'public'

export interface CredentialTables {
  credential: {
    tenantId: string
    id: string
    publicId: string
    edition: number
    learnerId: string
    /** What was shown: these four together, or a stack's basis instead of them. */
    submissionId: string | null
    decisionId: string | null
    achievementId: string | null
    achievementVersionId: string | null
    stackBasisId: ColumnType<string | null, string | null | undefined, never>
    stackCode: ColumnType<string | null, string | null | undefined, never>
    /** Until when a part that was taken back may be replaced. */
    lapsesAt: ColumnType<Date | null, Date | null | undefined, Date | null>
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
    achievementId: string | null
    achievementVersionId: string | null
    stackCode: string | null
    stackVersion: number | null
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
  /** Written once: what a stack's credential was awarded on. */
  stackBasis: {
    tenantId: string
    id: string
    learnerId: string
    stackCode: string
    stackVersion: number
    completedAt: Date
  }
  basisPart: { tenantId: string; stackBasisId: string; credentialId: string; learnerId: string; place: number }
  publicPart: {
    wholeId: string
    publicId: string
    revokedAt: Date | null
    visibility: Visibility
    place: number
    keyWithdrawn: boolean
  }
  /** What a version of a stack says, as the room of stacks published it. */
  stackSaid: StackSaid
  publicErasedCredential: { publicId: string }
  publicStatusList: { slug: string; purpose: 'revocation'; n: number; validFrom: Date; bytes: Buffer; digest: string }
  publicRevocation: { slug: string; publicId: string; revokedAt: Date }
}
