import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey'
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import * as vc from '@digitalbazaar/vc'
import { checkStatus, createCredential, createList } from '@digitalbazaar/vc-bitstring-status-list'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { base58 } from '../src/encoding/base58.ts'
import { buildCredential, type JsonObject, newStatusList, setStatus, toBytes } from '../src/index.ts'
import { LIST, list, sign, told } from './ground.ts'
import { randomDraft } from './random-draft.ts'
import {
  contexts,
  DID,
  exchanged,
  fetched,
  GOLDEN_NOW,
  issuerSigner,
  judge,
  material,
  publicKey,
  SEED,
} from './support.ts'

const RUNS = exchanged(30, 30)

const method: JsonObject = {
  '@context': 'https://w3id.org/security/multikey/v1',
  id: issuerSigner.id,
  type: 'Multikey',
  controller: DID,
  publicKeyMultibase: DID.slice('did:key:'.length),
}
const controller = {
  '@context': 'https://www.w3.org/ns/did/v1',
  id: DID,
  verificationMethod: [method],
  assertionMethod: [issuerSigner.id],
}

function loader(statusList: JsonObject) {
  return async (url: string) => {
    const document = contexts.get(url) ?? { [LIST]: statusList, [DID]: controller, [issuerSigner.id]: method }[url]
    if (!document) throw new Error(`${url} was asked for`)
    return { contextUrl: null, documentUrl: url, document }
  }
}

async function theirSuite(date: Date) {
  const { bytes } = publicKey(SEED) as { bytes: Uint8Array }
  const secret = Uint8Array.from([0x80, 0x26, ...Buffer.from(SEED, 'hex'), ...bytes])
  const key = await Ed25519Multikey.from({ ...method, secretKeyMultibase: `z${base58(secret)}` })
  return new DataIntegrityProof({ signer: key.signer(), cryptosuite, date })
}

/** A list as the other implementation makes and signs it. */
async function theirList(set: readonly number[]): Promise<JsonObject> {
  const peer = await createList({ length: 131_072 })
  for (const index of set) peer.setStatus(index, true)
  const made = await createCredential({ id: LIST, list: peer, statusPurpose: 'revocation' })
  const credential = { ...made, issuer: DID, validFrom: '2026-11-23T00:00:00Z' }
  const suite = await theirSuite(new Date('2026-11-23T00:00:00Z'))
  return vc.issue({ credential, suite, documentLoader: loader(credential) })
}

/** Whether they accept the credential and the list, and what they read at its index. */
async function theirAnswer(credential: JsonObject, statusList: JsonObject) {
  const suite = new DataIntegrityProof({ cryptosuite })
  const documentLoader = loader(statusList)
  const read = await checkStatus({ credential, documentLoader, suite })
  const answer = await vc.verifyCredential({
    credential,
    suite,
    documentLoader,
    checkStatus: async () => read,
    now: GOLDEN_NOW,
  })
  return [answer.verified, read.error, read.results?.map(({ status }) => status)]
}

const revoked = fc.uniqueArray(fc.nat({ max: 131_071 }), { minLength: 1, maxLength: 8 })

// Their side asks the clock itself.
beforeAll(() => {
  vi.useFakeTimers({ now: GOLDEN_NOW, toFake: ['Date'] })
})
afterAll(() => {
  vi.useRealTimers()
})

test('whoever issues the credential and whoever keeps the list, both read the same status', async () => {
  await fc.assert(
    fc.asyncProperty(randomDraft, revoked, fc.boolean(), async (draft, others, isRevoked) => {
      const index = draft.status.method === 'bitstring' ? draft.status.index : 0
      const set = [...others.filter((one) => one !== index), ...(isRevoked ? [index] : [])]
      const bits = set.reduce(setStatus, newStatusList())
      const lists = [JSON.parse(new TextDecoder().decode((await list((one) => one, bits)).body)), await theirList(set)]
      const unsigned = buildCredential(draft)
      const issued = await vc.issue({
        credential: structuredClone(unsigned),
        suite: await theirSuite(draft.validFrom),
        documentLoader: loader({}),
      })
      for (const credential of [await sign(unsigned), issued])
        for (const statusList of lists as readonly JsonObject[]) {
          const report = await judge(credential, { material: material(fetched(LIST, toBytes(statusList))) })
          expect(told(report)).toEqual(isRevoked ? ['invalid', 'STATUS_REVOKED'] : ['valid'])
          expect(await theirAnswer(credential, statusList)).toEqual([true, undefined, [isRevoked]])
        }
    }),
    { numRuns: RUNS },
  )
})
