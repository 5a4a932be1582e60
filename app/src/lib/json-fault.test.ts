import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonFault } from './json-fault.ts'

test.each([
  ['{\n  "a": {\n    "b": oops }\n}', 3, 10],
  ['{"a": 1,}', 1, 9],
  ['{"a" 1}', 1, 6],
  ['[1 2]', 1, 4],
  ['[1}', 1, 3],
  ['{"a": [}', 1, 8],
  ['{"a": 01}', 1, 8],
  ['{"a": "b\nc"}', 1, 7],
  ['{} {}', 1, 4],
  ['{"a": {\n', 2, 1],
  ['', 1, 1],
])('%j stops being JSON in line %i, column %i', (text, line, column) => {
  expect(jsonFault(text)).toEqual({ line, column })
})

test('a text that is cut short breaks off at its end', () => {
  fc.assert(
    fc.property(fc.json({ noUnicodeString: false }), fc.double({ min: 0, max: 1, noNaN: true }), (json, share) => {
      const cut = `[${json}`.slice(0, 1 + Math.floor(share * json.length))
      const { line, column } = jsonFault(cut)
      expect(line).toBe(1)
      // A word or a text that was cut is a fault from its first sign on.
      expect(column).toBeLessThanOrEqual(cut.length + 1)
      expect(cut.slice(column - 1)).toMatch(/^("|t|f|n|-|$)/)
    }),
  )
})
