import { t } from '../../../text.ts'
import { type Column, Table } from '../../../ui/table.tsx'
import type { Overview } from '../views.ts'
import { domainName, peopleText, schoolName } from './words.ts'

interface Row {
  readonly key: string
  readonly school: string
  readonly cells: readonly (number | null)[]
}

const STEPS = 7

/** Competency by school: the number stands in the cell, its shade only repeats it. */
export function DomainTable({ view }: { view: Overview }) {
  const { matrix } = view
  const rows = matrix.units.map((unit, at) => ({
    key: unit ?? 'none',
    school: schoolName(view, unit),
    cells: matrix.columns.map(({ cells }) => cells[at] ?? null),
  }))
  const most = Math.max(1, ...rows.flatMap(({ cells }) => cells.map((cell) => cell ?? 0)))
  const columns: Column<Row>[] = matrix.domains.map((domain, at) => ({
    key: domain,
    label: domainName(domain),
    align: 'end',
    cell: ({ cells }) => <Shade people={cells[at] ?? null} most={most} />,
    total: peopleText(matrix.columns[at]?.total ?? null),
  }))
  const school: Column<Row> = {
    key: 'school',
    label: t('insight.csv.school'),
    heading: true,
    cell: (row) => row.school,
    total: t('insight.overview.allSchools'),
  }
  return (
    <Table
      caption={t('insight.overview.caption')}
      captionHidden
      columns={[school, ...columns]}
      rows={rows}
      rowKey={({ key }) => key}
      narrow="scroll"
    />
  )
}

function Shade({ people, most }: { people: number | null; most: number }) {
  if (people === null) return <span class="shade shade-few">{peopleText(null)}</span>
  return <span class={`shade shade-${Math.max(1, Math.ceil((people / most) * STEPS))}`}>{peopleText(people)}</span>
}
