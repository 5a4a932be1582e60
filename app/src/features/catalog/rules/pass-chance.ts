import type { DraftContent } from './draft.ts'

type Criterion = NonNullable<NonNullable<DraftContent['rubric']>['criteria']>[number]
export interface PassRubric {
  readonly rule: {
    readonly kind?: string
    readonly k?: number
    readonly minTotal?: number
    readonly sectionMin?: Readonly<Partial<Record<string, number>>>
  }
  readonly criteria: readonly Pick<Criterion, 'mustHave' | 'weight' | 'looksAt'>[]
  /** Place of the level that passes, counted from 0, and how many levels there are. */
  readonly pass: number
  readonly levels: number
}

/** How sharp the eye of a reader is who sees a criterion met that is met. */
export const SENSITIVITIES = [0.85, 0.9, 0.95] as const
const MOST_CRITERIA = 12

/**
 * How likely somebody who shows every criterion is to pass one reading, when a reader sees each of them with this chance.
 * A criterion that is not seen counts one level lower. Every combination is asked, so no rule needs a formula of its own.
 */
export function passChance(rubric: PassRubric, sensitivity: number): number {
  const count = rubric.criteria.length
  if (count === 0 || count > MOST_CRITERIA) return 0
  let chance = 0
  for (let seen = 0; seen < 2 ** count; seen++) {
    const met = rubric.criteria.map((_, place) => (seen & (1 << place)) !== 0)
    if (passes(rubric, met)) chance += met.reduce((product, one) => product * (one ? sensitivity : 1 - sensitivity), 1)
  }
  return chance
}

function passes(rubric: PassRubric, met: readonly boolean[]): boolean {
  const { rule, criteria } = rubric
  if (criteria.some(({ mustHave }, place) => mustHave && !met[place])) return false
  if (rule.kind === 'k_of_n') return met.filter(Boolean).length >= Number(rule.k ?? criteria.length)
  if (rule.kind === 'compensatory') return hasPoints(rubric, met)
  return met.every(Boolean)
}

function hasPoints({ rule, criteria, pass, levels }: PassRubric, met: readonly boolean[]): boolean {
  const rows = criteria.map(({ weight, looksAt }, place) => ({
    section: looksAt?.[0]?.charAt(0) ?? '',
    most: (weight ?? 1) * (levels - 1),
    points: (weight ?? 1) * (met[place] ? pass : pass - 1),
  }))
  const share = (of: typeof rows) =>
    (100 * of.reduce((sum, { points }) => sum + points, 0)) / of.reduce((sum, { most }) => sum + most, 0)
  const least = Object.entries(rule.sectionMin ?? {}).filter(([, percent]) => percent !== undefined)
  return (
    share(rows) >= Number(rule.minTotal ?? 0) &&
    least.every(([section, percent]) => share(rows.filter((row) => row.section === section)) >= Number(percent))
  )
}

/** What the chances are computed from, of a draft that may be half written. */
export function passRubricOf({ rubric }: DraftContent): PassRubric {
  const levels = rubric?.levels ?? []
  return {
    rule: (rubric?.rule ?? {}) as PassRubric['rule'],
    criteria: rubric?.criteria ?? [],
    pass: Math.max(
      1,
      levels.findIndex(({ id }) => id === rubric?.passLevel),
    ),
    levels: Math.max(2, levels.length),
  }
}
