import { expect, test } from 'vitest'
import { inLocale } from '../../../text.ts'
import type { WordMatch } from '../rules/search-rank.ts'
import { asWritten, spelledIn } from './spelled.ts'

const card = {
  title: 'Construir una rúbrica',
  summary: 'Redacta una rúbrica. Práctica guiada.',
  tags: ['rubric-scoring'],
  subjects: [],
}

const match = (typed: string, found: string, how: WordMatch['how'] = 'spelling'): WordMatch => ({
  ...{ typed, found, how },
  field: 'title',
  weight: 1,
})

test('a misspelled word is told once, however many cards answer it, with every word taken for it', () =>
  expect(
    spelledIn([
      { card, matches: [match('routins', 'routines'), match('explicitly', 'explicitly', 'word')] },
      { card, matches: [match('routins', 'routine'), match('alumnos', 'students', 'synonym')] },
      { card, matches: [match('routins', 'routines'), match('teech', 'teach')] },
      { card, matches: [match('teech', 'teech', 'word')] },
    ]),
  ).toEqual([
    { typed: 'routins', found: ['routines', 'routine'], also: false },
    { typed: 'teech', found: ['teach'], also: true },
  ]))

test('words as they are written need no telling', () =>
  expect(
    spelledIn([
      { card, matches: [match('routines', 'routines', 'word')] },
      { card, matches: [] },
    ]),
  ).toEqual([]))

test('a word stands as the entry writes it, accents and all', () => {
  expect(asWritten('rubrica', card)).toBe('rúbrica')
  expect(asWritten('practica guiada', card)).toBe('práctica guiada')
  expect(asWritten('nivel', card)).toBe('nivel')
  expect(inLocale('es', () => asWritten('rubricas', card))).toBe('rúbricas')
})
