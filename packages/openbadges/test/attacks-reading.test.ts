import { Socket } from 'node:net'
import { describe, expect, test, vi } from 'vitest'
import { utf8 } from '../src/encoding/text.ts'
import type { JsonObject, JsonValue } from '../src/index.ts'
import { good, proof, signed, told, unsigned } from './ground.ts'
import { judge } from './support.ts'

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
})

test('A-verify-without-network: the whole verdict and the time of its status, without one socket', async () => {
  const sockets = vi.spyOn(Socket.prototype, 'connect')
  const report = await judge(signed, { material: good })
  expect([report.verdict, report.needs, report.statusAsOf instanceof Date]).toEqual(['valid', [], true])
  expect(sockets).not.toHaveBeenCalled()
  sockets.mockRestore()
})
