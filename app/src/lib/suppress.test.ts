import fc from 'fast-check'
import { expect, test } from 'vitest'
import { suppressLine } from './suppress.ts'

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
