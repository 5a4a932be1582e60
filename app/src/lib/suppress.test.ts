import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mayShowShare, suppressLine, suppressTable } from './suppress.ts'

test.each([
  ['nothing small', [10, 25, 40], [10, 25, 40], 75],
  ['one small: the smallest other goes with it', [4, 25, 40], [null, null, 40], 69],
  ['two small that could be worked out from their sum', [9, 9, 30], [null, null, null], 48],
  ['a small one beside ten leaks unless more goes', [0, 10, 40, 50], [null, null, null, 50], 100],
  ['three small ones that cover each other', [5, 4, 3, 40], [null, null, null, 40], 52],
  ['nobody counts as small', [0, 50, 60], [null, null, 60], 110],
  ['one cell alone', [7], [null], null],
  ['everything small', [1, 2, 3], [null, null, null], null],
  ['all cells hidden still leak through the total', [3, 12], [null, null], null],
  ['no cells', [], [], null],
] as const)('%s', (_case, counts, cells, total) => expect(suppressLine(counts)).toEqual({ cells, total }))

test('a table hides in rows and in columns', () => {
  const shown = suppressTable([
    [4, 30, 40],
    [50, 60, 70],
    [80, 90, 100],
  ])
  expect(shown).toEqual({
    rows: [
      { cells: [null, null, 40], total: 74 },
      { cells: [null, null, 70], total: 180 },
      { cells: [80, 90, 100], total: 270 },
    ],
    columnTotals: [134, 180, 210],
    total: 524,
  })
})

test.each([
  [9, 100, false],
  [10, 100, true],
  [91, 100, false],
  [90, 100, true],
  [0, 5, false],
])('a share of %i in %i may be shown: %s', (part, whole, shown) => expect(mayShowShare(part, whole)).toBe(shown))

/** What a reader who knows the limit can say of each hidden cell: its least and greatest possible count. */
function bounds(counts: readonly number[], cells: readonly (number | null)[], total: number) {
  const rest = total - cells.reduce<number>((sum, cell) => sum + (cell ?? 0), 0)
  const hidden = counts.filter((_, at) => cells[at] === null)
  return hidden.map((count, at) => {
    const others = hidden.filter((_, other) => other !== at)
    const least = others.reduce((sum, other) => sum + (other < 10 ? 0 : 10), 0)
    const most = others.reduce((sum, other) => sum + (other < 10 ? 9 : Number.POSITIVE_INFINITY), 0)
    return { count, from: Math.max(0, rest - most), to: rest - least }
  })
}

test('no hidden small count can be narrowed by subtraction, whatever the line', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 40 }), { maxLength: 8 }), (counts) => {
      const { cells, total } = suppressLine(counts)
      expect(cells.every((cell) => cell === null || cell >= 10)).toBe(true)
      if (total === null) return
      for (const { count, from, to } of bounds(counts, cells, total))
        if (count < 10) expect([from, to >= 9]).toEqual([0, true])
    }),
  )
})

test('every row and column of a table is as safe as a line', () => {
  const table = fc
    .integer({ min: 1, max: 4 })
    .chain((width) =>
      fc.array(fc.array(fc.nat({ max: 40 }), { minLength: width, maxLength: width }), { minLength: 1, maxLength: 4 }),
    )
  fc.assert(
    fc.property(table, (rows) => {
      const shown = suppressTable(rows)
      rows.forEach((row, i) => {
        const total = shown.rows[i]?.total
        if (total === null || total === undefined) return
        for (const { count, from, to } of bounds(row, shown.rows[i]?.cells ?? [], total))
          if (count < 10) expect([from, to >= 9]).toEqual([0, true])
      })
    }),
  )
})
