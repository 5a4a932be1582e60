import { didKey } from '@cairn/openbadges'
import { expect, test } from 'vitest'
import { readTrust } from './trust.ts'

const DID = 'did:web:cairn.example:issuers:lakeview'
const bytes = Uint8Array.from({ length: 32 }, (_, place) => place + 1)
const GOOD = didKey({ algorithm: 'Ed25519', bytes }).slice('did:key:'.length)
/** Multikey of the point of order one. */
const SMALL = didKey({ algorithm: 'Ed25519', bytes: Uint8Array.from([1, ...Array(31).fill(0)]) }).slice(8)

function fileWith(publicKeyMultibase: string): string {
  const key = {
    id: 'award-1',
    publicKeyMultibase,
    purpose: 'award',
    notBefore: '2026-01-01T00:00:00Z',
    state: 'active',
  }
  return JSON.stringify({ issuers: [{ did: DID, keys: [key] }] })
}

test('a pinned key is the one that the multibase text carries', () => {
  const { keys, issuers } = readTrust(fileWith(GOOD))
  expect([...issuers]).toEqual([DID])
  expect(keys).toMatchObject([{ id: `${DID}#award-1`, controller: DID, key: { algorithm: 'Ed25519', bytes } }])
})

test.each([
  ['of small order', SMALL, 'The key is of small order.'],
  ['that never signs', 'z6LSbysY2xFMRpGMhb7tFTLMpeuPRaqaWM1yECx2AtzE3KCc', 'of a kind that does not sign here'],
  ['that was cut off', GOOD.slice(0, -4), 'cannot be used'],
])('a trust file with a key %s is refused with the name of the key', (_kind, text, words) => {
  expect(() => readTrust(fileWith(text))).toThrow('The key award-1 of the trust file cannot be used.')
  expect(() => readTrust(fileWith(text))).toThrow(words)
})
