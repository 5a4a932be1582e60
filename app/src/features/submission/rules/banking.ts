import type { Json } from '../../../lib/jcs.ts'
import type { AttemptManifest } from '../model.ts'

/** What banking needs of a rubric; the rubric of the catalogue fits as it is. */
export interface BankingRubric {
  readonly passLevel: string
  readonly banking: { readonly enabled: boolean; readonly months: number }
  readonly criteria: readonly BankingCriterion[]
}
export interface BankingCriterion {
  readonly id: string
  readonly title: string
  readonly looksAt: readonly string[]
  readonly descriptors: Readonly<Record<string, string>>
}

/** One criterion that a final decision found met, or left to be read again. */
export type MetEarlier = DecidedEarlier &
  ({ readonly state: 'met'; readonly levelId: string } | { readonly state: 'reread'; readonly levelId: null })
interface DecidedEarlier {
  readonly criterionId: string
  /** The attempt whose readers decided it; a banked criterion keeps the first. */
  readonly attempt: Pick<AttemptManifest, 'attemptNo' | 'responses' | 'evidence'> & { readonly submittedAt: Date }
  /** Digest of `criterionContent` of the version read then. */
  readonly contentDigest: string
  readonly integrityConfirmed: boolean
}

export interface BankingFacts {
  readonly rubric: BankingRubric
  /** Digest of `criterionContent` today, by criterion. */
  readonly contentDigests: ReadonlyMap<string, string>
  readonly earlier: readonly MetEarlier[]
  readonly now: Pick<AttemptManifest, 'responses' | 'evidence'> & { readonly submittedAt: Date }
  readonly versionMoved: boolean
}

export type OpenBecause =
  | 'never-met'
  | 'reread'
  | 'banking-off'
  | 'lapsed'
  | 'criterion-changed'
  | 'evidence-changed'
  | 'integrity'

export interface Banked {
  readonly criterionId: string
  readonly attemptNo: number
  readonly levelId: string
}
export interface OpenCriterion {
  readonly criterionId: string
  readonly because: OpenBecause
}
export interface ReadingScope {
  readonly banked: readonly Banked[]
  readonly open: readonly OpenCriterion[]
  /** Readers score every criterion; a banked one still cannot fall below its level. */
  readonly full: boolean
  /** Met before and read again now: the ready check says so. */
  readonly lost: readonly string[]
}

/** What of a criterion must stay the same for its score to stay. */
export function criterionContent({ title, descriptors }: BankingCriterion, passLevel: string): Json {
  return { title, descriptors, passLevel }
}

export function readingScope(facts: BankingFacts): ReadingScope {
  const banked: Banked[] = []
  const open: OpenCriterion[] = []
  for (const criterion of facts.rubric.criteria) {
    const earlier = facts.earlier.find(({ criterionId }) => criterionId === criterion.id)
    const because = openBecause(facts, criterion, earlier)
    if (!because && earlier?.state === 'met')
      banked.push({ criterionId: criterion.id, attemptNo: earlier.attempt.attemptNo, levelId: earlier.levelId })
    else open.push({ criterionId: criterion.id, because: because ?? 'never-met' })
  }
  return {
    banked,
    open,
    full: facts.versionMoved || open.length * 2 >= facts.rubric.criteria.length,
    lost: open
      .filter(({ because }) => because !== 'never-met' && because !== 'reread')
      .map(({ criterionId }) => criterionId),
  }
}

function openBecause(
  facts: BankingFacts,
  criterion: BankingCriterion,
  earlier: MetEarlier | undefined,
): OpenBecause | null {
  if (!earlier) return 'never-met'
  if (earlier.state === 'reread') return 'reread'
  if (!facts.rubric.banking.enabled) return 'banking-off'
  if (earlier.integrityConfirmed) return 'integrity'
  if (lapsed(earlier.attempt.submittedAt, facts.now.submittedAt, facts.rubric.banking.months)) return 'lapsed'
  if (facts.contentDigests.get(criterion.id) !== earlier.contentDigest) return 'criterion-changed'
  return stillThere(criterion.looksAt, earlier.attempt, facts.now) ? null : 'evidence-changed'
}

/** Calendar months, by the UTC date: the day that closes the last month still counts. */
function lapsed(from: Date, to: Date, months: number): boolean {
  return to.toISOString().slice(0, 10) > dateAfterMonths(from, months)
}

/** The same day of a later month, or its last day where that month is shorter. */
export function dateAfterMonths(from: Date, months: number): string {
  const [year, month, day] = [from.getUTCFullYear(), from.getUTCMonth() + months, from.getUTCDate()]
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month, Math.min(day, last))).toISOString().slice(0, 10)
}

export type Work = Pick<AttemptManifest, 'responses' | 'evidence'>

/** An older item that is still attached stays in force, whatever was added beside it. */
function stillThere(looksAt: readonly string[], then: Work, now: Work): boolean {
  const places = new Set(looksAt.map(placeOf))
  const present = new Set(digestsAt(places, now))
  return digestsAt(places, then).every((digest) => present.has(digest))
}

/** An indicator (`R1.a`) stands in its requirement. */
export function placeOf(reference: string): string {
  return reference.split('.')[0] ?? reference
}

export function digestsAt(places: ReadonlySet<string>, { responses, evidence }: Work): string[] {
  return [
    ...responses.filter(({ promptId }) => places.has(promptId)).map(({ promptId, sha256 }) => `${promptId} ${sha256}`),
    ...evidence
      .filter(({ requirementId }) => places.has(requirementId))
      .map(({ requirementId, sha256 }) => `${requirementId} ${sha256}`),
  ]
}
