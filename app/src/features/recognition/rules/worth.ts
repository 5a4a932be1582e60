import { addDays, type LocalDate } from '../../../lib/dates.ts'
import { type Rational, rationalText, unitsText } from '../../../lib/quantity.ts'
import type { Claim, RuleSet, Unit } from '../model.ts'
import { type EvaluationQuestion, evaluatePrepared } from './evaluate.ts'
import type { Carried, Grant, LedgerState, Recognized, TargetProgress } from './outcome.ts'
import { type PreparedRule, periodOf, prepareRules } from './prepare.ts'

/** "15.00 hours in Lakeview renewal 2026-31; 45.00 of 100.00": the parts, for the page to put into words. */
export interface Worth {
  readonly ruleId: string
  readonly recognizerId: string
  readonly programId: string
  readonly periodKey: string
  readonly unitId: string
  readonly quantity: string
  readonly state: Grant['state'] | 'given'
  readonly permanent: boolean
  /** Whole quantity in that unit and program (in that period, where the target is yearly). */
  readonly total: string
  readonly of: string | null
  readonly missing: string | null
  readonly carried: string | null
  /** Last day on which what is carried can still count. */
  readonly expiresOn: LocalDate | null
  readonly estimate: boolean
}

export interface WorthQuestion {
  readonly rules: readonly PreparedRule[]
  readonly recognized: readonly (Recognized & { readonly state?: Grant['state'] })[]
  readonly carried: readonly Carried[]
  readonly targets: readonly TargetProgress[]
  readonly estimate?: boolean
}

/** Everything one award counts for, in the order given. */
export function worthOf(awardId: string, question: WorthQuestion): Worth[] {
  return question.recognized
    .filter((each) => each.sources.some((source) => source.awardId === awardId))
    .flatMap((each) => {
      const prepared = versionOf(question.rules, each)
      return prepared ? [oneWorth(each, prepared, question)] : []
    })
}

/** What a claim that does not exist yet would bring; the recognizer decides. */
export function estimateWorth(ruleSet: RuleSet, question: EvaluationQuestion, claim: Claim): Worth[] {
  const rules = prepareRules(ruleSet)
  const { grants, carried, targets } = evaluatePrepared(rules, { ...question, claims: [...question.claims, claim] })
  const ledger: LedgerState = question.ledger
  return worthOf(claim.awardId, {
    rules,
    recognized: [...ledger.recognitions, ...grants],
    carried,
    targets,
    estimate: true,
  })
}

function oneWorth(each: WorthQuestion['recognized'][number], prepared: PreparedRule, question: WorthQuestion): Worth {
  const { unit } = prepared
  const target = question.targets.find((one) => one.programId === each.programId && one.units.includes(each.unitId))
  const waiting = question.carried.filter((one) => one.ruleId === each.ruleId && sharesAward(one, each))
  const carried = waiting.reduce((sum, one) => sum + one.units, 0n)
  return {
    ruleId: each.ruleId,
    recognizerId: each.recognizerId,
    programId: each.programId,
    periodKey: each.periodKey,
    unitId: each.unitId,
    quantity: unitsText(each.units, unit.scale),
    state: each.state ?? 'given',
    permanent: each.permanent,
    total: target ? inUnit(target.have, unit) : totalOf(each, unit, question),
    of: target ? inUnit(target.of, unit) : null,
    missing: target ? inUnit(target.missing, unit) : null,
    carried: carried > 0n ? unitsText(carried, unit.scale) : null,
    expiresOn:
      waiting
        .map((one) => expiryOf(prepared, one))
        .filter((day) => day !== null)
        .sort()[0] ?? null,
    estimate: question.estimate ?? false,
  }
}

function totalOf(each: Recognized, unit: Unit, { recognized }: WorthQuestion): string {
  const same = recognized.filter((one) => one.programId === each.programId && one.unitId === each.unitId)
  return unitsText(
    same.reduce((sum, one) => sum + one.units, 0n),
    unit.scale,
  )
}

function inUnit(value: Rational, unit: Unit): string {
  const scaled = value.num * 10n ** BigInt(unit.scale)
  return scaled % value.den === 0n ? unitsText(scaled / value.den, unit.scale) : rationalText(value)
}

function sharesAward(one: Carried, other: Recognized): boolean {
  return one.sources.some((source) => other.sources.some((each) => each.awardId === source.awardId))
}

/** The day after which a carried quantity is gone; null when it never goes. */
export function expiryOf(prepared: PreparedRule, carried: Carried): LocalDate | null {
  const periods = prepared.rule.carryOver?.expiresPeriods ?? null
  if (periods === null) return null
  let period = periodOf(prepared, carried.since)
  for (let passed = 0; period && passed < periods; passed++) period = periodOf(prepared, period.to)
  return period ? addDays(period.to, -1) : null
}

function versionOf(rules: readonly PreparedRule[], each: Recognized): PreparedRule | undefined {
  return rules.find(({ rule }) => rule.ruleId === each.ruleId && rule.version === each.ruleVersion)
}
