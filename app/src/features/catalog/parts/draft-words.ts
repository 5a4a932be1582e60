import { hasText, say, t } from '../../../text.ts'
import { limitsOf } from '../rules/draft-limits.ts'
import type { Finding } from '../rules/draft-lint.ts'
import { fieldName, rowNumber } from '../rules/draft-places.ts'
import { strandName, valueName } from './labels.ts'

/** What a field is called, in a form and in a finding. */
export function fieldLabel(path: string): string {
  const key = `catalog.field.${fieldName(path)}`
  return hasText(key) ? say(key) : fieldName(path)
}

/** "Text, row 2": the field as a finding names it. */
export function placeText(path: string): string {
  const row = rowNumber(path)
  return row === undefined ? fieldLabel(path) : t('catalog.draft.place', { field: fieldLabel(path), row })
}

/** What to write, and between which limits. */
export function fieldHint(path: string, kind: string): string | undefined {
  const key = `catalog.hint.${fieldName(path)}`
  const { least, most } = limitsOf(path)
  const limits =
    // Who chooses from a list counts nothing.
    most === undefined || kind === 'one'
      ? ''
      : t(kind === 'number' ? 'catalog.draft.range' : 'catalog.draft.length', { least: least ?? 0, most })
  return [hasText(key) ? say(key) : '', limits].filter(Boolean).join(' ') || undefined
}

/** What is to be done about a finding. */
export function findingText({ code, values, message }: Finding): string {
  const key = code === 'form' ? `catalog.form.${values.asked}` : `catalog.lint.${code}`
  return hasText(key) ? say(key, values) : message
}

const OWN_NAMES: Readonly<Record<string, (value: string) => string>> = {
  strand: strandName,
  audience: (value) => valueName('audience', value),
  subjects: (value) => valueName('subject', value),
  tags: (value) => valueName('need', value),
  'part2.requirements.evidenceTypes': (value) => valueName('evidence', value),
  'resources.kind': (value) => say(`catalog.page.resource.kind.${value}`),
  'aiPolicy.kind': (value) => valueName('ai', value),
}

/** What one choice of a field is called. */
export function optionName(path: string, value: string): string {
  const field = fieldName(path)
  const key = `catalog.option.${field}.${value}`
  return hasText(key) ? say(key) : (OWN_NAMES[field]?.(value) ?? value)
}
