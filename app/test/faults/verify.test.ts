import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { JsonObject } from '@cairn/openbadges'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aForeignIssuer, type ForeignIssuer } from '../../src/testing/factories/foreign.ts'
import { cairn, newFolder } from './site.ts'

let folder: string
let issuer: ForeignIssuer
let credential: Uint8Array
let history: JsonObject

beforeAll(async () => {
  folder = newFolder()
  issuer = await aForeignIssuer({ at: new Date(Date.now() - 86_400_000) })
  // Nobody is asked here, and a status that only the network knows would leave every answer open.
  credential = await issuer.issue({ change: (document) => Reflect.deleteProperty(document, 'credentialStatus') })
  history = await issuer.keyHistory()
})
afterAll(() => rmSync(folder, { recursive: true }))

function kept(name: string, content: Uint8Array | unknown): string {
  const file = join(folder, name)
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(file, content instanceof Uint8Array ? content : JSON.stringify(content))
  return file
}

/** The command as an operator types it, without a network. */
async function verified(file: string, trust?: string) {
  const pinned = trust === undefined ? [] : ['--trust', trust]
  const { code, out, err } = await cairn(['verify', file, '--offline', ...pinned], { folder, port: 0 })
  return { code, said: `${out}${err}` }
}
const site = (...issuers: readonly unknown[]) => ({ format: 'cairn-trust/1', issuers })

test('the built command finds a credential valid by pinned keys, from a file of one issuer, of a site, or a folder, and unknown without', async () => {
  const file = kept('credential.json', credential)
  const places = [kept('keys.json', history), kept('trust.json', site(history)), join(folder, 'folder')]
  kept('folder/one.json', history)
  for (const trust of places) {
    const { code, said } = await verified(file, trust)
    expect([code, said], trust).toEqual([0, expect.stringContaining('Elsewhere Schools')])
  }
  expect(await verified(file)).toEqual({ code: 2, said: expect.stringContaining('DID_UNREACHABLE') })
})

test('it finds a changed credential invalid, and one by a key that was stolen or replaced', async () => {
  const changed = new TextDecoder().decode(credential).replace('Lee Foreign', 'Leo Foreign')
  const good = kept('keys.json', history)
  const told = await verified(kept('changed.json', new TextEncoder().encode(changed)), good)
  expect(told).toEqual({ code: 1, said: expect.stringContaining('PROOF_VALUE') })
  const [key = {}] = history.keys as readonly JsonObject[]
  const stolen = { did: issuer.did, keys: [{ ...key, state: 'compromised', since: key.notBefore }] }
  const file = kept('credential.json', credential)
  expect(await verified(file, kept('stolen.json', stolen))).toEqual({
    code: 1,
    said: expect.stringContaining('KEY_COMPROMISED'),
  })
  const other = await (await aForeignIssuer({ did: issuer.did })).keyHistory()
  expect(await verified(file, kept('other.json', other))).toEqual({
    code: 1,
    said: expect.stringContaining('PROOF_VALUE'),
  })
})

test('it takes no trust file that is damaged, none or missing, and says which', async () => {
  const file = kept('credential.json', credential)
  const [key = {}] = history.keys as readonly JsonObject[]
  const damaged = kept('damaged.json', { ...history, keys: [{ ...key, notBefore: '2020-01-01T00:00:00Z' }] })
  expect(await verified(file, damaged)).toEqual({
    code: 2,
    said: expect.stringContaining(`${damaged} cannot be used.`),
  })
  expect(await verified(file, file)).toEqual({ code: 2, said: expect.stringContaining('is no trust file') })
  const none = join(folder, 'none.json')
  expect(await verified(file, none)).toEqual({ code: 2, said: `${none} cannot be read (ENOENT).\n` })
})
