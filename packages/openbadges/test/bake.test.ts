import { constants, deflateRawSync, deflateSync, inflateSync } from 'node:zlib'
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
    fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom(']]>', '<a>&amp;', '\u0000', '😀')),
  )
  .map((object) => JSON.stringify(object))

const MIB = 1024 * 1024

function padded(size: number): Uint8Array {
  return png(chunk('prVt', new Uint8Array(size - PNG.length - 12)))
}

function packed(bytes: Uint8Array, [flag = 1, method = 0] = [1, 0]): Uint8Array {
  return concat(utf8('openbadgecredential'), Uint8Array.of(0, flag, method, 0, 0), bytes)
}

function odd(inside: Uint8Array): Uint8Array {
  return png(chunk('iTXt', inside))
}

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
    { numRuns: 25 },
  )
})

test('a compact token travels in both kinds of image', () => {
  const token = 'aaa.bbb.ccc' as CompactJwt
  for (const image of [PNG, SVG])
    expect(unbake(bake(image, token))).toEqual({ form: 'jwt', standard: 'ob3', text: token })
})

test('pixels and other chunks stay as they were', () => {
  const image = png(chunk('tEXt', utf8('Title\0Stone')))
  const kept = [...chunks(bake(image, utf8('{}')))].filter(({ type }) => type !== 'iTXt')
  expect(kept.map(({ type, data }) => [type, [...data]])).toEqual(
    [...chunks(image)].map(({ type, data }) => [type, [...data]]),
  )
})

test.each<[string, () => unknown, string]>([
  ['a second baking', () => bake(bake(PNG, utf8('{}')), utf8('{}')), 'OB_BAKE_EXISTS'],
  ['a second baking of an SVG', () => bake(bake(SVG, utf8('{}')), utf8('{}')), 'OB_BAKE_EXISTS'],
  ['a JPEG', () => bake(Uint8Array.of(0xff, 0xd8, 0xff), utf8('{}')), 'OB_BAKE_NOT_IMAGE'],
  ['a JPEG of 3 MiB', () => unbake(new Uint8Array(3 * MIB).fill(0xff)), 'OB_BAKE_NOT_IMAGE'],
  ['a GIF', () => unbake(utf8('GIF89a\u0001\u0000')), 'OB_BAKE_NOT_IMAGE'],
  ['a PDF', () => unbake(utf8('%PDF-1.7\n')), 'OB_BAKE_NOT_IMAGE'],
  ['an empty file', () => unbake(new Uint8Array()), 'OB_BAKE_NOT_IMAGE'],
  ['a PNG without an end', () => unbake(PNG.subarray(0, -12)), 'OB_BAKE_CORRUPT'],
  ['a PNG that breaks off in its last chunk', () => unbake(PNG.subarray(0, -1)), 'OB_BAKE_CORRUPT'],
  ['a PNG of more than 10 MiB', () => unbake(concat(PNG, new Uint8Array(10 * MIB))), 'OB_BAKE_TOO_LARGE'],
  ['a PNG that would become so', () => bake(padded(10 * MIB - 20), utf8('{}')), 'OB_BAKE_TOO_LARGE'],
  ['an SVG of more than 2 MiB', () => unbake(utf8(`<svg>${' '.repeat(2 * MIB)}</svg>`)), 'OB_BAKE_TOO_LARGE'],
  [
    'an SVG that would become so',
    () => bake(utf8(`<svg>${' '.repeat(2 * MIB - 20)}</svg>`), utf8('{}')),
    'OB_BAKE_TOO_LARGE',
  ],
  [
    'an SVG that is not UTF-8',
    () => unbake(concat(utf8('<svg>'), Uint8Array.of(0xff), utf8('</svg>'))),
    'OB_BAKE_CORRUPT',
  ],
  ['a credential that is not UTF-8', () => bake(PNG, Uint8Array.of(0x7b, 0xff, 0x7d)), 'OB_BAKE_CORRUPT'],
  ['a text that is no credential', () => bake(PNG, utf8('nothing')), 'OB_BAKE_CORRUPT'],
  ['a character no SVG can hold', () => bake(SVG, utf8('{"a":"\ufffe"}')), 'OB_BAKE_CORRUPT'],
  ['a page of HTML', () => unbake(utf8('<html></html>')), 'OB_BAKE_NOT_IMAGE'],
  ['an unbaked PNG', () => unbake(PNG), 'OB_BAKE_NONE'],
  ['an unbaked SVG', () => unbake(SVG), 'OB_BAKE_NONE'],
  ['more than 1 MiB of credential', () => bake(PNG, new Uint8Array(1_048_577)), 'OB_BAKE_TOO_LARGE'],
  ['a PNG with as much', () => unbake(png(chunk('iTXt', text(new Uint8Array(MIB + 1))))), 'OB_BAKE_TOO_LARGE'],
  [
    'a PNG with as much once it is UTF-8',
    () => unbake(png(chunk('tEXt', concat(utf8('openbadges\0'), new Uint8Array(MIB / 2 + 1).fill(0xe9))))),
    'OB_BAKE_TOO_LARGE',
  ],
  ['an SVG with a document type', () => unbake(utf8('<!DOCTYPE svg [<!ENTITY a "b">]><svg></svg>')), 'OB_BAKE_CORRUPT'],
])('%s is refused, with a reason in words', (_name, deed, code) => {
  expect(deed).toThrow(expect.objectContaining({ code, message: expect.stringMatching(/^[A-Z].+ .+\.$/) }))
})

