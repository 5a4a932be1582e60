import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { AchievementFile } from '../model.ts'
import { lexiconOf, neighborsOf } from './lexicon.ts'
import { plainLine } from './plain.ts'
import { indexing } from './search-index.ts'
import { byCode, byScore, type SearchText, scoreOf, searchTextOf } from './search-rank.ts'
import { phrasesIn, searchWords } from './search-words.ts'
import { areNear, editDistance, isNear, singular } from './spelling.ts'
import type { SynonymGroups } from './synonyms.ts'
import { bestEntries, soughtTerm } from './term-scores.ts'

const read = (path: string) => readFileSync(new URL(`../../../../../catalog/${path}`, import.meta.url), 'utf8')
const groups: SynonymGroups = parse(read('synonyms.yaml'))
const typed = (q: string) => searchWords(q, groups).terms.map((term) => term.typed)

describe('what was typed', () => {
  test.each([
    ['Wait TIME', ['wait', 'time']],
    ['how to teach the niño', ['teach', 'nino']],
    ['exit ticket ideas', ['exit ticket', 'ideas']],
    ['the', ['the']],
    ['15 minute warm up', ['warm', 'up']],
    ['in 45 minutes', []],
    ['IEP meeting tomorrow', ['iep', 'meeting']],
    ['tomorrow', ['tomorrow']],
    ['no homework', ['no', 'homework']],
    ['math math', ['math']],
    ['a1 b2 c3 d4 e5 f6 g7 h8 i9', ['a1', 'b2', 'c3', 'd4', 'e5', 'f6', 'g7', 'h8']],
    ['& | ! :* <->', []],
    ['', []],
  ])('%s → %j', (q, terms) => expect(typed(q)).toEqual(terms))

  test('an article is no word of a group, a phrase with it is, and alone it is asked for', () => {
    const spanish = (q: string) =>
      searchWords(
        q,
        [
          ['EL', 'newcomer'],
          ['el grupo', 'team'],
        ],
        'es',
      ).terms.map((term) => term.typed)
    expect(spanish('el recreo')).toEqual(['recreo'])
    expect(spanish('el grupo')).toEqual(['el grupo'])
    expect(spanish('EL')).toEqual(['el'])
    expect(spanish('no entregan hoy la tarea')).toEqual(['entregan', 'tarea'])
    expect(spanish('no')).toEqual(['no'])
    expect(searchWords('EL readers', [['EL', 'newcomer']]).terms[0]?.synonyms).toEqual(['newcomer'])
  })

  test('only the first 200 characters are read', () =>
    expect(typed(`${'x'.repeat(199)} yes`)).toEqual(['x'.repeat(199)]))

  test('a word brings its group, a near word a guess', () => {
    expect(searchWords('Maths', groups).terms[0]).toEqual({
      typed: 'maths',
      synonyms: ['math', 'mathematics', 'numeracy'],
      guesses: [],
    })
    expect(searchWords('gifed', groups).terms[0]).toEqual({
      typed: 'gifed',
      synonyms: [],
      guesses: ['gifted', 'advanced learner', 'talent'],
    })
  })

  test.each([
    ['f2', 'F2'],
    ['F2 ', 'F2'],
    ['f 2', 'F2'],
    ['k-2', undefined],
    ['F2 results', undefined],
    ['2024', undefined],
  ])('code in "%s": %s', (q, code) => expect(searchWords(q, groups).code).toBe(code))

  test('only phrases of the groups are found as a whole, as one and as many', () => {
    expect(phrasesIn(groups)).toEqual(expect.arrayContaining(['exit ticket', 'exit tickets', 'advanced learners']))
    expect(phrasesIn(groups).every((phrase) => phrase.includes(' '))).toBe(true)
  })
})

const empty: SearchText = {
  ...{ code: '', title: '', said: '', competency: '', keyMethod: '', components: '', rest: '' },
}
function text(part: Partial<SearchText>): SearchText {
  return { ...empty, ...Object.fromEntries(Object.entries(part).map(([field, words]) => [field, plainLine(words)])) }
}

