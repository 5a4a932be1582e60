import type { LocalDate, Period } from '../../../lib/dates.ts'
import { compare, minus, plus, ZERO } from '../../../lib/quantity.ts'
import type { Claim, EducatorFacts } from '../model.ts'
import { bringForward } from './carry.ts'
import { firstRefusal } from './gates.ts'
import { alreadyCounted } from './once.ts'
import type { LedgerState, Source } from './outcome.ts'
import { basisOf, type PoolEntry, sourceOf, takeGroup } from './pool.ts'
import { countingDate, type PreparedRule, periodOf, versionFor } from './prepare.ts'
import { settle } from './settle.ts'
import { type Candidate, chooseRules, isSpent, worthOf } from './stacking.ts'
import { refuse, type Tally, take } from './tally.ts'

export interface Pool {
  readonly prepared: PreparedRule
  readonly periodKey: string | null
  readonly entries: readonly PoolEntry[]
}
/** One evaluation under way. */
export interface Run {
  readonly facts: EducatorFacts
  readonly ledger: LedgerState
  readonly held: ReadonlySet<string>
  readonly claimOf: ReadonlyMap<string, Claim>
  readonly pools: Map<string, Pool>
  /** Awards used in part by an earlier giving, already back in their pool. */
  readonly resumed: Set<string>
  readonly tally: Tally
}

/** One claim before the rules that compete for it: gates, once, stacking, then the giving. */
export function runClaim(run: Run, claim: Claim, group: readonly (readonly PreparedRule[])[]): void {
  const candidates: Candidate[] = []
  for (const versions of group) {
    const prepared = versionFor(versions, claim)
    const candidate = prepared && candidateOf(run, claim, prepared)
    if (candidate) candidates.push(candidate)
  }
  if (candidates.length === 0) return
  const { winners, superseded } = chooseRules(candidates)
  for (const each of superseded) refuse(run.tally, each, 'superseded_by_rule')
  for (const winner of winners) give(run, winner)
}

function candidateOf(run: Run, claim: Claim, prepared: PreparedRule): Candidate | null {
  const { rule, keyOf } = prepared
  const date = countingDate(rule, claim)
  const period = periodOf(prepared, date)
  if (period && resume(run, { prepared, claim, date, period })) return null
  const { taken } = run.tally
  const code =
    firstRefusal({ rule, claim, facts: run.facts, held: run.held, date, period }) ??
    (alreadyCounted({ rule, claim, keyOf, taken }) ? 'already_counted' : null) ??
    (isSpent(prepared, claim, taken) ? 'superseded_by_rule' : null)
  if (code || !period) {
    refuse(run.tally, { prepared, claim, date }, code ?? 'not_effective')
    return null
  }
  return { prepared, claim, date, period }
}

/** What an earlier giving left over of an award waits on, without being asked anything again. */
function resume(run: Run, candidate: Candidate): boolean {
  const { prepared, claim } = candidate
  const name = `${prepared.rule.ruleId} ${claim.awardId}`
  if (!prepared.rate.pooled || run.resumed.has(name)) return false
  const used = run.ledger.recognitions
    .filter((each) => each.ruleId === prepared.rule.ruleId)
    .flatMap((each) => each.sources.filter((source) => source.awardId === claim.awardId))
    .reduce((sum, source) => plus(sum, source.used), ZERO)
  const left = minus(basisOf(prepared.rule, claim), used)
  if (compare(used, ZERO) === 0 || compare(left, ZERO) <= 0) return false
  run.resumed.add(name)
  gather(run, candidate, { claim, date: candidate.date, left })
  return true
}

function give(run: Run, candidate: Candidate): void {
  const { prepared, claim, date, period } = candidate
  const basis = basisOf(prepared.rule, claim)
  bringForward(run.tally, prepared, period)
  if (prepared.rate.pooled) {
    take(run.tally, prepared, [claim])
    gather(run, candidate, { claim, date, left: basis })
    return
  }
  const sources = [sourceOf(claim, basis)]
  const before = run.tally.grants.length
  settle(run.tally, { ...candidate, sources, raw: worthOf(candidate), feePaid: isFeePaid(run, prepared, sources) })
  if (run.tally.grants.length > before) take(run.tally, prepared, sources)
}

/** Adds to the pool of the rule and gives for every group that is now complete. */
function gather(run: Run, candidate: Candidate, entry: PoolEntry): void {
  const { prepared, period } = candidate
  const { rule, rate } = prepared
  const { key, periodKey } = poolKey(prepared, period)
  let entries: readonly PoolEntry[] = [...(run.pools.get(key)?.entries ?? []), entry]
  for (let group = takeGroup(rule, entries, rate.needs); group; group = takeGroup(rule, entries, rate.needs)) {
    entries = group.rest
    settle(run.tally, {
      ...candidate,
      sources: group.sources,
      raw: rate.gives,
      feePaid: isFeePaid(run, prepared, group.sources),
    })
  }
  run.pools.set(key, { prepared, periodKey, entries })
}

function poolKey({ rule }: PreparedRule, period: Period): { key: string; periodKey: string | null } {
  return rule.grant.within === 'period'
    ? { key: `${rule.ruleId} ${period.key}`, periodKey: period.key }
    : { key: rule.ruleId, periodKey: null }
}

function isFeePaid(run: Run, { rule }: PreparedRule, sources: readonly Source[]): boolean {
  return rule.fee === null || sources.every(({ awardId }) => run.claimOf.get(awardId)?.feePaidOn !== undefined)
}

/** Day by which a claim stands in line: the earliest of the counting dates its rules use. */
export function lineDate(claim: Claim, group: readonly (readonly PreparedRule[])[]): LocalDate {
  let earliest: LocalDate | null = null
  for (const versions of group) {
    const prepared = versionFor(versions, claim)
    const date = prepared ? countingDate(prepared.rule, claim) : claim.decisionDate
    if (earliest === null || date < earliest) earliest = date
  }
  return earliest ?? claim.decisionDate
}
