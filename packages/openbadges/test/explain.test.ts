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
