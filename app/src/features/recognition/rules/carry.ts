import type { LocalDate, Period } from '../../../lib/dates.ts'
import type { EducatorFacts } from '../model.ts'
import { roomUnderCaps } from './cap.ts'
import type { Carried, Recognized, Source } from './outcome.ts'
import { isEffective, type PreparedRule, periodOf } from './prepare.ts'
import { exactly, settleWithoutClaim } from './settle.ts'
import { ofRule } from './shelf.ts'
import type { Tally } from './tally.ts'

/** Lets what an earlier period carried over into this one, oldest first, as far as caps and money allow. */
export function bringForward(tally: Tally, prepared: PreparedRule, period: Period): void {
  const due = tally.carried.filter((each) => each.ruleId === prepared.rule.ruleId && isEarlier(prepared, each, period))
  for (const carried of due.toSorted(bySince)) bringOne(tally, { prepared, period, carried })
}

function bringOne(
  tally: Tally,
  { prepared, period, carried }: { prepared: PreparedRule; period: Period; carried: Carried },
): void {
  const { rule, unit } = prepared
  const expires = rule.carryOver?.expiresPeriods ?? null
  const age = period.index - (periodOf(prepared, carried.since)?.index ?? period.index)
  if (expires !== null && age > expires) {
    tally.carried = tally.carried.filter((each) => each !== carried)
    tally.expired.push(carried)
    return
  }
  const room = roomUnderCaps({ rule, unit, period, recognized: tally.recognized }).units
  const units = least(carried.units, room, rule.carryOver?.onlyIfFunds ? freeFunds(tally, unit.id) : null)
  if (units === 0n) return
  const left = carried.units - units
  tally.carried = tally.carried.flatMap((each) =>
    each !== carried ? [each] : left > 0n ? [{ ...carried, units: left }] : [],
  )
  const giving = { prepared, period, date: period.from, sources: carried.sources, raw: exactly(units, unit) }
  settleWithoutClaim(tally, giving, { kind: 'carry_in', units, onceKey: onceKey(prepared, giving, `carry_in#${left}`) })
}

/** A budget that does not exist frees nothing; a unit held to none is free. */
function freeFunds({ free }: Tally, unitId: string): bigint | null {
  const left = free.get(unitId)
  return left === undefined ? null : (left ?? 0n)
}

function isEarlier(prepared: PreparedRule, carried: Carried, period: Period): boolean {
  const since = periodOf(prepared, carried.since)
  return since !== null && since.index < period.index
}

function bySince(one: Carried, other: Carried): number {
  if (one.since !== other.since) return one.since < other.since ? -1 : 1
  return (one.sources[0]?.awardId ?? '') < (other.sources[0]?.awardId ?? '') ? -1 : 1
}

function least(first: bigint, ...limits: (bigint | null)[]): bigint {
  return limits.reduce<bigint>((smallest, limit) => (limit !== null && limit < smallest ? limit : smallest), first)
}

export interface RecurQuestion {
  readonly versions: readonly PreparedRule[]
  readonly facts: EducatorFacts
  readonly asOf: LocalDate
}

/** A permanent giving comes again in every later period, until its rule or the employment ends. */
export function recur(tally: Tally, { versions, facts, asOf }: RecurQuestion): void {
  const began = tally.recognized.all.filter((each) => each.permanent && each.kind !== 'recurring')
  for (const each of began) {
    const prepared = versions.find(({ rule }) => rule.ruleId === each.ruleId && rule.version === each.ruleVersion)
    if (prepared) recurOne(tally, { prepared, each, facts, asOf })
  }
}

function recurOne(
  tally: Tally,
  question: { prepared: PreparedRule; each: Recognized; facts: EducatorFacts; asOf: LocalDate },
): void {
  const { prepared, each, facts, asOf } = question
  let period = periodOf(prepared, each.date)
  while (period && period.to <= asOf) {
    period = periodOf(prepared, period.to)
    if (!period || !isEffective(prepared.rule, period.from) || (facts.employmentTo ?? period.from) < period.from) return
    if (ofRule(tally.recognized, each.ruleId).some((other) => isSameIn(other, each, period?.key))) continue
    const giving = {
      prepared,
      period,
      date: period.from,
      sources: each.sources,
      raw: exactly(each.units, prepared.unit),
    }
    settleWithoutClaim(tally, giving, {
      kind: 'recurring',
      units: each.units,
      onceKey: onceKey(prepared, giving, 'recurring'),
    })
  }
}

function isSameIn(other: Recognized, each: Recognized, periodKey: string | undefined): boolean {
  const sameSource = other.sources[0]?.awardId === each.sources[0]?.awardId
  return other.kind === 'recurring' && other.periodKey === periodKey && sameSource
}

/** Stands beside the key of the first giving without being it. */
function onceKey(
  { rule, keyOf }: PreparedRule,
  { sources, period }: { sources: readonly Source[]; period: Period },
  as: string,
): string {
  const [first] = sources
  return [first ? keyOf(first.item) : rule.ruleId, first?.awardId ?? '', period.key, as].join('#')
}
