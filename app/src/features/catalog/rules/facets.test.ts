import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { AchievementFile } from '../model.ts'
import { ExploreQuery } from './explore-query.ts'
import { cardOf, type ExploreCard, facetCounts, gradeBandsOf, hoursShown, matchesQuery, timesOf } from './facets.ts'

const read = (path: string) =>
  AchievementFile.parse(parse(readFileSync(new URL(`../../../../../catalog/${path}`, import.meta.url), 'utf8')))
const b1 = cardOf(read('b/b1-teach-routines-explicitly.yaml'))
const f2 = cardOf(read('f/f2-disaggregate-results.yaml'))
const math: ExploreCard = {
  ...f2,
  code: 'H1',
  strand: 'H',
  subjects: ['mathematics'],
  grades: ['3', '4'],
  hours: 8,
  firstStepMinutes: 60,
}

test('a card derives what nobody types', () => {
  expect(b1.evidenceTypes).toEqual(['lesson_plan', 'video', 'audio', 'data_table', 'observation_notes'])
  expect(b1.domains).toEqual(['CLM'])
})

test.each<[Parameters<typeof gradeBandsOf>[0], string[]]>([
  [['all'], ['PK-2', '3-5', '6-8', '9-12']],
  [
    ['PK', '2', '3'],
    ['PK-2', '3-5'],
  ],
  [['adult'], ['adult']],
  [['12'], ['9-12']],
])('grades %j are found under %j', (grades, bands) => expect(gradeBandsOf(grades)).toEqual(bands))

test.each([
  [{ hours: 10, firstStepMinutes: 45 }, ['45min', 'week', 'term']],
  [{ hours: 10.5, firstStepMinutes: 46 }, ['term']],
  [{ hours: 40, firstStepMinutes: 10 }, ['45min', 'term']],
])('%j fits %j', (effort, times) => expect(timesOf(effort)).toEqual(times))

test('the measured median takes over from the claim at ten awards', () => {
  expect(hoursShown(12, { medianHours: 9, awards: 9 })).toBe(12)
  expect(hoursShown(12, { medianHours: 9, awards: 10 })).toBe(9)
  expect(matchesQuery(f2, ExploreQuery.parse({ time: 'week' }))).toBe(false)
  expect(matchesQuery(f2, ExploreQuery.parse({ time: 'week' }), { measured: { medianHours: 9, awards: 10 } })).toBe(
    true,
  )
})

test.each<[Record<string, unknown>, string[]]>([
  [{}, ['B1', 'F2', 'H1']],
  [{ strand: ['B', 'F'] }, ['B1', 'F2']],
  [{ strand: ['B', 'F'], students: 'no' }, ['F2']],
  [{ subject: 'mathematics' }, ['B1', 'F2', 'H1']],
  [{ subject: 'science' }, ['B1', 'F2']],
  [{ grade: '9-12' }, ['B1', 'F2']],
  [{ evidence: 'video' }, ['B1']],
  [{ audience: 'leader', time: '45min' }, ['F2']],
  [{ domain: 'EVI' }, ['F2', 'H1']],
  [{ worth: 'yes' }, []],
  [{ q: 'words are the search’s business' }, ['B1', 'F2', 'H1']],
])('%j shows %j', (asked, codes) => {
  const query = ExploreQuery.parse(asked)
  expect([b1, f2, math].filter((card) => matchesQuery(card, query)).map(({ code }) => code)).toEqual(codes)
})

test('what counts where the reader works is known of each entry by another room', () => {
  const query = ExploreQuery.parse({ worth: 'yes' })
  expect([true, false, undefined].map((worth) => matchesQuery(b1, query, { worth }))).toEqual([true, false, false])
  const cards = [b1, f2, math].map((card) => ({ card, facts: { worth: card !== b1 } }))
  expect(facetCounts(cards, ExploreQuery.parse({ strand: 'F' })).worth).toEqual({ yes: 1 })
})

test.each([
  [undefined, undefined],
  [[{ unit: 'hours' as const, amount: '10.00' }], undefined],
  [[{ unit: 'hours' as const, amount: '12.50' }], '12.50'],
  [[{ unit: 'hours' as const, amount: '0.00' }], '0.00'],
])('of %j suggested beside ten hours a card keeps %s', (recognitionDefaults, kept) => {
  const file = { ...read('b/b1-teach-routines-explicitly.yaml'), recognitionDefaults }
  expect(cardOf(file).suggestedHours).toBe(kept)
})

test('a count says what its value would show beside the other facets', () => {
  const cards = [b1, f2, math].map((card) => ({ card, facts: { stacks: [`ST-${card.strand}`] } }))
  const counts = facetCounts(cards, ExploreQuery.parse({ strand: 'F', students: 'no' }))
  expect(counts.strand).toEqual({ F: 1, H: 1 })
  expect(counts.students).toEqual({ no: 1 })
  expect(counts.stack).toEqual({ 'ST-F': 1 })
})

test('an address is read kindly: unknown words fall away, repeated ones count once', () => {
  const query = ExploreQuery.parse({
    strand: ['B', 'B', '?'],
    grade: 'K-99',
    students: 'maybe',
    time: 'year',
    q: ` ${'é'.repeat(300)}`,
    page: '2',
  })
  expect(query).toMatchObject({ strand: ['B'], grade: [], students: undefined, time: undefined })
  expect([...query.q]).toHaveLength(200)
  expect(query).not.toHaveProperty('page')
})
