import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import {
  buildCredential,
  buildStatusList,
  type CredentialDraft,
  didDocument,
  didKey,
  hashIdentity,
  type JsonObject,
  newStatusList,
  setStatus,
  signEmbedded,
  signKeyHistory,
  toBytes,
} from '@cairn/openbadges'
import { ed25519Signer } from '../../platform/crypto.ts'
import { FetchRefused, type SafeFetch } from '../../platform/safe-fetch.ts'
import { canonicalizers, credentialCrypto } from '../../platform/signing.ts'
import { ed25519PublicKey } from '../ed25519.ts'
import type { World } from '../world.ts'

export interface ForeignIssuer {
  readonly did: string
  readonly host: string
  /** What stands at its addresses; a test changes it. */
  readonly web: Map<string, Uint8Array | 'silent' | 'moved' | { status: number; body: Uint8Array; mediaType?: string }>
  issue(
    given?: Partial<CredentialDraft> & { change?: (document: Record<string, unknown>) => void },
  ): Promise<Uint8Array>
  /** Its `keys.json`, as it would sign it. */
  keyHistory(): Promise<JsonObject>
  publish(given?: { revoked?: readonly number[]; validFrom?: Date; length?: number }): Promise<Uint8Array>
}

/** An issuer somewhere else: keys, a DID document, a status list, and no word to this site. */
export async function aForeignIssuer(
  given: { host?: string; name?: string; at?: Date; did?: string; byKey?: boolean } = {},
): Promise<ForeignIssuer> {
  const host = given.host ?? 'badges.example'
  const at = given.at ?? new Date('2026-11-20T12:00:00Z')
  const { privateKey } = generateKeyPairSync('ed25519')
  // A key that is its own address is checked without asking anybody.
  const did = given.byKey ? didKey(ed25519PublicKey(privateKey)) : (given.did ?? `did:web:${host}`)
  const web: ForeignIssuer['web'] = new Map()
  const list = `https://${host}/status/1`
  const sign = signing(privateKey, given.byKey ? `${did}#${did.slice('did:key:'.length)}` : `${did}#award`, at)
  web.set(`https://${host}/.well-known/did.json`, json(didDocument(did, [keyOf(privateKey, did, at)])))
  const issuer: ForeignIssuer = {
    did,
    host,
    web,
    issue: async ({ change, ...draft } = {}) => {
      const unsigned = buildCredential({ ...(await aDraft({ did, host, list, at, name: given.name })), ...draft })
      change?.(unsigned as unknown as Record<string, unknown>)
      return sign(unsigned)
    },
    keyHistory: () => {
      const signer = ed25519Signer(`${did}#award`, privateKey)
      return signKeyHistory({ did, keys: [keyOf(privateKey, did, at)], signer, created: at, crypto: credentialCrypto })
    },
    publish: async ({ revoked = [], validFrom = at, length } = {}) => {
      const bits = revoked.reduce((so, index) => setStatus(so, index), newStatusList(length))
      const validUntil = new Date(validFrom.getTime() + 7 * 86_400_000)
      const times = { validFrom, validUntil, ttlMs: 300_000 }
      const bytes = await sign(
        buildStatusList({ id: list, issuer: did, purpose: 'revocation', bits, ...times, crypto: credentialCrypto }),
      )
      web.set(list, bytes)
      return bytes
    },
  }
  await issuer.publish()
  return issuer
}

function keyOf(privateKey: KeyObject, did: string, at: Date) {
  const key = ed25519PublicKey(privateKey)
  return { id: `${did}#award`, controller: did, key, purpose: 'award', notBefore: at, state: 'active' } as const
}

function signing(privateKey: KeyObject, id: string, created: Date) {
  return async (unsigned: Parameters<typeof signEmbedded>[0]['unsigned']) =>
    toBytes(
      await signEmbedded({
        unsigned,
        signer: ed25519Signer(id, privateKey),
        created,
        canonicalizer: canonicalizers().general,
        crypto: credentialCrypto,
      }),
    )
}

async function aDraft({
  did,
  host,
  list,
  at,
  name = 'Elsewhere Schools',
}: {
  did: string
  host: string
  list: string
  at: Date
  name?: string | undefined
}): Promise<CredentialDraft> {
  const salt = 'q8Zt1mVb4Rw7'
  return {
    id: `https://${host}/c/1`,
    issuer: { id: did, name, url: `https://${host}` },
    subject: {
      id: 'urn:uuid:0b6f2a1c-6f1d-4d0e-9b7a-3c1f5a8e2d44',
      email: { value: await hashIdentity('lee@badges.example', salt, credentialCrypto), salt },
      name: 'Lee Foreign',
    },
    achievement: {
      id: `https://${host}/m/questions/v/1`,
      name: 'Formative Questions',
      description: 'Plans and asks formative questions.',
      criteria: { narrative: 'Two assessors score every criterion.' },
    },
    results: [],
    evidence: [],
    validFrom: at,
    awardedDate: at,
    status: { method: 'bitstring', list, index: 94_512 },
  }
}

function json(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value))
}

/** The web as far as these issuers go, and nothing else; every address asked for is kept. */
export function webOf(...issuers: readonly ForeignIssuer[]): { fetch: SafeFetch; asked: string[] } {
  const asked: string[] = []
  const fetch: SafeFetch = async (url, { maxBytes }) => {
    asked.push(url)
    const found = issuers.map(({ web }) => web.get(url)).find((each) => each !== undefined)
    if (found === undefined || found === 'silent') throw new FetchRefused('unreachable')
    if (found === 'moved') throw new FetchRefused('redirect')
    const answer = found instanceof Uint8Array ? { status: 200, body: found } : found
    if (answer.body.length > maxBytes) throw new FetchRefused('too-large')
    return { url, mediaType: 'application/json', ...answer }
  }
  return { fetch, asked }
}

/** Puts these issuers on the web of this world, and nothing else; every address asked for is kept. */
export function theWebOf(world: World, ...issuers: readonly ForeignIssuer[]): string[] {
  const { fetch, asked } = webOf(...issuers)
  Object.assign(world.home.ports, { fetch })
  return asked
}
