import { describe, expect, test } from 'vitest'
import {
  cellKey,
  completed,
  DOMAINS,
  daysOf,
  keysOf,
  matrixOf,
  medianOf,
  type Progress,
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
      { schools, order: DOMAINS },
    )
    expect(domains).toEqual(['CLM'])
    expect(units).toEqual(schools)
    expect(columns).toEqual([{ cells: [30, null, null], total: 53 }])
  })

  test('a school that was closed joins the row of those without one', () => {
    const { units, columns } = matrixOf(of({ [cellKey('EVI', 'gone')]: 12, [cellKey('EVI', null)]: 13 }), {
      schools: [],
      order: DOMAINS,
    })
    expect(units).toEqual([null])
    expect(columns[0]?.cells).toEqual([25])
  })

  test('the sum goes too where the cells alone would not keep it safe', () => {
    const counts = of({ [cellKey('CLM', 'north')]: 12, [cellKey('CLM', 'south')]: 3 })
    const { columns } = matrixOf(counts, { schools: ['north', 'south'], order: DOMAINS })
    expect(columns).toEqual([{ cells: [null, null], total: null }])
  })
})
