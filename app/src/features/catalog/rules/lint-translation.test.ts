import { expect, test } from 'vitest'
import { lintTranslation } from './lint-translation.ts'
import { speaksFor } from './translation.ts'

const originals = [
  { code: 'D3', strand: 'D', version: '1.2.0', title: 'Wait time and equitable calling', firstStep: 'Put a dot.' },
]
const words = {
  of: '1.2.0',
  title: 'Tiempo de espera y turnos para todo el grupo',
  summary: 'Mide el silencio después de tus preguntas, espera más y reparte los turnos.',
  competency: 'La educadora o el educador espera tres segundos o más después de cuatro de cada cinco preguntas.',
  firstStep: 'Pon un punto en el plano de asientos.',
}

function found(change: Readonly<Record<string, unknown>>): string[] {
  const raw = { D3: { ...words, ...change } }
  const { problems } = lintTranslation(raw, { language: 'es', strand: 'D', originals })
  return problems.map(({ path, code, level }) => `${level} ${code} ${path}`)
}

test('finished words beside their entry have no problem', () => expect(found({})).toEqual([]))

test.each([
  ['another beginning', { competency: words.competency.replace('La educadora o el', 'El') }, 'error C1 D3.competency'],
  ['two sentences', { competency: `${words.competency} Y reparte turnos.` }, 'error C1 D3.competency'],
  ['a sentence without its period', { competency: words.competency.slice(0, -1) }, 'error C1 D3.competency'],
  ['English left in it', { summary: `${words.summary} The rest waits.` }, 'error strange_word D3.summary'],
  [
    'another way to speak to the reader',
    { summary: `${words.summary} Usted decide.` },
    'error strange_word D3.summary',
  ],
  ['the title as it was', { title: 'Wait time and equitable calling' }, 'error strange_word D3.title'],
  ['no first step where the entry has one', { firstStep: undefined }, 'error first_step D3.firstStep'],
  ['a title too long', { title: 'x'.repeat(71) }, 'error shape_too_big D3.title'],
  ['a version that is not there', { of: '1.10.0' }, 'error unknown_version D3.of'],
  ['an earlier version', { of: '1.1.0' }, 'warning translation_behind D3.of'],
])('%s is told', (_case, change, problem) => expect(found(change)).toContain(problem))

test('every entry of the strand and no other; a title once', () => {
  const more = { D4: { ...words, title: 'Conversar' }, D5: { ...words, title: 'Conversar' } }
  const { problems } = lintTranslation(more, { language: 'es', strand: 'D', originals })
  expect(problems.map(({ code, message }) => [code, message])).toEqual([
    ['untranslated', 'D3 is not translated.'],
    ['unknown_entry', 'Strand D has no entry D4.'],
    ['unknown_entry', 'Strand D has no entry D5.'],
    ['title_taken', 'Conversar is that of D4.'],
  ])
})

test('the words speak for every version with the same competency', () => {
  expect(speaksFor({ of: '1.0.0' }, '1.12.3')).toBe(true)
  expect(speaksFor({ of: '1.0.0' }, '2.0.0')).toBe(false)
})
