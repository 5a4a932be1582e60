import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ERROR_CODES, explain, FINDING_CODES } from '../src/index.ts'
import { SENTENCES_EN } from '../src/verify/sentences-en.ts'
import { SENTENCES_ES } from '../src/verify/sentences-es.ts'

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

test.each([
  [undefined, 'en'],
  ['en', 'en'],
  ['en-US', 'en'],
  ['de', 'en'],
  ['', 'en'],
  ['xes', 'en'],
  ['es', 'es'],
  ['ES', 'es'],
  ['Es-419', 'es'],
])('a locale of %j reads %s', (locale, language) => {
  const sentences = { en: SENTENCES_EN, es: SENTENCES_ES }[language as 'en' | 'es']
  expect(explain({ code: 'PROOF_VALUE' }, locale)).toBe(sentences.PROOF_VALUE)
})

test('every blank of a sentence is filled, and one without a value, or an empty one, reads as a question mark', () => {
  const blanks = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string)
  for (const code of FINDING_CODES) {
    const sentence = SENTENCES_EN[code]
    const detail = Object.fromEntries(blanks(sentence).map((name) => [name, `<${name}>`]))
    const filled = sentence.replaceAll(/\{(\w+)\}/g, '<$1>')
    expect(explain({ code, detail })).toBe(filled)
    const unfilled = sentence.replaceAll(/\{\w+\}/g, '?')
    expect(explain({ code })).toBe(unfilled)
    expect(explain({ code, path: '', detail: Object.fromEntries(blanks(sentence).map((name) => [name, ''])) })).toBe(
      unfilled,
    )
  }
  // What the finding itself says of a place counts before where it was found.
  expect(explain({ code: 'SHAPE_SCHEMA', path: '/a', detail: { path: '/b' } })).toBe(
    SENTENCES_EN.SHAPE_SCHEMA.replace('{path}', '/b'),
  )
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