/** The words of the texts as the catalogue keeps them, each its own stem. */
const lexicon = (...texts: SearchText[]) => {
  const words = texts.flatMap((one) => Object.values(one).flatMap((line) => line.trim().split(' ')))
  return lexiconOf(
    'en',
    [...new Set(words)].filter((word) => word !== '').map((word) => ({ word, stem: word })),
  )
}
function matched(q: string, one: SearchText) {
  const [first] = found(q, [one])
  return first?.matches ?? []
}
function found(q: string, texts: readonly SearchText[]) {
  const words = lexicon(...texts)
  const making = indexing(phrasesIn(groups))
  for (const [place, one] of texts.entries()) making.add(place, one)
  const terms = searchWords(q, groups).terms.map((term) =>
    soughtTerm(term, neighborsOf(words, { word: term.typed, stem: term.typed })),
  )
  return bestEntries(making.index(), terms, 3)
}

describe('which words matched', () => {
  test.each<[string, string, Partial<SearchText>, string | undefined]>([
    ['a code', 'f2', { code: 'F2' }, 'f2 code word 20'],
    ['a title before the rest', 'wait', { title: 'Wait time', rest: 'wait' }, 'wait title word 6'],
    ['one of many', 'question', { title: 'Questions that probe' }, 'questions title word 6'],
    ['a beginning', 'que', { title: 'Questions that probe' }, 'questions title start 4.5'],
    ['not a beginning of two letters', 'qu', { title: 'Questions that probe' }, undefined],
    ['a slip of one letter', 'probbe', { title: 'Questions that probe' }, 'probe title spelling 3'],
    ['no slip in four letters', 'prob', { rest: 'prop' }, undefined],
    ['a synonym', 'numeracy', { rest: 'mathematics in grade 3' }, 'mathematics rest synonym 4'],
    ['a phrase', 'exit ticket', { components: 'Exit tickets' }, 'exit tickets components word 2'],
    ['a guess', 'gifed', { competency: 'finds advanced learners' }, 'advanced learner competency spelling 2'],
    ['nothing', 'grammar', { title: 'Wait time' }, undefined],
  ])('%s', (_case, q, part, hit) => {
    const [match] = matched(q, text(part))
    expect(match && `${match.found} ${match.field} ${match.how} ${match.weight}`).toBe(hit)
  })

  test('an entry of the catalogue is searched in all its parts', () => {
    const f2 = searchTextOf(AchievementFile.parse(parse(read('f/f2-disaggregate-results.yaml'))))
    const fields = matched('F2 disaggregate recheck explain equity intasc', f2).map(({ field }) => field)
    expect(fields).toEqual(['code', 'title', 'competency', 'keyMethod', 'rest'])
  })
})

