import { expect, test } from 'vitest'
import { chunk } from '../src/bake/png.ts'
import { concat, utf8 } from '../src/encoding/text.ts'
import type { JsonObject } from '../src/index.ts'
import { parse } from '../src/verify/parse.ts'
import { signed } from './ground.ts'
import { png } from './images.ts'

const encoded = (value: JsonObject | string) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')
const token = (payload: JsonObject | string) =>
  `${encoded({ alg: 'RS256' })}.${encoded(payload)}.${encoded('x'.repeat(32))}`
const SECOND = { '@context': 'https://w3id.org/openbadges/v2', type: 'Assertion', id: 'https://a.example/1' }
const baked = (text: string) => png(chunk('iTXt', concat(utf8('openbadges'), new Uint8Array(5), utf8(text))))

test.each([
  ['a credential', JSON.stringify(signed), 'embedded', 'ob3'],
  ['a credential of another kind', { ...signed, type: ['VerifiableCredential'] }, 'embedded', 'vc'],
  ['a presentation', { ...signed, type: ['VerifiablePresentation'] }, 'presentation', 'vc'],
  ['a record of several credentials', { ...signed, type: ['VerifiableCredential', 'ClrCredential'] }, 'clr', 'clr2'],
  ['an Open Badges 2 assertion', JSON.stringify(SECOND), 'ob2', 'ob2'],
  ['one in an image', baked(JSON.stringify(SECOND)), 'ob2', 'ob2'],
  ['a token', token(signed), 'jwt', 'vc'],
  ['a token with space around it', ` ${token(signed)}\n`, 'jwt', 'vc'],
  ['a token whose payload is no JSON', token('no JSON'), 'jwt', 'vc'],
  ['a token of five parts', 'a.b.c.d.e', 'jwt', 'vc'],
  ['a token around an Open Badges 2 assertion', token(SECOND), 'ob2-signed', 'ob2'],
  ['one in an image', baked(token(SECOND)), 'ob2-signed', 'ob2'],
  ['an address in an image', png(chunk('tEXt', utf8('openbadges\0https://a.example/1'))), 'ob2-url', 'ob2'],
  ['a text that is nothing', 'nothing', 'embedded', 'vc'],
] as const)('%s has the form by which its reader is chosen', (_what, input, form, standard) => {
  const parsed = parse(input)
  expect([parsed.form, parsed.standard]).toEqual([form, standard])
  expect((parsed.document === undefined) === (parsed.token === undefined)).toBe(input === 'nothing')
})

test('what gathers credentials may be as long as several of them, and no longer than the whole may be', () => {
  const evidence = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ id: `urn:x:${i}`, n: 'x'.repeat(60_000) }))
  const sized = (type: string, count: number) =>
    parse({ ...signed, type: [type], evidence: evidence(count) }).outcome.fails
  for (const type of ['ClrCredential', 'VerifiablePresentation'])
    expect([sized(type, 12).length, sized(type, 18)[0]?.code]).toEqual([0, 'PARSE_TOO_LARGE'])
  expect(sized('OpenBadgeCredential', 6)[0]?.code).toBe('PARSE_TOO_LARGE')
})
