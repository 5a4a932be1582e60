import { SMALLEST_GROUP, type SuppressedTable, suppressTable } from '../../lib/suppress.ts'

export const STAGES = ['chosen', 'collecting', 'submitted', 'earned'] as const
export type Stage = (typeof STAGES)[number]
export type Measure = 'toSubmit' | 'toEarned' | 'toDecision'

/** How far one portfolio came. */
export interface Progress {
  readonly domains: readonly string[]
  readonly startedAt: Date
  readonly collectingAt: Date | null
  readonly submittedAt: Date | null
  readonly decidedAt: Date | null
  readonly earnedAt: Date | null
}

/** Domains of the site's own framework, in its order. */
export const DOMAINS = ['LRN', 'CLM', 'SUB', 'TCH', 'EVI', 'INC', 'DIG', 'PRO'] as const

const DAY = 86_400_000

/** A later stage stands for the earlier ones: whoever submitted has collected. */
export function completed(progress: Progress): Progress {
  const { submittedAt, collectingAt, earnedAt } = progress
  const submitted = submittedAt ?? earnedAt
  return { ...progress, submittedAt: submitted, collectingAt: collectingAt ?? submitted }
}

/** Everything one educator is counted in, each once however many portfolios: stages, and domains at a school. */
export function keysOf(portfolios: readonly Progress[], unitId: string | null): string[] {
  const keys = new Set<string>()
  for (const each of portfolios) {
    for (const stage of stagesOf(each)) keys.add(stage)
    if (each.decidedAt) keys.add('decided')
    if (each.earnedAt) for (const domain of each.domains) keys.add(cellKey(domain, unitId))
  }
  return [...keys].sort()
}

function stagesOf({ collectingAt, submittedAt, earnedAt }: Progress): Stage[] {
  const reached = { chosen: true, collecting: collectingAt, submitted: submittedAt, earned: earnedAt }
  return STAGES.filter((stage) => reached[stage])
}

export function cellKey(domain: string, unitId: string | null): string {
  return `cell/${domain}/${unitId ?? ''}`
}

/** Whole days a portfolio took, as far as it came. */
export function daysOf({ startedAt, submittedAt, earnedAt }: Progress): Partial<Record<Measure, number>> {
  return {
    ...(submittedAt && { toSubmit: wholeDays(startedAt, submittedAt) }),
    ...(earnedAt && { toEarned: wholeDays(startedAt, earnedAt) }),
  }
}

export function wholeDays(from: Date, to: Date): number {
  return Math.max(0, Math.floor((to.getTime() - from.getTime()) / DAY))
}

export interface Bin {
  readonly days: number
  readonly times: number
}

/** The middle of a histogram; halfway where it lies between two. Null when nothing is in it. */
export function medianOf(bins: readonly Bin[]): number | null {
  const sorted = bins.filter(({ times }) => times > 0).toSorted((one, other) => one.days - other.days)
  const total = sorted.reduce((sum, { times }) => sum + times, 0)
  if (total === 0) return null
  return (valueAt(sorted, Math.floor((total - 1) / 2)) + valueAt(sorted, Math.ceil((total - 1) / 2))) / 2
}

function valueAt(sorted: readonly Bin[], place: number): number {
  let passed = 0
  for (const { days, times } of sorted) {
    passed += times
    if (place < passed) return days
  }
  return sorted.at(-1)?.days ?? 0
}

/** Counts that only fall. One is shown when it is large enough, and so is what lies between it and the last one shown: the few who did not go on are a small group too. */
export function shownSteps(counts: readonly number[]): (number | null)[] {
  let last: number | null = null
  return counts.map((count) => {
    const between: number = last === null ? SMALLEST_GROUP : last - count
    if (count < SMALLEST_GROUP || (between > 0 && between < SMALLEST_GROUP)) return null
    last = count
    return count
  })
}

/** A middle of days says something about people only when enough of them stand behind it. */
export function shownMedian(bins: readonly Bin[], people: number): number | null {
  return people < SMALLEST_GROUP ? null : medianOf(bins)
}

export interface Matrix {
  readonly domains: readonly string[]
  readonly units: readonly (string | null)[]
  readonly shown: SuppressedTable
}

/** Educators with an award, by school (rows) and domain (columns), small cells hidden so that no sum gives them away. People without a school that is open stand in the last row. */
export function matrixOf(
  counts: ReadonlyMap<string, number>,
  { schools, order }: { schools: readonly string[]; order: readonly string[] },
): Matrix {
  const cells = [...counts].flatMap(([key, people]) => {
    const [kind, domain = '', unit = ''] = key.split('/')
    return kind === 'cell' && people > 0 ? [{ domain, unit: schools.includes(unit) ? unit : null, people }] : []
  })
  const domains = order.filter((domain) => cells.some((cell) => cell.domain === domain))
  const units = [...schools, ...(cells.some(({ unit }) => unit === null) ? [null] : [])]
  const rows = units.map((unit) =>
    domains.map((domain) =>
      cells.reduce((sum, cell) => (cell.unit === unit && cell.domain === domain ? sum + cell.people : sum), 0),
    ),
  )
  return { domains, units, shown: suppressTable(rows) }
}
