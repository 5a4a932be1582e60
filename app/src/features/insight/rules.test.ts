import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SMALLEST_GROUP } from '../../lib/suppress.ts'
import {
  cellKey,
  completed,
  DOMAINS,
  daysOf,
  keysOf,
  matrixOf,
  medianOf,
  type Progress,
  STAGES,
  shownMedian,
  shownSteps,
} from './rules.ts'

const at = (day: number) => new Date(Date.UTC(2026, 8, day, 12))
function portfolio(given: Partial<Progress> = {}): Progress {
  return {
    domains: ['CLM'],
    startedAt: at(1),
    collectingAt: null,
    submittedAt: null,
    decidedAt: null,
    earnedAt: null,
    ...given,
  }
}

describe('what an educator is counted in', () => {
  test.each([
    ['one draft', [portfolio()], ['chosen']],
    ['one draft with a piece', [portfolio({ collectingAt: at(2) })], ['chosen', 'collecting']],
    ['two drafts', [portfolio(), portfolio()], ['chosen']],
    [
      'one earned and one returned',
      [completed(portfolio({ earnedAt: at(9), decidedAt: at(9) })), completed(portfolio({ submittedAt: at(8) }))],
      ['cell/CLM/north', 'chosen', 'collecting', 'decided', 'earned', 'submitted'],
    ],
    [
      'two domains, one of them twice',
      [portfolio({ earnedAt: at(9) }), portfolio({ earnedAt: at(9), domains: ['CLM', 'EVI'] })],
      ['cell/CLM/north', 'cell/EVI/north', 'chosen', 'earned'],
    ],
  ])('%s', (_case, portfolios, keys) => expect(keysOf(portfolios, 'north')).toEqual(keys))
})

test('a later stage stands for the earlier ones', () => {
  expect(completed(portfolio({ earnedAt: at(9) }))).toMatchObject({ submittedAt: at(9), collectingAt: at(9) })
  expect(completed(portfolio({ submittedAt: at(5), collectingAt: at(2) }))).toMatchObject({ collectingAt: at(2) })
})

test.each([
  ['not submitted', portfolio(), {}],
  [
    'submitted after four days and some hours',
    portfolio({ submittedAt: new Date(at(5).getTime() + 3_600_000) }),
    { toSubmit: 4 },
  ],
  ['earned', portfolio({ submittedAt: at(5), earnedAt: at(12) }), { toSubmit: 4, toEarned: 11 }],
])('days of a portfolio: %s', (_case, progress, days) => expect(daysOf(progress)).toEqual(days))

test.each([
  ['nothing', [], null],
  ['one', [{ days: 4, times: 1 }], 4],
  [
    'an odd number',
    [
      { days: 9, times: 1 },
      { days: 2, times: 1 },
      { days: 4, times: 1 },
    ],
    4,
  ],
  [
    'between two',
    [
      { days: 2, times: 5 },
      { days: 7, times: 5 },
    ],
    4.5,
  ],
  [
    'a bin that was emptied',
    [
      { days: 1, times: 0 },
      { days: 7, times: 3 },
    ],
    7,
  ],
])('the middle of %s', (_case, bins, middle) => expect(medianOf(bins)).toBe(middle))

test.each([
  [9, null],
  [10, 7],
])('a middle behind which %i people stand', (people, shown) =>
  expect(shownMedian([{ days: 7, times: 12 }], people)).toBe(shown),
)

describe('stages that only fall', () => {
  test.each([
    ['all large and far apart', [50, 40, 30, 12], [50, 40, 30, 12]],
    ['a small end', [50, 40, 30, 9], [50, 40, 30, 'few']],
    ['the few who did not go on are a small group too', [50, 48, 30, 12], [50, 'between', 30, 12]],
    ['nobody was lost', [50, 50, 30, 30], [50, 50, 30, 30]],
    ['a small place', [7, 6, 3, 1], ['few', 'few', 'few', 'few']],
    ['compared with the last one shown, not with a hidden one', [50, 44, 41, 39], [50, 'between', 'between', 39]],
  ])('%s', (_case, counts, shown) => expect(shownSteps(counts)).toEqual(shown))
})

