import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { hasText, inLocale, LOCALES } from '../../../text.ts'
import {
  AI_POLICIES,
  AUDIENCES,
  EVIDENCE_TYPES,
  GRADE_BANDS,
  type Grade,
  RESOURCE_KINDS,
  STRANDS,
  TIMES,
} from '../model.ts'
import { FACET_NAMES } from '../rules/facets.ts'
import { FIELD_WEIGHTS } from '../rules/search-rank.ts'
import { shortName } from './cited-text.tsx'
import { gradesPhrase, gradesText, levelName, rowOf, valueName } from './labels.ts'

test.each<[Grade[], string]>([
  [['all'], 'All grades'],
  [['PK', 'K', '1', '2'], 'PK–2'],
  [['3', '4', '5', '9'], '3–5, 9'],
  [['7'], '7'],
  [['K', '1', 'adult'], 'K–1, Adults'],
  [['12', '11'], '11–12'],
])('grades %j read as %s', (grades, text) => {
  expect(gradesText(grades)).toBe(text)
})

test('grades by numbers say that they are grades', () => {
  expect(gradesPhrase(['3', '4'])).toBe('Grades 3–4')
  expect(gradesPhrase(['all'])).toBe('All grades')
})

test('a row of names begins with one capital', () => {
  expect(rowOf(['Video', 'Audio', 'Observation notes'])).toBe('Video, audio, observation notes')
})

test('a level with its usual name speaks the reader’s language, one of the author’s own does not', () => {
  inLocale('es', () => {
    expect(levelName({ id: 'not_yet', label: 'Not yet' })).toBe('Aún no')
    expect(levelName({ id: 'not_yet', label: 'Aún no' })).toBe('Aún no')
    expect(levelName({ id: 'not_yet', label: 'Emerging' })).toBe('Emerging')
    expect(levelName({ id: 'mastered', label: 'Mastered' })).toBe('Mastered')
  })
  expect(levelName({ id: 'not_yet', label: 'Aún no' })).toBe('Not yet')
})

test.each([
  ['Rowe, M. B.', '1986', 'Rowe, 1986'],
  ['Kim, A.; Lee, B.', '2010', 'Kim & Lee, 2010'],
  ['Atkinson, R. K.; Derry, S. J.; Renkl, A.', '2000', 'Atkinson et al., 2000'],
  ['National Research Council (Kilpatrick, J.; Swafford, J.; Findell, B.)', '2001', 'National Research Council, 2001'],
])('%s (%s) is cited as %s', (authors, year, short) => {
  expect(shortName({ authors, year })).toBe(short)
})

function idsIn(list: string): string[] {
  return [...readFileSync(`catalog/${list}.yaml`, 'utf8').matchAll(/\bid: ([a-z-]+)/g)].map((match) => match[1] ?? '')
}

/** Of what is judged of a draft: its form, and the rules that `lint.ts` joins. */
const SHAPES = ['missing', 'short', 'long', 'few', 'many', 'low', 'high', 'unknown', 'control']
function findingCodes(): string[] {
  const source = (name: string) => readFileSync(new URL(`../rules/${name}.ts`, import.meta.url), 'utf8')
  const joined = [...source('lint').matchAll(/from '\.\/((?:lint-|prerequisites)[a-z-]*)\.ts'/g)].map(
    ([, name]) => name,
  )
  const said = /\b(?:error|warning)\([^;]*?,\s+'([A-Z]\d{1,2}|[a-z]+(?:_[a-z]+)+)'/g
  return [...joined, 'draft-lint'].flatMap((name) =>
    [...source(name ?? '').matchAll(said)].map(([, code]) => code ?? ''),
  )
}

test('whatever is found in a draft is said in a sentence, in both languages', () => {
  const codes = new Set([...SHAPES, ...findingCodes(), 'R1', 'T1', 'subjects_unknown', 'tags_unknown'])
  expect(codes.size).toBeGreaterThan(45)
  expect(codes).toContain('level_unknown')
  expect([...codes].filter((code) => !hasText(`catalog.lint.${code}`))).toEqual([])
})

test('every code that a page may show has words in both languages', () => {
  const codes: Record<string, readonly string[]> = {
    strand: STRANDS,
    audience: AUDIENCES,
    band: GRADE_BANDS,
    time: TIMES,
    evidence: EVIDENCE_TYPES,
    ai: AI_POLICIES,
    facet: FACET_NAMES,
    subject: [...idsIn('subjects'), 'any'],
    tag: idsIn('tags'),
    'page.ai': AI_POLICIES,
    'page.resource.kind': RESOURCE_KINDS,
    'explore.field': Object.keys(FIELD_WEIGHTS).filter((field) => field !== 'synonyms'),
  }
  const missing = Object.entries(codes).flatMap(([kind, list]) =>
    list.map((code) => `catalog.${kind}.${code}`).filter((key) => !hasText(key)),
  )
  expect(missing).toEqual([])
  for (const locale of LOCALES)
    inLocale(locale, () => expect(valueName('need', 'families')).toBe(locale === 'en' ? 'Families' : 'Familias'))
})
