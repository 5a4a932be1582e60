import type { ColumnType } from 'kysely'
import type { AchievementContent } from './model.ts'
import type { DraftContent, DraftNotes, DraftState, SectionId } from './rules/draft.ts'
import type { Example } from './rules/example-file.ts'
import type { Audience, ExemplarEnd, ExemplarState, OwnPiece, ShownExemplar } from './rules/exemplar.ts'
import type { ExploreCard } from './rules/facets.ts'
import type { GuideBlock } from './rules/guide-text.ts'
import type { NewsWords } from './rules/news-words.ts'
import type { Pilot } from './rules/pilot.ts'
import type { Answer, QualityId } from './rules/quality-components.ts'
import type { Portfolio, ScoringKey } from './rules/scoring-file.ts'
import type { SearchText } from './rules/search-rank.ts'
import type { News } from './rules/source-news.ts'
import type { SynonymGroups } from './rules/synonyms.ts'

type Once<T> = ColumnType<T, T, never>
/** jsonb: read as parsed, written as text. */
type Json<T> = ColumnType<T, string, string>

/** Words and ids the linter compares with. */
export interface LintLists {
  verbs: readonly string[]
  subjects: readonly string[]
  tags: readonly string[]
}

/** What a card shows, with what its picture is drawn from. */
export interface CardRow extends ExploreCard {
  version: string
  seed: string
  /** Language of title, summary and first step, where it is not that of the entry. */
  wordsIn?: string
}

