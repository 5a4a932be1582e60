import { type LocalDate, nextMonthDay } from '../../../lib/dates.ts'
import { parseUnits } from '../../../lib/quantity.ts'
import type { RecognitionRule, Unit } from '../model.ts'

/** Money above this needs two people where the rule says nothing else. */
const TWO_PERSON_OVER = '500.00'

export function approvalsNeeded(rule: RecognitionRule, unit: Unit, units: bigint): 0 | 1 | 2 {
  const { mode, twoPersonOver } = rule.approval
  if (mode === 'two') return 2
  const limit = twoPersonOver ?? (unit.kind === 'money' ? TWO_PERSON_OVER : undefined)
  if (limit !== undefined && above(units, limit, unit.scale)) return 2
  return mode === 'auto' ? 0 : 1
}

function above(units: bigint, limit: string, scale: number): boolean {
  const parsed = parseUnits(limit.replace(/\.0+$/, ''), scale)
  // A limit the unit cannot express is no licence to ask only one person.
  return !parsed.ok || units > parsed.value
}

/** Month of the payroll that the first cut-off on or after the date leads to, as YYYY-MM. */
export function payrollOf(rule: RecognitionRule, date: LocalDate): string | null {
  const [next] = (rule.window?.cutoffs ?? [])
    .map((cutoff) => ({ ...cutoff, day: nextMonthDay(date, cutoff.closeAt) }))
    .sort((one, other) => (one.day < other.day ? -1 : 1))
  if (!next) return null
  const year = Number(next.day.slice(0, 4)) + (next.payroll < next.day.slice(5, 7) ? 1 : 0)
  return `${year}-${next.payroll}`
}
