import { readdirSync, readFileSync } from 'node:fs'
import { Socket } from 'node:net'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { utf8 } from '../src/encoding/text.ts'
import type { JsonObject, JsonValue } from '../src/index.ts'
import { good, otherSigner, proof, signed, told, unsigned } from './ground.ts'
import { DID, judge } from './support.ts'

describe('reading', () => {
  test.each([
    ['{"a":1,"a":2}', 'PARSE_DUPLICATE_KEY'],
    ['{"a":{"b":[{"c":1,"\\u0063":2}]}}', 'PARSE_DUPLICATE_KEY'],
    ['{"__proto__":{}}', 'PARSE_JSON'],
    ['{"a":1e400}', 'PARSE_JSON'],
    ['{"a":-0}', 'PARSE_JSON'],
    ['{"a":9007199254740993}', 'PARSE_JSON'],
    ['{"a":NaN}', 'PARSE_JSON'],
    ['{"a":"\\ud800"}', 'PARSE_JSON'],
    ['\ufeff{"a":1}', 'PARSE_JSON'],
    ['{"a":01}', 'PARSE_JSON'],
    ['{"a":1,}', 'PARSE_JSON'],
    ['', 'PARSE_JSON'],
  ])('A-duplicate-json-keys, A-jcs-number-and-text-edges: %s', async (text, code) => {
    expect(told(await judge(text))).toEqual(['invalid', code])
    expect(told(await judge(utf8(text)))).toEqual(['invalid', code])
  })

  test('A-jcs-number-and-text-edges: bytes that are not UTF-8', async () => {
    expect(told(await judge(Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d)))).toEqual([
      'invalid',
      'PARSE_JSON',
    ])
  })

  test.each(['[', '{"a":'])('A-deep-nesting: 20,000 times %s', async (open) => {
    const text = open.repeat(20_000)
    expect(told(await judge(open === '[' ? `{"a":${text}` : text))).toEqual(['invalid', 'PARSE_JSON'])
    let deep: JsonValue = 1
    for (let i = 0; i < 20_000; i++) deep = [deep]
    expect(told(await judge({ deep }))).toEqual(['invalid', 'PARSE_JSON'])
  })

  test.each<[string, JsonObject]>([
    ['a 10 MB picture', { image: `data:image/png;base64,${'A'.repeat(10_000_000)}` }],
    [
      '1,001 members',
      { evidence: Array.from({ length: 1_001 }, (_, i) => ({ id: `urn:x:${i}`, type: ['Evidence'] })) },
    ],
    ['a name of 100 kB', { name: 'x'.repeat(100_000) }],
    ['300 kB of text', { evidence: Array.from({ length: 6 }, () => ({ narrative: 'x'.repeat(60_000) })) }],
  ])('A-oversized-fields: %s', async (_name, change) => {
    expect(told(await judge({ ...signed, ...change }))).toEqual(['invalid', 'PARSE_TOO_LARGE'])
  })

  test('A-blank-node-flood, A-poison-graphs: too complex', async () => {
    const nameless = Array.from({ length: 300 }, () => ({ type: ['Evidence'], genre: 'a' }))
    expect(told(await judge({ ...signed, evidence: nameless }))).toContain('TERMS_LIMIT')
    const clique = Array.from({ length: 12 }, (_, i) => ({
      id: `_:b${i}`,
      type: ['Profile'],
      parentOrg: Array.from({ length: 12 }, (_n, k) => `_:b${k}`),
    }))
    expect(
      (
        await judge(
          { ...unsigned, proof: [proof], '@context': unsigned['@context'] as JsonValue, evidence: clique },
          { options: { mode: 'proofOnly' } },
        )
      ).verdict,
    ).toBe('invalid')
  })

  test.each(['eyJhbGciOiJub25lIn0.eyJhIjoxfQ.', 'eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.AAAA', 'a.b.c.d.e'])(
    'A-jwt-alg-none, A-jwt-hs256-with-public-key, A-jwe-zip-bomb: %s is never valid',
    async (token) => {
      expect(told(await judge(token))).toEqual(['unknown', 'PARSE_FORMAT_UNKNOWN'])
    },
  )

  test('A-presentation-replay: a presentation and a CLR are never valid unread', async () => {
    for (const document of [
      { ...signed, type: ['VerifiablePresentation'] },
      { ...signed, type: ['VerifiableCredential', 'ClrCredential'] },
    ])
      expect(told(await judge(document))).toEqual(['unknown', 'PARSE_FORMAT_UNKNOWN'])
  })

  const encoded = (value: JsonObject | string) =>
    Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')
  const token = (header: JsonObject) => `${encoded(header)}.${encoded({ vc: signed })}.${encoded('x'.repeat(64))}`

  test.each([
    ['A-jwt-kid-abuse', 'a key id that is a path', token({ alg: 'EdDSA', kid: '../../etc/passwd' })],
    ['A-jwt-kid-abuse', 'a key id that is SQL', token({ alg: 'EdDSA', kid: `' or 1=1; drop table issuer_key; --` })],
    ['A-jwt-kid-abuse', 'a key id of 700 KB', token({ alg: 'EdDSA', kid: 'k'.repeat(700_000) })],
    ['A-jwt-kid-abuse', 'the key id of another issuer', token({ alg: 'EdDSA', kid: otherSigner.id })],
    ['A-jwt-kid-abuse', 'keys brought along', token({ alg: 'EdDSA', jku: 'https://a.example/k', jwk: { kty: 'OKP' } })],
    ['A-jws-crit-b64-multi', 'an unknown critical header', token({ alg: 'EdDSA', crit: ['exp'], exp: 1 })],
    ['A-jws-crit-b64-multi', 'a payload that is not encoded', token({ alg: 'EdDSA', b64: false, crit: ['b64'] })],
    ['A-jws-secret-from-token', 'a secret named by the token', token({ alg: 'HS256', kid: DID })],
    ['A-jws-secret-from-token', 'a secret in the token', token({ alg: 'HS512', jwk: { kty: 'oct', k: 'c2VjcmV0' } })],
  ])('%s: %s: not read, nothing asked for, at once', async (_id, _what, text) => {
    const started = performance.now()
    const report = await judge(text)
    expect([told(report), report.needs, report.claims]).toEqual([['unknown', 'PARSE_FORMAT_UNKNOWN'], [], undefined])
    expect(performance.now() - started).toBeLessThan(50)
  })

  test('A-jws-crit-b64-multi: one document under two signatures, written as JSON, is no credential', async () => {
    const signatures = [1, 2].map(() => ({ protected: encoded({ alg: 'EdDSA' }), signature: encoded('x'.repeat(64)) }))
    const report = await judge(JSON.stringify({ payload: encoded(signed), signatures }))
    expect([report.verdict, report.needs, report.claims]).toEqual(['invalid', [], undefined])
  })

  test('A-jws-secret-from-token: the library knows no algorithm whose key is a secret', () => {
    const folder = join(import.meta.dirname, '../src')
    const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
    expect(sources.length).toBeGreaterThan(40)
    const symmetric = sources.filter((file) =>
      /\bHS(256|384|512)\b|'oct'/.test(readFileSync(join(folder, file), 'utf8')),
    )
    expect(symmetric).toEqual([])
  })
})

test('A-verify-without-network: the whole verdict and the time of its status, without one socket', async () => {
  const sockets = vi.spyOn(Socket.prototype, 'connect')
  const report = await judge(signed, { material: good })
  expect([report.verdict, report.needs, report.statusAsOf instanceof Date]).toEqual(['valid', [], true])
  expect(sockets).not.toHaveBeenCalled()
  sockets.mockRestore()
})