export interface CatalogTables {
  achievement: {
    id: Once<string>
    ctdlId: Once<string>
    code: string
    slug: string
    strand: string
    creatorId: string | null
    issuerId: string | null
    visibility: ColumnType<'public' | 'organization', 'public' | 'organization' | undefined, 'public' | 'organization'>
    currentVersionId: ColumnType<string | null, string | null | undefined, string>
    createdAt: Once<Date>
  }
  achievementFormerSlug: { slug: string; achievementId: string }
  achievementVersion: {
    id: Once<string>
    achievementId: Once<string>
    version: Once<string>
    language: Once<string>
    title: Once<string>
    summary: Once<string>
    content: ColumnType<AchievementContent, string, never>
    digest: Once<string>
    sourceHash: string
    publishedAt: Once<Date>
    retiredAt: ColumnType<Date | null, Date | null | undefined, Date>
    starter: boolean
  }
  achievementExample: { code: string; version: string; criteria: Json<Record<string, Example>>; digest: string }
  scoringSet: { code: string; version: string; portfolios: Json<readonly Portfolio[]>; digest: string }
  scoringKey: { code: string; portfolios: Json<ScoringKey['portfolios']> }
  achievementTranslation: {
    achievementVersionId: string
    language: string
    title: string
    summary: string
    competency: string
    firstStep: string | null
    /** All of it, where it is translated whole. */
    content: Json<AchievementContent> | null
  }
  achievementSearch: {
    achievementId: string
    language: string
    words: string
    text: Json<SearchText>
    card: Json<CardRow>
  }
  searchWord: { word: string; language: string; stem: string }
  bibliography: Work & { verified: boolean }
  guide: {
    slug: string
    language: 'en' | 'es'
    place: number
    title: string
    lead: string
    changedOn: string
    blocks: Json<readonly GuideBlock[]>
    cited: string[]
    /** Of what the file says, so that what was made of it is known to be of it. */
    digest: string
  }
  updateRequest: {
    id: string
    email: string
    language: 'en' | 'es'
    topics: string[]
    tokenHash: Buffer
    createdAt: Date
    expiresAt: Date
  }
  updateSubscriber: {
    id: string
    email: string
    language: 'en' | 'es'
    topics: string[]
    tokenHash: Buffer
    confirmedAt: Date
    heardUntil: Date
    lastWeek: string | null
  }
  resourceLink: { url: string; checkedAt: Date; failures: number; failingSince: Date | null }
  closedLink: { url: string; failures: number; failingSince: Date }
  siteNews: {
    id: string
    words: Json<NewsWords>
    publishedAt: Date
    withdrawnAt: ColumnType<Date | null, Date | null | undefined, Date>
  }
  catalogState: {
    one: ColumnType<boolean, undefined, never>
    filesHash: string
    stamp: string
    synonyms: Json<SynonymGroups>
    lists: ColumnType<LintLists, string | undefined, string>
    importedAt: Date
  }
  offeringState: { one: ColumnType<boolean, undefined, never>; stamp: string }
  offeringChoice: { tenantId: string; everyEntry: boolean; chosenAt: Date }
  offering: {
    tenantId: string
    achievementId: string
    since: Date
    endedAt: ColumnType<Date | null, Date | null | undefined, Date | null>
  }
  /** Stacks and pathways that everybody sees, as the room of stacks published them. */
  shelfStack: {
    code: string
    place: number
    words: { readonly en: { readonly title: string }; readonly es?: { readonly title: string } }
    members: string[]
  }
  publicOffering: {
    achievementId: string
    tenantId: string
    slug: string
    name: string
    isSiteIssuer: boolean
    demo: boolean
    since: Date
  }
  achievementDraft: {
    tenantId: Once<string>
    id: Once<string>
    achievementId: string | null
    baseVersionId: string | null
    language: string
    state: ColumnType<DraftState, DraftState | undefined, DraftState>
    content: Json<DraftContent>
    revision: ColumnType<number, number | undefined, number>
    sections: ColumnType<Readonly<Partial<Record<SectionId, number>>>, string | undefined, string>
    notes: ColumnType<DraftNotes, string | undefined, string>
    createdBy: Once<string>
    createdAt: Once<Date>
    updatedBy: string
    updatedAt: Date
  }
  draftAuthor: {
    tenantId: string
    draftId: string
    personId: string
    since: Date
    invitedBy: string | null
    wroteAt: ColumnType<Date | null, Date | null, Date>
    wroteIn: string | null
  }
  draftComment: {
    tenantId: string
    id: string
    draftId: string
    place: string
    text: string
    /** The comment it answers; null for a comment. */
    answers: ColumnType<string | null, string | null | undefined, never>
    writtenBy: string
    writtenAt: Date
    resolvedBy: ColumnType<string | null, string | null | undefined, string | null>
    resolvedAt: ColumnType<Date | null, Date | null | undefined, Date | null>
  }
  draftReviewer: {
    tenantId: string
    draftId: string
    personId: string
    assignedBy: string
    assignedAt: Date
    endedAt: ColumnType<Date | null, Date | null | undefined, Date | null>
  }
  draftAnswer: {
    tenantId: string
    draftId: string
    revision: number
    personId: string
    component: QualityId
    answer: Answer
    comment: string
    answeredAt: Date
  }
  draftSignOff: { tenantId: string; draftId: string; revision: number; personId: string; signedAt: Date }
  draftWaiver: {
    tenantId: string
    draftId: string
    revision: number
    component: QualityId
    reason: string
    waivedBy: string
    waivedAt: Date
  }
  draftPublication: {
    tenantId: string
    id: string
    draftId: string
    version: string
    changes: string
    proposedBy: string
    proposedAt: Date
    answeredBy: ColumnType<string | null, string | null | undefined, string>
    answeredAt: ColumnType<Date | null, Date | null | undefined, Date>
    accepted: ColumnType<boolean | null, boolean | null | undefined, boolean>
  }
  draftSource: { tenantId: string; draftId: string; versionId: string }
  sourceLook: {
    tenantId: string
    draftId: string
    versionId: string
    news: News
    lookedBy: string
    lookedAt: Date
  }
  exemplar: {
    tenantId: Once<string>
    id: Once<string>
    achievementId: Once<string>
    versionId: Once<string>
    criterionId: Once<string>
    levelId: Once<string>
    holderId: Once<string | null>
    submissionId: Once<string | null>
    evidenceId: Once<string | null>
    class: Once<'A' | 'B' | null>
    consentId: Once<string | null>
    writtenBy: Once<string | null>
    audience: Once<Audience>
    showName: boolean
    words: string
    blobKey: string | null
    mediaType: string | null
    bytes: number | null
    state: ColumnType<ExemplarState, ExemplarState | undefined, ExemplarState>
    offeredAt: Once<Date>
    publishedBy: ColumnType<string | null, undefined, string>
    publishedAt: ColumnType<Date | null, undefined, Date>
    reason: ColumnType<string, undefined, string>
    endedAt: ColumnType<Date | null, undefined, Date>
    endedBecause: ColumnType<ExemplarEnd | null, undefined, ExemplarEnd>
  }
  shownExemplar: ShownExemplar & { tenantId: string; achievementId: string; blobKey: string | null }
  exemplified: { achievementId: string; latest: Date }
  /** A view that the room of evidence fills: pieces of one's own work. */
  ownPiece: OwnPiece
  /** Sums of this site, written by the database alone when the log says that something was awarded or decided. */
  achievementPilot: { achievementId: string } & Pilot
  achievementReview: { versionId: string; approvedAt: Date; readers: number; waived: readonly Waived[] }
  achievementLineage: {
    achievementId: string
    sourceVersionId: string
    relation: 'fork' | 'translation'
    changes: string
  }
}

/** A component that was let go by, with the reason that everybody may read. */
export interface Waived {
  component: QualityId
  reason: string
}

/** One row of the reference list. */
export interface Work {
  key: string
  authors: string
  year: string
  title: string
  venue: string
  /** DOI or address, when one is known. */
  address: string | null
}
