import { type LocalDate, nextMonthDay, type Period } from '../../../lib/dates.ts'
import { parseUnits } from '../../../lib/quantity.ts'
import type { Cap, RecognitionRule, Unit } from '../model.ts'
import type { Recognized } from './outcome.ts'
import { ofProgram, ofRule, type Shelf } from './shelf.ts'

export interface CapQuestion {
  readonly rule: RecognitionRule
  readonly unit: Unit
  readonly period: Period
  readonly recognized: Shelf<Recognized>
}
/** Room under the tightest cap; null = no limit. */
export interface Room {
  readonly units: bigint | null
  readonly over: Cap['over']
}

/** The smallest remaining cap wins, the first of equals. */
export function roomUnderCaps(question: CapQuestion): Room {
  let room: Room = { units: null, over: 'forfeit' }
  for (const cap of question.rule.cap) {
    const units = roomUnder(cap, question)
    if (units !== null && (room.units === null || units < room.units)) room = { units, over: cap.over }
  }
  return room
}

function roomUnder(cap: Cap, question: CapQuestion): bigint | null {
  const inScope = scopeOf(cap, question).filter((each) => belongs(each, cap, question))
  if (cap.count !== undefined) {
    const counted = inScope.filter((each) => each.kind === 'grant' || each.kind === 'partial').length
    return counted < cap.count ? null : 0n
  }
  const limit = parseUnits(cap.amount ?? '0', question.unit.scale)
  if (!limit.ok) throw new RangeError(`Rule ${question.rule.ruleId} has a cap that was never fit to publish`)
  const used = inScope.reduce((sum, each) => sum + each.units, 0n)
  return limit.value > used ? limit.value - used : 0n
}

function scopeOf({ scope }: Cap, { rule, recognized }: CapQuestion): readonly Recognized[] {
  return scope === 'program' ? ofProgram(recognized, rule.programId) : ofRule(recognized, rule.ruleId)
}

function belongs(each: Recognized, { scope }: Cap, { unit, period }: CapQuestion): boolean {
  // A permanent raise was counted in the year it began; each later year it fills only that year's room.
  const counts = scope === 'period' ? each.periodKey === period.key : each.kind !== 'recurring'
  return counts && each.unitId === unit.id
}

/** How much of what is above the cap may move to a later period. */
export function carriedOver(rest: bigint, question: CapQuestion & { readonly date: LocalDate }): bigint {
  const { rule, unit, period, date, recognized } = question
  const { max, fromMonth } = rule.carryOver ?? {}
  if (fromMonth !== undefined && date < firstOfMonth(period, fromMonth)) return 0n
  if (max === undefined) return rest
  const limit = parseUnits(max, unit.scale)
  const inPeriod = ofRule(recognized, rule.ruleId).filter((each) => each.periodKey === period.key)
  const already = inPeriod.reduce((sum, each) => sum + each.carry, 0n)
  const room = limit.ok && limit.value > already ? limit.value - already : 0n
  return rest < room ? rest : room
}

function firstOfMonth(period: Period, month: number): LocalDate {
  return nextMonthDay(period.from, `${String(month).padStart(2, '0')}-01`)
}
