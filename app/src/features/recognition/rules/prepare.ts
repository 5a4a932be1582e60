import { addDays, type LocalDate, type Period, type PeriodRule, periodAt } from '../../../lib/dates.ts'
import { type Answer, ONE, parseExact, parseRate, type Rational } from '../../../lib/quantity.ts'
import type { Claim, RecognitionRule, RuleSet, Unit } from '../model.ts'
import { equivalenceKeys } from './once.ts'

export type AmountProblem = 'amount_missing' | 'amount_format' | 'rate_invalid'

/** So much of the unit for so many items or hours. */
export interface Rate {
  readonly gives: Rational
  readonly needs: Rational
  /** Only complete groups count; what is left waits. */
  readonly pooled: boolean
}

/** A rule with everything worked out that does not depend on a claim. */
export interface PreparedRule {
  readonly rule: RecognitionRule
  readonly unit: Unit
  readonly rate: Rate
  readonly period: PeriodRule
  /** Periods found before, by day. */
  readonly periods: Map<LocalDate, Period | null>
  readonly keyOf: (item: string) => string
  /** Rules of one recognizer with the same key compete for an award. */
  readonly stackingKey: string
}

export function prepareRules({ rules, units }: RuleSet): PreparedRule[] {
  const unitOf = new Map(units.map((unit) => [unit.id, unit]))
  return rules.map((rule) => {
    const unit = unitOf.get(rule.grant.unit)
    const rate = rateOf(rule)
    if (!unit || !rate.ok) throw new RangeError(`Rule ${rule.ruleId} ${rule.version} was never fit to publish`)
    const group = rule.stacking.exclusiveGroup ?? `program ${rule.programId}`
    return {
      rule,
      unit,
      rate: rate.value,
      period: periodRule(rule),
      periods: new Map(),
      keyOf: equivalenceKeys(rule.equivalences),
      stackingKey: `${rule.recognizerId} ${group}`,
    }
  })
}

export function rateOf({ grant }: Pick<RecognitionRule, 'grant'>): Answer<Rate, AmountProblem> {
  if (grant.amount === null || grant.amount === '') return { ok: false, because: 'amount_missing' }
  if (typeof grant.amount === 'string') {
    const gives = parseExact(grant.amount)
    return gives.ok ? { ok: true, value: grouped(grant, gives.value, ONE) } : gives
  }
  const whole = parseRate(grant.amount.num, grant.amount.den)
  if (!whole.ok) return whole
  const [num, den] = [BigInt(grant.amount.num), BigInt(grant.amount.den)]
  return { ok: true, value: grouped(grant, { num, den: 1n }, { num: den, den: 1n }) }
}

function grouped(grant: RecognitionRule['grant'], gives: Rational, needs: Rational): Rate {
  if (grant.per === 'group') return { gives, needs: { num: BigInt(grant.groupSize ?? 1), den: 1n }, pooled: true }
  const partsCount = grant.basis === 'hours' || needs.num !== needs.den
  return { gives, needs, pooled: grant.whole && partsCount }
}

/** Custom periods are written with their last day; inside they end on the day after. */
function periodRule({ period }: RecognitionRule): PeriodRule {
  if (period.kind !== 'custom') return period
  return { kind: 'custom', list: period.list.map((each) => ({ ...each, to: addDays(each.to, 1) })) }
}

export function countingDate(rule: RecognitionRule, claim: Claim): LocalDate {
  if (rule.countingDate === 'submission') return claim.submissionDate ?? claim.decisionDate
  if (rule.countingDate === 'completion') return claim.completionDate ?? claim.decisionDate
  return claim.decisionDate
}

export function isEffective(rule: RecognitionRule, date: LocalDate): boolean {
  return date >= rule.effective.from && (rule.effective.to === undefined || date <= rule.effective.to)
}

/** Null outside every period of a custom list. */
export function periodOf(prepared: PreparedRule, date: LocalDate): Period | null {
  const known = prepared.periods.get(date)
  if (known !== undefined) return known
  const period = periodAt(date, prepared.period)
  prepared.periods.set(date, period)
  return period
}

/** The version in force on the claim's counting date; else the newest, which will refuse it. Newest first. */
export function versionFor(versions: readonly PreparedRule[], claim: Claim): PreparedRule | undefined {
  return versions.find(({ rule }) => isEffective(rule, countingDate(rule, claim))) ?? versions[0]
}

/** The versions of each rule, newest first; rules in the order of their priority. */
export function byRule(prepared: readonly PreparedRule[]): PreparedRule[][] {
  const groups = new Map<string, PreparedRule[]>()
  for (const each of prepared) groups.set(each.rule.ruleId, [...(groups.get(each.rule.ruleId) ?? []), each])
  const versions = [...groups.values()].map((group) =>
    group.sort((one, other) => other.rule.version - one.rule.version),
  )
  return versions.sort(([one], [other]) => (one && other ? byPriority(one, other) : 0))
}

/** The smaller number first, then by id. */
export function byPriority(one: { rule: RecognitionRule }, other: { rule: RecognitionRule }): number {
  return one.rule.stacking.priority - other.rule.stacking.priority || (one.rule.ruleId < other.rule.ruleId ? -1 : 1)
}
