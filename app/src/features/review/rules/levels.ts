import type { DraftScore } from '../model.ts'

/** What the rules need of a rubric; the rubric of the catalogue fits as it is. */
export interface RubricLike {
  readonly levels: readonly { readonly id: string; readonly label: string }[]
  readonly passLevel: string
  readonly rule: RuleLike
  readonly criteria: readonly CriterionLike[]
}
export interface CriterionLike {
  readonly id: string
  readonly title: string
  readonly looksAt: readonly string[]
  readonly mustHave: boolean
  readonly weight: number
  readonly descriptors: Readonly<Record<string, string>>
}
export type RuleLike =
  | { readonly kind: 'conjunctive' }
  | { readonly kind: 'k_of_n'; readonly k: number }
  | {
      readonly kind: 'compensatory'
      readonly minTotal: number
      readonly sectionMin?: Readonly<Partial<Record<string, number | undefined>>> | undefined
    }

/** Index of the level (0 is the lowest) by criterion. */
export type Levels = ReadonlyMap<string, number>

type Scale = Pick<RubricLike, 'levels'>
type Standard = Pick<RubricLike, 'levels' | 'passLevel'>

export function levelIndex({ levels }: Scale, levelId: string): number {
  const index = levels.findIndex(({ id }) => id === levelId)
  if (index < 0) throw new RangeError(`The rubric has no level ${levelId}`)
  return index
}

export function levelAt({ levels }: Scale, index: number): string {
  const level = levels[index]
  if (!level) throw new RangeError(`The rubric has no level ${index}`)
  return level.id
}

/** Met: at or above the pass level. */
export function isMet(rubric: Standard, index: number): boolean {
  return index >= levelIndex(rubric, rubric.passLevel)
}

/** A criterion without a score is missing here; it is never read as "not met". */
export function levelOf(levels: Levels, criterionId: string): number {
  const level = levels.get(criterionId)
  if (level === undefined) throw new RangeError(`No level for ${criterionId}`)
  return level
}

export function levelsOf(
  rubric: Scale,
  scores: readonly { readonly criterionId: string; readonly levelId: string }[],
): Levels {
  return new Map(scores.map(({ criterionId, levelId }) => [criterionId, levelIndex(rubric, levelId)]))
}

/** A banked criterion enters at its banked level and never falls below it, also where it was read again. */
export function withBanked(levels: Levels, banked: Levels): Levels {
  const all = new Map(levels)
  for (const [criterionId, level] of banked) all.set(criterionId, Math.max(level, levels.get(criterionId) ?? level))
  return all
}

/** Criteria still without level or confidence: submitting answers `incomplete` with these. */
export function unscored(openCriteria: readonly string[], scores: readonly DraftScore[]): string[] {
  const complete = new Set(
    scores.filter((score) => score.levelId !== null && score.confidence !== null).map((score) => score.criterionId),
  )
  return openCriteria.filter((id) => !complete.has(id))
}

/** Scores for what was not asked: a criterion met earlier, or one of another rubric. */
export function unasked(openCriteria: readonly string[], scores: readonly Pick<DraftScore, 'criterionId'>[]): string[] {
  return scores.map(({ criterionId }) => criterionId).filter((id) => !openCriteria.includes(id))
}
