import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ERROR_CODES, explain, FINDING_CODES } from '../src/index.ts'

test.each(FINDING_CODES)('%s has a sentence in English and in Spanish', (code) => {
  const [english, spanish] = [
    explain({ code, detail: { issuer: 'Lakeside' } }),
    explain({ code, detail: { issuer: 'Lakeside' } }, 'es-US'),
  ]
  for (const sentence of [english, spanish]) {
    expect(sentence).toMatch(/^\p{Lu}.{8,}[.]$/u)
    expect(sentence).not.toMatch(/fake|fraud|fals[oa]\b|fraude|\{/i)
  }
  expect(spanish).not.toBe(english)
})

test('blanks are filled from the finding', () => {
  expect(explain({ code: 'TERMS_UNDEFINED', detail: { name: 'grade' } })).toContain('the field grade,')
  expect(explain({ code: 'SHAPE_SCHEMA', path: '/issuer' }, 'es')).toContain('/issuer')
})

test('codes are public contract: only ever added', () => {
  expect([...ERROR_CODES, ...FINDING_CODES]).toMatchSnapshot()
})

const LISTS = ['errors.ts', 'codes.ts', 'sentences-en.ts', 'sentences-es.ts']
function textsIn(folder: string): string {
  const home = join(import.meta.dirname, folder)
  const names = readdirSync(home, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
  const read = names.filter((name) => !LISTS.some((list) => name.endsWith(list)))
  return read.map((name) => readFileSync(join(home, name), 'utf8')).join('\n')
}

test('no code is listed that nothing reports, and none that no test waits for', () => {
  const [sources, tests] = [textsIn('../src'), textsIn('.')]
  const unheard = (text: string) =>
    [...ERROR_CODES, ...FINDING_CODES].filter((code) => !new RegExp(`\\b${code}\\b`).test(text))
  expect([unheard(sources), unheard(tests)]).toEqual([[], []])
})
