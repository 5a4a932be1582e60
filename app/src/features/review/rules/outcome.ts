import type { Outcome } from '../model.ts'
import { type CriterionLike, isMet, type Levels, levelOf, type RubricLike } from './levels.ts'

/** Cut scores may carry three decimals; in thousandths every comparison is one of whole numbers. */
const THOUSAND = 1000

export type Rule = Pick<RubricLike, 'levels' | 'passLevel' | 'rule' | 'criteria'>
type Compensatory = Extract<RubricLike['rule'], { kind: 'compensatory' }>

/** Every rule is monotone in levels: a higher level never turns an award into a return. */
export function outcome(rubric: Rule, levels: Levels): Outcome {
  return earned(rubric, levels) ? 'earned' : 'returned'
}

function earned(rubric: Rule, levels: Levels): boolean {
  const met = rubric.criteria.filter(({ id }) => isMet(rubric, levelOf(levels, id)))
  const { rule, criteria } = rubric
  // Strength in one criterion never buys weakness in one that must be there.
  if (!criteria.every((criterion) => !criterion.mustHave || met.includes(criterion))) return false
  if (rule.kind === 'conjunctive') return met.length === criteria.length
  if (rule.kind === 'k_of_n') return met.length >= rule.k
  return reachesTotals(rubric, rule, levels)
}

function reachesTotals(rubric: Rule, { minTotal, sectionMin = {} }: Compensatory, levels: Levels): boolean {
  const sections = Object.entries(sectionMin).filter((entry): entry is [string, number] => entry[1] !== undefined)
  return (
    reaches(rubric, rubric.criteria, { levels, least: minTotal }) &&
    sections.every(([section, least]) => {
      const members = rubric.criteria.filter((criterion) => sectionOf(criterion) === section)
      if (members.length === 0) throw new RangeError(`Section ${section} has no criterion`)
      return reaches(rubric, members, { levels, least })
    })
  )
}

/** Σw·points/Σw ≥ least, multiplied out: points = 100·level/(L−1). */
function reaches(
  { levels: scale }: Rule,
  members: readonly CriterionLike[],
  { levels, least }: { levels: Levels; least: number },
): boolean {
  const weights = members.reduce((sum, { weight }) => sum + weight, 0)
  return THOUSAND * 100 * weighted(members, levels) >= Math.round(least * THOUSAND) * (scale.length - 1) * weights
}

/** Whether two totals lie no further apart than `points` of 100. */
export function totalsWithin(rubric: Rule, [one, other]: readonly [Levels, Levels], points: number): boolean {
  const weights = rubric.criteria.reduce((sum, { weight }) => sum + weight, 0)
  const difference = Math.abs(weighted(rubric.criteria, one) - weighted(rubric.criteria, other))
  return THOUSAND * 100 * difference <= Math.round(points * THOUSAND) * (rubric.levels.length - 1) * weights
}

function weighted(members: readonly CriterionLike[], levels: Levels): number {
  return members.reduce((sum, { id, weight }) => sum + weight * levelOf(levels, id), 0)
}

/** O, R or P: the part that a criterion looks at first. */
export function sectionOf({ looksAt }: Pick<CriterionLike, 'looksAt'>): string {
  return looksAt[0]?.charAt(0) ?? ''
}
