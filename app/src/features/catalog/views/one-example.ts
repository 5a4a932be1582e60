import type { Db } from '../../../platform/ctx.ts'
import type { Level } from '../model.ts'
import { listShownExemplars } from '../reads/exemplars.ts'
import type { AchievementVersion } from '../reads.ts'
import { placed, type ShownExemplar } from '../rules/exemplar.ts'
import type { CatalogTables } from '../tables.ts'

/** One example of a level, and how many there are. */
export interface ExampleOf {
  readonly shown: ShownExemplar
  readonly criterion: string
  readonly level: Level
  readonly count: number
}

/** A real one before a constructed one, the latest first. */
export async function exampleOf(
  tx: Db<CatalogTables>,
  { achievementId, shown: { rubric } }: AchievementVersion,
): Promise<ExampleOf | null> {
  const groups = placed(rubric, await listShownExemplars(tx, achievementId))
  const all = groups.flatMap(({ criterion, levels }) =>
    levels.flatMap(({ level, examples }) => examples.map((shown) => ({ shown, level, criterion: criterion.title }))),
  )
  const first = all.find(({ shown }) => !shown.constructed) ?? all[0]
  return first ? { ...first, count: all.length } : null
}
