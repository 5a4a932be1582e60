import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { inAccents } from '../../../testing/factories/translation.ts'
import { AchievementFile } from '../model.ts'
import { lintWhole } from './lint-whole.ts'

const entry = readFileSync('catalog/b/b1-teach-routines-explicitly.yaml', 'utf8')
const original = AchievementFile.parse(parse(entry))
type Change = (whole: AchievementFile) => unknown

function linted(change: Change = () => undefined) {
  const whole = { ...inAccents(original), language: 'es' }
  const { title, summary, competency, firstStep } = whole
  change(whole)
  return lintWhole(whole, { language: 'es', original, words: { title, summary, competency, firstStep } })
}

test('the same entry in other words is whole', () => {
  const { file, problems } = linted()
  expect(problems).toEqual([])
  expect(file).toMatchObject({ language: 'es', code: 'B1' })
})

const [requirement, criterion, resource] = [0, 1, 0]
const REFUSED: [what: string, change: Change, problem: string][] = [
  [
    'another number',
    ({ part2 }) => Object.assign(part2.requirements[requirement] ?? {}, { maxPages: 2 }),
    'error structure part2.requirements.0.maxPages',
  ],
  [
    'another id',
    ({ components }) => Object.assign(components[4] ?? {}, { id: 'K4' }),
    'error structure components.4.id',
  ],
  ['a list that is shorter', ({ references }) => references.pop(), 'error structure references.3'],
  [
    'a check more',
    ({ part2 }) => part2.requirements[requirement]?.readyChecks.push('Todo está fechado.'),
    'error structure part2.requirements.0.readyChecks.3',
  ],
  [
    'another address',
    ({ resources }) => Object.assign(resources[resource] ?? {}, { url: 'https://example.org' }),
    'error structure resources.0.url',
  ],
  ['a note left out', ({ safety }) => Object.assign(safety, { note: '' }), 'error structure safety.note'],
  [
    'a text that is not translated',
    ({ rubric }) =>
      Object.assign(rubric.criteria[criterion] ?? {}, { title: original.rubric.criteria[criterion]?.title }),
    'error untranslated rubric.criteria.1.title',
  ],
  [
    'English left in it',
    ({ keyMethod }) => Object.assign(keyMethod, { description: `${keyMethod.description} The rest.` }),
    'error strange_word keyMethod.description',
  ],
  [
    'a citation left out',
    (whole) => Object.assign(whole, { rationale: whole.rationale.replace(' [cook2018]', '') }),
    'error citations rationale',
  ],
  [
    'another figure',
    ({ part2 }) => {
      const last = part2.requirements[2]
      Object.assign(last ?? {}, { instructions: last?.instructions.replace('15', '14') })
    },
    'warning figures part2.requirements.2.instructions',
  ],
  ['another title than its cards', (whole) => Object.assign(whole, { title: 'Rutinas' }), 'error other_words title'],
  ['another language', (whole) => Object.assign(whole, { language: 'en' }), 'error language language'],
  ['a text too long', (whole) => Object.assign(whole, { title: 'x'.repeat(71) }), 'error shape_too_big title'],
  [
    'a version that is not there',
    (whole) => Object.assign(whole, { version: '1.0.1' }),
    'error unknown_version version',
  ],
]

test.each(REFUSED)('%s is told', (_what, change, problem) => {
  const { file, problems } = linted(change)
  expect(problems.map(({ level, code, path }) => `${level} ${code} ${path}`)).toEqual([problem])
  expect(file === undefined).toBe(problem.startsWith('error'))
})

test('what was read against an earlier version is not shown, and nothing else is said of it', () => {
  const { file, problems } = linted((whole) => Object.assign(whole, { version: '0.9.0', references: [] }))
  expect(file).toBeUndefined()
  expect(problems.map(({ level, code }) => `${level} ${code}`)).toEqual(['warning translation_behind'])
})
