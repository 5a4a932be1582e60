import type { ColumnType, Generated } from 'kysely'
import type { Attestation, ConsentScope, EvidenceKind, PrivacyClass, SubmissionStatus } from './model.ts'
import type { Severity } from './rules/finding.ts'
import type { MediaFacts } from './rules/media.ts'

type Maybe<T> = ColumnType<T | null, T | null | undefined, T | null>
type Once<T> = ColumnType<T | null, T | null | undefined, T>
/** jsonb: read as parsed, written as text. */
type Json<T> = ColumnType<T, string | undefined, string>

export type Visibility = 'private' | 'readers' | 'public'
/** Where and when a piece was made, as far as its maker said. */
export interface Captured {
  readonly inApp?: boolean
  readonly at?: string
}
/** Ready checks answered yes, by requirement, in their words. */
export type Confirmed = Readonly<Record<string, readonly string[]>>

/** A piece as it lies in the store: in the inbox or in its place. */
interface Piece {
  kind: EvidenceKind
  name: string
  mediaType: string
  bytes: number
  sha256: string
  blobKey: Maybe<string>
  body: Maybe<string>
  url: Maybe<string>
  captured: Json<Captured>
}

export interface SubmissionTables {
  inboxItem: Piece & {
    id: string
    personId: string
    caption: Generated<string>
    facts: Json<MediaFacts>
    receivedAt: Date
    expiresAt: Date
    sortedAt: Maybe<Date>
    noticed: Maybe<number>
    noticedAt: Maybe<Date>
  }
  upload: {
    id: string
    personId: string
    name: string
    mediaType: string
    announcedBytes: number
    announcedSha256: Maybe<string>
    receivedBytes: Generated<number>
    receivedSha256: Maybe<string>
    state: Generated<'open' | 'safe' | 'refused'>
    refusal: Maybe<string>
    /** What its sentence names. */
    refusalValues: Json<Readonly<Record<string, string | number>>>
    inboxItemId: Maybe<string>
    evidenceId: Maybe<string>
    submissionId: Maybe<string>
    requirementId: Maybe<string>
    safeAt: Maybe<Date>
    createdAt: Date
    expiresAt: Date
  }
  consent: {
    id: string
    personId: string
    scope: ConsentScope
    collectedBy: 'self' | 'school' | 'district'
    keptWhere: string
    people: number
    collectedOn: string
    untilOn: string | null
    createdAt: Date
    withdrawnAt: Maybe<Date>
  }
  submission: {
    tenantId: string
    id: string
    learnerId: string
    achievementId: string
    achievementVersionId: string
    unitId: string | null
    status: SubmissionStatus
    attemptNo: Generated<number>
    salt: Buffer
    aiUsed: Maybe<boolean>
    aiTools: Generated<string>
    aiPurpose: Generated<string>
    checks: Json<Confirmed>
    attestations: Generated<Attestation[]>
    activityFrom: Maybe<string>
    activityUntil: Maybe<string>
    showName: Generated<boolean>
    version: Generated<number>
    startedAt: Date
    lastEditAt: Date
    undoUntil: Maybe<Date>
    closedAt: Maybe<Date>
  }
  submissionResponse: {
    tenantId: string
    submissionId: string
    learnerId: string
    promptId: string
    body: string
    words: number
    revision: Generated<number>
    savedAt: Date
  }
  evidence: Piece & {
    tenantId: string
    id: string
    submissionId: string
    learnerId: string
    requirementId: string
    evidenceType: string
    class: Generated<PrivacyClass>
    visibility: Generated<Visibility>
    consentId: Maybe<string>
    shared: Generated<boolean>
    facts: Json<MediaFacts>
    position: Generated<number>
    fromInboxId: Maybe<string>
    addedAt: Date
    frozenAt: Maybe<Date>
    removedAt: Maybe<Date>
    erasedAt: Maybe<Date>
  }
  submissionAttempt: {
    tenantId: string
    id: string
    submissionId: string
    learnerId: string
    attemptNo: number
    manifest: Buffer
    manifestDigest: string
    submittedAt: Date
    admittedAt: Once<Date>
    dueAt: Once<Date>
    expectedAt: Once<Date>
    undoneAt: Once<Date>
    sentBackAt: Once<Date>
    randomDraw: number | null
    settings: Json<AttemptSettings>
  }
  attemptResponse: {
    tenantId: string
    attemptId: string
    learnerId: string
    promptId: string
    body: string
    words: number
    sha256: string
  }
  precheckFinding: {
    tenantId: string
    attemptId: string
    code: string
    severity: Severity
    requirementId: Generated<string>
    evidenceId: Generated<string>
    foundAt: Date
  }
  earnedAchievement: {
    tenantId: string
    learnerId: string
    achievementId: string
    credentialId: string
    submissionId: Maybe<string>
    validUntil: Maybe<Date>
    endedAt: Maybe<Date>
  }
  decidedCriterion: {
    tenantId: string
    submissionId: string
    learnerId: string
    criterionId: string
    attemptId: string
    state: CriterionOutcome
    levelId: string | null
    contentDigest: string
    decidedAt: Date
  }
}

export type CriterionOutcome = 'met' | 'notYet' | 'reread'
/** What an attempt keeps of the issuer's settings from its admission on. */
export interface AttemptSettings {
  readonly windowDays?: number
  readonly capDays?: number
}

type Selected<T> = { [K in keyof T]: T[K] extends ColumnType<infer S, unknown, unknown> ? S : T[K] }
export type SubmissionRow = Selected<SubmissionTables['submission']>
export type ResponseRow = Selected<SubmissionTables['submissionResponse']>
export type EvidenceRow = Selected<SubmissionTables['evidence']>
export type AttemptRow = Selected<SubmissionTables['submissionAttempt']>
export type InboxRow = Selected<SubmissionTables['inboxItem']>
export type UploadRow = Selected<SubmissionTables['upload']>
export type ConsentRow = Selected<SubmissionTables['consent']>
