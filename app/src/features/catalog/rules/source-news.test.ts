import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { AchievementFile } from '../model.ts'
import { fieldsOf } from './content-fields.ts'
import { contentOf } from './content-of.ts'
import { SECTION_FIELDS } from './draft-fields.ts'
import { SECTION_OF, sectionOf } from './source-news.ts'

const bar = AchievementFile.parse(parse(readFileSync('catalog/b/b1-teach-routines-explicitly.yaml', 'utf8')))

test('limits are changed where their question, requirement or prompt is asked', () => {
  const limits = fieldsOf(contentOf(bar)).filter(({ field }) => field === 'limits')
  expect(new Set(limits.map((field) => `${field.of.slice(0, 1)} ${sectionOf(field)}`))).toEqual(
    new Set(['O context', 'R evidence', 'P reflection']),
  )
})

test('a part that has a field of its own name is sent to the section that asks it', () => {
  const asked = Object.entries(SECTION_FIELDS).flatMap(([section, fields]) =>
    fields.map(({ name }) => [name.split('.').at(-1) ?? '', section] as const),
  )
  const same = asked.filter(([name]) => name in SECTION_OF && name !== 'kind')
  expect(same).toContainEqual(['rationale', 'why'])
  expect(same.map(([name]) => [name, SECTION_OF[name as keyof typeof SECTION_OF]])).toEqual(
    same.map((each) => [...each]),
  )
})
