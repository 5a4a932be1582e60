import type { LocalDate, Period } from '../../../lib/dates.ts'
import { fromUnits, type Rational, roundTo } from '../../../lib/quantity.ts'
import type { Claim, Unit } from '../model.ts'
import { approvalsNeeded, payrollOf } from './approval.ts'
import { carriedOver, roomUnderCaps } from './cap.ts'
import { onceKeyOf } from './once.ts'
import type { Grant, Recognized, Source } from './outcome.ts'
import type { PreparedRule } from './prepare.ts'
import { ofRule } from './shelf.ts'
import { exclusiveKeyOf, record, refuse, type Tally } from './tally.ts'

export interface Giving {
  readonly prepared: PreparedRule
  readonly claim: Claim
  readonly sources: readonly Source[]
  readonly raw: Rational
  readonly date: LocalDate
  readonly period: Period
  readonly feePaid: boolean
}

interface Split {
  readonly given: bigint
  readonly carry: bigint
  readonly pending: bigint
  readonly rest: bigint
}

/** Rounds once, fits under the caps, looks for money, and writes down the grant or the refusal. */
export function settle(tally: Tally, giving: Giving): void {
  const split = fitted(tally, giving)
  const funding = fundingOf(tally, giving.prepared.unit, split.given)
  if (funding === 'none') refuse(tally, giving, 'no_budget')
  else if (split.rest > 0n && split.given + split.carry + split.pending === 0n) refuse(tally, giving, 'cap_reached')
  else grant(tally, giving, { split, funded: funding === 'enough' })
}

function grant(tally: Tally, giving: Giving, { split, funded }: { split: Split; funded: boolean }): void {
  const { prepared, claim } = giving
  record(tally, {
    ...recognizedOf(giving, split),
    sourceKind: claim.kind,
    unrounded: giving.raw,
    state: stateOf({ giving, units: split.given, funded }),
    reasonCodes: reasonsOf(split),
    pending: split.pending,
    approvals: approvalsNeeded(prepared.rule, prepared.unit, split.given),
    payroll: payrollOf(prepared.rule, giving.date),
    onceKeys: onceKeysOf(tally, giving),
    restsOn: [...giving.sources.map((source) => source.awardId), ...claim.members],
  })
  if (split.carry > 0n) {
    const { ruleId } = prepared.rule
    tally.carried.push({
      ruleId,
      unitId: prepared.unit.id,
      units: split.carry,
      since: giving.date,
      sources: giving.sources,
    })
  }
}

/** A grant that rests on no new claim: carried in, recurring, or a step of a target. */
export function settleWithoutClaim(
  tally: Tally,
  giving: Omit<Giving, 'claim' | 'feePaid'>,
  as: { kind: Recognized['kind']; units: bigint; onceKey: string },
): void {
  const { prepared } = giving
  const [first] = giving.sources
  const whole = { ...giving, feePaid: true }
  record(tally, {
    ...recognizedOf(giving, { given: as.units, rest: 0n, carry: 0n }),
    kind: as.kind,
    sourceKind: first ? 'award' : 'target',
    unrounded: giving.raw,
    state: stateOf({ giving: whole, units: as.units, funded: fundingOf(tally, prepared.unit, as.units) === 'enough' }),
    reasonCodes: [],
    pending: 0n,
    approvals: approvalsNeeded(prepared.rule, prepared.unit, as.units),
    payroll: payrollOf(prepared.rule, giving.date),
    onceKeys: [as.onceKey],
    restsOn: giving.sources.map((source) => source.awardId),
  })
}

function fitted(tally: Tally, { prepared: { rule, unit }, raw, date, period }: Giving): Split {
  const units = roundTo(raw, unit.scale, rule.rounding)
  const question = { rule, unit, period, date, recognized: tally.recognized }
  const room = roomUnderCaps(question)
  const given = room.units === null || units <= room.units ? units : room.units
  const rest = units - given
  const carry = room.over === 'carry' ? carriedOver(rest, question) : 0n
  return { given, rest, carry, pending: room.over === 'pending' ? rest : 0n }
}

function recognizedOf(giving: Omit<Giving, 'claim' | 'feePaid'>, split: Omit<Split, 'pending'>): Recognized {
  const { rule, unit, stackingKey } = giving.prepared
  return {
    kind: split.given === 0n && split.carry > 0n ? 'carry_out' : split.rest > 0n ? 'partial' : 'grant',
    ruleId: rule.ruleId,
    ruleVersion: rule.version,
    recognizerId: rule.recognizerId,
    programId: rule.programId,
    exclusiveKey: exclusiveKeyOf(rule, stackingKey),
    sources: giving.sources,
    unitId: unit.id,
    units: split.given,
    carry: split.carry,
    periodKey: giving.period.key,
    date: giving.date,
    permanent: rule.grant.permanent,
  }
}

/** An award partly used before has its key already. */
function onceKeysOf({ recognized, taken }: Tally, { prepared: { rule, keyOf }, sources }: Giving): string[] {
  const mine = ofRule(recognized, rule.ruleId).flatMap((each) => each.sources)
  const fresh = sources.filter((source) => !mine.some((each) => each.awardId === source.awardId))
  return fresh.map((claim) => onceKeyOf({ rule, claim, keyOf, taken }))
}

function reasonsOf({ given, rest }: Split): Grant['reasonCodes'] {
  if (rest === 0n) return []
  return given > 0n ? ['cap_partial'] : ['cap_reached']
}

function fundingOf({ free }: Tally, unit: Unit, units: bigint): 'enough' | 'waiting' | 'none' {
  const left = unit.kind === 'money' ? free.get(unit.id) : undefined
  if (left === null) return 'none'
  return left === undefined || left >= units ? 'enough' : 'waiting'
}

function stateOf({
  giving,
  units,
  funded,
}: {
  giving: Omit<Giving, 'claim'>
  units: bigint
  funded: boolean
}): Grant['state'] {
  if (!giving.feePaid) return 'awaiting_fee'
  if (!funded) return 'waiting_funds'
  const { rule, unit } = giving.prepared
  return approvalsNeeded(rule, unit, units) === 0 ? 'approved' : 'pending_approval'
}

export function exactly(units: bigint, unit: Unit): Rational {
  return fromUnits(units, unit.scale)
}
