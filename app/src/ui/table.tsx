import type { ComponentChildren } from 'preact'
import { t } from '../text.ts'
import { classNames } from './class-names.ts'
import { Mark } from './mark.tsx'

export interface Column<Row> {
  key: string
  label: string
  cell: (row: Row) => ComponentChildren
  /** Numbers and amounts stand at the end, in even figures. */
  align?: 'end'
  /** The column that names the row: a row header, and the title of its card. */
  heading?: boolean
  /** Where the sort leads, and how it stands now. */
  sort?: { href: string; direction?: 'ascending' | 'descending' }
  /** Sum or middle under the column. */
  total?: ComponentChildren
}

export interface TableProps<Row> {
  caption: string
  captionHidden?: boolean
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  selected?: string
  /** Shown in place of rows. */
  empty?: ComponentChildren
  /** Below 600 px: a card per row, two lines of words for what is many and short, or the table in its own region that scrolls. */
  narrow?: 'cards' | 'lines' | 'scroll'
}

export function Table<Row>(props: TableProps<Row>) {
  const narrow = props.narrow ?? 'cards'
  const table = (
    <table class={classNames('table', narrow === 'cards' && 'table-cards', narrow === 'lines' && 'table-lines')}>
      <caption class={props.captionHidden ? 'visually-hidden' : 'table-caption'}>{props.caption}</caption>
      <thead>
        <tr>
          {props.columns.map((column) => (
            <HeadCell key={column.key} column={column} />
          ))}
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) => (
          <BodyRow
            key={props.rowKey(row)}
            row={row}
            columns={props.columns}
            selected={props.rowKey(row) === props.selected}
          />
        ))}
      </tbody>
      <Totals columns={props.columns} />
    </table>
  )
  const content =
    props.rows.length > 0 ? (
      table
    ) : (
      <>
        {table}
        <div class="table-empty">{props.empty ?? <p>{t('ui.table.empty')}</p>}</div>
      </>
    )
  if (narrow !== 'scroll') return <div class="table-wrap">{content}</div>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section class="table-wrap table-scroll" aria-label={t('ui.table.scroll', { caption: props.caption })} tabIndex={0}>
      {content}
    </section>
  )
}

function HeadCell<Row>({ column }: { column: Column<Row> }) {
  const { sort } = column
  return (
    <th scope="col" class={column.align && 'table-end'} aria-sort={sort ? (sort.direction ?? 'none') : undefined}>
      {sort ? (
        <a class="table-sort" href={sort.href}>
          <span class="visually-hidden">{t('ui.table.sort', { column: column.label })}</span>
          <span aria-hidden="true">{column.label}</span>
          {sort.direction && <Mark name={sort.direction === 'ascending' ? 'up' : 'down'} />}
        </a>
      ) : (
        column.label
      )}
    </th>
  )
}

function BodyRow<Row>({ row, columns, selected }: { row: Row; columns: readonly Column<Row>[]; selected: boolean }) {
  return (
    <tr class={selected ? 'table-selected' : undefined}>
      {columns.map((column) =>
        column.heading ? (
          <th key={column.key} scope="row">
            {column.cell(row)}
            {selected && <span class="visually-hidden"> ({t('ui.table.selected')})</span>}
          </th>
        ) : (
          <td key={column.key} class={column.align && 'table-end'} data-label={column.label}>
            <div class="table-cell">{column.cell(row)}</div>
          </td>
        ),
      )}
    </tr>
  )
}

function Totals<Row>({ columns }: { columns: readonly Column<Row>[] }) {
  if (columns.every((column) => column.total === undefined)) return null
  return (
    <tfoot>
      <tr>
        {columns.map((column) =>
          column.heading ? (
            <th key={column.key} scope="row">
              {column.total}
            </th>
          ) : (
            <td key={column.key} class={column.align && 'table-end'} data-label={column.label}>
              {column.total}
            </td>
          ),
        )}
      </tr>
    </tfoot>
  )
}
