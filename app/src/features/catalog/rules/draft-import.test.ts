import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readSafeYaml, writeYaml } from '../../../platform/safe-yaml.ts'
import { AchievementFile } from '../model.ts'
import { type DraftContent, SECTION_IDS } from './draft.ts'
import { decideDraft, isTouched, keptOf, type Standing, sharedAddresses } from './draft-import.ts'
import { fileNameOf, inFileOrder } from './file-order.ts'

const read = (text: string) => {
  const yaml = readSafeYaml(text)
  if (!yaml.ok) throw new Error(yaml.problem.message)
  return keptOf(yaml.value)
}

// One strand stands for all twelve; the command goes through every file.
const strand = readdirSync('catalog/f').filter((name) => name.endsWith('.yaml'))
test.each(strand)('%s: taken out, brought in and taken out again it is the same bytes', (name) => {
  const file = AchievementFile.parse(read(readFileSync(`catalog/f/${name}`, 'utf8'))) as DraftContent
  const first = writeYaml(inFileOrder(file))
  const again = read(first)
  // As the database keeps it: the order of names is lost.
  const kept = JSON.parse(JSON.stringify(again, (_key, value) => shuffled(value))) as DraftContent
  expect(writeYaml(inFileOrder(kept))).toBe(first)
  expect(again).toEqual(file)
  expect(fileNameOf(file)).toBe(`f/${name}`)
})

test('a day chosen for the next review is taken along, and a file without one has none', () => {
  const text = readFileSync(`catalog/f/${strand[0]}`, 'utf8')
  const dated = AchievementFile.parse(read(`${text}\nnextReview: 2027-05-01\n`)) as DraftContent
  expect(dated.nextReview).toBe('2027-05-01')
  expect(read(writeYaml(inFileOrder(dated)))).toEqual(dated)
  expect(AchievementFile.parse(read(text))).not.toHaveProperty('nextReview')
})

function shuffled(value: unknown): unknown {
  return value && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1)))
    : value
}

const draft = { id: 'd', state: 'draft', same: false, mine: true, touched: false } as const
const published = { achievementId: 'a', versionId: 'v', same: false }
test.each<[what: string, standing: Standing, action: string]>([
  ['nothing of that code', {}, 'created'],
  ['an open draft of mine', { draft }, 'updated'],
  ['an open draft of mine that I changed since', { draft: { ...draft, touched: true } }, 'left'],
  ['the same words in an open draft', { draft: { ...draft, same: true, mine: false } }, 'unchanged'],
  ['an open draft of a colleague', { draft: { ...draft, mine: false } }, 'refused'],
  ['a draft with its reviewers', { draft: { ...draft, state: 'inReview' } }, 'refused'],
  ['something published', { published }, 'updated'],
  ['the same words published', { published: { ...published, same: true } }, 'unchanged'],
  [
    'other words in a draft of what is published the same',
    { draft, published: { ...published, same: true } },
    'updated',
  ],
])('%s → %s', (_what, standing, action) => {
  expect(decideDraft(standing, false).action).toBe(action)
})

test('what was changed here gives way when that is asked for, a draft of a colleague never', () => {
  const touched = { ...draft, touched: true }
  expect(decideDraft({ draft: touched }, true)).toEqual({ action: 'updated', draftId: 'd' })
  expect(decideDraft({ draft: { ...touched, mine: false } }, true).action).toBe('refused')
})

test('a draft is changed here when one part is younger than another', () => {
  const filled = Object.fromEntries(SECTION_IDS.map((id) => [id, 4]))
  expect([{}, { about: 2 }, filled, { ...filled, rubric: 5 }].map(isTouched)).toEqual([false, true, false, true])
})

test('spaces, line ends and accents are kept in one way', () => {
  expect(keptOf({ title: ' cafe\u0301\r\n', list: ['a '], n: 1, no: null })).toEqual({
    title: 'café',
    list: ['a'],
    n: 1,
    no: null,
  })
})

test('files that would stand under one address are told by their names; one text in two files is no fault', () => {
  const said = sharedAddresses([
    { file: 'a.yaml', content: { code: 'Y1', slug: 'greet' } },
    { file: 'b.yaml', content: { code: 'Y2', slug: 'greet' } },
    { file: 'again.yaml', content: { code: 'Y1', slug: 'greet' } },
    { file: 'c.yaml', content: { code: 'Y3', slug: 'meet' } },
    { file: 'd.yaml', content: { code: 'Y4' } },
    { file: 'e.yaml' },
  ])
  expect(said.map((found) => found.map(({ code, values }) => [code, values.others]))).toEqual([
    [['slug_shared', 'b.yaml']],
    [['slug_shared', 'a.yaml, again.yaml']],
    [['slug_shared', 'b.yaml']],
    ...[[], [], []],
  ])
})

test('two files without a code and with one address are told as well', () => {
  const content = { slug: 'greet' } as DraftContent
  const said = sharedAddresses([
    { file: 'a.yaml', content },
    { file: 'b.yaml', content: { ...content } },
  ])
  expect(said.map((found) => found.map(({ values }) => values.others))).toEqual([['b.yaml'], ['a.yaml']])
})
