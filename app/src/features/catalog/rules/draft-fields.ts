import { AI_POLICIES, AUDIENCES, EVIDENCE_TYPES, GRADES, LICENSES, RESOURCE_KINDS, STRANDS } from '../model.ts'
import type { SectionId } from './draft.ts'

/** How one thing is asked and read: a line, several lines of one text, a list with one item a line, a number, a day, yes or no, a choice. */
export type FieldKind = 'line' | 'text' | 'lines' | 'number' | 'day' | 'yes' | 'one' | 'many' | 'hidden'
export interface PlainField {
  readonly name: string
  readonly kind: FieldKind
  /** Of `one` and `many`; absent where the site's own lists hold them. */
  readonly options?: readonly string[]
}
export interface RowsField {
  readonly name: string
  readonly kind: 'rows'
  readonly fields: readonly DraftField[]
  readonly most: number
  /** What the ids of rows begin with: `K` makes K1, K2; `.` makes letters under the row above, R1.a. */
  readonly id?: string
  /** What a new row begins with. */
  readonly begins: Readonly<Record<string, unknown>>
}
export type DraftField = PlainField | RowsField

const line = (name: string): PlainField => ({ name, kind: 'line' })
const text = (name: string): PlainField => ({ name, kind: 'text' })
const lines = (name: string): PlainField => ({ name, kind: 'lines' })
const number = (name: string): PlainField => ({ name, kind: 'number' })
const day = (name: string): PlainField => ({ name, kind: 'day' })
const yes = (name: string): PlainField => ({ name, kind: 'yes' })
const hidden = (name: string): PlainField => ({ name, kind: 'hidden' })
const one = (name: string, options?: readonly string[]): PlainField => ({ name, kind: 'one', options })
const many = (name: string, options?: readonly string[]): PlainField => ({ name, kind: 'many', options })
const rows = (name: string, more: Omit<RowsField, 'name' | 'kind'>): RowsField => ({ name, kind: 'rows', ...more })

const requirement: readonly DraftField[] = [
  line('title'),
  text('instructions'),
  many('evidenceTypes', EVIDENCE_TYPES),
  ...['minItems', 'maxItems', 'maxMinutes', 'maxPages', 'maxWords'].map(number),
  yes('shared'),
  rows('indicators', { id: '.', fields: [text('text')], most: 6, begins: {} }),
  lines('readyChecks'),
]
const resource: readonly DraftField[] = [
  line('title'),
  line('url'),
  one('kind', RESOURCE_KINDS),
  number('minutes'),
  yes('free'),
  line('license'),
  lines('languages'),
]
const alignment: readonly DraftField[] = [
  hidden('frameworkId'),
  hidden('itemId'),
  hidden('uri'),
  hidden('label'),
  one('strength', ['full', 'partial']),
  number('weight'),
  number('frameworkLevel'),
]
const criterion: readonly DraftField[] = [
  line('title'),
  many('looksAt'),
  one('component'),
  yes('mustHave'),
  number('weight'),
  text('descriptors.*'),
]

/** What each section asks: forms, their reading and the outline all follow this table. */
export const SECTION_FIELDS: Readonly<Record<SectionId, readonly DraftField[]>> = {
  about: [
    line('title'),
    text('summary'),
    line('code'),
    line('slug'),
    one('strand', STRANDS),
    one('visibility', ['public', 'organization']),
    line('language'),
    one('license', LICENSES),
    line('contact'),
    day('nextReview'),
  ],
  competency: [text('competency')],
  method: [
    line('keyMethod.name'),
    text('keyMethod.description'),
    rows('components', { id: 'K', fields: [line('name'), text('text')], most: 5, begins: {} }),
  ],
  why: [text('rationale'), lines('references')],
  resources: [rows('resources', { fields: resource, most: 12, begins: { free: false } })],
  people: [many('audience', AUDIENCES), many('grades', GRADES), many('subjects'), yes('needsStudents'), many('tags')],
  context: [
    rows('part1.questions', {
      id: 'O',
      fields: [text('prompt'), number('minWords'), number('maxWords')],
      most: 4,
      begins: { minWords: 0, maxWords: 150 },
    }),
  ],
  evidence: [
    rows('part2.requirements', {
      id: 'R',
      fields: requirement,
      most: 4,
      begins: { evidenceTypes: [], minItems: 1, maxItems: 1, shared: false, readyChecks: [] },
    }),
  ],
  reflection: [
    rows('part3.prompts', {
      id: 'P',
      fields: [text('prompt'), number('maxWords')],
      most: 4,
      begins: { maxWords: 150 },
    }),
    text('firstStep'),
    rows('talkThrough', { id: 'T', fields: [text('prompt')], most: 6, begins: {} }),
  ],
  rubric: [
    one('rubric.rule.kind', ['conjunctive', 'k_of_n', 'compensatory']),
    number('rubric.rule.k'),
    number('rubric.rule.minTotal'),
    number('rubric.rule.sectionMin.O'),
    number('rubric.rule.sectionMin.R'),
    number('rubric.rule.sectionMin.P'),
    one('rubric.passLevel'),
    yes('rubric.banking.enabled'),
    number('rubric.banking.months'),
    rows('rubric.levels', { id: 'level_', fields: [line('label')], most: 4, begins: {} }),
    rows('rubric.criteria', {
      id: 'C',
      fields: criterion,
      most: 8,
      begins: { looksAt: [], mustHave: false, weight: 1, descriptors: {} },
    }),
  ],
  effort: [
    'effort.hours',
    'effort.weeksMin',
    'effort.weeksMax',
    'effort.evidenceMinutes',
    'effort.readerMinutes',
    'effort.firstStepMinutes',
  ].map(number),
  alignments: [
    rows('alignments', { fields: alignment, most: 20, begins: { strength: 'full' } }),
    rows('prerequisites', {
      fields: [hidden('achievementId'), line('code'), one('kind', ['required', 'recommended'])],
      most: 5,
      begins: { kind: 'recommended' },
    }),
  ],
  terms: [
    one('aiPolicy.kind', AI_POLICIES),
    text('aiPolicy.note'),
    one('expiry.kind', ['never', 'after']),
    number('expiry.months'),
    one('expiry.renewal', ['resubmit_full', 'resubmit_delta', 'reflection']),
    rows('recognitionDefaults', { fields: [line('amount')], most: 3, begins: { unit: 'hours' } }),
    one('safety.studentFaces', ['avoid', 'allowed_with_consent', 'not_applicable']),
    yes('safety.sensitiveTopics'),
    text('safety.note'),
  ],
}
