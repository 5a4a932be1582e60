import { describe, expect, test } from 'vitest'
import {
  buildCredential,
  type JsonObject,
  type JsonValue,
  type Material,
  signJwt,
  type VerifyOptions,
} from '../src/index.ts'
import { DRAFT, findingsOf, good, LIST, list, sign } from './ground.ts'
import { P256, part, raw, trusted, unlisted } from './jwt-ground.ts'
import { DID, edSigner, judge, material } from './support.ts'

const V2 = 'https://www.w3.org/ns/credentials/v2'
const CLR = 'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json'
const HOLDER = edSigner('2a'.repeat(32))
const HOLDER_ID = HOLDER.id.split('#')[0] ?? ''
const ASKED = { challenge: 'f00d', domain: 'https://verifier.example' }
const FIRST = '/verifiableCredential/0'
const ALL = { ...trusted, ...good, trustedKeys: trusted.trustedKeys }

const mine = buildCredential({ ...DRAFT, subject: { ...DRAFT.subject, id: HOLDER_ID } })
const { credentialStatus: _status, ...unlistedMine } = mine
const MINE = await sign(unlistedMine as unknown as JsonObject)
const TOKEN = await signJwt({ unsigned: unlisted, signer: P256, form: 'w3c' })

type Given = { change?: JsonObject; options?: VerifyOptions; material?: Material; by?: typeof HOLDER }

/** A presentation that is a token, in answer to a request. */
async function judged(verifiableCredential: readonly JsonValue[] | undefined, given: Given = {}) {
  const { change, options, by = HOLDER } = given
  const payload = {
    '@context': [V2],
    type: ['VerifiablePresentation'],
    holder: HOLDER_ID,
    nonce: ASKED.challenge,
    aud: [ASKED.domain],
    verifiableCredential: verifiableCredential as JsonValue,
    ...change,
  }
  const token = await raw({ alg: 'EdDSA', kid: by.id, typ: 'vp+jwt' }, payload, by)
  return judge(token, { material: given.material ?? ALL, options: { presentation: ASKED, ...options } })
}
const found = async (...given: Parameters<typeof judged>) => findingsOf(await judged(...given))

function enveloped(id: string): JsonObject {
  return { '@context': V2, type: 'EnvelopedVerifiableCredential', id }
}

describe('a finding about a presentation says where, and what its sentence is filled with', () => {
  test.each<[string, Given, readonly JsonObject[]]>([
    ['that is good', {}, []],
    [
      'without a holder',
      { change: { holder: undefined } as unknown as JsonObject, options: { mode: 'full' } },
      [
        {
          code: 'KEY_CONTROLLER',
          path: '/proof',
          detail: { issuer: '', key: HOLDER.id, host: HOLDER_ID.slice(0, 80) },
        },
        { code: 'PRESENTATION_HOLDER', path: '/holder' },
      ],
    ],
    [
      'in answer to another request',
      { options: { presentation: { ...ASKED, challenge: 'cafe' } } },
      [{ code: 'PRESENTATION_CHALLENGE', path: '/proof' }],
    ],
    [
      'for others',
      { change: { aud: ['https://a.example', 'x'.repeat(200)] } },
      [
        {
          code: 'PRESENTATION_DOMAIN',
          path: '/proof',
          detail: { domain: `https://a.example ${'x'.repeat(182)}` },
        },
      ],
    ],
    ['that nobody asked for', { options: { presentation: {} } }, [{ code: 'PRESENTATION_HOLDER', path: '/proof' }]],
  ])('one %s', async (_what, given, expected) => {
    expect(await found([MINE], given)).toEqual(expected)
  })

  test('one that holds the same thing twice', async () => {
    const path = '/verifiableCredential'
    const detail = { path, message: 'two members share one id' }
    expect(await found([MINE, MINE])).toEqual([{ code: 'SHAPE_ID', path, detail }])
  })

  test('one that holds nothing', async () => {
    const members = '/verifiableCredential'
    const recognizedIssuers = new Set([DID])
    for (const none of [[], undefined]) {
      const report = await judged(none, { options: { recognizedIssuers } })
      expect(findingsOf(report)).toContainEqual({ code: 'SHAPE_SCHEMA', path: members, detail: { path: members } })
      expect([report.trust, 'statusAsOf' in report]).toEqual(['unrecognized', false])
    }
    const many = await found(Array.from({ length: 201 }, () => 'a.b.c'))
    expect(many).toEqual([{ code: 'PARSE_TOO_LARGE', path: members }])
    const full = await found(
      Array.from({ length: 200 }, () => 'a.b.c'),
      { options: { mode: 'proofOnly' } },
    )
    expect(full).not.toContainEqual({ code: 'PARSE_TOO_LARGE', path: members })
  })

  test('one whose key is out of reach, in answer to another request', async () => {
    const holder = 'did:web:holder.example'
    const by = edSigner('2a'.repeat(32), `${holder}#k`)
    const options = { presentation: { ...ASKED, challenge: 'cafe' } }
    const report = await judged([MINE], { change: { holder }, by, options })
    expect([report.verdict, findingsOf(report).map(({ code }) => code)]).toEqual([
      'invalid',
      ['DID_UNREACHABLE', 'PRESENTATION_CHALLENGE', 'PRESENTATION_HOLDER'],
    ])
  })
})

