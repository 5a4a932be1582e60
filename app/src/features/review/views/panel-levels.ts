import type { Ctx, Db } from '../../../platform/ctx.ts'
import type { AchievementVersion } from '../../catalog/reads.ts'
import { findClosedPanel, listPanelists } from '../reads/scoring-panels.ts'
import { majorityOf, type PanelKey } from '../rules/scoring-panel.ts'
import type { ReviewWorld } from '../tables.ts'

export interface PanelLevels {
  readonly key: PanelKey
  readonly people: number
  readonly closedAt: Date
}

/** What most of the last panel chose, place by place; null before one has come to its end. */
export async function panelLevels(
  { scope }: Pick<Ctx<ReviewWorld>, 'scope'>,
  tx: Db<ReviewWorld>,
  { code, entry }: { code: string; entry: AchievementVersion },
): Promise<PanelLevels | null> {
  const panel = await findClosedPanel(tx, scope, code)
  if (!panel) return null
  const sheets = (await listPanelists(tx, scope, panel.id)).map(({ levels }) => levels)
  return { key: majorityOf(entry.content.rubric, sheets), people: sheets.length, closedAt: panel.closedAt }
}
