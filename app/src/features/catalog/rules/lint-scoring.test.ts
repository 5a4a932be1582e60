import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { AchievementFile } from '../model.ts'
import type { ExampleFile } from './example-file.ts'
import { lintExamples } from './lint-examples.ts'
import { readScoringSet } from './lint-scoring.ts'
import type { ScoringKey } from './scoring-file.ts'

const catalog = new URL('../../../../../catalog/', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, catalog), 'utf8')
const original = AchievementFile.parse(parse(read('b/b1-teach-routines-explicitly.yaml')))
const portfolios = readdirSync(new URL('scoring/b1/', catalog)).filter((name) => name.endsWith('.md'))
const texts = new Map(portfolios.map((name) => [name, read(`scoring/b1/${name}`)]))
const sound = parse(read('scoring/b1/key.yaml')) as ScoringKey
const codesOf = (problems: readonly { code: string }[]) => problems.map(({ code }) => code)

function setWith(change: (key: ScoringKey, texts: Map<string, string>) => void) {
  const given = { key: structuredClone(sound), texts: new Map(texts) }
  change(given.key, given.texts)
  return readScoringSet({ folder: 'b1', originals: [original], ...given })
}

test('the set of B1 keeps every rule, and its key stands apart from its portfolios', () => {
  const { set, problems } = setWith(() => undefined)
  expect(problems).toEqual([])
  expect(set?.portfolios).toHaveLength(6)
  expect(JSON.stringify(set?.portfolios)).not.toContain(set?.key['1'].criteria.C1?.reason)
})

test.each<[string, Parameters<typeof setWith>[0], string]>([
  ['a portfolio that does not say it is made up', (_key, files) => relabel(files), 'not_labelled'],
  ['a portfolio without one of its parts', (_key, files) => files.set('2.md', cut(files, '## R3')), 'portfolio_parts'],
  ['a portfolio that is not there', (_key, files) => files.delete('6.md'), 'portfolio_missing'],
  ['a copy', (_key, files) => files.set('2.md', files.get('1.md') ?? ''), 'near_duplicate'],
  ['a link', (_key, files) => files.set('1.md', `${files.get('1.md')}\n\n[A page](/help)`), 'portfolio_links'],
  ['a criterion without a level', (key) => delete key.portfolios['3'].criteria.C4, 'level_missing'],
  ['a level of no rubric', (key) => change(key, { level: 'splendid' }), 'unknown_level'],
  ['a pass that nobody may give', (key) => change(key, { barred: true }), 'barred_pass'],
  ['a criterion of another entry', (key) => (key.portfolios['1'].criteria.C8 = judgment), 'unknown_criterion'],
  ['nothing to report', (key) => delete key.portfolios['2'].planted, 'no_spread'],
  ['another version', (key) => (key.version = '2.0.0'), 'unknown_version'],
  ['a panel that never met', (key) => Object.assign(key, { by: 'panel' }), 'shape_invalid_value'],
])('%s is refused', (_case, broken, code) => {
  const { set, problems } = setWith(broken)
  expect(codesOf(problems)).toContain(code)
  expect(set).toBeUndefined()
})

const judgment = { level: 'demonstrated', place: 'R1', reason: 'x'.repeat(40), edge: false, barred: false }

function change(key: ScoringKey, words: object) {
  Object.assign(key.portfolios['1'].criteria.C1 ?? {}, words)
}

function relabel(files: Map<string, string>) {
  files.set('1.md', (files.get('1.md') ?? '').replace('Constructed for practice', 'A real class'))
}

function cut(files: Map<string, string>, heading: string): string {
  const text = files.get('2.md') ?? ''
  return text.slice(0, text.indexOf(heading)) + text.slice(text.indexOf('## Part 3'))
}

const examples = parse(read('examples/b1.yaml')) as ExampleFile
const lint = (file: unknown, name = 'examples/b1.yaml') =>
  codesOf(lintExamples(file, { name, originals: [original] }).problems)

test('each criterion of B1 has both examples', () => expect(lint(examples)).toEqual([]))

test.each([
  ['a criterion left out', { C6: undefined }, ['shape_invalid_type']],
  ['one word too few', { C1: { met: words(29), almost: words(40, 'b') } }, ['example_length']],
  ['one word too many', { C1: { met: words(40), almost: words(91, 'b') } }, ['example_length']],
  ['the text of another criterion', { C1: examples.criteria.C2 }, ['near_duplicate']],
  ['a criterion of another entry', { C7: { met: words(40), almost: words(40, 'b') } }, ['unknown_criterion']],
])('%s is named', (_case, criteria, codes) => {
  expect(lint({ ...examples, criteria: { ...examples.criteria, ...criteria } })).toEqual(codes)
})

test('examples stand in the file of their entry and belong to its version', () => {
  const { C6: _left, ...criteria } = examples.criteria
  expect(lint({ ...examples, criteria })).toEqual(['example_missing'])
  expect(lint(examples, 'examples/b2.yaml')).toEqual(['file_name'])
  expect(lint({ ...examples, version: '9.0.0' })).toEqual(['unknown_version'])
  expect(lint({ ...examples, code: 'Z9' })).toEqual(['unknown_entry'])
})

function words(count: number, letter = 'a'): string {
  return Array.from({ length: count }, (_, at) => `${letter}${at}`).join(' ')
}
