import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { isStrand, majorityStrand, STRAND_LOOKS } from './strand.ts'

test('the strands of the catalogue file are those of the product', () => {
  const rows = parse(readFileSync(new URL('../../../../../catalog/strands.yaml', import.meta.url), 'utf8'))
  expect(rows).toEqual(Object.entries(STRAND_LOOKS).map(([code, look]) => ({ code, ...look })))
})

test('a stack takes the strand of most members, of equals the first letter', () => {
  expect(majorityStrand(['L', 'B', 'L', 'B', 'A'])).toBe('B')
  expect(majorityStrand([])).toBeUndefined()
  expect(isStrand('M')).toBe(false)
})