test('an image may be as large as it may be, and no larger', () => {
  const baked = chunk('iTXt', text(utf8('{}'))).length
  expect(() => unbake(padded(10 * MIB))).toThrow(expect.objectContaining({ code: 'OB_BAKE_NONE' }))
  expect(bake(padded(10 * MIB - baked), utf8('{}'))).toHaveLength(10 * MIB)
  const svg = (size: number) => utf8(`<svg>${' '.repeat(size - 11)}</svg>`)
  const more = bake(svg(100), utf8('{}')).length - 100
  expect(bake(svg(2 * MIB - more), utf8('{}'))).toHaveLength(2 * MIB)
  expect(() => unbake(svg(2 * MIB))).toThrow(expect.objectContaining({ code: 'OB_BAKE_NONE' }))
})

test.each<[string, Uint8Array, string, RegExp?]>([
  [
    'two credentials: the first counts',
    png(chunk('iTXt', text(utf8('{"a":1}'))), chunk('iTXt', text(utf8('{"a":2}')))),
    '{"a":1}',
  ],
  [
    'a text of 1 MiB',
    png(chunk('iTXt', text(utf8(`{"a":"${'x'.repeat(MIB - 8)}"}`)))),
    `{"a":"${'x'.repeat(MIB - 8)}"}`,
  ],
  ['a chunk after the end does not count', concat(PNG, chunk('iTXt', text(utf8('{"a":1}')))), 'OB_BAKE_NONE'],
  ['the older kind of text holds addresses alone', png(chunk('tEXt', text(utf8('{"a":1}')))), 'OB_BAKE_NONE'],
  ['another kind of chunk holds nothing', png(chunk('prVt', text(utf8('{"a":1}')))), 'OB_BAKE_NONE'],
  ['a text without a keyword', png(chunk('iTXt', utf8('\0\0\0\0\0{}'))), 'OB_BAKE_NONE'],
  ['a keyword of 200,000 characters', png(chunk('iTXt', utf8(`${'k'.repeat(200_000)}\0\0\0\0\0{}`))), 'OB_BAKE_NONE'],
  ['a keyword that does not end', png(chunk('iTXt', utf8('openbadgecredential'))), 'OB_BAKE_NONE'],
  ['a broken checksum', broken(bake(PNG, utf8('{"a":1}'))), 'OB_BAKE_CORRUPT', /checksum/],
  [
    'a length beyond the file',
    concat(PNG.subarray(0, 33), Uint8Array.of(255, 255, 255, 255, 105, 84, 88, 116, 0, 0, 0, 0)),
    'OB_BAKE_CORRUPT',
    /longer than the file/,
  ],
  ['a length one too long', PNG.with(-9, 1), 'OB_BAKE_CORRUPT', /longer than the file/],
  ['no chunk at all', PNG.subarray(0, 8), 'OB_BAKE_CORRUPT', /no beginning or no end/],
  ['an end without a beginning', concat(PNG.subarray(0, 8), PNG.subarray(-12)), 'OB_BAKE_CORRUPT', /no beginning/],
  ['two bytes of a chunk', PNG.subarray(0, -10), 'OB_BAKE_CORRUPT', /cut off/],
  ['a compressed text that is none', png(chunk('iTXt', packed(new Uint8Array(10)))), 'OB_BAKE_CORRUPT', /damaged/],
  ['a text packed in a way nobody knows', odd(packed(deflateSync('{}'), [2, 0])), 'OB_BAKE_CORRUPT', /packed oddly/],
  ['a text packed by another method', odd(packed(deflateSync('{}'), [1, 1])), 'OB_BAKE_CORRUPT', /not known/],
  ['a packed text that is not UTF-8', odd(packed(deflateSync(Uint8Array.of(0xff)))), 'OB_BAKE_CORRUPT', /UTF-8/],
  ['a packed text that says it is not', odd(packed(deflateSync('{}'), [0, 0])), 'OB_BAKE_CORRUPT', /UTF-8/],
  ['a text without its flags', odd(utf8('openbadgecredential\0')), 'OB_BAKE_CORRUPT', /cut off/],
  ['a text without its language', odd(utf8('openbadgecredential\0\0\0en')), 'OB_BAKE_CORRUPT', /cut off/],
  [
    'a text without its keyword in that language',
    odd(utf8('openbadgecredential\0\0\0en\0a')),
    'OB_BAKE_CORRUPT',
    /cut/,
  ],
])('B-png-chunk-abuse: %s', (_name, image, expected, message = /^The image holds/) => {
  if (expected.startsWith('OB_'))
    expect(() => unbake(image)).toThrow(
      expect.objectContaining({ code: expected, message: expect.stringMatching(message) }),
    )
  else expect(unbake(image).text).toBe(expected)
})

