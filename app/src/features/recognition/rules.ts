import * as z from 'zod'
import { addDays, isLocalDate, type LocalDate } from '../../lib/dates.ts'
import { ONE, parseUnits, unitsText } from '../../lib/quantity.ts'
import { withoutEnd } from '../../lib/spans.ts'
import { type Claim, type EducatorFacts, RecognitionRule, type RefusalCode, type Unit } from './model.ts'
import { evaluatePrepared } from './rules/evaluate.ts'
import type { Grant, Recognized, Refusal } from './rules/outcome.ts'
import { byRule, type PreparedRule, prepareRules } from './rules/prepare.ts'
import type { RuleProblem } from './rules/publish.ts'
import { exclusiveKeyOf } from './rules/tally.ts'

export const HOURS: Unit = { id: 'hours', label: 'hours', kind: 'hours', scale: 2 }
export const HOURS_PROGRAM = { code: 'hours', title: 'Professional learning hours' } as const
export const SCHOOL_YEAR = { kind: 'school_year', start: '07-01' } as const
/** A rule from here on counts an award whenever it was made. */
export const ANY_DATE: LocalDate = '2000-07-01'

const Day = z.string().refine(isLocalDate, { error: 'recognition.problem.day' })
const Decimal = z.string().trim().max(12)

/** A rule as a recognizer fills it in: hours only, one sentence long. */
export const SimpleRule = z.strictObject({
  which: z.enum(['all', 'strand', 'list']),
  strands: z.array(z.string().max(4)).max(12).default([]),
  achievements: z.array(z.uuid()).max(200).default([]),
  hours: z.enum(['stated', 'fixed']),
  amount: Decimal.default(''),
  cap: Decimal.default(''),
  from: Day,
})
export type SimpleRule = z.infer<typeof SimpleRule>
export const EndRule = z.strictObject({ lastDay: Day })
export type EndRule = z.infer<typeof EndRule>

export interface RuleNames {
  readonly ruleId: string
  readonly recognizerId: string
  readonly programId: string
}

/** What a district begins with: every micro-credential gives the hours it states. */
export const FIRST_RULE: SimpleRule = {
  which: 'all',
  strands: [],
  achievements: [],
  hours: 'stated',
  amount: '',
  cap: '',
  from: ANY_DATE,
}

/** Several simple rules may fit one award: the largest counts, once. */
export function ruleOf(simple: SimpleRule, names: RuleNames): RecognitionRule {
  const stated = simple.hours === 'stated'
  return RecognitionRule.parse({
    ...names,
    version: 1,
    effective: { from: simple.from },
    match: { achievements: matchOf(simple) },
    // One hour for each contact hour the award carries, or a fixed number for the award.
    grant: {
      per: 'achievement',
      unit: HOURS.id,
      basis: stated ? 'hours' : 'item',
      amount: stated ? '1.00' : simple.amount || null,
    },
    cap: simple.cap === '' ? [] : [{ scope: 'period', amount: simple.cap, over: 'forfeit' }],
    period: SCHOOL_YEAR,
    stacking: { combine: 'best_of' },
    approval: { mode: 'auto' },
  })
}

function matchOf({ which, strands, achievements }: SimpleRule) {
  if (which === 'all') return 'all'
  return which === 'strand' ? { strand: strands } : achievements
}

/** Which field of the form a problem of the rule belongs to. */
export function fieldOf({ path }: RuleProblem): 'amount' | 'cap' | 'from' {
  if (path.startsWith('grant')) return 'amount'
  return path.startsWith('cap') ? 'cap' : 'from'
}

/** What one rule says, for a page to put into a sentence. */
export interface RuleWords {
  readonly which:
    | { readonly kind: 'all' | 'some' }
    | { readonly kind: 'strand'; readonly strands: readonly string[] }
    | { readonly kind: 'list'; readonly achievements: readonly string[] }
  /** Null where each micro-credential states its own. */
  readonly hours: string | null
  readonly cap: string | null
  readonly from: LocalDate | null
  readonly to: LocalDate | null
}

export function wordsOf({ match, grant, cap, effective }: RecognitionRule): RuleWords {
  return {
    which: whichOf(match.achievements),
    hours: grant.basis === 'item' ? shown(grant.amount) : null,
    cap: shown(cap.find((each) => each.scope === 'period')?.amount),
    from: effective.from <= ANY_DATE ? null : effective.from,
    to: effective.to ?? null,
  }
}

function shown(amount: unknown): string | null {
  const units = typeof amount === 'string' ? parseUnits(amount, HOURS.scale) : null
  return units?.ok ? plainHours(units.value) : null
}

function whichOf(wanted: RecognitionRule['match']['achievements']): RuleWords['which'] {
  if (wanted === 'all') return { kind: 'all' }
  if (Array.isArray(wanted)) return { kind: 'list', achievements: wanted }
  return 'strand' in wanted ? { kind: 'strand', strands: wanted.strand } : { kind: 'some' }
}

/** The earliest last day a rule may be given: what it gave keeps its day; one that gave nothing may end before it begins. */
export function earliestEnd(
  { effective }: RecognitionRule,
  { gave, today }: { gave: boolean; today: LocalDate },
): LocalDate {
  if (gave) return today > effective.from ? today : effective.from
  const before = addDays(effective.from, -1)
  return before < today ? before : today
}

/** Over, or taken back before it began. */
export function isOver({ effective: { from, to } }: RecognitionRule, today: LocalDate): boolean {
  return to !== undefined && (to < today || to < from)
}

/** How many of one educator's claims a rule alone would give something for. */
export function touchedBy(rule: RecognitionRule, claims: readonly Claim[]): number {
  return judge([{ id: rule.ruleId, rule }], claims, []).grants.length
}

