import { isLocalDate } from '../../../lib/dates.ts'
import { t } from '../../../text.ts'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { CheckList } from '../../../ui/choice.tsx'
import { Field, Select, TextArea } from '../../../ui/field.tsx'
import type { DraftContent } from '../rules/draft.ts'
import type { PlainField } from '../rules/draft-fields.ts'
import { limitsOf } from '../rules/draft-limits.ts'
import type { LintLists } from '../tables.ts'
import { fieldHint, fieldLabel, optionName } from './draft-words.ts'
import { foreign, levelName } from './labels.ts'

/** What every field of a form needs to know beside its own value. */
export interface FieldRoom {
  readonly content: DraftContent
  readonly lists: LintLists
  readonly readOnly: boolean
}
interface DraftFieldProps {
  field: PlainField
  path: string
  value: unknown
  room: FieldRoom
}

const SHORT = 60
const LONG = 300
const VERY_LONG = 900

/** One field of the editor as its row of the table says. */
export function DraftField(props: DraftFieldProps) {
  const { field, path, value, room } = props
  const shared = { name: path, label: labelOf(path, room), hint: fieldHint(path, field.kind) }
  if (field.kind === 'hidden') return <input type="hidden" name={path} value={textOf(value)} />
  if (field.kind === 'yes') return <Checkbox {...shared} checked={value === true} disabled={room.readOnly} />
  if (field.kind === 'one' || field.kind === 'many') return <Chosen {...props} shared={shared} />
  if (field.kind === 'number')
    return (
      <Field {...shared} type="text" inputMode="decimal" width="short" value={textOf(value)} readOnly={room.readOnly} />
    )
  if (field.kind === 'day')
    return (
      <Field {...shared} type={dayType(textOf(value))} width="short" value={textOf(value)} readOnly={room.readOnly} />
    )
  return <Written {...props} shared={shared} />
}

/** A box for days shows nothing of what is none: then it is a line, and what was typed stays in sight. */
function dayType(typed: string): 'date' | 'text' {
  return typed === '' || isLocalDate(typed) ? 'date' : 'text'
}

/** A descriptor is named by its level. */
function labelOf(path: string, { content }: FieldRoom): string {
  const level = /[.]descriptors[.]([a-z0-9_]+)$/.exec(path)?.[1]
  return level === undefined ? fieldLabel(path) : levelLabel(content, level)
}

export function levelLabel({ rubric }: DraftContent, id: string): string {
  const level = rubric?.levels?.find((one) => one.id === id)
  return level?.label ? levelName({ id, label: level.label }) : id
}

type Shared = { name: string; label: string; hint?: string }

/** A line or a text; how much of it there may be is counted by a script, never cut off. */
function Written({ field, path, value, room, shared }: DraftFieldProps & { shared: Shared }) {
  const { most = SHORT } = limitsOf(path)
  const words = { ...shared, readOnly: room.readOnly, lang: foreign(room.content.language ?? 'en') }
  if (field.kind === 'lines') return <TextArea {...words} rows={3} value={linesOf(value)} />
  return (
    <div class="draft-written" data-most={most}>
      {field.kind === 'text' ? (
        <TextArea {...words} rows={rowsFor(most)} value={textOf(value)} />
      ) : (
        <Field {...words} width={most > SHORT ? 'full' : 'medium'} value={textOf(value)} />
      )}
    </div>
  )
}

function rowsFor(most: number): number {
  if (most > VERY_LONG) return 12
  return most > LONG ? 5 : 3
}

function Chosen({ field, path, value, room, shared }: DraftFieldProps & { shared: Shared }) {
  const options = optionsOf(field, path, room).map((one) => ({
    value: one,
    label: field.name === 'rubric.passLevel' ? levelLabel(room.content, one) : optionName(path, one),
  }))
  if (field.kind === 'one')
    return (
      <Select
        {...shared}
        options={options}
        value={textOf(value)}
        empty={t('catalog.draft.choose')}
        disabled={room.readOnly}
      />
    )
  const values = Array.isArray(value) ? value.map(String) : []
  return <CheckList {...shared} name={`${path}[]`} options={options} values={values} row />
}

/** Of a list that the site keeps, or that the draft itself makes. */
function optionsOf({ options, name }: PlainField, path: string, { content, lists }: FieldRoom): readonly string[] {
  if (options) return options
  if (path === 'subjects') return [...lists.subjects, 'any']
  if (path === 'tags') return lists.tags
  if (name === 'looksAt') return anchorsOf(content)
  if (name === 'component') return (content.components ?? []).flatMap(({ id }) => id ?? [])
  if (name === 'rubric.passLevel') return (content.rubric?.levels ?? []).flatMap(({ id }) => id ?? [])
  return []
}

/** What a criterion may look at: questions, requirements with their indicators, prompts. */
function anchorsOf({ part1, part2, part3 }: DraftContent): string[] {
  return [
    ...(part1?.questions ?? []),
    ...(part2?.requirements ?? []).flatMap((one) => [one, ...(one.indicators ?? [])]),
    ...(part3?.prompts ?? []),
  ].flatMap(({ id }) => id ?? [])
}

function textOf(value: unknown): string {
  return value === undefined || value === null ? '' : String(value)
}

function linesOf(value: unknown): string {
  return Array.isArray(value) ? value.join('\n') : textOf(value)
}
