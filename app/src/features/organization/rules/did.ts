import { didDocument, type KeyRecord } from '@cairn/openbadges'

export interface PublishedKey {
  readonly id: string
  readonly purpose: 'award' | 'status'
  readonly publicKey: Uint8Array
  readonly notBefore: Date
  readonly notAfter: Date | null
  readonly state: 'active' | 'ended' | 'compromised'
  readonly since: Date | null
  readonly madeAt: Date
}

/** did:web of an issuer of this site; the host is the configured one, never a request's. */
export function issuerDid(baseUrl: string, slug: string): string {
  return `did:web:${new URL(baseUrl).host.replace(':', '%3A')}:issuers:${slug}`
}

export function keyRecords(did: string, keys: readonly PublishedKey[]): KeyRecord[] {
  return keys.map((key) => ({
    id: `${did}#${key.id}`,
    controller: did,
    key: { algorithm: 'Ed25519', bytes: new Uint8Array(key.publicKey) },
    purpose: key.purpose,
    notBefore: key.notBefore,
    ...(key.notAfter ? { notAfter: key.notAfter } : {}),
    state: key.state,
    ...(key.since ? { since: key.since } : {}),
  }))
}

/** When something last happened to one of them; what lies ahead has not happened. */
export function lastChange(keys: readonly PublishedKey[], now: Date): Date {
  const moments = keys.flatMap(({ madeAt, notBefore, notAfter, since }) => [madeAt, notBefore, notAfter, since])
  const past = moments.map((at) => at?.getTime() ?? 0).filter((at) => at <= now.getTime())
  return new Date(Math.max(0, ...past))
}

/** Ended keys stay, so that old credentials verify; a compromised one leaves `assertionMethod`. */
export function didDocumentOf(baseUrl: string, slug: string, keys: readonly PublishedKey[]) {
  const did = issuerDid(baseUrl, slug)
  return didDocument(did, keyRecords(did, keys))
}

/** `award-2026-11`, or with a number when the month already has one. */
export function keyId(purpose: 'award' | 'status', at: Date, taken: readonly string[]): string {
  const plain = `${purpose}-${at.toISOString().slice(0, 7)}`
  if (!taken.includes(plain)) return plain
  for (let n = 2; ; n++) if (!taken.includes(`${plain}-${n}`)) return `${plain}-${n}`
}
