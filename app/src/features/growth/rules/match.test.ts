import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { indexCompetencies, type MatchableCompetency, matchCompetencies } from './match.ts'
import { stem, tokens } from './stem.ts'

interface Framework {
  competencies: { id: string; code: string; label: string; statement: string; levels: { descriptor: string }[] }[]
}
const source = new URL('../../../../../catalog/frameworks/cairn-teaching-practice.json', import.meta.url)
const framework: Framework = JSON.parse(readFileSync(source, 'utf8'))
const competencies: MatchableCompetency[] = framework.competencies.map(({ levels, ...each }) => ({
  ...each,
  descriptors: levels.map((level) => level.descriptor),
}))
const synonyms = [
  ['students', 'learners', 'pupils', 'kids'],
  ['ELL', 'EL', 'EAL', 'multilingual', 'learning in a new language'],
  ['IEP', 'special education', 'individual plan'],
  ['formative', 'check for understanding', 'exit ticket', 'checking'],
  ['AI', 'artificial intelligence', 'chatbot'],
  ['grading', 'marking', 'scoring'],
  ['parents', 'families'],
  ['behavior', 'classroom management', 'off-task'],
]
const index = indexCompetencies(competencies, synonyms)

test.each([
  ['I want my students to ask better questions', 'TCH.2', 'questions'],
  ['I want to give feedback that kids actually use', 'EVI.3', 'feedback'],
  ['grading that is fair', 'EVI.6', 'grading'],
  ['I want to listen to parents', 'PRO.1', 'parents'],
  ['use exit tickets', 'TCH.4', 'exit'],
  ['work with a chatbot', 'DIG.5', 'chatbot'],
  ['my ELL kids', 'INC.3', 'ell'],
  ['co-teaching with another adult', 'INC.4', 'teaching'],
  ['routines', 'CLM.1', 'routines'],
  ['misunderstandings in fractions', 'SUB.3', 'misunderstandings'],
] as const)('%s → %s', (sentence, code, word) => {
  const [first] = matchCompetencies(sentence, index)
  expect(first?.code).toBe(code)
  expect(first?.words).toContain(word)
})

test.each([[''], ['   '], ['I want to get better'], ['xyzzy plugh'], ['!!!'], ['the of and']])(
  '%j matches nothing',
  (sentence) => {
    expect(matchCompetencies(sentence, index)).toEqual([])
  },
)

test('never more than five, best first, each with words of the sentence', () => {
  const word = fc.constantFrom(
    'students',
    'talk',
    'questions',
    'feedback',
    'plan',
    'data',
    'Family',
    'reading',
    'groups',
    'xyzzy',
    'tools',
    'IEP',
  )
  fc.assert(
    fc.property(fc.array(word, { maxLength: 8 }), (words) => {
      const sentence = words.join(' ')
      const found = matchCompetencies(sentence, index)
      expect(found.length).toBeLessThanOrEqual(5)
      expect(found.map((each) => each.score)).toEqual(found.map((each) => each.score).sort((one, other) => other - one))
      for (const each of found)
        expect(each.words.length > 0 && each.words.every((one) => sentence.toLowerCase().includes(one))).toBe(true)
    }),
  )
})

test('the order of the framework changes nothing', () => {
  const backwards = indexCompetencies(competencies.toReversed(), synonyms)
  for (const sentence of ['students talk about data', 'plan groups', 'reading at home']) {
    expect(matchCompetencies(sentence, backwards)).toEqual(matchCompetencies(sentence, index))
  }
})

test.each([
  ['questions', 'question'],
  ['questioning', 'question'],
  ['planned', 'plan'],
  ['planning', 'plan'],
  ['writing', 'writ'],
  ['write', 'writ'],
  ['families', 'family'],
  ['classes', 'class'],
  ['discuss', 'discuss'],
  ['telling', 'tell'],
  ['bus', 'bus'],
  ['ring', 'ring'],
  ['basis', 'basis'],
] as const)('%s has the stem %s', (word, expected) => expect(stem(word)).toBe(expected))

test('accents and apostrophes do not divide words', () => {
  expect(tokens('Élèves’ work, learners’ résumé')).toEqual(['eleves', 'work', 'learners', 'resume'])
})