test.each<[string, string]>([
  [' \n{"a":1} ', 'json'],
  [' a-_0.b.c\n', 'jwt'],
  ['a..', 'jwt'],
  ['\thttps://a.example/1 ', 'url'],
  ['a.b', 'OB_BAKE_CORRUPT'],
  ['.b.c', 'OB_BAKE_CORRUPT'],
  ['a.b.c.d', 'OB_BAKE_CORRUPT'],
  ['a b.c.d', 'OB_BAKE_CORRUPT'],
  ['https://a.example/ 1', 'OB_BAKE_CORRUPT'],
  ['see https://a.example/', 'OB_BAKE_CORRUPT'],
  ['[]', 'OB_BAKE_CORRUPT'],
])('the text %j is taken for what it is', (written, form) => {
  const image = png(chunk('iTXt', text(utf8(written))))
  if (form.startsWith('OB_')) expect(() => unbake(image)).toThrow(expect.objectContaining({ code: form }))
  else expect(unbake(image)).toMatchObject({ form, text: written })
})

test('a compressed text is read up to 1 MiB, and what would be larger stops there', () => {
  const credential = (size: number) => `{"a":"${'x'.repeat(size - 8)}"}`
  for (const size of [1024, MIB])
    expect(unbake(png(chunk('iTXt', packed(deflateSync(credential(size)))))).text).toBe(credential(size))
  for (const size of [MIB + 1, 2 * MIB])
    expect(() => unbake(png(chunk('iTXt', packed(deflateSync(new Uint8Array(size))))))).toThrow(
      expect.objectContaining({ code: 'OB_BAKE_TOO_LARGE' }),
    )
})

/** One whole zlib stream of so many MiB of zeros: the same packed MiB again and again. */
function zeros(count: number): Uint8Array {
  const once = deflateRawSync(new Uint8Array(MIB), { level: 9, finishFlush: constants.Z_FULL_FLUSH })
  // Adler-32 of zeros: the first sum stays 1, the second counts them.
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(((count * MIB) % 65_521) * 65_536 + 1)
  return Buffer.concat([
    Uint8Array.of(0x78, 0xda),
    ...new Array<Uint8Array>(count).fill(once),
    Uint8Array.of(3, 0),
    sum,
  ])
}

/** What a file makes of memory outside the heap; nothing of it is given back before it is measured. */
function takes(image: Uint8Array): readonly [told: string, bytes: number] {
  const before = process.memoryUsage().arrayBuffers
  let told = 'read'
  try {
    unbake(image)
  } catch (cause) {
    told = String((cause as { code?: string }).code)
  }
  return [told, process.memoryUsage().arrayBuffers - before]
}

test('B-png-chunk-abuse: a packed text of 512 MiB, in any kind of chunk, takes no more memory than one of 1 MiB', () => {
  expect(unbake(png(chunk('iTXt', packed(deflateSync('{}'))))).text).toBe('{}')
  const bomb = zeros(512)
  const whole = inflateSync(zeros(2))
  expect([bomb.length < MIB, whole.length]).toEqual([true, 2 * MIB])
  for (const [image, expected] of [
    [png(chunk('iTXt', packed(bomb))), 'OB_BAKE_TOO_LARGE'],
    [png(chunk('iTXt', packed(bomb)), chunk('iTXt', text(utf8('{}')))), 'OB_BAKE_TOO_LARGE'],
    [png(chunk('zTXt', concat(utf8('openbadges\0\0'), bomb))), 'OB_BAKE_NONE'],
    [png(chunk('iCCP', concat(utf8('openbadges\0\0'), bomb))), 'OB_BAKE_NONE'],
  ] as const) {
    const [told, bytes] = takes(image)
    expect([told, bytes < 8 * MIB]).toEqual([expected, true])
  }
})

