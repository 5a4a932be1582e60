import { expect, test } from 'vitest'
import { strandOf } from './strand-of.ts'

test.each([
  [['B1', 'A1', 'B7'], 'B'],
  [['L1', 'C2', 'C1', 'L2'], 'C'],
  [['G10'], 'G'],
])('%j is drawn in %s', (codes, strand) => expect(strandOf(codes)).toBe(strand))
