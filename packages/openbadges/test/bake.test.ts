import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chunk, chunks } from '../src/bake/png.ts'
import { concat, utf8 } from '../src/encoding/text.ts'
import { bake, type CompactJwt, unbake } from '../src/index.ts'
import { PNG, png, SVG } from './images.ts'
import { fixture, fixturesPresent } from './support.ts'

const json = fc
  .dictionary(
    fc.string({ unit: 'grapheme' }),
    fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(']]>', '<a>&amp;', '\u0000', '😀')),
  )
  .map((object) => JSON.stringify(object))

function text(bytes: Uint8Array): Uint8Array {
  return concat(utf8('openbadgecredential'), Uint8Array.of(0, 0, 0, 0, 0), bytes)
}

test.each([
  ['PNG', PNG],
  ['SVG', SVG],
  ['PNG with other chunks', png(chunk('tEXt', utf8('Title\0Stone')), chunk('iTXt', utf8('Author\0\0\0\0\0Ä')))],
  ['SVG without content', utf8('<s:svg xmlns:s="http://www.w3.org/2000/svg"/>')],
])('what goes into a %s comes out byte for byte', (_name, image) => {
  fc.assert(
    fc.property(json, (credential) => {
      const baked = bake(image, utf8(credential))
      expect(unbake(baked)).toEqual({ form: 'json', standard: 'ob3', text: credential })
      const again = bake(baked, utf8(credential), { overwrite: true })
      expect(again).toEqual(baked)
    }),
    { numRuns: 100 },
  )
})

test('a compact token travels in both kinds of image', () => {
  const token = 'aaa.bbb.ccc' as CompactJwt
  for (const image of [PNG, SVG])
    expect(unbake(bake(image, token))).toEqual({ form: 'jwt', standard: 'ob3', text: token })
})

test('pixels and other chunks stay as they were', () => {
  const image = png(chunk('tEXt', utf8('Title\0Stone')))
  const kept = chunks(bake(image, utf8('{}'))).filter(({ type }) => type !== 'iTXt')
  expect(kept.map(({ type, data }) => [type, [...data]])).toEqual(
    chunks(image).map(({ type, data }) => [type, [...data]]),
  )
})

test.each<[string, () => unknown, string]>([
  ['a second baking', () => bake(bake(PNG, utf8('{}')), utf8('{}')), 'OB_BAKE_EXISTS'],
  ['a second baking of an SVG', () => bake(bake(SVG, utf8('{}')), utf8('{}')), 'OB_BAKE_EXISTS'],
  ['a JPEG', () => bake(Uint8Array.of(0xff, 0xd8, 0xff), utf8('{}')), 'OB_BAKE_CORRUPT'],
  ['a page of HTML', () => unbake(utf8('<html></html>')), 'OB_BAKE_NOT_IMAGE'],
  ['an unbaked PNG', () => unbake(PNG), 'OB_BAKE_NONE'],
  ['an unbaked SVG', () => unbake(SVG), 'OB_BAKE_NONE'],
  ['more than 1 MiB of credential', () => bake(PNG, new Uint8Array(1_048_577)), 'OB_BAKE_TOO_LARGE'],
  ['an SVG with a document type', () => unbake(utf8('<!DOCTYPE svg [<!ENTITY a "b">]><svg></svg>')), 'OB_BAKE_CORRUPT'],
])('%s is refused', (_name, deed, code) => {
  expect(deed).toThrow(expect.objectContaining({ code }))
})

test.each<[string, Uint8Array, string | undefined]>([
  [
    'two credentials: the first counts',
    png(chunk('iTXt', text(utf8('{"a":1}'))), chunk('iTXt', text(utf8('{"a":2}')))),
    '{"a":1}',
  ],
  ['a chunk after the end does not count', concat(PNG, chunk('iTXt', text(utf8('{"a":1}')))), undefined],
  ['a broken checksum', broken(bake(PNG, utf8('{"a":1}'))), undefined],
  [
    'a length beyond the file',
    concat(PNG.subarray(0, 33), Uint8Array.of(255, 255, 255, 255, 105, 84, 88, 116, 0, 0, 0, 0)),
    undefined,
  ],
  [
    'a compressed text',
    png(chunk('iTXt', concat(utf8('openbadgecredential'), Uint8Array.of(0, 1, 0, 0, 0), new Uint8Array(10)))),
    undefined,
  ],
])('B-png-chunk-abuse: %s', (_name, image, expected) => {
  if (expected === undefined)
    expect(() => unbake(image)).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/^OB_BAKE_(NONE|CORRUPT)$/) }),
    )
  else expect(unbake(image).text).toBe(expected)
})

function broken(image: Uint8Array): Uint8Array {
  const copy = image.slice()
  copy[80] = (copy[80] ?? 0) ^ 1
  return copy
}

test.skipIf(!fixturesPresent(import.meta.filename))('published baked images are read', () => {
  expect(unbake(fixture('ob3/samples-1edtech/simple-json.png')).form).toBe('json')
  expect(unbake(fixture('ob3/samples-1edtech/simple-jwt.png')).form).toBe('jwt')
  expect(unbake(fixture('ob2/baked/baked.svg')).standard).toBe('ob2')
})