describe('the order', () => {
  test('every term where a few have it, else any; the best first and no more than asked', () => {
    const titles = ['Wait time', 'Wait', 'Time', 'Time to wait', 'Wait times']
    const texts = titles.map((title) => text({ title }))
    const places = (q: string, all = texts) => found(q, all).map(({ place }) => place)
    expect(places('wait time')).toEqual([0, 3, 4])
    expect(places('wait time', texts.slice(0, 4))).toEqual([0, 3, 1])
    expect(places('wait')).toEqual([0, 1, 3])
    expect(places('graph')).toEqual([])
  })

  test('a word of few entries says more than one of many, and is not outdone by those that have every common word', () => {
    const common = Array.from({ length: 9 }, (_, at) => text({ rest: `long lesson and transition ${at}` }))
    const places = found('transitions long lesson', [...common, text({ title: 'Quick transitions' })])
    expect(places[0]?.place).toBe(9)
  })

  test('what educators say leads to an entry, word for word', () => {
    const said = text({ title: 'Own stress plan', said: 'burned out' })
    expect(matched('burned', said)).toMatchObject([{ field: 'said', how: 'word', weight: 4 }])
    expect(matched('birned', said)).toEqual([])
    const both = text({ said: 'marking all night', rest: 'marking' })
    expect(matched('grading', both)).toMatchObject([{ field: 'rest', how: 'synonym' }])
  })

  test('a word that the catalogue has is not put down to a slip of another', () => {
    const texts = ['planning a lesson', 'planting a lesson', 'a lesson', 'planning', 'lesson planning'].map((rest) =>
      text({ rest }),
    )
    expect(found('planning lesson', texts).map(({ place }) => place)).toEqual([0, 4, 1])
    expect(found('planing lesson', texts).map(({ place }) => place)).toEqual([0, 1, 4])
  })

  test('fit and exemplars raise a score a little; nothing else can', () => {
    const matches = matched('wait time', text({ title: 'Wait time' }))
    expect(scoreOf(matches, { fits: false, exemplars: false })).toBe(12.12)
    expect(scoreOf(matches, { fits: true, exemplars: true })).toBeCloseTo(12 * 1.1 * 1.05 + 0.12)
  })

  test('equals stand in the order of their codes', () => {
    expect(['B10', 'L1', 'B2', 'A10', 'AB1'].sort(byCode)).toEqual(['A10', 'AB1', 'B2', 'B10', 'L1'])
    const found = [
      { code: 'B2', score: 1 },
      { code: 'A1', score: 1 },
      { code: 'C9', score: 2 },
    ]
    expect(found.sort(byScore).map(({ code }) => code)).toEqual(['C9', 'A1', 'B2'])
  })
})

test.each([
  ['gifed', 'gifted', 1],
  ['', 'abc', 3],
  ['same', 'same', 0],
  ['kitten', 'sitting', 3],
])('from %s to %s in %i edits', (a, b, edits) => expect(editDistance(a, b)).toBe(edits))

test('counting stops when too many edits are sure', () => {
  expect(editDistance('abcdef', 'uvwxyz', 2)).toBe(3)
  expect(editDistance('kitten', 'sitting', 3)).toBe(3)
})

test('nearness is the distance in every case of a small alphabet', () => {
  const words = Array.from({ length: 3 ** 5 }, (_, n) => n.toString(3).padStart(5, '0'))
  for (const one of words.filter((_, n) => n % 7 === 0))
    for (const word of words) expect(isNear(one, word)).toBe(editDistance(one, word) <= 1)
})

test.each([
  ['exxit tikets', 'exit ticket', true],
  ['exot ticket', 'exit ticket', true],
  ['exit', 'exit ticket', false],
  ['lesson play', 'lesson plan', true],
  ['mental maps', 'mental math', false],
])('%s for %s: %s', (typed, phrase, near) =>
  expect(areNear(typed.split(' ').map(singular), phrase.split(' ').map(singular))).toBe(near),
)

test('letters that changed places are one slip, and another form of the word is no slip', () => {
  expect(isNear('feedbcak', 'feedback')).toBe(true)
  expect(editDistance('litsen', 'listen')).toBe(1)
  const words = lexicon(text({ rest: 'questions format' }))
  const nearTo = (word: string) => neighborsOf(words, { word, stem: word }).near
  expect(nearTo('qestioning')).toEqual(['questions'])
  expect(nearTo('formative')).toEqual([])
})

test('one slip is forgiven from five letters, two from eight where the first letter is right, two anywhere from ten', () => {
  expect(isNear('redyness', 'readiness')).toBe(true)
  expect(isNear('tedyness', 'readiness')).toBe(false)
  expect(isNear('prob', 'prop')).toBe(false)
  expect(isNear('probes', 'probs')).toBe(true)
  expect(isNear('disagregatt', 'disaggregate')).toBe(true)
  expect(isNear('probing', 'prints')).toBe(false)
})
