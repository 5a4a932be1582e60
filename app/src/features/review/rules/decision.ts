import type { Decision, Outcome } from '../model.ts'
import { finalCriteria } from './final-level.ts'
import { type Levels, levelOf, levelsOf, withBanked } from './levels.ts'
import { outcome, type Rule } from './outcome.ts'
import { type Pair, settle } from './settle.ts'

export interface ScoredReading {
  readonly reviewId: string
  readonly scores: readonly { readonly criterionId: string; readonly levelId: string }[]
}

export interface DecisionFacts {
  readonly rubric: Rule
  /** Submitted readings of this attempt, first and second; never seeds or readings made for measurement. */
  readonly readings: readonly ScoredReading[]
  readonly banked: ScoredReading['scores']
  readonly adjudication: ScoredReading | null
  /** 2 where routing or new-site mode asks for a second reading. */
  readonly readingsNeeded: 1 | 2
  readonly settings: { readonly disputed: 'reread' | 'bank'; readonly compensatoryGap: number }
  /** Carried into the decision as it is. */
  readonly record: Pick<Decision, 'routingReasons' | 'rubricDigest' | 'manifestDigest' | 'provisional' | 'supersedes'>
}

export type Assembly =
  | { readonly kind: 'waits'; readonly for: 'reading' }
  | { readonly kind: 'waits'; readonly for: 'adjudication'; readonly criteria: readonly string[] }
  | { readonly kind: 'decided'; readonly decision: Decision }

/** What follows from the readings there are: a decision, or the one thing it still waits for. */
export function assembleDecision(facts: DecisionFacts): Assembly {
  const { rubric, readings, adjudication } = facts
  if (readings.length > 2) throw new RangeError('A decision rests on one or two readings and a ruling')
  const [one, other] = entering(facts)
  if (!one || readings.length < facts.readingsNeeded) return { kind: 'waits', for: 'reading' }
  if (!other) return decided(facts, outcome(rubric, one), null)
  const settlement = settle(rubric, { one, other }, facts.settings.compensatoryGap)
  if (settlement.kind === 'settled') return decided(facts, settlement.result, null)
  if (!adjudication) return { kind: 'waits', for: 'adjudication', criteria: settlement.criteria }
  return decided(facts, adjudicatedOutcome(facts, { one, other }, settlement.criteria), adjudication)
}

/** The ruling where there was dispute; elsewhere the higher of two levels that agree on met. */
function adjudicatedOutcome(facts: DecisionFacts, { one, other }: Pair, disputed: readonly string[]): Outcome {
  const { rubric, adjudication, banked } = facts
  const rulings = levelsOf(rubric, adjudication?.scores ?? [])
  if (rulings.size !== disputed.length || !disputed.every((id) => rulings.has(id)))
    throw new RangeError('A ruling covers exactly the disputed criteria')
  const higher = new Map([...one].map(([id, level]) => [id, Math.max(level, levelOf(other, id))]))
  return outcome(rubric, withBanked(new Map([...higher, ...rulings]), levelsOf(rubric, banked)))
}

function entering({ rubric, readings, banked }: DecisionFacts): Levels[] {
  const floor = levelsOf(rubric, banked)
  return readings.map(({ scores }) => withBanked(levelsOf(rubric, scores), floor))
}

function decided(facts: DecisionFacts, result: Outcome, ruling: ScoredReading | null): Assembly {
  const { rubric, readings, record } = facts
  const criteria = finalCriteria({
    rubric,
    readings: readings.map(({ scores }) => levelsOf(rubric, scores)),
    banked: levelsOf(rubric, facts.banked),
    rulings: levelsOf(rubric, ruling?.scores ?? []),
    result,
    disputed: facts.settings.disputed,
  })
  const used = (ruling ? [...readings, ruling] : readings).map(({ reviewId }) => reviewId)
  return { kind: 'decided', decision: { result, criteria, readings: used, adjudicated: ruling !== null, ...record } }
}
