/** Between a reader and a learner; computed from what is known, never asked of the learner. */
export const CONFLICTS = [
  'same-unit',
  'same-district',
  'coach',
  'supervisor',
  'author',
  'household',
  'declared',
  'first-reader',
] as const
export type Conflict = (typeof CONFLICTS)[number]

export interface ReaderPlace {
  readonly accountId: string
  /** Schools and units, present ones. */
  readonly unitIds: readonly string[]
  readonly districtId: string | null
  /** People this reader supervises, or who supervise this reader. */
  readonly supervision: readonly string[]
}

export interface LearnerTies {
  readonly learnerId: string
  readonly unitIds: readonly string[]
  readonly districtId: string | null
  /** Coach, mentor, evaluator, cohort facilitator: ever. */
  readonly coachIds: readonly string[]
  /** Those who supervise the learner, and those the learner supervises. */
  readonly supervisorIds: readonly string[]
  /** Co-authors of the portfolio and of its shared artifacts. */
  readonly authorIds: readonly string[]
  readonly householdIds: readonly string[]
  /** Accounts that declared a conflict with this learner, or with whom the learner declared one. */
  readonly declaredIds: readonly string[]
}

export interface ConflictFacts {
  readonly reader: ReaderPlace
  readonly ties: LearnerTies
  readonly districtMayRead: boolean
  /** Readers of the same attempt: a second reader is neither above nor below the first. */
  readonly otherReaderIds: readonly string[]
}

/** First conflict there is; a district may be opened by setting or by new-site mode, nothing else ever is. */
export function conflictOf(facts: ConflictFacts): Conflict | null {
  return CONFLICTS.find((conflict) => TESTS[conflict](facts)) ?? null
}

const TESTS: Record<Conflict, (facts: ConflictFacts) => boolean> = {
  'same-unit': ({ reader, ties }) =>
    reader.unitIds.some((id) => ties.unitIds.includes(id)) || mayShareUnit(reader, ties),
  'same-district': ({ reader, ties, districtMayRead }) =>
    !districtMayRead && reader.districtId !== null && reader.districtId === ties.districtId,
  coach: ({ reader, ties }) => ties.coachIds.includes(reader.accountId),
  supervisor: ({ reader, ties }) =>
    ties.supervisorIds.includes(reader.accountId) || reader.supervision.includes(ties.learnerId),
  author: ({ reader, ties }) => ties.authorIds.includes(reader.accountId),
  household: ({ reader, ties }) => ties.householdIds.includes(reader.accountId),
  declared: ({ reader, ties }) => ties.declaredIds.includes(reader.accountId),
  'first-reader': ({ reader, otherReaderIds }) => reader.supervision.some((id) => otherReaderIds.includes(id)),
}

/** A reader whose school nobody named may be of any school of the district. */
function mayShareUnit(reader: ReaderPlace, ties: LearnerTies): boolean {
  return reader.unitIds.length === 0 && reader.districtId !== null && reader.districtId === ties.districtId
}

const DECLARATIONS_TO_TELL = 5
const DECLARATION_DAYS = 30

/** Declaring is free; very many by one person are told to the QA lead. */
export function tellsQaLead(declaredAt: readonly Date[], now: Date): boolean {
  const since = now.getTime() - DECLARATION_DAYS * 86_400_000
  return declaredAt.filter((at) => at.getTime() > since).length > DECLARATIONS_TO_TELL
}
