import type { Cell } from '../../../lib/csv.ts'
import { say, t } from '../../../text.ts'
import type { Overview } from '../views.ts'
import { domainName, peopleText, schoolName } from './words.ts'

/** The page as lines: the same numbers, and the same words where a number is hidden. */
export function overviewRows(view: Overview): Cell[][] {
  const { stages, days, matrix } = view
  const blank = ''
  const stage = stages.map((each) => [say(`insight.stage.${each.stage}`), blank, blank, shown(each.people)])
  const middle = (['toSubmit', 'toEarned', 'toDecision'] as const).map((measure) => [
    say(`insight.days.${measure}`),
    blank,
    blank,
    shown(days[measure]),
  ])
  const name = t('insight.overview.cell')
  const cells = matrix.units.flatMap((unit, row) =>
    matrix.domains.map((domain, column) => [
      name,
      domainName(domain),
      schoolName(view, unit),
      shown(matrix.shown.rows[row]?.cells[column] ?? null),
    ]),
  )
  const totals = matrix.domains.map((domain, column) => [
    name,
    domainName(domain),
    t('insight.overview.allSchools'),
    shown(matrix.shown.columnTotals[column] ?? null),
  ])
  const head = (['what', 'domain', 'school', 'value'] as const).map((column) => t(`insight.csv.${column}`))
  return [head, ...stage, ...middle, ...cells, ...totals]
}

function shown(value: number | null): Cell {
  return value ?? peopleText(null)
}
