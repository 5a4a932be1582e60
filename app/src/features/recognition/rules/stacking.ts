import type { LocalDate, Period } from '../../../lib/dates.ts'
import { compare, type Rational, times } from '../../../lib/quantity.ts'
import type { Claim } from '../model.ts'
import type { Taken } from './once.ts'
import { basisOf } from './pool.ts'
import { byPriority, type PreparedRule } from './prepare.ts'
import { ofExclusive, type Shelf } from './shelf.ts'

/** A rule that would give for a claim, all gates passed. */
export interface Candidate {
  readonly prepared: PreparedRule
  readonly claim: Claim
  readonly date: LocalDate
  readonly period: Period
}

/** Which of several matching rules give; the others are superseded. */
export function chooseRules(candidates: readonly Candidate[]): { winners: Candidate[]; superseded: Candidate[] } {
  const ordered = candidates.toSorted((one, other) => byPriority(one.prepared, other.prepared))
  const open = ordered.filter(isChosen)
  const rivals = open.filter(({ prepared }) => prepared.rule.stacking.combine !== 'add')
  const best = bestOf(rivals)
  const winners = open.filter((each) => each === best || !rivals.includes(each))
  return { winners, superseded: ordered.filter((each) => !winners.includes(each)) }
}

/** An award given for by one rule of an exclusive group is spent for the others. */
export function isSpent({ rule, stackingKey, keyOf }: PreparedRule, claim: Claim, taken: Shelf<Taken>): boolean {
  if (rule.stacking.combine === 'add') return false
  const key = keyOf(claim.item)
  return ofExclusive(taken, stackingKey).some((each) => each.ruleId !== rule.ruleId && keyOf(each.item) === key)
}

/** Where rules exclude one another the educator may have said which one to use. */
function isChosen({ prepared: { rule }, claim }: Candidate): boolean {
  return rule.stacking.exclusiveGroup === undefined || claim.use === undefined || claim.use === rule.ruleId
}

/** By priority, or the largest among those in the unit of the first: unlike units have no larger one. */
function bestOf(rivals: readonly Candidate[]): Candidate | undefined {
  const [first, ...others] = rivals
  if (first?.prepared.rule.stacking.combine !== 'best_of') return first
  return others
    .filter((each) => each.prepared.unit.id === first.prepared.unit.id)
    .reduce((best, each) => (compare(worthOf(each), worthOf(best)) > 0 ? each : best), first)
}

export function worthOf({ prepared: { rule, rate }, claim }: Candidate): Rational {
  return times(basisOf(rule, claim), { num: rate.gives.num * rate.needs.den, den: rate.gives.den * rate.needs.num })
}
