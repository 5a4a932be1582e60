import type { AchievementVersion } from '../../catalog/reads.ts'
import type { Outcome } from '../model.ts'
import { isMet, levelsOf } from '../rules/levels.ts'
import { outcome } from '../rules/outcome.ts'
import { type Guide, guideOf } from './guide.ts'

/** Told by the page of a draft: the version it would be, and what its author chose to try the rubric. */
export interface SampleOf {
  readonly draftId: string
  readonly version: AchievementVersion
  readonly criterion?: string
  /** Level by criterion; a choice that the rubric does not know counts for nothing. */
  readonly chosen: Readonly<Record<string, string>>
}
type Content = AchievementVersion['content']

export interface SampleDesk {
  readonly draftId: string
  readonly guide: Guide
  readonly content: Content
  /** The criterion that is open; null while the rubric has none. */
  readonly open: Content['rubric']['criteria'][number] | null
  readonly chosen: ReadonlyMap<string, string>
  /** Criteria scored below the level that passes. */
  readonly below: readonly string[]
  /** By the rule; null until every criterion is scored, or while the rule names what is not there. */
  readonly outcome: Outcome | null
}

/** The desk over a portfolio that nobody sent. What is chosen is counted and kept nowhere. */
export function sampleDesk({ draftId, version, criterion, chosen }: SampleOf): SampleDesk {
  const { content } = version
  const { criteria, levels } = content.rubric
  const known = new Map(
    criteria.flatMap(({ id }) => {
      const level = levels.find((one) => one.id === chosen[id])
      return level ? [[id, level.id] as const] : []
    }),
  )
  return {
    draftId,
    guide: guideOf(version),
    content,
    open: criteria.find(({ id }) => id === criterion) ?? criteria[0] ?? null,
    chosen: known,
    ...resultOf(content, known),
  }
}

/** The rule of a draft may name a level or a part that is not there: then it decides nothing yet. */
function resultOf({ rubric }: Content, chosen: ReadonlyMap<string, string>): Pick<SampleDesk, 'below' | 'outcome'> {
  const scores = [...chosen].map(([criterionId, levelId]) => ({ criterionId, levelId }))
  try {
    const levels = levelsOf(rubric, scores)
    const whole = rubric.criteria.length > 0 && rubric.criteria.every(({ id }) => levels.has(id))
    return {
      below: [...levels].filter(([, level]) => !isMet(rubric, level)).map(([id]) => id),
      outcome: whole ? outcome(rubric, levels) : null,
    }
  } catch (error) {
    if (error instanceof RangeError) return { below: [], outcome: null }
    throw error
  }
}
