import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { achievementJsonSchema, achievementSchemaText, translationSchemaText } from './json-schema.ts'

const read = (path: string) => readFileSync(new URL(`../../../../../catalog/${path}`, import.meta.url), 'utf8')
const ajv = new Ajv2020({ strict: true, allErrors: true })
addFormats.default(ajv)
const validate = ajv.compile(achievementJsonSchema())
const b1 = parse(read('b/b1-teach-routines-explicitly.yaml'))

test('the published schemas are those of the forms; `node scripts/catalog-schema.mjs` writes them anew', () => {
  expect(read('schema/achievement.schema.json')).toBe(achievementSchemaText())
  expect(read('schema/translation.schema.json')).toBe(translationSchemaText())
})

test('a strand in Spanish meets its schema; a title of 71 characters does not', () => {
  const meets = ajv.compile(JSON.parse(translationSchemaText()))
  const strand = parse(read('es/A.yaml'))
  expect(meets(strand)).toBe(true)
  expect(meets({ A1: { ...strand.A1, title: 'x'.repeat(71) } })).toBe(false)
})

test.each(['b/b1-teach-routines-explicitly.yaml', 'f/f2-disaggregate-results.yaml'])('%s meets the schema', (path) => {
  validate(parse(read(path)))
  expect(validate.errors).toBeNull()
})

test.each([
  ['a field nobody knows', { colour: 'red' }, '', 'additionalProperties'],
  ['a title of 71 characters', { title: 'x'.repeat(71) }, '/title', 'maxLength'],
  ['a grade as a number', { grades: [3] }, '/grades/0', 'enum'],
  ['a version of two parts', { version: '1.0' }, '/version', 'pattern'],
])('%s is refused', (_case, change, path, keyword) => {
  expect(validate({ ...b1, ...change })).toBe(false)
  expect(validate.errors).toContainEqual(expect.objectContaining({ instancePath: path, keyword }))
})