describe('competency by school', () => {
  const of = (cells: Record<string, number>) => new Map(Object.entries(cells))
  const schools = ['north', 'south', 'east']

  test('small cells are hidden, and a second one with them', () => {
    const { domains, units, columns } = matrixOf(
      of({ [cellKey('CLM', 'north')]: 30, [cellKey('CLM', 'south')]: 20, [cellKey('CLM', 'east')]: 3, chosen: 90 }),
      { schools, order: DOMAINS, stages: [] },
    )
    expect(domains).toEqual(['CLM'])
    expect(units).toEqual(schools)
    expect(columns).toEqual([{ cells: [30, null, null], total: 53 }])
  })

  test('a school that was closed joins the row of those without one', () => {
    const { units, columns } = matrixOf(of({ [cellKey('EVI', 'gone')]: 12, [cellKey('EVI', null)]: 13 }), {
      schools: [],
      order: DOMAINS,
      stages: [],
    })
    expect(units).toEqual([null])
    expect(columns[0]?.cells).toEqual([25])
  })

  test('a sum that differs from the earned stage by a few goes, and a cell with it', () => {
    const counts = of({ [cellKey('TCH', 'north')]: 12, [cellKey('TCH', 'south')]: 10, [cellKey('CLM', 'north')]: 14 })
    const { columns } = matrixOf(counts, {
      schools: ['north', 'south'],
      order: ['TCH', 'CLM'],
      stages: [25, 25, 25, 25],
    })
    expect(columns).toEqual([
      { cells: [12, null], total: null },
      { cells: [null, null], total: null },
    ])
  })

  test('no group of a few can be worked out by taking any shown number from another, whatever the district', () => {
    const educator = fc.record({
      unit: fc.constantFrom('north', 'south', 'east', null),
      stage: fc.constantFrom(0, 1, 2, 3, 3, 3, 3),
      domains: fc.subarray(['TCH', 'CLM', 'EVI'], { minLength: 1 }),
    })
    fc.assert(
      fc.property(fc.array(educator, { maxLength: 70 }), (people) => {
        const stages = STAGES.map((_, at) => people.filter(({ stage }) => stage >= at).length)
        const counts = new Map<string, number>()
        for (const { unit, stage, domains } of people)
          for (const domain of stage === 3 ? domains : [])
            counts.set(cellKey(domain, unit), (counts.get(cellKey(domain, unit)) ?? 0) + 1)
        const shown = shownSteps(stages)
        const { columns, units, domains } = matrixOf(counts, { schools, order: DOMAINS, stages: shown })
        const around = shown.filter((each) => typeof each === 'number')
        for (const [at, { cells, total }] of columns.entries()) {
          const real = units.map((unit) => counts.get(cellKey(domains[at] ?? '', unit)) ?? 0)
          const seen = cells.filter((cell) => cell !== null)
          const hidden = real.filter((_, place) => cells[place] === null)
          const most = Math.min(...(total === null ? around : [total])) - seen.reduce((sum, cell) => sum + cell, 0)
          // Whoever holds the file can add cells and take the sum from any number around them.
          for (const parts of subsets(seen)) {
            const sum = parts.reduce((all, cell) => all + cell, 0)
            for (const whole of total === null ? around : [total, ...around])
              if (sum > 0) expect(whole - sum === 0 || whole - sum >= SMALLEST_GROUP).toBe(true)
          }
          for (const whole of total === null ? [] : around)
            expect(whole - (total ?? 0) === 0 || whole - (total ?? 0) >= SMALLEST_GROUP).toBe(true)
          // And a hidden small cell may still hold anything up to nine, as far as can be told.
          if (hidden.some((count) => count < SMALLEST_GROUP)) expect(most).toBeGreaterThanOrEqual(SMALLEST_GROUP - 1)
        }
      }),
      { numRuns: 500 },
    )
  })

  test('the sum goes too where the cells alone would not keep it safe', () => {
    const counts = of({ [cellKey('CLM', 'north')]: 12, [cellKey('CLM', 'south')]: 3 })
    const { columns } = matrixOf(counts, { schools: ['north', 'south'], order: DOMAINS, stages: [] })
    expect(columns).toEqual([{ cells: [null, null], total: null }])
  })
})

function subsets([first, ...rest]: readonly number[]): number[][] {
  if (first === undefined) return [[]]
  return subsets(rest).flatMap((each) => [each, [first, ...each]])
}
