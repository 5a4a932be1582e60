import type { JsonObject } from '../json.ts'
import type { KeyRecord, PublicKey } from '../ports.ts'
import { algorithmOf, toMultikey } from './multikey.ts'

/**
 * The DID document of an issuer. Active and ended keys stay in `assertionMethod`, so that old credentials keep verifying;
 * a compromised key stays in `verificationMethod` with its `revoked` time and may assert nothing.
 *
 * @throws OpenBadgesError `DID_KEY_FORMAT`
 */
export function didDocument(did: string, keys: readonly KeyRecord[]): JsonObject {
  const published = keys.filter((key) => key.purpose !== 'log')
  return {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
    id: did,
    verificationMethod: published.map((record) => method(did, record)),
    assertionMethod: published.filter((key) => key.state !== 'compromised').map((key) => key.id),
  }
}

function method(did: string, record: KeyRecord): JsonObject {
  const revoked =
    record.state === 'compromised' && record.since ? { revoked: `${record.since.toISOString().slice(0, 19)}Z` } : {}
  const shared = { id: record.id, controller: did, ...revoked }
  const { id, ...rest } = shared
  if (hasMultikey(record.key)) return { id, type: 'Multikey', ...rest, publicKeyMultibase: toMultikey(record.key) }
  return { id, type: 'JsonWebKey', ...rest, publicKeyJwk: { ...record.key } as JsonObject }
}

function hasMultikey(key: PublicKey): boolean {
  return algorithmOf(key) === 'Ed25519' || 'bytes' in key
}
