import { PORTFOLIOS, type PortfolioId } from '../../catalog/rules/scoring-file.ts'
import type { RubricLike } from './levels.ts'

/** A panel is three or more. */
export const LEAST_PANEL = 3
/** Below the pass, and nobody may give it: a level that a panelist chooses like any other. */
export const BARRED = 'barred'

/** By portfolio and criterion, `1.C2`: what one panelist chose. */
export type PanelSheet = Readonly<Record<string, string>>

export function placeIn(portfolio: PortfolioId, criterionId: string): string {
  return `${portfolio}.${criterionId}`
}

type Scale = Pick<RubricLike, 'levels' | 'criteria'>

/** Every judgment of the six portfolios, in the order of the page. */
export function placesOf({ criteria }: Pick<Scale, 'criteria'>): string[] {
  return PORTFOLIOS.flatMap((portfolio) => criteria.map(({ id }) => placeIn(portfolio, id)))
}

/** What the rubric and its six portfolios know, and nothing else that a form may have brought. */
export function soundSheet(rubric: Scale, given: PanelSheet): PanelSheet {
  const known = new Set([BARRED, ...rubric.levels.map(({ id }) => id)])
  const rows = placesOf(rubric).map((place) => [place, given[place] ?? ''] as const)
  return Object.fromEntries(rows.filter(([, level]) => known.has(level)))
}

export function missingIn(rubric: Scale, sheet: PanelSheet): string[] {
  return placesOf(rubric).filter((place) => !(place in sheet))
}

export interface PanelLevel {
  readonly level: string
  /** Most of the panel would let nobody pass it. */
  readonly barred: boolean
  readonly votes: number
}
/** Null where no level has more than half of the panel: such a criterion is left out. */
export type PanelKey = Readonly<Record<string, PanelLevel | null>>

/** What most of the panel chose, place by place; nobody's word weighs more than another's. */
export function majorityOf(rubric: Scale, sheets: readonly PanelSheet[]): PanelKey {
  return Object.fromEntries(placesOf(rubric).map((place) => [place, mostAt(rubric, sheets, place)]))
}

function mostAt({ levels }: Scale, sheets: readonly PanelSheet[], place: string): PanelLevel | null {
  const lowest = levels[0]?.id ?? ''
  const chosen = sheets.map((sheet) => sheet[place] ?? '')
  const votesFor = (level: string) =>
    chosen.filter((choice) => choice === level || (choice === BARRED && level === lowest)).length
  const most = levels
    .map(({ id }) => ({ level: id, votes: votesFor(id) }))
    .find(({ votes }) => votes * 2 > sheets.length)
  if (!most) return null
  return { ...most, barred: chosen.filter((choice) => choice === BARRED).length * 2 > sheets.length }
}
