import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { stacksSchemaText } from './stack-schema.ts'

const read = (path: string) => readFileSync(new URL(`../../../../../catalog/${path}`, import.meta.url), 'utf8')

test('the published schema is that of the import, and the starter stacks meet it; `node scripts/catalog-schema.mjs` writes it anew', () => {
  expect(read('schema/stacks.schema.json')).toBe(stacksSchemaText())
  const meets = new Ajv2020({ strict: true }).compile(JSON.parse(stacksSchemaText()))
  const stacks = parse(read('stacks.yaml'))
  expect(meets(stacks)).toBe(true)
  expect(meets([{ ...stacks[0], members: [{ stack: 'NOV' }, { code: 'A1' }] }])).toBe(false)
})
