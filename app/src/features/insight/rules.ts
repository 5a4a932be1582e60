import { SMALLEST_GROUP, type Suppressed, suppressLine } from '../../lib/suppress.ts'

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

/** A number, or why there is none: too few people, or too few between it and the last number shown. */
export type Shown = number | 'few' | 'between'

/** Counts that only fall. The few who did not go on are a small group too, so a number that would tell of them stays away. */
export function shownSteps(counts: readonly number[]): Shown[] {
  let last: number | null = null
  return counts.map((count) => {
    if (count < SMALLEST_GROUP) return 'few'
    const between: number = last === null ? 0 : last - count
    if (between > 0 && between < SMALLEST_GROUP) return 'between'
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
  /** By domain, its schools in the order of `units`; null = hidden. */
  readonly columns: readonly Suppressed[]
}

/**
 * Educators with an award, by school and domain. Within a domain each belongs to one school, so its sum is published and
 * small cells are hidden with as many others as keep it from giving them away; sums over domains would count people twice
 * and are not published. Whoever earned anything is counted in the stages too, so a sum that differs from one of those by
 * a few tells of the few. People without a school that is open stand in the last row.
 */
export function matrixOf(
  counts: ReadonlyMap<string, number>,
  { schools, order, stages }: { schools: readonly string[]; order: readonly string[]; stages: readonly Shown[] },
): Matrix {
  const cells = [...counts].flatMap(([key, people]) => {
    const [kind, domain = '', unit = ''] = key.split('/')
    return kind === 'cell' && people > 0 ? [{ domain, unit: schools.includes(unit) ? unit : null, people }] : []
  })
  const domains = order.filter((domain) => cells.some((cell) => cell.domain === domain))
  const units = [...schools, ...(cells.some(({ unit }) => unit === null) ? [null] : [])]
  const around = stages.filter((shown): shown is number => typeof shown === 'number')
  const columns = domains.map((domain) =>
    suppressLine(
      units.map((unit) => peopleIn(cells, { unit, domain })),
      { around },
    ),
  )
  return { domains, units, columns }
}

interface Place {
  readonly unit: string | null
  readonly domain: string
}

function peopleIn(cells: readonly (Place & { people: number })[], { unit, domain }: Place): number {
  const here = cells.filter((cell) => cell.unit === unit && cell.domain === domain)
  return here.reduce((sum, { people }) => sum + people, 0)
}
