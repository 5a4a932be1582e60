import { isCurrency, parseMoney } from '../../../lib/money.ts'
import { parseExact, parseUnits } from '../../../lib/quantity.ts'
import type { RecognitionRule, Unit } from '../model.ts'
import { rateOf } from './prepare.ts'

export type RuleProblemCode =
  | 'amount_missing'
  | 'amount_format'
  | 'amount_out_of_range'
  | 'rate_invalid'
  | 'currency_missing'
  | 'unit_unknown'
  | 'range_invalid'
  | 'rule_cycle'

export interface RuleProblem {
  readonly path: string
  readonly code: RuleProblemCode
}
export interface RuleCheck {
  readonly problems: readonly RuleProblem[]
  readonly warnings: readonly { readonly path: string; readonly code: 'grants_nothing' }[]
}
export interface RuleNeighbours {
  readonly units: readonly Unit[]
  /** Other rules and versions in force. */
  readonly rules: readonly RecognitionRule[]
}

export function checkRule(rule: RecognitionRule, { units, rules }: RuleNeighbours): RuleCheck {
  const unit = units.find((each) => each.id === rule.grant.unit)
  const problems = [...unitProblems(unit), ...amountProblems(rule, unit), ...rangeProblems(rule, rules)]
  if (cycleIn([rule, ...rules.filter((each) => each.ruleId !== rule.ruleId)]))
    problems.push({ path: 'requires', code: 'rule_cycle' })
  return { problems, warnings: capWarnings(rule) }
}

function unitProblems(unit: Unit | undefined): RuleProblem[] {
  if (!unit) return [{ path: 'grant.unit', code: 'unit_unknown' }]
  return unit.kind === 'money' && !isCurrency(unit.currency ?? '')
    ? [{ path: 'grant.unit', code: 'currency_missing' }]
    : []
}

function amountProblems(rule: RecognitionRule, unit: Unit | undefined): RuleProblem[] {
  const rate = rateOf(rule)
  const grant = rate.ok ? [] : [{ path: 'grant.amount', code: rate.because }]
  const scale = unit?.scale ?? 0
  const inUnit = [
    ...(rate.ok && typeof rule.grant.amount === 'string' ? [['grant.amount', rule.grant.amount]] : []),
    ...rule.cap.map((cap, at) => [`cap.${at}.amount`, cap.amount]),
    ['carryOver.max', rule.carryOver?.max],
    ['approval.twoPersonOver', unit?.kind === 'money' ? rule.approval.twoPersonOver : undefined],
  ]
  const written = inUnit.flatMap(([path = '', text]) =>
    text === undefined ? [] : problemOf(path, parseUnits(text, scale)),
  )
  const targets = rule.target.flatMap((target) =>
    target.amounts.flatMap((text) => problemOf('target.amounts', parseExact(text))),
  )
  const fee = rule.fee ? problemOf('fee.amount', parseMoney(rule.fee.amount, rule.fee.currency)) : []
  return [...grant, ...written, ...targets, ...fee]
}

function problemOf(path: string, answer: { ok: true } | { ok: false; because: RuleProblemCode }): RuleProblem[] {
  return answer.ok ? [] : [{ path, code: answer.because }]
}

/** Ranges of one rule may touch, never overlap; both days of a range belong to it. */
function rangeProblems(rule: RecognitionRule, rules: readonly RecognitionRule[]): RuleProblem[] {
  const { from, to } = rule.effective
  const others = rules.filter((each) => each.ruleId === rule.ruleId && each.version !== rule.version)
  const overlaps = others.some(
    ({ effective }) =>
      (to === undefined || effective.from <= to) && (effective.to === undefined || from <= effective.to),
  )
  return overlaps || (to !== undefined && to < from) ? [{ path: 'effective', code: 'range_invalid' }] : []
}

function capWarnings(rule: RecognitionRule): RuleCheck['warnings'] {
  return rule.cap.flatMap((cap, at) => {
    const zero = cap.count === 0 || (cap.amount !== undefined && /^0(\.0+)?$/.test(cap.amount))
    return zero ? [{ path: `cap.${at}`, code: 'grants_nothing' as const }] : []
  })
}

/** Does what a rule counts need, over any number of rules, the very thing it counts? */
function cycleIn(rules: readonly RecognitionRule[]): boolean {
  const needs = new Map<string, Set<string>>()
  for (const { match, requires } of rules) {
    const counted = [...(Array.isArray(match.achievements) ? match.achievements : []), ...match.stacks]
    for (const item of counted)
      needs.set(item, new Set([...(needs.get(item) ?? []), ...(requires?.awards ?? []), ...(requires?.stacks ?? [])]))
  }
  return [...needs.keys()].some((item) => reaches(needs, item))
}

function reaches(needs: ReadonlyMap<string, ReadonlySet<string>>, start: string): boolean {
  const seen = new Set<string>()
  const open = [...(needs.get(start) ?? [])]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === start) return true
    if (seen.has(next)) continue
    seen.add(next)
    open.push(...(needs.get(next) ?? []))
  }
  return false
}
