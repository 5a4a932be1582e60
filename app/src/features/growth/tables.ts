import type { ColumnType, Generated, Selectable } from 'kysely'
import type { ByFeature, DismissalReason, GoalStatus, PlanState, Sliders } from './model.ts'

type Once<T> = ColumnType<T, T, never>
type Maybe<T> = ColumnType<T | null, T | null | undefined, T | null>
/** jsonb: read as parsed, written as text. */
type Json<T> = ColumnType<T, string, string>

export interface GrowthTables {
  goal: {
    personId: Once<string>
    id: Once<string>
    text: string
    competencies: string[]
    byDate: Maybe<string>
    why: Generated<string>
    status: Generated<GoalStatus>
    createdAt: Once<Date>
    endedAt: Maybe<Date>
  }
  planItem: {
    personId: Once<string>
    id: Once<string>
    achievementId: Once<string>
    version: string
    state: PlanState
    place: number
    startBy: Maybe<string>
    withWhom: Generated<string>
    firstStep: Generated<string>
    createdAt: Once<Date>
  }
  savedSearch: { personId: Once<string>; id: Once<string>; name: string; address: Once<string>; createdAt: Once<Date> }
  dismissal: { personId: Once<string>; achievementId: Once<string>; reason: DismissalReason; at: Date }
  growthPreference: { personId: Once<string>; sliders: Json<Sliders>; hideOverHours: Maybe<string> }
  growthEarned: {
    personId: Once<string>
    credentialId: Once<string>
    achievementId: Maybe<string>
    achievementVersionId: Maybe<string>
    awardedAt: Maybe<Date>
    validUntil: Maybe<Date>
    revokedAt: Maybe<Date>
  }
  growthActivity: {
    personId: Once<string>
    submissionId: Once<string>
    achievementId: Maybe<string>
    startedAt: Maybe<Date>
    endedAt: Maybe<Date>
  }
  suggestionRun: {
    personId: Once<string>
    id: Once<string>
    at: Once<Date>
    engineVersion: Once<string>
    weights: ColumnType<ByFeature, string, never>
    snapshotHash: Once<string>
    list: ColumnType<readonly SuggestedLine[], string, never>
  }
  growthPeerCount: {
    achievementId: Once<string>
    workRole: Once<string>
    demo: Once<boolean>
    started: number
    earned: number
  }
}

/** One line of a run record. */
export interface SuggestedLine {
  readonly id: string
  readonly score: number
  readonly parts: ByFeature
}

export type Goal = Selectable<GrowthTables['goal']>
export type PlanItem = Selectable<GrowthTables['planItem']>
export type Dismissal = Selectable<GrowthTables['dismissal']>
export type Earned = Selectable<GrowthTables['growthEarned']>
export type Activity = Selectable<GrowthTables['growthActivity']>
export type SuggestionRun = Selectable<GrowthTables['suggestionRun']>
export type SavedSearch = Selectable<GrowthTables['savedSearch']>
