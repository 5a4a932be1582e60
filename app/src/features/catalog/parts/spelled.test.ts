import { expect, test } from 'vitest'
import type { WordMatch } from '../rules/search-rank.ts'
import { spelledIn } from './spelled.ts'

const match = (typed: string, found: string, how: WordMatch['how'] = 'spelling'): WordMatch => ({
  ...{ typed, found, how },
  field: 'title',
  weight: 1,
})

test('a misspelled word is told once, however many cards answer it, with every word taken for it', () =>
  expect(
    spelledIn([
      { matches: [match('routins', 'routines'), match('explicitly', 'explicitly', 'word')] },
      { matches: [match('routins', 'routine'), match('alumnos', 'students', 'synonym')] },
      { matches: [match('routins', 'routines'), match('teech', 'teach')] },
      { matches: [match('teech', 'teech', 'word')] },
    ]),
  ).toEqual([
    { typed: 'routins', found: ['routines', 'routine'], also: false },
    { typed: 'teech', found: ['teach'], also: true },
  ]))

test('words as they are written need no telling', () =>
  expect(spelledIn([{ matches: [match('routines', 'routines', 'word')] }, { matches: [] }])).toEqual([]))
