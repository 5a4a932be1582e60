import type { ColumnType, Generated } from 'kysely'
import type { CapabilityTables } from '../../platform/capability.ts'
import type { LogTables } from '../../platform/log.ts'
import type { AccountTables } from '../account/tables.ts'
import type { CatalogTables } from '../catalog/tables.ts'
import type { OrganizationTables } from '../organization/tables.ts'
import type { SubmissionTables } from '../submission/tables.ts'
import type { Anchor, FinalCriterion, FlagReading, Outcome, Purpose, ReaderStatus, ReviewStatus } from './model.ts'
import type { RuleLike } from './rules/levels.ts'
import type { PanelSheet } from './rules/scoring-panel.ts'

type Maybe<T> = ColumnType<T | null, T | null | undefined, T | null>
/** jsonb: read as parsed, written as text. */
type Json<T> = ColumnType<T, string, string>
type Fixed<T> = ColumnType<T, T, never>

export interface ReviewTables {
  readingFamily: { tenantId: string; id: string; name: string; settings: Json<object>; createdAt: Date }
  scoringKeyOpening: { tenantId: string; id: string; setCode: string; personId: string; openedAt: Date }
  scoringPanel: {
    tenantId: string
    id: string
    setCode: string
    calledBy: string
    calledAt: Date
    closedAt: Maybe<Date>
    cancelledAt: Maybe<Date>
  }
  scoringPanelMember: {
    tenantId: string
    panelId: string
    personId: string
    levels: Json<PanelSheet>
    handedInAt: Maybe<Date>
  }
  reader: {
    tenantId: string
    id: string
    accountId: string
    familyId: string
    rubricMajor: Generated<number>
    status: ReaderStatus
    provisional: boolean
    languages: string[]
    expiredAt: Generated<Date[]>
    toldAt: Maybe<Date>
    since: Date
  }
  conflict: {
    tenantId: string
    accountId: string
    learnerId: string
    kind: string
    source: 'reader' | 'learner' | 'qaLead'
    declaredAt: Date
  }
  review: {
    tenantId: string
    id: string
    attemptId: string
    submissionId: string
    slot: number | null
    familyId: string
    readerId: Maybe<string>
    accountId: Maybe<string>
    purpose: Purpose
    status: ReviewStatus
    criteria: string[]
    dueAt: Date
    claimKey: Maybe<string>
    leaseStartedAt: Maybe<Date>
    leaseUntil: Maybe<Date>
    version: Generated<number>
    submittedAt: Maybe<Date>
    submittedVersion: Maybe<number>
    submitKey: Maybe<string>
    seconds: Generated<number>
    provisional: Generated<boolean>
    givenBack: Generated<string[]>
    openedAt: Date
  }
  reviewSheet: { tenantId: string; reviewId: string; accountId: string; overall: string; savedAt: Date }
  score: {
    tenantId: string
    reviewId: string
    accountId: string
    criterionId: string
    levelId: string | null
    confidence: number | null
    comment: string
    missing: string
    nextStep: string
    anchors: Json<Anchor[]>
    bothWrong: Generated<boolean>
    seconds: Generated<number>
    releasedAt: Maybe<Date>
    savedAt: Date
  }
  evidenceCheck: { tenantId: string; evidenceId: string; checkedAt: Date; mark: string }
  evidenceOpening: { tenantId: string; reviewId: string; accountId: string; evidenceId: string; openedAt: Date }
  reviewFlag: {
    tenantId: string
    id: string
    reviewId: string
    submissionId: string
    accountId: string
    /** `altered`, `names`: raised by the house alone. */
    kind: FlagReading['kind'] | 'altered' | 'names'
    evidenceId: Maybe<string>
    note: string
    raisedAt: Date
    settledAt: Maybe<Date>
    settledBy: Maybe<string>
  }
  routing: {
    tenantId: string
    attemptId: string
    runNo: number
    reasons: string[]
    inputs: ColumnType<RoutingInputs, string, never>
    formulaVersion: string
    at: Date
  }
  readingLift: {
    tenantId: Fixed<string>
    attemptId: Fixed<string>
    liftedBy: Fixed<string>
    reason: Fixed<string>
    liftedAt: Fixed<Date>
  }
  bankComment: {
    tenantId: Fixed<string>
    id: Fixed<string>
    text: Fixed<string>
    writtenBy: Fixed<string | null>
    writtenAt: Fixed<Date>
    retiredAt: Maybe<Date>
    retiredBy: Maybe<string>
  }
  decision: {
    tenantId: Fixed<string>
    id: Fixed<string>
    attemptId: Fixed<string>
    submissionId: Fixed<string>
    learnerId: Fixed<string>
    achievementVersionId: Fixed<string>
    attemptNo: Fixed<number>
    result: Fixed<Outcome>
    final: ColumnType<FinalCriterion[], string, never>
    rule: ColumnType<RuleLike, string, never>
    readings: ColumnType<string[], string, never>
    provisional: Fixed<boolean>
    adjudicated: Fixed<boolean>
    rubricDigest: Fixed<string>
    manifestDigest: Fixed<string>
    supersedesId: ColumnType<string | null, string | null | undefined, never>
    supersededAt: ColumnType<Date | null, undefined, Date>
    decidedAt: Fixed<Date>
  }
}

/** What an attempt keeps of the issuer's settings from its opening on: later changes touch later attempts. */
export interface RoutingInputs {
  readonly newSite: boolean
  readonly disputed: 'reread' | 'bank'
  readonly compensatoryGap: number
}

type Selected<T> = { [K in keyof T]: T[K] extends ColumnType<infer S, infer _I, infer _U> ? S : T[K] }
export type ReaderRow = Selected<ReviewTables['reader']>
export type ReviewRow = Selected<ReviewTables['review']>
export type ScoreRow = Selected<ReviewTables['score']>
export type SheetRow = Selected<ReviewTables['reviewSheet']>
export type DecisionRow = Selected<ReviewTables['decision']>
export type FlagRow = Selected<ReviewTables['reviewFlag']>

/** Everything the verbs of this feature touch. */
export type ReviewWorld = ReviewTables &
  SubmissionTables &
  CatalogTables &
  OrganizationTables &
  AccountTables &
  CapabilityTables &
  LogTables