test.each([
  ['OpenBadgeCredential', 'ob3', 'openbadgecredential', 'xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"'],
  ['ClrCredential', 'clr2', 'clrcredential', 'xmlns:clr="https://purl.imsglobal.org/clr/v2p0"'],
  ['Assertion', 'ob2', 'openbadges', 'xmlns:openbadges="http://openbadges.org"'],
])('of %s images carry the name its own standard gives it', (type, standard, keyword, namespace) => {
  const context = standard === 'ob2' ? 'https://w3id.org/openbadges/v2' : 'https://www.w3.org/ns/credentials/v2'
  const document = JSON.stringify({ '@context': context, type: [type], id: 'https://a.example/1' })
  const token = `e30.${Buffer.from(document).toString('base64url')}.c2ln` as CompactJwt
  const old = `e30.${Buffer.from(JSON.stringify({ vc: { type: [type] } })).toString('base64url')}.c2ln` as CompactJwt
  for (const given of [utf8(document), token, ...(standard === 'ob2' ? [] : [old])]) {
    const [inPng, inSvg] = [bake(PNG, given), bake(SVG, given)]
    expect([unbake(inPng).standard, unbake(inSvg).standard]).toEqual([standard, standard])
    expect(Buffer.from(inPng).includes(`iTXt${keyword}\0`)).toBe(true)
    expect(Buffer.from(inSvg).includes(namespace)).toBe(true)
  }
})

test('an image of more chunks than a call may have arguments is baked', () => {
  const one = chunk('prVt', new Uint8Array())
  const many = Buffer.alloc(one.length * 150_000, one)
  const baked = bake(png(many), utf8('{}'))
  const whole = concat(PNG.subarray(0, 33), chunk('iTXt', text(utf8('{}'))), many, PNG.subarray(33))
  expect(Buffer.compare(baked, whole)).toBe(0)
})

test('a token that says nothing of itself is taken for Open Badges 3', () => {
  for (const payload of ['', 'A', '_w', 'WzFd', 'bnVsbA', 'bm90aGluZw'])
    expect(unbake(bake(PNG, `e30.${payload}.c2ln` as CompactJwt)).standard).toBe('ob3')
})

test('the address of a hosted badge travels as text of the older kind and comes out as an address', () => {
  const address = 'https://badges.example/a?b=1&c="2"'
  for (const image of [PNG, SVG])
    expect(unbake(bake(image, utf8(address)))).toEqual({ form: 'url', standard: 'ob2', text: address })
  expect(Buffer.from(bake(PNG, utf8(address))).includes('tEXtopenbadges\0https')).toBe(true)
})

test('fifty thousand credentials in one SVG are taken out in one go', () => {
  const many = utf8(`<svg xmlns:o="http://openbadges.org">${'<o:assertion verify="a"/>'.repeat(50_000)}<g/></svg>`)
  const baked = new TextDecoder().decode(bake(many, utf8('{}'), { overwrite: true }))
  expect(baked.length).toBeLessThan(300)
  expect(baked.endsWith('<g/></svg>')).toBe(true)
})

function broken(image: Uint8Array): Uint8Array {
  const copy = image.slice()
  copy[80] = (copy[80] ?? 0) ^ 1
  return copy
}

test.skipIf(!fixturesPresent(import.meta.filename))('published baked images are read', () => {
  expect(unbake(fixture('ob3/samples-1edtech/simple-json.png')).form).toBe('json')
  expect(unbake(fixture('ob3/samples-1edtech/simple-jwt.png')).form).toBe('jwt')
  const told = (name: string) => {
    try {
      const { form, standard } = unbake(fixture(`ob2/baked/${name}`))
      return [standard, form]
    } catch (cause) {
      return (cause as { code?: string }).code
    }
  }
  expect(told('baked.svg')).toEqual(['ob2', 'json'])
  expect(told('no-json.svg')).toEqual(['ob2', 'url'])
  // What is in it begins as JSON and is none: the verifier says so.
  expect(told('bad-json.svg')).toEqual(['ob2', 'json'])
  const none = ['unbaked.png', 'unbaked.svg', 'public_domain_heart.png']
  expect(none.map(told)).toEqual(none.map(() => 'OB_BAKE_NONE'))
})
