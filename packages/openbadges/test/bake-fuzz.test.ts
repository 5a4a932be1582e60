import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chunks, standardOf } from '../src/bake/png.ts'
import { utf8 } from '../src/encoding/text.ts'
import { bake, type CompactJwt, OpenBadgesError, unbake } from '../src/index.ts'
import { randomPng, randomSvg } from './random-image.ts'

const RUNS = 100
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

const stated = fc.constantFrom(
  { standard: 'ob3', says: { type: ['VerifiableCredential', 'OpenBadgeCredential'] } },
  { standard: 'clr2', says: { type: ['VerifiableCredential', 'ClrCredential'] } },
  {
    standard: 'ob2',
    says: { '@context': 'https://w3id.org/openbadges/v2', type: 'Assertion', id: 'https://a.example/<"1&' },
  },
  { standard: 'ob2', says: { '@context': ['https://w3id.org/openbadges/v2'], id: 'urn:uuid:1\u0001' } },
)
const more = fc.dictionary(
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }).filter((text) => !/[\ufffe\uffff]/.test(text)),
    fc.constantFrom(']]>', '<a>&amp;', '\u0000', '😀', '<!DOCTYPE html>', '</openbadges:credential>'),
  ),
  { maxKeys: 5 },
)
const credential = fc
  .record({ stated, more, form: fc.constantFrom('json', 'jwt'), space: fc.constantFrom(0, 1) })
  .map(({ stated: { standard, says }, more: members, form, space }) => {
    const document = { ...members, ...says }
    const text = form === 'json' ? JSON.stringify(document, null, space) : `e30.${encoded(document)}.c2ln`
    return { standard, form, text }
  })
const image = fc.oneof(randomPng, randomSvg)

test('what goes into any image comes out byte for byte, under the name of its standard', () => {
  fc.assert(
    fc.property(image, credential, credential, (picture, first, second) => {
      const baked = bake(picture, utf8(first.text))
      expect(unbake(baked)).toEqual(first)
      expect(() => bake(baked, utf8(second.text))).toThrow(expect.objectContaining({ code: 'OB_BAKE_EXISTS' }))
      expect(unbake(bake(baked, utf8(second.text), { overwrite: true }))).toEqual(second)
      if (first.form === 'jwt') expect(bake(picture, first.text as CompactJwt)).toEqual(baked)
    }),
    { numRuns: RUNS },
  )
})

test('every other chunk of a PNG and the rest of an SVG stay as they were, however often one bakes', () => {
  const others = (png: Uint8Array) =>
    [...chunks(png)].filter((one) => standardOf(one) === undefined).map(({ type, data }) => [type, [...data]])
  const outside = (svg: Uint8Array) =>
    new TextDecoder()
      .decode(svg)
      .replace(/<(openbadges|clr):(credential|assertion)[^>]*>(<!\[CDATA\[.*?\]\]>)*<\/\1:\2>/s, '')
      .replace(/ xmlns:(openbadges|clr)="http[^"]*"/g, '')
      .replace(/\s*(\/>|><\/svg>)$/, '/>')
  fc.assert(
    fc.property(randomPng, credential, credential, (png, first, second) => {
      const twice = bake(bake(png, utf8(first.text)), utf8(second.text), { overwrite: true })
      expect(others(twice)).toEqual(others(png))
      expect([...chunks(twice)].filter((one) => standardOf(one) !== undefined)).toHaveLength(1)
    }),
    { numRuns: RUNS },
  )
  fc.assert(
    fc.property(randomSvg, credential, (svg, { text }) => {
      expect(outside(bake(svg, utf8(text)))).toBe(outside(svg))
    }),
    { numRuns: RUNS },
  )
})

test('an image with any byte changed gives a text or a refusal with a code, never another failure', () => {
  fc.assert(
    fc.property(image, credential, fc.nat(), fc.integer({ min: 1, max: 255 }), (picture, { text }, place, change) => {
      const baked = bake(picture, utf8(text))
      baked[place % baked.length] = (baked[place % baked.length] ?? 0) ^ change
      try {
        expect(typeof unbake(baked).text).toBe('string')
      } catch (cause) {
        expect(cause).toBeInstanceOf(OpenBadgesError)
      }
    }),
    { numRuns: RUNS },
  )
})
