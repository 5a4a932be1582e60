import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Json, jcs, jcsBytes } from './jcs.ts'

test('the example of RFC 8785 section 3.2.2 comes out byte for byte', () => {
  const value = {
    numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
    string: '\u20ac$\u000f\nA\'B"\\\\"/',
    literals: [null, true, false],
  }
  expect(jcs(value)).toBe(
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  )
})

test('keys are ordered by UTF-16 code units (RFC 8785 section 3.2.3)', () => {
  const value = {
    '\u20ac': 'Euro Sign',
    '\r': 'Carriage Return',
    '\ufb33': 'Hebrew Letter Dalet With Dagesh',
    '1': 'One',
    '\u{1f600}': 'Emoji: Grinning Face',
    '\u0080': 'Control',
    '\u00f6': 'Latin Small Letter O With Diaeresis',
  }
  expect(Object.values(JSON.parse(jcs(value)) as object)).toEqual([
    'One', // integer-like keys come first in a parsed object; the text itself is checked below
    'Carriage Return',
    'Control',
    'Latin Small Letter O With Diaeresis',
    'Euro Sign',
    'Emoji: Grinning Face',
    'Hebrew Letter Dalet With Dagesh',
  ])
  expect(jcs(value).startsWith('{"\\r":"Carriage Return","1":"One","\u0080":')).toBe(true)
})

test.each([
  ['negative zero', -0, '0'],
  ['the largest safe integer', Number.MAX_SAFE_INTEGER, '9007199254740991'],
  ['the smallest double', 5e-324, '5e-324'],
  ['a key without value is left out', { a: undefined, b: 1 }, '{"b":1}'],
  ['an empty object', {}, '{}'],
  ['an object without prototype', Object.assign(Object.create(null) as object, { a: 1 }), '{"a":1}'],
] as const)('%s', (_case, value, expected) => {
  expect(jcs(value as Json)).toBe(expected)
})

test.each([
  ['not a number', Number.NaN],
  ['infinity', Number.POSITIVE_INFINITY],
  ['a lone surrogate', '\ud83d'],
  ['a lone surrogate in a key', { '\udead': 1 }],
  ['a date', new Date(0)],
  ['a hole in a list', [undefined]],
  ['a big integer', 1n],
  ['a function', () => 1],
  ['a map', new Map()],
])('%s is refused', (_case, value) => {
  expect(() => jcs(value as unknown as Json)).toThrow(TypeError)
})

test('any JSON survives, whatever the order of its keys, and a second pass changes nothing', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const plain = JSON.parse(JSON.stringify(value)) as Json
      const once = jcs(plain)
      expect(JSON.parse(once)).toEqual(plain)
      expect(jcs(JSON.parse(once) as Json)).toBe(once)
      expect(jcs(turned(plain))).toBe(once)
      expect(new TextDecoder().decode(jcsBytes(plain))).toBe(once)
    }),
  )
})

/** The same value with the keys of each object in the opposite order. */
function turned(value: Json): Json {
  if (Array.isArray(value)) return value.map((member) => turned(member as Json))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, turned(member as Json)]),
  )
}
