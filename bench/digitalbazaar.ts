import type { JsonObject } from '@cairn/openbadges'
import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey'
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import * as vc from '@digitalbazaar/vc'
import { checkStatus, createCredential, createList } from '@digitalbazaar/vc-bitstring-status-list'
import { pinnedContexts } from '../app/src/platform/signing.ts'
import { base58 } from '../packages/openbadges/src/encoding/base58.ts'

export interface PeerKey {
  readonly id: string
  readonly controller: string
  /** Only where something is issued. */
  readonly seed?: Uint8Array
  readonly publicKey: Uint8Array
}

/** @digitalbazaar/vc as its README says: a suite per credential, documents by a loader that never leaves the process. */
export interface Peer {
  issue(credential: JsonObject, date: Date): Promise<JsonObject>
  /** Without asking for a status. */
  verify(credential: JsonObject, now: Date): Promise<void>
  /** With the status list, whose own proof is verified as well. */
  verifyWithStatus(credential: JsonObject, now: Date): Promise<void>
  statusList(id: string, given: { revoked: readonly number[]; issuer: string; date: Date }): Promise<JsonObject>
}

function secret(seed: Uint8Array, publicKey: Uint8Array): string {
  return `z${base58(Uint8Array.from([0x80, 0x26, ...seed, ...publicKey]))}`
}

export async function digitalBazaar(key: PeerKey, also: ReadonlyMap<string, JsonObject> = new Map()): Promise<Peer> {
  const publicKeyMultibase = `z${base58(Uint8Array.from([0xed, 0x01, ...key.publicKey]))}`
  const method: JsonObject = {
    '@context': 'https://w3id.org/security/multikey/v1',
    ...{ id: key.id, type: 'Multikey', controller: key.controller, publicKeyMultibase },
  }
  const controller: JsonObject = {
    '@context': 'https://www.w3.org/ns/did/v1',
    ...{ id: key.controller, verificationMethod: [method], assertionMethod: [key.id] },
  }
  const own = new Map<string, JsonObject>([[key.id, method], [key.controller, controller], ...also])
  const documentLoader = async (url: string) => {
    const document = pinnedContexts().get(url) ?? own.get(url)
    if (!document) throw new Error(`${url} was asked for`)
    return { contextUrl: null, documentUrl: url, document }
  }
  const pair = key.seed
    ? await Ed25519Multikey.from({ ...method, secretKeyMultibase: secret(key.seed, key.publicKey) })
    : null
  const issue = (credential: JsonObject, date: Date) =>
    vc.issue({
      credential: structuredClone(credential),
      suite: new DataIntegrityProof({ signer: pair?.signer(), cryptosuite, date }),
      documentLoader,
    })
  async function judge(credential: JsonObject, now: Date, checkStatus: unknown): Promise<void> {
    const suite = new DataIntegrityProof({ cryptosuite })
    const { verified, error } = await vc.verifyCredential({ credential, suite, documentLoader, checkStatus, now })
    if (!verified) throw new Error('The peer refused the credential', { cause: error })
  }
  return {
    issue,
    verify: (credential, now) => judge(credential, now, async () => ({ verified: true })),
    verifyWithStatus: (credential, now) => judge(credential, now, checkStatus),
    statusList: async (id, { revoked, issuer, date }) => {
      const list = await createList({ length: 131_072 })
      for (const index of revoked) list.setStatus(index, true)
      const credential = await createCredential({ id, list, statusPurpose: 'revocation' })
      return issue({ ...credential, issuer } as JsonObject, date)
    },
  }
}
