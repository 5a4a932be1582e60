import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { isStrand, STRAND_LOOKS } from './strand.ts'

test('the strands of the catalogue file are those of the product', () => {
  const rows = parse(readFileSync(new URL('../../../../../catalog/strands.yaml', import.meta.url), 'utf8'))
  expect(rows).toEqual(Object.entries(STRAND_LOOKS).map(([code, look]) => ({ code, ...look })))
})

test('a letter that no strand has is none', () => {
  expect(isStrand('L')).toBe(true)
  expect(isStrand('M')).toBe(false)
})
