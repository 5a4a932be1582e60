import { describe, expect, test } from 'vitest'
import { utf8 } from '../src/encoding/text.ts'
import { bake, type CompactJwt, type JsonObject } from '../src/index.ts'
import { parse } from '../src/verify/parse.ts'
import { PNG, SVG } from './images.ts'
import { part, TOKEN } from './jwt-ground.ts'
import { ASSERTION } from './second.ts'

const SECOND = `${part({ alg: 'RS256' })}.${part(ASSERTION)}.AAAA`
const ADDRESS = 'https://badges.example/assertions/1.json'
const textOf = (image: Uint8Array) => new TextDecoder().decode(image)
const typed = (...type: readonly string[]): JsonObject => ({ type })

describe('what is given is read as what it says it is', () => {
  test.each<[string, Uint8Array | string | JsonObject, string, string, string?]>([
    ['a credential', typed('VerifiableCredential', 'OpenBadgeCredential'), 'embedded', 'ob3'],
    ['an endorsement', typed('EndorsementCredential'), 'embedded', 'ob3'],
    ['another credential', typed('VerifiableCredential'), 'embedded', 'vc'],
    ['a transcript', typed('ClrCredential'), 'clr', 'clr2'],
    ['a presentation', typed('VerifiablePresentation'), 'presentation', 'vc'],
    ['a badge of the second version', ASSERTION, 'ob2', 'ob2'],
    ['a transcript in the words of the second version', { ...ASSERTION, type: 'ClrCredential' }, 'ob2', 'ob2'],
    ['a text with space around it', ` \n${JSON.stringify(typed('ClrCredential'))}\n `, 'clr', 'clr2'],
    ['a token', TOKEN, 'jwt', 'vc', TOKEN],
    ['a token with space around it', ` ${TOKEN}\n`, 'jwt', 'vc', TOKEN],
    ['the bytes of a token', utf8(TOKEN), 'jwt', 'vc', TOKEN],
    ['a token of the second version', ` ${SECOND}\n`, 'ob2-signed', 'ob2', SECOND],
    ['a token of five parts', `a.${part(ASSERTION)}.c.${part(ASSERTION)}.e`, 'jwt', 'vc'],
    ['a token that holds no text', 'AAAA._w.AAAA', 'jwt', 'vc'],
    ['a token that holds nothing', 'AAAA..AAAA', 'jwt', 'vc'],
    ['a token that holds a list', `AAAA.${part('[]')}.AAAA`, 'jwt', 'vc'],
    ['a token in a PNG', bake(PNG, TOKEN), 'jwt', 'vc', TOKEN],
    ['a token in an SVG', bake(SVG, TOKEN), 'jwt', 'vc', TOKEN],
    ['an SVG as a text', `\n${textOf(bake(SVG, TOKEN))}`, 'jwt', 'vc', TOKEN],
    ['a credential in a PNG', bake(PNG, utf8(JSON.stringify(typed('ClrCredential')))), 'clr', 'clr2'],
    ['a token of the second version in a PNG', bake(PNG, SECOND as CompactJwt), 'ob2-signed', 'ob2', SECOND],
    ['an address in a PNG', bake(PNG, utf8(ADDRESS)), 'ob2-url', 'ob2', ADDRESS],
    ['an address in an SVG', bake(SVG, utf8(ADDRESS)), 'ob2-url', 'ob2', ADDRESS],
  ])('%s', (_what, input, form, standard, token) => {
    const read = parse(input)
    expect([read.outcome.fails, read.form, read.standard]).toEqual([[], form, standard])
    if (token !== undefined) expect(read.token).toBe(token)
  })

  // Once each of these called itself for ever.
  test.each([
    ['a space that does not break', '\u00a0<svg/>'],
    ['a wide one, and much behind it', `${'\u3000'.repeat(1_000)}<${'a'.repeat(900_000)}`],
    ['many spaces', `${' '.repeat(5_000)}<svg/>`],
  ])('%s in front of a tag is no image', (_what, text) => {
    for (const input of [text, utf8(text)]) {
      const [found] = parse(input).outcome.fails
      expect(found?.code).toMatch(/^(PARSE_JSON|BAKE_CORRUPT|BAKE_NONE)$/)
    }
  })

  test('an SVG of more than 2 MiB given as bytes is an image that is too large', () => {
    const { outcome } = parse(
      new TextEncoder().encode(`<svg xmlns="http://www.w3.org/2000/svg">${' '.repeat(2 ** 21)}</svg>`),
    )
    expect(outcome.fails).toEqual([{ code: 'BAKE_TOO_LARGE' }])
  })

  test('an SVG of more than 2 MiB given as a text is too large', () => {
    expect(parse(`<svg>${' '.repeat(2 * 1024 * 1024)}</svg>`).outcome.fails).toEqual([
      { code: 'PARSE_TOO_LARGE', path: 'bytes' },
    ])
  })

  test.each<[string, unknown]>([
    ['a list', []],
    ['nothing', null],
    ['a number', 7],
    ['what writes itself as a text', Object.create({ toJSON: () => 'a text' })],
    ['a text that is one', '"a text"'],
  ])('%s is no object', (_what, input) => {
    const { form, standard, outcome } = parse(input as JsonObject)
    expect([form, standard, outcome.fails]).toEqual([
      'embedded',
      'vc',
      [{ code: 'PARSE_JSON', path: '', detail: { place: 'not an object' } }],
    ])
  })
})

describe('how large it may be, to the byte', () => {
  const sized = (type: string, length: number) => {
    const texts = Array.from({ length: Math.floor(length / 40_000) }, () => 'x'.repeat(39_000))
    const document = { type, a: [...texts, ''] }
    return { ...document, a: [...texts, 'x'.repeat(length - JSON.stringify(document).length)] }
  }
  const everyWay = (document: JsonObject) => {
    const text = JSON.stringify(document)
    return [document, text, utf8(text)].map((input) => parse(input).outcome.fails.map(({ path }) => path))
  }
  test.each([
    ['VerifiableCredential', 256 * 1024, ''],
    ['ClrCredential', 1024 * 1024, 'bytes'],
    ['VerifiablePresentation', 1024 * 1024, 'bytes'],
  ])('%s: %i', (type, most, path) => {
    expect(everyWay(sized(type, most))).toEqual([[], [], []])
    expect(everyWay(sized(type, most + 1))).toEqual([[path], [path], [path]])
  })

  test('a token as long as one and a half MiB is none', () => {
    const token = (length: number) => parse(`a.${'A'.repeat(length - 4)}.A`)
    expect([token(1_468_006).form, token(1_468_007).outcome.fails]).toEqual([
      'jwt',
      [{ code: 'PARSE_TOO_LARGE', path: 'bytes' }],
    ])
  })
})
