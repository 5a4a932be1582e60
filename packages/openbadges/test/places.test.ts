import { describe, expect, test } from 'vitest'
import type { JsonObject, JsonValue } from '../src/index.ts'
import { filledIn, get, keysOf, put, waysTo } from '../src/proof/places.ts'
import { arePlain, isPlainIri } from '../src/proof/plain.ts'

const DOCUMENT: JsonObject = { a: { b: ['x', { c: 'y' }], d: 'z' }, e: 'w', n: 7 }

// RFC 6901, section 5.
test.each<[string, readonly string[]]>([
  ['', []],
  ['/', ['']],
  ['/foo/0', ['foo', '0']],
  ['/a~1b~1c', ['a/b/c']],
  ['/m~0n~0o', ['m~n~o']],
  ['/~01', ['~1']],
])('the keys of %j are %j', (path, keys) => {
  expect(keysOf(path)).toEqual(keys)
})

test.each<[string, JsonValue | undefined]>([
  ['', DOCUMENT],
  ['/e', 'w'],
  ['/a/b/0', 'x'],
  ['/a/b/1/c', 'y'],
  ['/a/b/2', undefined],
  ['/a/b/c', undefined],
  ['/e/0', undefined],
  ['/n/0/1', undefined],
])('at %j stands %j', (path, expected) => {
  expect(get(DOCUMENT, keysOf(path))).toEqual(expected)
})

test('another text stands at the place and nowhere else', () => {
  expect(put(DOCUMENT, '/a/b/1/c', 'new')).toEqual({ a: { b: ['x', { c: 'new' }], d: 'z' }, e: 'w', n: 7 })
  expect(put(DOCUMENT, '/a/b/0', 'new')).toEqual({ a: { b: ['new', { c: 'y' }], d: 'z' }, e: 'w', n: 7 })
  expect(DOCUMENT).toEqual({ a: { b: ['x', { c: 'y' }], d: 'z' }, e: 'w', n: 7 })
})

test.each(['', '/n', '/a', '/a/b', '/nothing', '/a/b/2'])('no text stands at %j', (path) => {
  const refused = { code: 'OB_DRAFT_INVALID', path, message: 'There is no text at this place.' }
  expect(() => put(DOCUMENT, path, 'new')).toThrow(expect.objectContaining(refused))
})

describe('texts at many places at once', () => {
  const ways = () => waysTo(['/a/b/1/c', '/e', '/a/d', '/a/b/0'])

  test('are led to by their keys, what begins alike together', () => {
    expect(ways()).toEqual([
      [
        'a',
        [
          [
            'b',
            [
              ['1', [['c', 0]]],
              ['0', 3],
            ],
          ],
          ['d', 2],
        ],
      ],
      ['e', 1],
    ])
  })

  test('are filled into a copy, which shares the rest', () => {
    const given: JsonObject = { ...DOCUMENT, rest: { s: ['t'] } }
    const filled = filledIn(given, ways(), ['0', '1', '2', '3'])
    expect(filled).toEqual({ a: { b: ['3', { c: '0' }], d: '2' }, e: '1', n: 7, rest: { s: ['t'] } })
    expect(filled.rest).toBe(given.rest)
    expect(given).toEqual({ ...DOCUMENT, rest: { s: ['t'] } })
  })
})

test.each<[string, boolean]>([
  ['', true],
  ['A plain text, with ~ and !', true],
  ['"', false],
  ['a\\b', false],
  ['a\n', false],
  ['\u007f', false],
  ['é', false],
  ['ab😀', false],
])('%j is written as it stands: %s', (text, plain) => {
  expect([arePlain([text]), arePlain(['a', text]), arePlain([text, 'a'])]).toEqual([plain, plain, plain])
})

test.each<[string, boolean]>([
  ['https://a.example/?b=[c]#d', true],
  ['http://a.example', true],
  ['urn:uuid:1', true],
  ['did:web:a.example', true],
  ['mailto:a@b.example', true],
  ['data:a', true],
  ['urn:', false],
  ['ex:a', false],
  ['a urn:b', false],
  ['urn:a b', false],
  ['urn:"', false],
  ['urn:<', false],
  ['urn:>', false],
  ['urn:\\', false],
  ['urn:^', false],
  ['urn:`', false],
  ['urn:{', false],
  ['urn:|', false],
  ['urn:}', false],
  ['urn:é', false],
  ['urn:a\n', false],
])('%j is an identifier by every rule: %s', (text, plain) => {
  expect(isPlainIri(text)).toBe(plain)
})
