import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { hasText, inLocale } from '../../../text.ts'
import { findingText } from '../parts/draft-words.ts'
import type { DraftContent } from './draft.ts'
import { filled, lintDraft } from './draft-lint.ts'
import type { Known } from './lint.ts'

const bar = parse(readFileSync('catalog/b/b1-teach-routines-explicitly.yaml', 'utf8')) as DraftContent
const known: Known = { verbs: [], bibliography: new Map(), frameworks: new Map() }

/** What is said of the field when this stands in it. */
function said(path: string, value: unknown): string | undefined {
  const steps = path.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step))
  const found = lintDraft(filled(bar, steps, value) as DraftContent, known).filter(({ code }) => code === 'form')
  return found.map((one) => `${one.path}: ${inLocale('en', () => findingText(one))}`).join('\n')
}

test.each([
  ['needsStudents', 'maybe', 'Write true for yes or false for no, without quotation marks.'],
  ['code', 'b1x', 'Write one to four capital letters and one to three digits, such as B1.'],
  ['slug', 'Teach Routines', 'Write small letters and digits, with hyphens between words, such as teach-routines.'],
  [
    'rubric.criteria',
    'x',
    'Write this as a list: each item on a line of its own with a dash before it, or in square brackets.',
  ],
  ['effort', 'long', 'Write the fields of this part under its name, each on a line of its own, two spaces further in.'],
  ['effort.hours', 'ten', 'Write a number from 2 to 60.'],
  ['effort.hours', 2.3, 'Write a multiple of 0.5.'],
  ['effort.readerMinutes', 'ten', 'Write a number from 5 to 120.'],
  ['effort.readerMinutes', 7.5, 'Write a whole number from 5 to 120.'],
  ['title', 7, 'Put it in quotation marks: "7".'],
  ['title', ['Greet'], 'Write text here: no list and no fields under it.'],
  ['title', null, 'Nothing stands here. Write it, or take the line out.'],
  ['grades.0', 3, 'Put it in quotation marks: "3".'],
  ['license', 'MIT', 'Write one of these: CC-BY-4.0, CC-BY-SA-4.0, CC0-1.0, LicenseRef-AllRightsReserved.'],
  ['components.0.id', 'X', 'Write one of these: K1, K2, K3, K4, K5.'],
  ['rubric.rule', { kind: 'luck' }, 'Write one of these: conjunctive, k_of_n, compensatory.'],
  ['expiry', { kind: 'someday' }, 'Write one of these: never, after.'],
  ['image', { kind: 'drawn' }, 'Write one of these: generated, upload.'],
  ['prerequisites', [{ kind: 'required' }], 'Write it in this form: { code: B1, kind: required }.'],
  ['version', 'one', 'Write it in this form: 1.0.0.'],
  ['contact', 'me', 'Give an email address, or a web address that begins with https://.'],
  ['nextReview', 'soon', 'Write it in this form: 2028-06-30.'],
  ['alignments.0.weight', 'half', 'Write a number from 0 to 1.'],
])('%s with %j is told what form is asked for', (path, value, sentence) => {
  expect(said(path, value)?.replace(/^[^:]+: /, '')).toBe(sentence)
})

test('every form that the rule names has its sentence', () => {
  const source = readFileSync(new URL('./asked-form.ts', import.meta.url), 'utf8')
  const named = [...source.matchAll(/asked: '([a-z]+)'/g), ...source.matchAll(/^ {2}[a-z]+: '([a-z]+)',$/gm)]
  const forms = new Set([...named.map(([, form]) => form), 'whole', 'between'])
  expect(forms.size).toBeGreaterThan(15)
  expect([...forms].filter((form) => !hasText(`catalog.form.${form}`))).toEqual([])
})
