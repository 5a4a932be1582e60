import type { FinalCriterion, Outcome } from '../model.ts'
import type { RubricLike } from './levels.ts'

export interface Needed {
  /** Criteria without which the next attempt cannot earn. */
  readonly must: readonly string[]
  /** How many of `from` are enough beside those. */
  readonly choose: number
  readonly from: readonly string[]
}

type Judged = Pick<FinalCriterion, 'criterionId' | 'state'>
interface Decided {
  readonly result: Outcome
  readonly criteria: readonly Judged[]
}

/** What a next attempt truly has to add. What is read again is not counted on: it may come out either way. */
export function neededOf({ rule, criteria }: Pick<RubricLike, 'rule' | 'criteria'>, decision: Decided): Needed {
  if (decision.result === 'earned') return { must: [], choose: 0, from: [] }
  const open = decision.criteria.filter(({ state }) => state === 'notYet').map(({ criterionId }) => criterionId)
  if (rule.kind !== 'k_of_n') return { must: open, choose: 0, from: [] }
  const mustHave = new Set(criteria.filter((criterion) => criterion.mustHave).map(({ id }) => id))
  const must = open.filter((id) => mustHave.has(id))
  const others = open.filter((id) => !mustHave.has(id))
  const met = decision.criteria.filter(({ state }) => state === 'met').length
  const missing = Math.max(0, rule.k - met - must.length)
  if (missing >= others.length) return { must: open, choose: 0, from: [] }
  return { must, choose: missing, from: missing > 0 ? others : [] }
}
