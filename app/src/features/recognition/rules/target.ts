import { type LocalDate, within } from '../../../lib/dates.ts'
import {
  compare,
  fromUnits,
  minus,
  parseExact,
  plus,
  type Rational,
  smaller,
  times,
  ZERO,
} from '../../../lib/quantity.ts'
import type { EducatorFacts, Target, Unit } from '../model.ts'
import type { TargetProgress } from './outcome.ts'
import { type PreparedRule, periodOf } from './prepare.ts'
import { exactly, settleWithoutClaim } from './settle.ts'
import { ofProgram, ofRule } from './shelf.ts'
import type { Tally } from './tally.ts'

export interface TargetQuestion {
  readonly prepared: PreparedRule
  readonly units: ReadonlyMap<string, Unit>
  readonly facts: EducatorFacts
  readonly asOf: LocalDate
}

/** The rungs a balance reaches: each costs its amount, the last may repeat. */
export function climb(
  have: Rational,
  { amounts, repeatLast }: Pick<Target, 'amounts' | 'repeatLast'>,
): { steps: number; left: Rational; of: Rational } {
  const rungs = amounts.map((text) => {
    const parsed = parseExact(text)
    return parsed.ok ? parsed.value : ZERO
  })
  let left = have
  let steps = 0
  for (;;) {
    const next = rungs[steps] ?? (repeatLast ? rungs.at(-1) : undefined)
    // A rung that costs nothing would be climbed for ever.
    if (!next || compare(next, ZERO) <= 0) return { steps, left, of: rungs.at(-1) ?? ZERO }
    if (compare(left, next) < 0) return { steps, left, of: next }
    left = minus(left, next)
    steps += 1
  }
}

/** Where the educator stands; a rule that gives per target gives for each new step. */
export function workToward(tally: Tally, question: TargetQuestion): TargetProgress[] {
  const { rule } = question.prepared
  const target = rule.target.find(({ matrix }) => matrix.length === 0 || matrix.includes(question.facts.matrix ?? ''))
  const period = periodOf(question.prepared, question.asOf)
  if (!target || !period) return []
  const have = balanceOf(tally, question, target)
  const { steps, left, of } = climb(have, target)
  const given = rule.grant.per === 'target' ? stepsGiven(tally, question) : steps
  if (steps > given) giveSteps(tally, question, { from: given, to: steps })
  const met = steps >= target.amounts.length
  return [
    {
      ruleId: rule.ruleId,
      programId: rule.programId,
      periodKey: target.per === 'period' ? period.key : null,
      units: target.units,
      have,
      of,
      steps,
      met,
      missing: met && !target.repeatLast ? ZERO : minus(of, smaller(of, left)),
      left,
      excess: Math.max(0, given - steps),
    },
  ]
}

function balanceOf(tally: Tally, question: TargetQuestion, target: Target): Rational {
  const { prepared, units, facts, asOf } = question
  const period = target.per === 'period' ? periodOf(prepared, asOf) : null
  const given = ofProgram(tally.recognized, prepared.rule.programId)
    .filter((each) => target.units.includes(each.unitId) && (!period || within(each.date, period)))
    .map((each) => fromUnits(each.units, units.get(each.unitId)?.scale ?? 0))
  const brought = facts.otherCredits
    .filter(
      (each) => target.units.includes(each.unit) && (!period || (each.on !== undefined && within(each.on, period))),
    )
    .map((each) => parseExact(each.amount))
    .map((parsed) => (parsed.ok ? parsed.value : ZERO))
  return [...given, ...brought].reduce(plus, ZERO)
}

function stepsGiven(tally: Tally, { prepared: { rule, rate, unit } }: TargetQuestion): number {
  const given = ofRule(tally.recognized, rule.ruleId).filter((each) => each.kind !== 'recurring')
  const sum = given.reduce((total, each) => plus(total, fromUnits(each.units, unit.scale)), ZERO)
  return compare(rate.gives, ZERO) <= 0 ? 0 : Number((sum.num * rate.gives.den) / (sum.den * rate.gives.num))
}

function giveSteps(tally: Tally, { prepared, asOf }: TargetQuestion, steps: { from: number; to: number }): void {
  const period = periodOf(prepared, asOf)
  if (!period) return
  const raw = times(prepared.rate.gives, { num: BigInt(steps.to - steps.from), den: 1n })
  const units = (raw.num * 10n ** BigInt(prepared.unit.scale)) / raw.den
  settleWithoutClaim(
    tally,
    { prepared, period, date: asOf, sources: [], raw: exactly(units, prepared.unit) },
    { kind: 'grant', units, onceKey: `${prepared.rule.ruleId}#step${steps.to}` },
  )
}
