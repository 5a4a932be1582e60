import type { Cell } from '../../../lib/csv.ts'
import { say, t } from '../../../text.ts'
import type { Shown } from '../rules.ts'
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
    days[measure] ?? t('insight.overview.hidden'),
  ])
  const name = t('insight.overview.cell')
  const cells = matrix.units.flatMap((unit, row) =>
    matrix.domains.map((domain, column) => [
      name,
      domainName(domain),
      schoolName(view, unit),
      shown(matrix.columns[column]?.cells[row] ?? null),
    ]),
  )
  const totals = matrix.domains.map((domain, column) => [
    name,
    domainName(domain),
    t('insight.overview.allSchools'),
    shown(matrix.columns[column]?.total ?? null),
  ])
  const head = (['what', 'domain', 'school', 'value'] as const).map((column) => t(`insight.csv.${column}`))
  return [head, ...stage, ...middle, ...cells, ...totals]
}

/** Numbers stay numbers in a file, without the reader's separators. */
function shown(value: Shown | null): Cell {
  return typeof value === 'number' ? value : peopleText(value)
}
