import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  compare,
  fromUnits,
  LARGEST_UNITS,
  minus,
  parseExact,
  parseRate,
  parseUnits,
  plus,
  rational,
  roundTo,
  times,
  unitsText,
} from './quantity.ts'

test.each([
  ['187.50', 2, 18750n],
  ['0.5', 2, 50n],
  ['15', 2, 1500n],
  ['0', 0, 0n],
  ['9007199254740991', 0, LARGEST_UNITS],
] as const)('%s at scale %i is %s units', (text, scale, units) => {
  expect(parseUnits(text, scale)).toEqual({ ok: true, value: units })
})

test.each([
  ['12.345', 2],
  ['1e3', 2],
  ['-5', 2],
  ['1,000', 2],
  ['', 2],
  ['.5', 2],
  ['5.', 2],
  ['007', 2],
  ['1.0', 0],
  [' 5', 2],
  ['٥', 0],
] as const)('%j at scale %i has no amount format', (text, scale) => {
  expect(parseUnits(text, scale)).toEqual({ ok: false, because: 'amount_format' })
})

test('one unit above the largest is out of range', () => {
  expect(parseUnits('9007199254740992', 0)).toEqual({ ok: false, because: 'amount_out_of_range' })
})

test.each([
  [150n, 2, '1.50'],
  [-150n, 2, '-1.50'],
  [5n, 2, '0.05'],
  [0n, 4, '0.0000'],
  [-3n, 0, '-3'],
] as const)('%s units at scale %i read %s', (units, scale, text) => expect(unitsText(units, scale)).toBe(text))

describe('rounding', () => {
  test.each([
    ['2.5', 'down', 2n],
    ['2.5', 'half_up', 3n],
    ['2.5', 'half_even', 2n],
    ['3.5', 'down', 3n],
    ['3.5', 'half_up', 4n],
    ['3.5', 'half_even', 4n],
    ['2.51', 'half_even', 3n],
    ['2.49', 'half_up', 2n],
    ['2', 'half_even', 2n],
  ] as const)('%s %s is %s', (text, rounding, expected) => {
    const value = parseExact(text)
    if (!value.ok) throw new Error(text)
    expect(roundTo(value.value, 0, rounding)).toBe(expected)
    expect(roundTo(times(value.value, { num: -1n, den: 1n }), 0, rounding)).toBe(-expected)
  })

  test('7 hours at 20 credits for 15 hours are 9.33', () => {
    expect(roundTo({ num: 140n, den: 15n }, 2, 'down')).toBe(933n)
  })
})

test.each([
  ['1', '0', 'rate_invalid'],
  ['-1', '2', 'amount_format'],
  ['1.5', '2', 'amount_format'],
] as const)('rate %s/%s is refused: %s', (num, den, because) =>
  expect(parseRate(num, den)).toEqual({ ok: false, because }),
)

test('a fraction is kept in lowest terms with the sign above', () => {
  expect(rational(6n, -4n)).toEqual({ ok: true, value: { num: -3n, den: 2n } })
})

const fraction = fc.tuple(fc.bigInt(-1_000_000n, 1_000_000n), fc.bigInt(1n, 1_000_000n)).map(([num, den]) => {
  const made = rational(num, den)
  return made.ok ? made.value : { num: 0n, den: 1n }
})

test('sums and differences are exact', () => {
  fc.assert(
    fc.property(fraction, fraction, (one, other) => {
      expect(minus(plus(one, other), other)).toEqual(one)
    }),
  )
})

test('rounding never moves a value by a whole unit', () => {
  fc.assert(
    fc.property(fraction, fc.constantFrom('down', 'half_up', 'half_even'), (value, rounding) => {
      const gap = minus(value, fromUnits(roundTo(value, 2, rounding), 2))
      expect(compare(gap, { num: 1n, den: 100n })).toBeLessThan(0)
      expect(compare(gap, { num: -1n, den: 100n })).toBeGreaterThan(0)
    }),
  )
})

test('text and units are one another', () => {
  fc.assert(
    fc.property(fc.bigInt(0n, LARGEST_UNITS), fc.integer({ min: 0, max: 4 }), (units, scale) => {
      expect(parseUnits(unitsText(units, scale), scale)).toEqual({ ok: true, value: units })
    }),
  )
})
