import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { blankDraft, type DraftContent, SECTION_IDS, type SectionId } from './draft.ts'
import { type DraftField, SECTION_FIELDS } from './draft-fields.ts'
import { at, withSection } from './draft-form.ts'
import { rowDeedOf, withRow } from './draft-rows.ts'

const bar = parse(readFileSync('catalog/b/b1-teach-routines-explicitly.yaml', 'utf8')) as DraftContent

function sectionOf(content: DraftContent, section: SectionId): unknown {
  return SECTION_FIELDS[section].map(({ name }) => [name, at(content, name)])
}

/** What the form of a section sends when nobody touches it. */
function untouched(content: unknown, fields: readonly DraftField[]): Record<string, unknown> {
  const sent: Record<string, unknown> = {}
  for (const field of fields) {
    const value = at(content, field.name.replace(/\.\*$/, ''))
    const place = field.name.replace(/\.\*$/, '').split('.')
    const last = place.pop() ?? ''
    const inner = place.reduce<Record<string, unknown>>((tree, step) => {
      tree[step] ??= {}
      return tree[step] as Record<string, unknown>
    }, sent)
    inner[last] = saidOf(field, value)
  }
  return sent
}

function saidOf(field: DraftField, value: unknown): unknown {
  if (field.kind === 'rows')
    return Object.fromEntries(
      ((value ?? []) as { id?: string }[]).map((row, place) => [
        place,
        { ...untouched(row, field.fields), ...(row.id === undefined ? {} : { id: row.id }) },
      ]),
    )
  if (field.name.endsWith('.*') || field.kind === 'many') return value ?? []
  if (field.kind === 'yes') return value ? 'yes' : undefined
  if (field.kind === 'lines') return ((value ?? []) as string[]).join('\r\n')
  return value === undefined ? '' : String(value)
}

describe('a form sent as it came', () => {
  test.each(SECTION_IDS)('%s changes nothing', (section) => {
    const again = withSection(bar, section, untouched(bar, SECTION_FIELDS[section]))
    expect(sectionOf(again, section)).toEqual(sectionOf(bar, section))
    for (const other of SECTION_IDS.filter((id) => id !== section))
      expect(sectionOf(again, other)).toEqual(sectionOf(bar, other))
  })

  test('asks for every part of a file but its version and its picture', () => {
    const asked = SECTION_IDS.reduce(
      (content, section) => withSection(content, section, untouched(bar, SECTION_FIELDS[section])),
      {} as DraftContent,
    )
    const { version: _version, image: _image, ...written } = bar
    expect({ prerequisites: [], ...asked }).toEqual({ prerequisites: [], ...written })
  })
})

const SAID: [what: string, section: SectionId, sent: object, path: string, value: unknown][] = [
  ['spaces around a line go', 'about', { title: '  Teach it \r\n' }, 'title', 'Teach it'],
  ['an empty line is absent', 'about', { title: '' }, 'title', undefined],
  ['a number is a number', 'effort', { effort: { hours: '9.5' } }, 'effort.hours', 9.5],
  ['what is no number stays as typed', 'effort', { effort: { hours: 'ten' } }, 'effort.hours', 'ten'],
  ['each line is an item', 'why', { references: 'one2001\n\n two2002 ' }, 'references', ['one2001', 'two2002']],
  ['a box left empty is no', 'people', {}, 'needsStudents', false],
  [
    'a rule keeps only its own numbers',
    'rubric',
    { rubric: { rule: { kind: 'conjunctive', k: '3' } } },
    'rubric.rule',
    { kind: 'conjunctive' },
  ],
  ['what never ends has no months', 'terms', { expiry: { kind: 'never', months: '12' } }, 'expiry', { kind: 'never' }],
  [
    'rows come in the order of their places',
    'method',
    { components: { 10: { id: 'K2', name: 'b' }, 2: { id: 'K1', name: 'a' } } },
    'components',
    [
      { id: 'K1', name: 'a' },
      { id: 'K2', name: 'b' },
    ],
  ],
  ['a list that is no list is empty', 'method', { components: 'x' }, 'components', []],
]
test.each(SAID)('%s', (_what, section, sent, path, value) => {
  expect(at(withSection(bar, section, sent as never), path)).toEqual(value)
})

describe('rows', () => {
  const blank = blankDraft({ language: 'en-US', contact: 'a@b.example', nameOf: (level) => level })
  const does = (said: string, section: SectionId, content = blank) => {
    const deed = rowDeedOf(said)
    return deed ? withRow(content, section, deed) : content
  }
  const ids = (content: DraftContent, path: string) =>
    ((at(content, path) ?? []) as { id: string }[]).map(({ id }) => id)

  test('a new one takes the first id that is free, and the others keep theirs', () => {
    const fewer = does('remove:components.1', 'method')
    expect(ids(fewer, 'components')).toEqual(['K1', 'K3'])
    expect(ids(does('add:components', 'method', fewer), 'components')).toEqual(['K1', 'K3', 'K2'])
    expect(ids(does('add:part2.requirements.0.indicators', 'evidence'), 'part2.requirements.0.indicators')).toEqual([
      'R1.a',
      'R1.b',
    ])
    expect(ids(does('add:rubric.levels', 'rubric'), 'rubric.levels').at(-1)).toBe('level_1')
  })
  test('one can be raised above the one before it', () => {
    expect(ids(does('up:components.2', 'method'), 'components')).toEqual(['K1', 'K3', 'K2'])
    expect(ids(does('up:components.0', 'method'), 'components')).toEqual(['K1', 'K2', 'K3'])
  })
  test('there are no more than may be published', () => {
    const full = Array.from({ length: 9 }).reduce<DraftContent>(
      (content) => does('add:components', 'method', content),
      blank,
    )
    expect(ids(full, 'components')).toHaveLength(5)
  })
  test.each([
    'add:nowhere',
    'add:title',
    'remove:components',
    'add:rubric.criteria',
    'remove:components.x',
    'fold:components.1',
  ])('%s does nothing to the method', (said) => {
    expect(does(said, 'method')).toEqual(blank)
  })
})
