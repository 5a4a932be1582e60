import { expect, test } from 'vitest'
import { expectedMinutes } from './expected-minutes.ts'

test.each([
  ['the whole rubric', { whole: 22, criteria: 4, of: 4 }, 22],
  ['one criterion of four', { whole: 22, criteria: 1, of: 4 }, 6],
  ['three of four', { whole: 22, criteria: 3, of: 4 }, 17],
  ['one of eight of a short one', { whole: 5, criteria: 1, of: 8 }, 3],
  ['never longer than the whole', { whole: 2, criteria: 1, of: 8 }, 2],
])('%s', (_case, facts, minutes) => expect(expectedMinutes(facts)).toBe(minutes))
