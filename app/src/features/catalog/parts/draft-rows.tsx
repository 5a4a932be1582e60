import { t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { FieldGroup } from '../../../ui/form.tsx'
import type { DraftField as Described, RowsField } from '../rules/draft-fields.ts'
import { at } from '../rules/draft-form.ts'
import { DraftField, type FieldRoom } from './draft-field.tsx'
import { fieldHint, fieldLabel } from './draft-words.ts'
import { levelName } from './labels.ts'

interface FieldsProps {
  fields: readonly Described[]
  /** Where these fields stand: empty, or a row such as `components.1`. */
  under: string
  value: unknown
  room: FieldRoom
}

/** Fields in their order, rows among them. */
export function DraftFields({ fields, under, value, room }: FieldsProps) {
  return (
    <>
      {fields
        .flatMap((field) => byLevel(field, room))
        .map((field) => {
          const path = under === '' ? field.name : `${under}.${field.name}`
          const own = at(value, field.name)
          return field.kind === 'rows' ? (
            <Rows key={path} field={field} path={path} value={own} room={room} />
          ) : (
            <DraftField key={path} field={field} path={path} value={own} room={room} />
          )
        })}
    </>
  )
}

/** A text of each level is asked level by level. */
function byLevel(field: Described, { content }: FieldRoom): Described[] {
  if (field.kind === 'rows' || !field.name.endsWith('.*')) return [field]
  return (content.rubric?.levels ?? []).map(({ id = '' }) => ({ ...field, name: field.name.replace('*', id) }))
}

interface RowsProps {
  field: RowsField
  path: string
  value: unknown
  room: FieldRoom
}

/** A list with its buttons: each press keeps the words first. */
function Rows({ field, path, value, room }: RowsProps) {
  const rows = Array.isArray(value) ? (value as readonly DraftRow[]) : []
  return (
    <fieldset class="draft-rows" id={rowId(path)}>
      <legend>{fieldLabel(path)}</legend>
      {fieldHint(path, 'rows') && <p class="field-hint">{fieldHint(path, 'rows')}</p>}
      {rows.length === 0 && <p class="muted">{t('catalog.draft.rows.none')}</p>}
      {rows.map((row, place) => (
        <Row key={row.id ?? place} {...{ field, row, room, place }} path={`${path}.${place}`} />
      ))}
      {!room.readOnly && rows.length < field.most && (
        <Button name="do" value={`add:${path}`}>
          {t('catalog.draft.rows.add', { what: fieldLabel(`${path}.one`) })}
        </Button>
      )}
    </fieldset>
  )
}

interface DraftRow {
  id?: string
  label?: string
}

interface RowProps {
  field: RowsField
  path: string
  row: DraftRow
  place: number
  room: FieldRoom
}

function Row({ field, path, row, place, room }: RowProps) {
  const name = `${fieldLabel(`${path}.one`)} ${rowName(path, row) ?? place + 1}`
  return (
    <div class="draft-row" id={rowId(path)}>
      <FieldGroup legend={name}>
        {row.id !== undefined && <input type="hidden" name={`${path}.id`} value={row.id} />}
        <DraftFields fields={field.fields} under={path} value={row} room={room} />
        {!room.readOnly && (
          <div class="cluster">
            {place > 0 && (
              <Button kind="quiet" name="do" value={`up:${path}`}>
                {t('catalog.draft.rows.up', { name })}
              </Button>
            )}
            <Button kind="quiet" name="do" value={`remove:${path}`}>
              {t('catalog.draft.rows.remove', { name })}
            </Button>
          </div>
        )}
      </FieldGroup>
    </div>
  )
}

/** Levels go by their names, everything else by its letter and number. */
function rowName(path: string, { id, label }: DraftRow): string | undefined {
  return path.startsWith('rubric.levels.') && id && label ? levelName({ id, label }) : id
}

export function rowId(path: string): string {
  return `row-${path.replaceAll('.', '-')}`
}
