import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { base58 } from '../src/encoding/base58.ts'
import { base64url } from '../src/encoding/base64url.ts'
import { jcs } from '../src/encoding/jcs.ts'
import { concat, utf8 } from '../src/encoding/text.ts'
import { buildCredential, digestMultibase, type Fetched, type JsonObject, type JsonValue } from '../src/index.ts'
import { DRAFT, list, sign, told, unsigned } from './ground.ts'
import { crypto, fetched, fixture, fixturesPresent, judge, material } from './support.ts'

const CARD = 'https://cairn.example/card/1.json'
const BODY = utf8('{"card":1}')
const statusList = await list()

function sri(name: 'sha256' | 'sha384' | 'sha512', body = BODY): string {
  return `${name}-${createHash(name).update(body).digest('base64')}`
}
function multihash(code: number, name: string, body = BODY): Uint8Array {
  const digest = createHash(name).update(body).digest()
  return concat(Uint8Array.of(code, digest.length), digest)
}
const SHA256 = multihash(0x12, 'sha256')

async function read(relatedResource: JsonValue, ...documents: readonly Fetched[]) {
  const document = await sign({ ...unsigned, relatedResource })
  const report = await judge(document, { material: material(statusList, ...documents) })
  return [...told(report), ...report.warnings.map(({ code }) => code)]
}
const at = (body: Uint8Array, more: Partial<Fetched> = {}) => ({ ...fetched(CARD, body), ...more })

const GOOD: [string, JsonObject][] = [
  ['digestMultibase, base64url', { digestMultibase: `u${base64url(SHA256)}` }],
  ['digestMultibase, base58btc', { digestMultibase: `z${base58(SHA256)}` }],
  ['digestMultibase, SHA-384', { digestMultibase: `u${base64url(multihash(0x20, 'sha384'))}` }],
  ['digestSRI, SHA-256', { digestSRI: sri('sha256') }],
  ['digestSRI, SHA-384', { digestSRI: sri('sha384') }],
  ['digestSRI with options', { digestSRI: `${sri('sha384')}?x` }],
  ['digestSRI, one of two', { digestSRI: `${sri('sha384', utf8('other'))} ${sri('sha384')}` }],
  [
    'digestSRI, a stronger one that is not read here beside one that is',
    { digestSRI: `${sri('sha512')} ${sri('sha256')}` },
  ],
  ['digestSRI, written wide', { digestSRI: `  ${sri('sha512')}  ${sri('sha256')}\n` }],
  ['both', { digestSRI: sri('sha256'), digestMultibase: `z${base58(SHA256)}` }],
]

