import type { FinalCriterion, Outcome, ScoreSource } from '../model.ts'
import { isMet, type Levels, levelAt, levelOf } from './levels.ts'
import type { Rule } from './outcome.ts'
import { metDiffers } from './settle.ts'

export interface FinalFacts {
  readonly rubric: Rule
  /** Levels of one or two readings, without banked ones. */
  readonly readings: readonly Levels[]
  readonly banked: Levels
  readonly rulings: Levels
  readonly result: Outcome
  /** What becomes of a criterion on which two readers of a return differ. */
  readonly disputed: 'reread' | 'bank'
}

export function finalCriteria(facts: FinalFacts): FinalCriterion[] {
  return facts.rubric.criteria.map(({ id }) => finalCriterion(facts, id))
}

function finalCriterion(facts: FinalFacts, id: string): FinalCriterion {
  const ruling = facts.rulings.get(id)
  const floor = facts.banked.get(id)
  if (ruling !== undefined) return at(facts.rubric, id, floored(ruling, floor, 'adjudicated'))
  const [one, other] = facts.readings.map((levels) => levels.get(id))
  if (one === undefined) return at(facts.rubric, id, { level: levelOf(facts.banked, id), source: 'banked' })
  if (other === undefined) return at(facts.rubric, id, floored(one, floor, 'single'))
  if (splitsReturn(facts, { one, other, floor }))
    return { criterionId: id, levelId: null, state: 'reread', source: 'reread' }
  return at(facts.rubric, id, floored(Math.max(one, other), floor, one === other ? 'agreed' : 'higher'))
}

/** Readers of a return who differ on met: read again next time, unless it was met already. */
function splitsReturn(
  { rubric, result, disputed }: FinalFacts,
  { one, other, floor }: { one: number; other: number; floor: number | undefined },
): boolean {
  if (result !== 'returned' || disputed === 'bank') return false
  return floor === undefined && metDiffers(rubric, one, other)
}

interface Level {
  readonly level: number
  readonly source: ScoreSource
}

function floored(level: number, floor: number | undefined, source: ScoreSource): Level {
  return floor !== undefined && floor > level ? { level: floor, source: 'banked' } : { level, source }
}

function at(rubric: Rule, criterionId: string, { level, source }: Level): FinalCriterion {
  return { criterionId, levelId: levelAt(rubric, level), state: isMet(rubric, level) ? 'met' : 'notYet', source }
}