describe('a finding about what is presented bears its place', () => {
  const proofOnly = { options: { mode: 'proofOnly' } } as const
  const head = part('{"alg":"ES256","alg":"none"}')
  test.each<[string, JsonValue, readonly JsonObject[], string?]>([
    ['a credential', MINE, [], 'ob3'],
    ['nothing', null, [{ code: 'SHAPE_TYPE', path: FIRST, detail: { path: '' } }]],
    [
      'another presentation',
      { '@context': [V2], type: 'VerifiablePresentation' },
      [{ code: 'SHAPE_TYPE', path: `${FIRST}/type`, detail: { path: '/type' } }],
    ],
    [
      'a transcript without a proof',
      { '@context': [V2, CLR], type: ['VerifiableCredential', 'ClrCredential'] },
      [{ code: 'PROOF_MISSING', path: `${FIRST}/proof` }],
      'clr2',
    ],
    [
      'an envelope of a kind that is not opened',
      enveloped('data:application/dc+sd-jwt,AAAA'),
      [{ code: 'PARSE_FORMAT_UNKNOWN', path: `${FIRST}/id`, detail: { format: 'dc+sd-jwt' } }],
    ],
    ['an envelope of no kind', enveloped('data:text/plain,AAAA'), [{ code: 'PARSE_JWT', path: `${FIRST}/id` }]],
    ['a text that is no token', enveloped('data:application/vc+jwt,AAAA'), [{ code: 'PARSE_JWT', path: FIRST }]],
    [
      'a token that states its algorithm twice',
      enveloped(`data:application/vc+jwt,${head}.AAAA.AAAA`),
      [{ code: 'PARSE_DUPLICATE_KEY', path: FIRST, detail: { place: 'alg (line 1)' } }],
    ],
  ])('%s', async (_what, member, expected, standard = 'vc') => {
    const report = await judged([member], proofOnly)
    expect([findingsOf(report).filter(({ path }) => path?.startsWith(FIRST)), report.standard]).toEqual([
      expected,
      standard,
    ])
  })

  test('so do its warnings, and every check is as bad as its worst', async () => {
    const digestMultibase = 'uEiBMYtrU4YZ3jz8km03MTSlounwkx9WIDLs33mf3V7sI_w'
    const relatedResource = [{ id: 'https://cairn.example/card/1.json', digestMultibase }]
    const other = { ...unlistedMine, id: `${mine.id}x`, validUntil: '2026-11-22T00:00:00Z', relatedResource }
    const report = await judged([MINE, await sign(other as unknown as JsonObject)])
    expect(report.warnings.map(({ code, path }) => [code, path])).toEqual([
      ['RESOURCE_ABSENT', '/verifiableCredential/1/relatedResource/0'],
    ])
    const results = report.checks.filter(({ name }) => ['parse', 'status', 'dates'].includes(name))
    expect(results.map(({ name, result }) => [name, result])).toEqual([
      ['parse', 'pass'],
      ['status', 'skipped'],
      ['dates', 'fail'],
    ])
  })

  test('the oldest list tells as of when, and issuers are recognized where the caller names some', async () => {
    const second = `${LIST}0`
    const later = await list((one) => ({ ...one, id: second, validFrom: '2026-11-23T01:00:00Z' }))
    const lists = material(...good.documents.values(), { ...later, url: second })
    const entry = { ...(mine.credentialStatus as JsonObject), id: `${second}#1`, statusListCredential: second }
    const other = await sign({ ...mine, id: `${mine.id}x`, credentialStatus: entry } as unknown as JsonObject)
    const report = await judged([other, await sign(mine)], { material: lists })
    expect([findingsOf(report), report.statusAsOf, report.trust]).toEqual([
      [],
      new Date('2026-11-23T00:00:00Z'),
      'unset',
    ])
  })

  test('a token beside another credential', async () => {
    const report = await judged([MINE, enveloped(`data:application/vc+jwt,${TOKEN}`)])
    expect(findingsOf(report)).toEqual([{ code: 'PRESENTATION_HOLDER', path: '/verifiableCredential/1' }])
  })
})
