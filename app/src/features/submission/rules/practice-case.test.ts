import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { groupBy } from '../../../lib/group-by.ts'
import { crossedGap, GROUPINGS, mainOf, type PracticeCase, practiceCase } from './practice-case.ts'
import { flipsBetween, isSmall, talliesOf } from './practice-tally.ts'

const seedOf = (place: number) => createHmac('sha256', 'a tenant').update(String(place)).digest()
const CASES = Array.from({ length: 1000 }, (_, place) => practiceCase(seedOf(place)))

function cellsOf({ students }: PracticeCase): string {
  return JSON.stringify(GROUPINGS.map((grouping) => [...talliesOf(students, grouping, 'first')].toSorted()))
}

function smallGroups({ students }: PracticeCase): number {
  return GROUPINGS.flatMap((grouping) => [...talliesOf(students, grouping, 'first').values()]).filter(isSmall).length
}

function without({ students }: PracticeCase, day: 'first' | 'later'): number {
  return students.filter((student) => student[day] === null).length
}

/** True of every case, or the first that it is not true of. */
function ofEach(holds: (made: PracticeCase) => boolean): void {
  expect(CASES.find((made) => !holds(made))).toBeUndefined()
}

describe('a thousand practice cases', () => {
  test('no two give the same cells', () => {
    expect(new Set(CASES.map(cellsOf)).size).toBe(CASES.length)
  })

  test('at most one pair in twenty shares grouping, direction and flip number', () => {
    const alike = groupBy(CASES, (made) => {
      const { low, high } = mainOf(made, 'first')
      return `${made.built.grouping} ${low.of < high.of} ${made.flips}`
    })
    const pairs = [...alike.values()].reduce((sum, { length }) => sum + (length * (length - 1)) / 2, 0)
    expect(pairs / ((CASES.length * (CASES.length - 1)) / 2)).toBeLessThanOrEqual(1 / 20)
  })

  test('hold 60 to 96 students, 2 to 4 groups under ten, 4 to 9 without a result each time', () => {
    ofEach(({ students }) => students.length >= 60 && students.length <= 96)
    ofEach((made) => smallGroups(made) >= 2 && smallGroups(made) <= 4)
    ofEach((made) => [without(made, 'first'), without(made, 'later')].every((none) => none >= 4 && none <= 9))
  })

  test('crossing removes the main difference, or leaves it, as it was built', () => {
    ofEach((made) => {
      const { gap } = mainOf(made, 'first')
      return made.built.removed ? Math.abs(crossedGap(made)) <= 0.1 : crossedGap(made) >= gap * 0.6
    })
  })

  test('the difference grows, shrinks or stays, as it was built', () => {
    ofEach((made) => {
      const moved = mainOf(made, 'later').gap - mainOf(made, 'first').gap
      if (made.built.change === 'grows') return moved >= 0.08
      return made.built.change === 'shrinks' ? moved <= -0.08 : Math.abs(moved) <= 0.05
    })
  })

  test('each way a case can be is there', () => {
    expect(new Set(CASES.map(({ built }) => `${built.grouping} ${built.removed} ${built.change}`)).size).toBe(24)
  })
})

test('the same seed gives the same bytes', () => {
  expect(JSON.stringify(practiceCase(seedOf(7)))).toBe(JSON.stringify(CASES[7]))
})

test.each([
  ['nine of eighteen beside twenty of twenty-five', { reached: 9, of: 18 }, { reached: 20, of: 25 }, 6],
  ['the smaller group is the higher one', { reached: 16, of: 20 }, { reached: 12, of: 30 }, 8],
  ['two that meet exactly', { reached: 5, of: 10 }, { reached: 14, of: 20 }, 2],
])('%s', (_case, one, other, flips) => {
  expect(flipsBetween({ ...one, missing: 0 }, { ...other, missing: 0 })).toBe(flips)
})
