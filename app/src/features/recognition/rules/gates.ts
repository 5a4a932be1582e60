import { addDays, daysBetween, type LocalDate, nextMonthDay, type Period } from '../../../lib/dates.ts'
import type { Claim, EducatorFacts, RecognitionRule, RefusalCode } from '../model.ts'
import { isEffective } from './prepare.ts'

export interface GateQuestion {
  readonly rule: RecognitionRule
  readonly claim: Claim
  readonly facts: EducatorFacts
  /** Everything the educator has, whenever it came: a missing piece that arrives later is found on re-evaluation. */
  readonly held: ReadonlySet<string>
  readonly date: LocalDate
  readonly period: Period | null
}
type Gate = (question: GateQuestion) => RefusalCode | null

// In the order of the design: the first that says no gives the reason.
const GATES: readonly Gate[] = [
  matchGate,
  excludeGate,
  effectiveGate,
  eligibilityGate,
  prerequisiteGate,
  orderGate,
  preApprovalGate,
  windowGate,
  evidenceGate,
]

export function firstRefusal(question: GateQuestion): RefusalCode | null {
  for (const gate of GATES) {
    const code = gate(question)
    if (code) return code
  }
  return null
}

function matchGate({ rule, claim }: GateQuestion): RefusalCode | null {
  const { match, grant } = rule
  if (claim.kind === 'held') return match.held.includes(claim.item) ? null : 'not_matched'
  if ((claim.kind === 'stack') !== (grant.per === 'stack')) return 'not_matched'
  if (match.minMajor !== undefined && claim.major < match.minMajor) return 'not_matched'
  const fits = claim.kind === 'stack' ? isListed([claim.item], match.stacks) : matchesAward(match, claim)
  return fits ? null : 'not_matched'
}

function matchesAward({ achievements, stacks }: RecognitionRule['match'], claim: Claim): boolean {
  return isListed(claim.stacks, stacks) && matchesAchievement(achievements, claim)
}

function matchesAchievement(wanted: RecognitionRule['match']['achievements'], claim: Claim): boolean {
  if (wanted === 'all') return true
  if (Array.isArray(wanted)) return wanted.includes(claim.item)
  if ('strand' in wanted) return claim.strand !== undefined && wanted.strand.includes(claim.strand)
  if ('issuer' in wanted) return claim.issuer !== undefined && wanted.issuer.includes(claim.issuer)
  return claim.tags.some((tag) => wanted.tag.includes(tag))
}

/** An empty list asks for nothing. */
function isListed(values: readonly string[], list: readonly string[]): boolean {
  return list.length === 0 || values.some((value) => list.includes(value))
}

function excludeGate({ rule, claim }: GateQuestion): RefusalCode | null {
  const { exclude } = rule.match
  return [claim.item, ...claim.stacks].some((each) => exclude.includes(each)) ? 'excluded' : null
}

function effectiveGate({ rule, date, period }: GateQuestion): RefusalCode | null {
  return isEffective(rule, date) && period ? null : 'not_effective'
}

function eligibilityGate({ rule, facts, date }: GateQuestion): RefusalCode | null {
  const { roles, sites, matrix } = rule.eligibility
  const roleThen = facts.roles.filter((span) => covers(span, date)).map((span) => span.role)
  const fits =
    isListed(roleThen, roles) &&
    isListed(facts.site === undefined ? [] : [facts.site], sites) &&
    isListed(facts.matrix === undefined ? [] : [facts.matrix], matrix) &&
    covers({ from: facts.employmentFrom, to: facts.employmentTo }, date) &&
    employedThrough(rule, facts)
  return fits ? null : 'not_eligible'
}

/** Employment must have begun by `employmentFrom` and must last until `employmentTo`, where the rule names them. */
function employedThrough({ eligibility }: RecognitionRule, facts: EducatorFacts): boolean {
  const { employmentFrom, employmentTo } = eligibility
  const begun =
    employmentFrom === undefined || (facts.employmentFrom !== undefined && facts.employmentFrom <= employmentFrom)
  const lasts = employmentTo === undefined || facts.employmentTo === undefined || facts.employmentTo >= employmentTo
  return begun && lasts
}

function covers(span: { from?: LocalDate | undefined; to?: LocalDate | undefined }, date: LocalDate): boolean {
  return (span.from === undefined || span.from <= date) && (span.to === undefined || date <= span.to)
}

function prerequisiteGate({ rule, facts, held, date }: GateQuestion): RefusalCode | null {
  const { requires, grant } = rule
  if (!requires) return null
  const has =
    [...requires.awards, ...requires.stacks].every((item) => held.has(item)) &&
    // A group takes its quotas from the awards that wait for it.
    (grant.per === 'group' || requires.minOf.every(({ set, n }) => set.filter((item) => held.has(item)).length >= n)) &&
    requires.exams.every((wanted) => facts.exams.some((exam) => passes(exam, wanted, date))) &&
    (requires.plan === undefined || facts.plans.includes(requires.plan))
  return has ? null : 'prerequisite_missing'
}

function passes(
  exam: EducatorFacts['exams'][number],
  wanted: { code: string; minSem: number },
  date: LocalDate,
): boolean {
  return exam.code === wanted.code && exam.sem >= wanted.minSem && (exam.on === undefined || exam.on <= date)
}

function orderGate({ rule, claim, held }: GateQuestion): RefusalCode | null {
  const stages = rule.requires?.order ?? []
  const earlier = stages.slice(0, Math.max(0, stages.indexOf(claim.item)))
  return earlier.every((stage) => held.has(stage)) ? null : 'out_of_order'
}

function preApprovalGate({ rule, claim, date }: GateQuestion): RefusalCode | null {
  const { required, leadDays } = rule.preApproval
  if (!required) return null
  if (!claim.preApproval) return 'no_preapproval'
  const start = claim.startedOn ?? date
  const { askedOn, approvedOn } = claim.preApproval
  return approvedOn <= start && addDays(askedOn, leadDays) <= start ? null : 'no_preapproval'
}

function windowGate({ rule, claim, date, period }: GateQuestion): RefusalCode | null {
  const { window } = rule
  if (!window || !period) return null
  const requested = claim.requestedOn ?? date
  const completed = claim.completionDate ?? date
  const inTime =
    (window.openFrom === undefined || requested >= nextMonthDay(period.from, window.openFrom)) &&
    (window.closeAt === undefined || requested <= nextMonthDay(period.from, window.closeAt)) &&
    (window.completeBy === undefined || completed <= nextMonthDay(period.from, window.completeBy)) &&
    (window.applyWithinDays === undefined || daysBetween(completed, requested) <= window.applyWithinDays)
  return inTime ? null : 'window_closed'
}

function evidenceGate(question: GateQuestion): RefusalCode | null {
  const { rule, claim } = question
  const last = evidenceDeadline(question)
  for (const kind of rule.evidence.kinds) {
    // The credential's address attaches itself.
    if (kind === 'credential_url' && claim.kind !== 'held') continue
    const first = claim.evidence
      .filter((each) => each.kind === kind)
      .map((each) => each.date)
      .sort()[0]
    if (first === undefined) return 'evidence_missing'
    if (last !== null && first > last) return 'evidence_late'
  }
  return null
}

function evidenceDeadline({ rule, date, period }: GateQuestion): LocalDate | null {
  const { deadlineDays, dueBy } = rule.evidence
  const limits: LocalDate[] = []
  if (deadlineDays !== undefined) limits.push(addDays(date, deadlineDays))
  if (dueBy !== undefined && period) limits.push(nextMonthDay(period.from, dueBy))
  return limits.sort()[0] ?? null
}
