import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { AchievementFile } from '../model.ts'
import { countCatalog, lintCatalog, lintStarter, lintUnknown, type NamedFile, uncitedWorks } from './lint-catalog.ts'
import { sharedText, shinglesOf } from './near-duplicates.ts'

const read = (path: string) =>
  AchievementFile.parse(parse(readFileSync(new URL(`../../../../../catalog/${path}`, import.meta.url), 'utf8')))
const b1: NamedFile = { name: 'b1', file: read('b/b1-teach-routines-explicitly.yaml') }
const f2: NamedFile = { name: 'f2', file: read('f/f2-disaggregate-results.yaml') }

test('two entries of different subjects stand side by side', () => {
  expect(lintCatalog([b1, f2])).toEqual([])
  expect(countCatalog([b1, f2])).toMatchObject({ entries: 2, criteria: 12, descriptors: 36 })
})

test('a copy under another name is found by code, slug, title and text', () => {
  const codes = lintCatalog([b1, { ...b1, name: 'copy' }]).map(({ file, code }) => `${file} ${code}`)
  expect(codes).toEqual([
    'copy code_taken',
    'copy slug_taken',
    'copy title_taken',
    'copy near_duplicate',
    'copy near_duplicate',
  ])
})

test('a verified work that no entry cites is named; one that is not verified has no need to be', () => {
  const cited = Object.fromEntries(b1.file.references.map((key) => [key, { verified: true }]))
  const works = { ...cited, nobody1999: { verified: true }, doubtful2001: { verified: false } }
  expect(uncitedWorks([b1], new Map(Object.entries(works)))).toEqual(['nobody1999'])
})

test('a starter entry has three levels, five to seven criteria, at most four works and a first step', () => {
  const { rubric, references } = b1.file
  const bare = {
    ...b1.file,
    firstStep: undefined,
    references: [...references, 'more2020'],
    rubric: { ...rubric, levels: rubric.levels.slice(1), criteria: rubric.criteria.slice(2) },
  }
  expect(lintStarter(bare).map(({ path }) => path)).toEqual([
    'rubric.levels',
    'rubric.criteria',
    'references',
    'firstStep',
  ])
  expect(lintStarter({ ...b1.file, firstStep: 'List the steps of one routine.' })).toEqual([])
})

test('a prerequisite circle names its codes', () => {
  const needing = (named: NamedFile, code: string): NamedFile => ({
    ...named,
    file: { ...named.file, prerequisites: [{ code, kind: 'required' }] },
  })
  expect(lintCatalog([needing(b1, 'F2'), needing(f2, 'B1')]).map(({ file, message }) => [file, message])).toEqual([
    ['b1', 'B1 needs F2 needs B1'],
    ['f2', 'F2 needs B1 needs F2'],
  ])
})

test('a code that no file has comes before nothing', () => {
  const lost: NamedFile = { ...f2, file: { ...f2.file, prerequisites: [{ code: 'Q99', kind: 'recommended' }] } }
  expect(lintUnknown([b1, lost]).map(({ file, path, code }) => [file, path, code])).toEqual([
    ['f2', 'prerequisites.0', 'prerequisite_unknown'],
  ])
  const known = { ...lost, file: { ...f2.file, prerequisites: [{ code: 'B1', kind: 'required' as const }] } }
  expect(lintUnknown([b1, known])).toEqual([])
})

test('shared text is counted in runs of eight words of the shorter text', () => {
  expect(shinglesOf('one two three four five six seven')).toEqual(new Set())
  expect(shinglesOf('One two three, four five six seven EIGHT nine.').size).toBe(2)
  const long = 'a b c d e f g h i j k l m n o p'
  const shared = sharedText(
    new Map([
      ['long', [long]],
      ['short', ['x y', 'a b c d e f g h z']],
      ['none', ['q r s t u v w x']],
    ]),
  )
  expect(shared).toEqual([{ one: 'long', other: 'short', containment: 0.5 }])
})