/** A published body with the last day that was set when it was ended. */
export function inForce(body: unknown, effectiveTo: LocalDate | null): RecognitionRule {
  const rule = RecognitionRule.parse(body)
  return effectiveTo === null ? rule : { ...rule, effective: { ...rule.effective, to: effectiveTo } }
}

/** A published version and the row it stands in. */
export interface Standing {
  readonly id: string
  readonly rule: RecognitionRule
}
/** A live giving as its row tells it. */
export interface Given {
  readonly ruleVersionId: string
  readonly sourceId: string
  readonly achievementId: string
  readonly units: bigint
  readonly unitCode: string
  readonly periodKey: string
  readonly countedOn: LocalDate
}
export interface Judged {
  readonly prepared: readonly PreparedRule[]
  readonly grants: readonly Grant[]
  readonly refusals: readonly Refusal[]
}

// Simple rules ask for no role, plan or exam.
const NO_FACTS: EducatorFacts = { roles: [], plans: [], exams: [], otherCredits: [] }

/**
 * What the rules say to these awards, beside everything the educator was given before. Each rule is asked alone and the
 * largest answer counts: a rule whose yearly limit is reached must not take the place of one that still gives.
 */
export function judge(rules: readonly Standing[], claims: readonly Claim[], given: readonly Given[]): Judged {
  return judgeBy(groundOf(rules, given), claims)
}

/** What one award alone would be answered, for any number of awards: the rules are prepared once. */
export function asking(rules: readonly Standing[], given: readonly Given[]): (claim: Claim) => Answer | null {
  const ground = groundOf(rules, given)
  return (claim) => answerFor(claim.awardId, judgeBy(ground, [claim]))
}

interface Ground {
  readonly prepared: readonly PreparedRule[]
  readonly recognitions: readonly Recognized[]
}

function groundOf(rules: readonly Standing[], given: readonly Given[]): Ground {
  const prepared = prepareRules({ rules: rules.map(({ rule }) => rule), units: [HOURS] })
  return { prepared, recognitions: given.flatMap((each) => recognizedOf(each, rules, prepared)) }
}

function judgeBy({ prepared, recognitions }: Ground, claims: readonly Claim[]): Judged {
  const grants: Grant[] = []
  const refusals: Refusal[] = []
  for (const claim of claims.toSorted(inLine)) {
    const ledger = { recognitions: [...recognitions, ...grants], carried: [], funds: {} }
    const answers = byRule(prepared).map((versions) =>
      evaluatePrepared(versions, { facts: NO_FACTS, claims: [claim], ledger }),
    )
    const best = largest(answers.flatMap((answer) => answer.grants))
    if (best) grants.push(best)
    else refusals.push(...answers.flatMap((answer) => answer.refusals))
  }
  return { prepared, grants, refusals }
}

function largest(grants: readonly Grant[]): Grant | undefined {
  return grants.reduce<Grant | undefined>((best, each) => (best && best.units >= each.units ? best : each), undefined)
}

function inLine(one: Claim, other: Claim): number {
  if (one.decisionDate !== other.decisionDate) return one.decisionDate < other.decisionDate ? -1 : 1
  return one.awardId < other.awardId ? -1 : 1
}

function recognizedOf(given: Given, rules: readonly Standing[], prepared: readonly PreparedRule[]): Recognized[] {
  const standing = rules.find(({ id }) => id === given.ruleVersionId)
  const known = prepared.find(({ rule }) => rule === standing?.rule)
  if (!known) return []
  const { ruleId, version, recognizerId, programId, grant } = known.rule
  return [
    {
      kind: 'grant',
      ...{ ruleId, recognizerId, programId },
      ruleVersion: version,
      exclusiveKey: exclusiveKeyOf(known.rule, known.stackingKey),
      // Whole awards only: what a group would leave over of one is not asked here.
      sources: [{ awardId: given.sourceId, item: given.achievementId, major: 1, used: ONE }],
      unitId: given.unitCode,
      units: given.units,
      carry: 0n,
      periodKey: given.periodKey,
      date: given.countedOn,
      permanent: grant.permanent,
    },
  ]
}

interface Content {
  readonly effort: { readonly hours: number }
  readonly recognitionDefaults?: readonly { readonly unit: 'hours'; readonly amount: string }[] | undefined
}

/** The hours a micro-credential states: what its author suggests for recognition, else the effort. */
export function statedHours({ effort, recognitionDefaults }: Content): string {
  const suggested = recognitionDefaults?.find(({ unit }) => unit === 'hours')?.amount
  return suggested ?? effort.hours.toFixed(HOURS.scale)
}

// Of several rules that refused, the reason that says most to the educator.
const TELLING: readonly RefusalCode[] = ['already_counted', 'cap_reached', 'excluded', 'not_matched', 'not_effective']

export type Answer = { readonly grant: Grant } | { readonly refusal: Refusal }

/** What became of one award: given, or the most telling reason why not. */
export function answerFor(awardId: string, { grants, refusals }: Pick<Judged, 'grants' | 'refusals'>): Answer | null {
  const grant = grants.find((each) => each.sources.some((source) => source.awardId === awardId))
  if (grant) return { grant }
  const mine = refusals.filter((each) => each.awardId === awardId)
  const refusal = mine.toSorted((one, other) => rank(one.code) - rank(other.code))[0]
  return refusal ? { refusal } : null
}

function rank(code: RefusalCode): number {
  const place = TELLING.indexOf(code)
  return place === -1 ? TELLING.length : place
}

/** "15", "7.5": as people write hours; the ledger keeps every place. */
export function plainHours(units: bigint): string {
  return withoutEnd(withoutEnd(unitsText(units, HOURS.scale), '0'), '.')
}
