import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { didKey, type JsonObject } from '@cairn/openbadges'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readTrust } from './trust.ts'

const NOW = new Date('2026-11-22T00:00:00Z')
const DID = 'did:web:cairn.example:issuers:lakeview'
const ID = `${DID}#award-2026-01`
const bytes = Uint8Array.from({ length: 32 }, (_, place) => place + 1)
const textOf = (raw: Uint8Array) => didKey({ algorithm: 'Ed25519', bytes: raw }).slice('did:key:'.length)
const GOOD = textOf(bytes)
/** Multikey of the point of order one. */
const SMALL = textOf(Uint8Array.from([1, ...Array(31).fill(0)]))

let home: string
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'cairn-trust-'))
})
afterAll(() => rmSync(home, { recursive: true }))

function keyWith(more: JsonObject = {}): JsonObject {
  const inUse = { purpose: 'award', notBefore: '2026-01-01T00:00:00Z', state: 'active' }
  return { id: ID, publicKeyMultibase: GOOD, ...inUse, ...more }
}
function fileWith(content: unknown, name = 'trust.json'): string {
  const file = join(home, name)
  writeFileSync(file, JSON.stringify(content))
  return file
}
const siteWith = (...keys: readonly JsonObject[]) => ({ issuers: [{ did: DID, keys }] })

test('a pinned key is the one that the multibase text carries', async () => {
  const { keys, issuers } = await readTrust(fileWith(siteWith(keyWith())), NOW)
  expect([...issuers]).toEqual([DID])
  expect(keys).toMatchObject([{ id: ID, controller: DID, key: { algorithm: 'Ed25519', bytes } }])
})

test.each([
  ['of small order', SMALL],
  ['that never signs', 'z6LSbysY2xFMRpGMhb7tFTLMpeuPRaqaWM1yECx2AtzE3KCc'],
  ['that was cut off', GOOD.slice(0, -4)],
])('a trust file with a key %s is refused with the name of the key', async (_kind, publicKeyMultibase) => {
  const file = fileWith(siteWith(keyWith({ publicKeyMultibase })))
  await expect(readTrust(file, NOW)).rejects.toThrow(
    `The key ${ID} of ${file} cannot be used. The key is not of a form that can sign credentials. Fetch the file again.`,
  )
})

test('what is no trust file, and one that contradicts itself, are refused in a sentence', async () => {
  await expect(readTrust(fileWith({ keys: [] }), NOW)).rejects.toThrow('is no trust file: one holds {"issuers": […]}')
  await expect(readTrust(fileWith(siteWith(keyWith(), keyWith())), NOW)).rejects.toThrow(`that ${DID} publishes`)
  await expect(readTrust(join(home, 'none.json'), NOW)).rejects.toThrow('none.json cannot be read (ENOENT).')
})

test('of a folder every .json file counts; of two that speak of one key the one that trusts it less', async () => {
  mkdirSync(join(home, 'folder'))
  fileWith(siteWith(keyWith()), 'folder/a.json')
  const stolen = { state: 'compromised', since: '2026-06-01T00:00:00Z' }
  fileWith({ did: DID, keys: [keyWith(stolen)] }, 'folder/b.json')
  writeFileSync(join(home, 'folder/notes.txt'), 'fetched on Monday')
  const { keys, issuers } = await readTrust(join(home, 'folder'), NOW)
  expect([...issuers]).toEqual([DID])
  expect(keys.map(({ id, state }) => [id, state])).toEqual([
    [ID, 'compromised'],
    [ID, 'active'],
  ])
  fileWith(siteWith(keyWith({ publicKeyMultibase: textOf(bytes.map((one) => one + 1)) })), 'folder/c.json')
  await expect(readTrust(join(home, 'folder'), NOW)).rejects.toThrow(`The trust files name two keys ${ID}.`)
})

test('a folder without such a file is told', async () => {
  mkdirSync(join(home, 'empty'))
  await expect(readTrust(join(home, 'empty'), NOW)).rejects.toThrow('holds no .json file.')
})
