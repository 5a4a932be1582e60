import { describe, expect, test } from 'vitest'
import { concat, hex, utf8 } from '../src/encoding/text.ts'
import { optionsHash, pairOf, textHash } from '../src/proof/pair.ts'
import { crypto } from './support.ts'

const later = { ...crypto, hash: async (...asked: Parameters<typeof crypto.hash>) => crypto.hash(...asked) }

describe.each([
  ['at once', crypto],
  ['later', later],
])('where hashes come %s', (_when, port) => {
  test('many texts in pieces have each its own, whatever was hashed before', async () => {
    const hash = await textHash(port)
    const bytes = new Uint8Array(500).fill(7)
    for (const pieces of [
      [],
      ['ab', 'c'],
      ['€'.repeat(200), utf8('ü'), '😀'.repeat(3)],
      [bytes],
      ['a', bytes, '€'.repeat(3_000), bytes, 'z'],
      ['b'],
    ]) {
      const whole = concat(...pieces.map((piece) => (typeof piece === 'string' ? utf8(piece) : piece)))
      const expected = hex(await crypto.hash('SHA-256', whole))
      expect(hex(hash.now(pieces))).toBe(expected)
      expect(hex(await hash.of(pieces))).toBe(expected)
    }
  })
})

test('a port that answers at once is given the same memory while it is large enough', async () => {
  const given = new Set<ArrayBufferLike>()
  const hash = await textHash({
    ...crypto,
    hash(algorithm, bytes) {
      given.add(bytes.buffer)
      return crypto.hash(algorithm, bytes)
    },
  })
  given.clear()
  for (const text of ['€'.repeat(100), 'a', '€'.repeat(200)]) hash.now([text])
  expect(given.size).toBe(1)
  hash.now(['€'.repeat(201)])
  expect(given.size).toBe(2)
})

test('the configuration of one second is hashed once', async () => {
  const asked: string[] = []
  const options = optionsHash(
    (at) => {
      asked.push(at)
      return at === 'never' ? null : [at]
    },
    await textHash(crypto),
  )
  const told = ['1', '1', '2', 'never', '2', '1'].map((at) => options(at))
  const hashes = await Promise.all(['1', '2'].map((at) => crypto.hash('SHA-256', utf8(at))))
  const [one, two] = hashes
  expect(told).toEqual([one, one, two, null, two, one])
  expect(asked).toEqual(['1', '2', 'never', '1'])
})

test('two hashes stand one behind the other, at once where both are there', async () => {
  const [first, second] = [Uint8Array.of(1), Uint8Array.of(2)]
  const both = Uint8Array.of(1, 2)
  expect(pairOf(first, second)).toEqual(both)
  for (const pair of [
    pairOf(Promise.resolve(first), second),
    pairOf(first, Promise.resolve(second)),
    pairOf(Promise.resolve(first), Promise.resolve(second)),
  ])
    expect(await pair).toEqual(both)
})