describe('a related resource', () => {
  test.each(GOOD)(
    '%s: the same bytes hold, others do not, and none are named as not looked at',
    async (_name, seal) => {
      const one = { id: CARD, ...seal }
      expect(await read([one], at(BODY))).toEqual(['valid'])
      expect(await read([one], at(utf8('{"card":2}')))).toEqual(['invalid', 'RESOURCE_DIGEST'])
      expect(await read([one])).toEqual(['valid', 'RESOURCE_ABSENT'])
      expect(await read([one], at(BODY, { status: 404 }))).toEqual(['valid', 'RESOURCE_ABSENT'])
    },
  )

  test('every digest that is stated must hold, and of several in SRI the strongest', async () => {
    const other = utf8('other')
    const cases: JsonObject[] = [
      { digestSRI: sri('sha256', other), digestMultibase: `u${base64url(SHA256)}` },
      { digestSRI: sri('sha256'), digestMultibase: `u${base64url(multihash(0x12, 'sha256', other))}` },
      { digestSRI: `${sri('sha384', other)} ${sri('sha256')}` },
    ]
    for (const seal of cases)
      expect(await read([{ id: CARD, ...seal }], at(BODY))).toEqual(['invalid', 'RESOURCE_DIGEST'])
  })

  test.each<[string, JsonObject]>([
    ['only SHA-512', { digestSRI: sri('sha512') }],
    ['a multihash of another function', { digestMultibase: `u${base64url(multihash(0x13, 'sha512'))}` }],
    ['a digest without its function', { digestMultibase: `u${base64url(SHA256.subarray(2))}` }],
    ['another base', { digestMultibase: 'f1220' }],
    ['one byte', { digestMultibase: 'z1' }],
    [
      'a multihash that states another length',
      { digestMultibase: `u${base64url(Uint8Array.of(0x12, 31, ...SHA256.subarray(2)))}` },
    ],
    ['a multihash that is cut short', { digestMultibase: `u${base64url(SHA256.subarray(0, -1))}` }],
    [
      'a multihash of a shorter digest',
      { digestMultibase: `u${base64url(Uint8Array.of(0x12, 31, ...SHA256.subarray(3)))}` },
    ],
  ])('%s is not judged, which is said', async (_name, seal) => {
    expect(await read([{ id: CARD, ...seal }], at(BODY))).toEqual(['valid', 'RESOURCE_ABSENT'])
  })

  test.each<[string, JsonObject]>([
    ['no digest', {}],
    ['SRI of an unknown function', { digestSRI: 'md5-aaaa' }],
    ['SRI of a wrong length', { digestSRI: 'sha256-aaaa' }],
    ['SRI that is no base64', { digestSRI: 'sha256-a' }],
    ['a multibase that is no base58', { digestMultibase: 'z0OIl' }],
    ['a multibase that is no base64url', { digestMultibase: 'u+' }],
    ['a multibase of one character', { digestMultibase: 'u' }],
    ['a character that names no base', { digestMultibase: '-aaaa' }],
  ])('A-bad-endorsement-or-related: %s has not the form of a sealed resource', async (_name, seal) => {
    expect(await read([{ id: CARD, ...seal }], at(BODY))).toEqual(['invalid', 'RESOURCE_SHAPE'])
  })

  test('two with one id, or one without, are refused', async () => {
    const one = { id: CARD, digestSRI: sri('sha256') }
    const other = { ...one, id: `${CARD}2` }
    expect(await read([one, other], at(BODY), at(BODY, { url: `${CARD}2` }))).toEqual(['valid'])
    expect(await read([one, { ...one, digestSRI: sri('sha384') }])).toEqual(['invalid', 'SHAPE_ID'])
    expect(await read([{ digestSRI: sri('sha256') }])).toEqual(['invalid', 'RESOURCE_SHAPE'])
  })

  test('at most eight are asked for', async () => {
    const many = Array.from({ length: 12 }, (_, i) => ({ id: `${CARD}${i}`, digestSRI: sri('sha256') }))
    const report = await judge(await sign({ ...unsigned, relatedResource: many }), { material: material(statusList) })
    expect(report.needs.map(({ kind }) => kind)).toEqual(Array.from({ length: 8 }, () => 'resource'))
    expect(report.warnings).toHaveLength(12)
    const last = fetched(`${CARD}11`, utf8('other'))
    const changed = await judge(await sign({ ...unsigned, relatedResource: many }), {
      material: material(statusList, last),
    })
    expect(told(changed)).toEqual(['invalid', 'RESOURCE_DIGEST'])
  })
})

describe.skipIf(!fixturesPresent(import.meta.filename))('a related resource that is a context of ours', () => {
  const url = 'https://www.w3.org/ns/credentials/v2'
  const published = () => fixture('vc/context/credentials-v2.jsonld')
  test('is held against what is pinned, whatever is supplied, and never asked for', async () => {
    const report = await judge(
      await sign({ ...unsigned, relatedResource: [{ id: url, digestSRI: sri('sha384', published()) }] }),
      { material: material(statusList, fetched(url, utf8('{}'))) },
    )
    expect([told(report), report.warnings, report.needs]).toEqual([['valid'], [], []])
    expect(await read([{ id: url, digestSRI: sri('sha256', published()) }])).toEqual(['valid'])
    expect(await read([{ id: url, digestMultibase: await digestMultibase(published(), crypto) }])).toEqual(['valid'])
    expect(await read([{ id: url, digestSRI: sri('sha384') }])).toEqual(['invalid', 'RESOURCE_DIGEST'])
  })
})

describe('the digest of the achievement', () => {
  const version = { name: 'Checking for Understanding', version: '3', b: 1, a: [2] }
  const credential = async (digest: string) =>
    sign(buildCredential({ ...DRAFT, achievement: { ...DRAFT.achievement, digestMultibase: digest } }))
  const answer = async (digest: string, ...documents: readonly Fetched[]) => {
    const report = await judge(await credential(digest), { material: material(statusList, ...documents) })
    return [...told(report), ...report.warnings, ...report.needs]
  }

  test('A-achievement-text-edited: is that of the RFC 8785 form of its published version', async () => {
    const digest = await digestMultibase(utf8(jcs(version)), crypto)
    const pretty = utf8(JSON.stringify(version, null, 2))
    expect(await answer(digest, fetched(DRAFT.achievement.id, pretty))).toEqual(['valid'])
    expect(await answer(digest, fetched(DRAFT.achievement.id, { ...version, name: 'Edited' }))).toEqual([
      'invalid',
      'RESOURCE_DIGEST',
    ])
    expect(await answer(digest)).toEqual(['valid'])
  })

  test('or of the bytes themselves, as others use it', async () => {
    const page = utf8('<html>')
    expect(await answer(await digestMultibase(page, crypto), fetched(DRAFT.achievement.id, page))).toEqual(['valid'])
  })

  test('a digest of a kind that is not read here says nothing', async () => {
    expect(await answer('f1220', fetched(DRAFT.achievement.id, version))).toEqual(['valid'])
  })
})
