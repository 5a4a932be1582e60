import type { LocalDate } from '../../../lib/dates.ts'
import type { Claim, EducatorFacts, RuleSet } from '../model.ts'
import { bringForward, recur } from './carry.ts'
import type { Evaluation, LedgerState, TargetProgress, Waiting } from './outcome.ts'
import { amountIn } from './pool.ts'
import { byRule, isEffective, type PreparedRule, periodOf, prepareRules } from './prepare.ts'
import { lineDate, type Run, runClaim } from './run.ts'
import { shelfOf } from './shelf.ts'
import { takenBy } from './tally.ts'
import { workToward } from './target.ts'

export interface EvaluationQuestion {
  readonly facts: EducatorFacts
  /** Everything the educator has, also what was given for before. */
  readonly claims: readonly Claim[]
  readonly ledger: LedgerState
}

/** Rules that compete for an award, each with its versions. */
type Group = readonly (readonly PreparedRule[])[]

interface Turn {
  readonly claim: Claim
  readonly date: LocalDate
  readonly groups: Group[]
}

/**
 * What rules give to one educator. Equal inputs in any order give equal answers.
 * @internal Tests ask it with rules as they are written; the product prepares them once.
 */
export function evaluate(ruleSet: RuleSet, question: EvaluationQuestion): Evaluation {
  return evaluatePrepared(prepareRules(ruleSet), question)
}

/** The same for rules prepared once for many educators. */
export function evaluatePrepared(prepared: readonly PreparedRule[], question: EvaluationQuestion): Evaluation {
  const versions = byRule(prepared)
  const run = begin(question)
  for (const { claim, groups } of turnsOf(groupsOf(versions), question.claims)) {
    for (const group of groups) runClaim(run, claim, group)
  }
  const targets = close(run, versions, question)
  const { grants, refusals, carried, expired } = run.tally
  return { grants, refusals, waiting: waitingIn(run), carried, expired, targets }
}

function begin({ facts, ledger, claims }: EvaluationQuestion): Run {
  return {
    facts,
    ledger,
    held: new Set(claims.map((claim) => claim.item)),
    claimOf: new Map(claims.map((claim) => [claim.awardId, claim])),
    pools: new Map(),
    resumed: new Set(),
    tally: {
      recognized: shelfOf(ledger.recognitions),
      taken: shelfOf(ledger.recognitions.flatMap((each) => takenBy(each, each.sources))),
      grants: [],
      refusals: [],
      free: new Map(Object.entries(ledger.funds)),
      carried: [...ledger.carried],
      expired: [],
    },
  }
}

/** In the order of their first rule's priority; target rules wait for the others. */
function groupsOf(versions: readonly PreparedRule[][]): Group[] {
  const groups = new Map<string, PreparedRule[][]>()
  for (const each of versions) {
    const [newest] = each
    if (!newest || newest.rule.grant.per === 'target') continue
    const group = groups.get(newest.stackingKey)
    if (group) group.push(each)
    else groups.set(newest.stackingKey, [each])
  }
  return [...groups.values()]
}

/** Claims in the order of counting date, award, choice. Rules that count by another date hear the claim at another turn. */
function turnsOf(groups: readonly Group[], claims: readonly Claim[]): Turn[] {
  const turns: Turn[] = []
  for (const claim of claims) {
    const byDate = new Map<LocalDate, Turn>()
    for (const group of groups) {
      const date = lineDate(claim, group)
      const turn = byDate.get(date)
      if (turn) turn.groups.push(group)
      else byDate.set(date, { claim, date, groups: [group] })
    }
    turns.push(...byDate.values())
  }
  return turns.sort(inLine)
}

function inLine(one: Turn, other: Turn): number {
  return (
    inOrder(one.date, other.date) ||
    inOrder(one.claim.awardId, other.claim.awardId) ||
    inOrder(one.claim.use ?? '', other.claim.use ?? '')
  )
}

function inOrder(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}

/** After the claims: what earlier periods left over, what comes again, and how far the targets are. */
function close(
  run: Run,
  versions: readonly PreparedRule[][],
  { ledger, claims, facts }: EvaluationQuestion,
): TargetProgress[] {
  const { asOf } = ledger
  const current = asOf === undefined ? [] : versions.flatMap((each) => versionOn(each, asOf) ?? [])
  for (const prepared of current) {
    const period = asOf === undefined ? null : periodOf(prepared, asOf)
    if (period) bringForward(run.tally, prepared, period)
  }
  if (asOf !== undefined) recur(run.tally, { versions: versions.flat(), facts, asOf })
  const day =
    asOf ??
    claims
      .map((claim) => claim.decisionDate)
      .sort()
      .at(-1)
  if (day === undefined) return []
  const units = new Map(versions.flat().map(({ unit }) => [unit.id, unit]))
  return versions.flatMap((each) => {
    const prepared = versionOn(each, day)
    return prepared ? workToward(run.tally, { prepared, units, facts, asOf: day }) : []
  })
}

function versionOn(versions: readonly PreparedRule[], day: LocalDate): PreparedRule | undefined {
  return versions.find(({ rule }) => isEffective(rule, day))
}

function waitingIn(run: Run): Waiting[] {
  return [...run.pools.entries()]
    .filter(([, pool]) => pool.entries.length > 0)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, { prepared, periodKey, entries }]) => ({
      ruleId: prepared.rule.ruleId,
      periodKey,
      awardIds: entries.map((entry) => entry.claim.awardId),
      amount: amountIn(entries),
    }))
}
