import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { chunk } from '../src/bake/png.ts'
import { concat, utf8 } from '../src/encoding/text.ts'

const SIGNATURE = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

function header(width: number, height: number): Uint8Array {
  const data = new Uint8Array(13)
  new DataView(data.buffer).setUint32(0, width)
  new DataView(data.buffer).setUint32(4, height)
  data[8] = 8
  return chunk('IHDR', data)
}

const other = fc
  .tuple(fc.constantFrom('tEXt', 'iTXt', 'zTXt', 'pHYs', 'prVt'), fc.uint8Array({ maxLength: 60 }))
  .map(([type, data]) => chunk(type, concat(utf8('Note\0'), data)))

/** PNG files of any small size, with other chunks before, between and behind the pixels, and bytes behind the end. */
export const randomPng = fc
  .record({
    size: fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 })),
    pixels: fc.uint8Array({ minLength: 160, maxLength: 160 }),
    before: fc.array(other, { maxLength: 3 }),
    after: fc.array(other, { maxLength: 2 }),
    behind: fc.uint8Array({ maxLength: 20 }),
  })
  .map(({ size: [width, height], pixels, before, after, behind }) => {
    const lines = Array.from({ length: height }, (_, y) => [0, ...pixels.subarray(y, y + width)])
    const data = chunk('IDAT', deflateSync(Uint8Array.from(lines.flat())))
    const end = chunk('IEND', new Uint8Array())
    return concat(SIGNATURE, header(width, height), ...before, data, ...after, end, behind)
  })

const words = fc.string({ unit: fc.constantFrom('a', 'ö', '😀', ' ', '&amp;', '&#10;', ']]', '>', "'"), maxLength: 12 })
const inside = fc.oneof(
  words,
  fc.constantFrom(
    '<!-- <openbadges:credential>{}</openbadges:credential> -->',
    '<![CDATA[<openbadges:assertion verify="x"/>]]>',
    '<g xmlns:clr="urn:other"><clr:credential/></g>',
    '<rect width="2" height="2"/>',
    '<?note > ?>',
  ),
  words.map((text) => `<text x="1">${text}</text>`),
)
const attribute = fc.constantFrom(
  ' viewBox="0 0 2 2"',
  " class='a > b'",
  ' xmlns:openbadges="http://openbadges.org"',
  ' xmlns:openbadges="urn:other"',
  '\n  xmlns:clr = "https://purl.imsglobal.org/clr/v2p0"',
)

/** SVG files with and without a prolog, other namespaces, comments, CDATA and things that only look like a credential. */
export const randomSvg = fc
  .record({
    prolog: fc.constantFrom('', '\ufeff', '<?xml version="1.0"?>\n', '<!-- <!DOCTYPE a> <svg> -->'),
    attributes: fc.uniqueArray(attribute, { maxLength: 3, selector: (text) => text.trim().slice(0, 12) }),
    content: fc.array(inside, { maxLength: 5 }),
    closed: fc.boolean(),
  })
  .map(({ prolog, attributes, content, closed }) => {
    const open = `${prolog}<svg xmlns="http://www.w3.org/2000/svg"${attributes.join('')}`
    return utf8(closed ? `${open} />` : `${open}>${content.join('')}</svg>\n`)
  })
