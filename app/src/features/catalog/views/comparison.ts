import type { Db } from '../../../platform/ctx.ts'
import { changeBetween } from '../actions/sound-draft.ts'
import type { AchievementContent } from '../model.ts'
import { diffContent, type FieldDiff } from '../rules/content-diff.ts'
import type { VersionChange } from '../rules/version-change.ts'
import type { CatalogTables } from '../tables.ts'

export interface Comparison {
  readonly from: string
  readonly to: string
  readonly change: VersionChange
  readonly fields: readonly FieldDiff[]
}
interface Compared {
  readonly achievementId: string
  readonly version: string
  readonly content: AchievementContent
}

/** What two versions of one micro-credential say differently. */
export async function comparisonOf(tx: Db<CatalogTables>, was: Compared, is: Compared): Promise<Comparison> {
  return {
    ...{ from: was.version, to: is.version },
    change: await changeBetween(tx, was, is.content),
    fields: diffContent(was.content, is.content),
  }
}
