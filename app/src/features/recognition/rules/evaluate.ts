import type { LocalDate } from '../../../lib/dates.ts'
import type { Claim, EducatorFacts, RuleSet } from '../model.ts'
import { bringForward, recur } from './carry.ts'
import type { Evaluation, LedgerState, TargetProgress, Waiting } from './outcome.ts'
import { amountIn } from './pool.ts'
import { byRule, isEffective, type PreparedRule, periodOf, prepareRules, versionFor } from './prepare.ts'
import { lineDate, type Run, runClaim } from './run.ts'
import { takenBy } from './tally.ts'
import { workToward } from './target.ts'

export interface EvaluationQuestion {
  readonly facts: EducatorFacts
  /** Everything the educator has, also what was given for before. */
  readonly claims: readonly Claim[]
  readonly ledger: LedgerState
}

interface Task {
  readonly claim: Claim
  readonly rules: readonly PreparedRule[]
  readonly date: LocalDate
  /** Place of the competing rules among all. */
  readonly place: number
}

/** What rules give to one educator. Equal inputs in any order give equal answers. */
export function evaluate(ruleSet: RuleSet, question: EvaluationQuestion): Evaluation {
  return evaluatePrepared(prepareRules(ruleSet), question)
}

/** The same for rules prepared once for many educators. */
export function evaluatePrepared(prepared: readonly PreparedRule[], question: EvaluationQuestion): Evaluation {
  const versions = byRule(prepared)
  const run = begin(question)
  for (const { claim, rules } of tasksOf(versions, question.claims)) runClaim(run, claim, rules)
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
      recognized: [...ledger.recognitions],
      taken: ledger.recognitions.flatMap((each) => takenBy(each, each.sources)),
      grants: [],
      refusals: [],
      free: new Map(Object.entries(ledger.funds)),
      carried: [...ledger.carried],
      expired: [],
    },
  }
}

/** Each claim before each set of competing rules, in the order of counting date, award, priority. */
function tasksOf(versions: readonly PreparedRule[][], claims: readonly Claim[]): Task[] {
  const groups = new Map<string, PreparedRule[][]>()
  for (const each of versions) {
    const [newest] = each
    if (!newest || newest.rule.grant.per === 'target') continue
    groups.set(newest.stackingKey, [...(groups.get(newest.stackingKey) ?? []), each])
  }
  const competing = [...groups.values()]
  const tasks = claims.flatMap((claim) =>
    competing.map((group, place) => {
      const rules = group.flatMap((each) => versionFor(each, claim) ?? [])
      return { claim, rules, date: lineDate(claim, rules), place }
    }),
  )
  return tasks.sort(inLine)
}

function inLine(one: Task, other: Task): number {
  const left = [one.date, one.claim.awardId, one.claim.use ?? '']
  const right = [other.date, other.claim.awardId, other.claim.use ?? '']
  for (const [at, text] of left.entries()) {
    const against = right[at] ?? ''
    if (text !== against) return text < against ? -1 : 1
  }
  return one.place - other.place
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
