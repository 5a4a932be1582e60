import { expect, test } from 'vitest'
import { fromBase64url } from '../src/encoding/base64url.ts'
import { outOfBounds } from '../src/encoding/bounds.ts'

const nested = (depth: number) => '[{"a":'.repeat(depth / 2) + '}]'.repeat(depth / 2)

test.each<[string, string, 'deep' | 'many' | undefined]>([
  ['64 levels', nested(64), undefined],
  ['66 levels', nested(66), 'deep'],
  ['many levels, one after the other', '[]'.repeat(10_000), undefined],
  ['brackets within a text', JSON.stringify('['.repeat(100)), undefined],
  ['brackets behind an escaped quote', `"\\"${'['.repeat(100)}"`, undefined],
  ['brackets behind an escaped backslash', `"\\\\"${'['.repeat(100)}`, 'deep'],
  ['a text that does not end', `"${'['.repeat(100)}`, undefined],
  ['a text that ends in an escape', `"${'['.repeat(100)}\\"`, undefined],
  ['50,000 values', `[${Array(50_000).fill(1).join()}]`, undefined],
  ['50,001 values', `[${Array(50_001).fill(1).join()}]`, 'many'],
  ['commas within a text', JSON.stringify(','.repeat(60_000)), undefined],
  ['a long text', JSON.stringify('x'.repeat(400_000)), 'many'],
  ['a long picture', JSON.stringify(`data:image/png;base64,${'A'.repeat(400_000)}`), undefined],
  ['nothing', '', undefined],
])('%s', (_what, text, reason) => {
  expect(outOfBounds(text)).toBe(reason)
})

test('base64url is read in its one form only', () => {
  for (const text of ['AA', 'AQI', 'AQID', '-_-_'])
    expect(Buffer.from(fromBase64url(text) ?? []).toString('base64url')).toBe(text)
  expect(fromBase64url('')).toEqual(new Uint8Array())
  for (const text of ['A', 'AB', 'AQJ', 'AA==', 'A+', 'A/', 'A A', 'AA\n', 'ÀA', 'AAA💥'])
    expect(fromBase64url(text)).toBeUndefined()
})
