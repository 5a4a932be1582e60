import type { DraftContent, SectionId } from './draft.ts'
import { type DraftField, type RowsField, SECTION_FIELDS } from './draft-fields.ts'
import { at } from './draft-form.ts'

type Row = Readonly<Record<string, unknown>>

/** What a button beside a list does: `add:components`, `remove:components.2`, `up:part2.requirements.1`. */
const DEED = /^(add|remove|up):([a-zA-Z0-9.]{1,80})$/
export interface RowDeed {
  readonly deed: 'add' | 'remove' | 'up'
  readonly list: string
  /** Which row; of `add` the last one. */
  readonly row: number
}

export function rowDeedOf(said: string): RowDeed | undefined {
  const [, deed, path = ''] = DEED.exec(said) ?? []
  if (deed === 'add') return { deed, list: path, row: Number.POSITIVE_INFINITY }
  const [, list = '', row] = /^(.+)\.(\d{1,2})$/.exec(path) ?? []
  return deed === 'remove' || deed === 'up' ? { deed, list, row: Number(row) } : undefined
}

/** The draft with a row more, a row less, or two rows exchanged; as it was where the section has no such list. */
export function withRow(content: DraftContent, section: SectionId, { deed, list, row }: RowDeed): DraftContent {
  const field = listAt(SECTION_FIELDS[section], list.split('.'))
  if (!field) return content
  const rows = (at(content, list) ?? []) as readonly Row[]
  if (deed === 'add')
    return rows.length < field.most ? replaced(content, list, [...rows, newRow(field, rows, content, list)]) : content
  if (deed === 'remove')
    return replaced(
      content,
      list,
      rows.filter((_, place) => place !== row),
    )
  return replaced(content, list, raised(rows, row))
}

/** The list a path leads to, through rows of rows. */
export function listAt(fields: readonly DraftField[], steps: readonly string[]): RowsField | undefined {
  for (const field of fields) {
    const own = field.name.split('.')
    if (field.kind !== 'rows' || !own.every((step, place) => step === steps[place])) continue
    const rest = steps.slice(own.length)
    if (rest.length === 0) return field
    if (/^\d+$/.test(rest[0] ?? '')) return listAt(field.fields, rest.slice(1))
  }
}

function raised(rows: readonly Row[], row: number): Row[] {
  const above = rows[row - 1]
  const own = rows[row]
  if (!above || !own) return [...rows]
  return rows.map((each, place) => (place === row - 1 ? own : place === row ? above : each))
}

function newRow({ id, begins }: RowsField, rows: readonly Row[], content: DraftContent, list: string): Row {
  return { ...(id === undefined ? {} : { id: freeId(id, rows, parentId(content, list)) }), ...begins }
}

/** An id once given stays with its row, so a new row takes the first that is free. */
function freeId(prefix: string, rows: readonly Row[], parent: string): string {
  const taken = new Set(rows.map((row) => row.id))
  const names = Array.from({ length: 26 }, (_, place) =>
    prefix === '.' ? `${parent}.${String.fromCharCode(97 + place)}` : `${prefix}${place + 1}`,
  )
  return names.find((name) => !taken.has(name)) ?? ''
}

function parentId(content: DraftContent, list: string): string {
  const row = at(content, list.split('.').slice(0, -1).join('.')) as Row | undefined
  return typeof row?.id === 'string' ? row.id : ''
}

function replaced(content: DraftContent, list: string, rows: readonly Row[]): DraftContent {
  return set(content, list.split('.'), rows) as DraftContent
}

function set(place: unknown, [step = '', ...rest]: readonly string[], value: unknown): unknown {
  const inner = rest.length === 0 ? value : set((place as Row | undefined)?.[step], rest, value)
  if (Array.isArray(place)) return place.map((item, index) => (index === Number(step) ? inner : item))
  return { ...(place as Row | undefined), [step]: inner }
}
