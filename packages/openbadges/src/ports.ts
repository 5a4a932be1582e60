import type { JsonObject } from './json.ts'

/** Signature algorithms the ports speak of. */
export type Algorithm = 'Ed25519' | 'ES256' | 'ES384' | 'ES512' | 'RS256'

/** A public key: raw bytes (Ed25519: 32; ECDSA: compressed point) or a JWK. */
export type PublicKey = { readonly algorithm: Algorithm; readonly bytes: Uint8Array } | PublicJwk

/** A public key as JSON Web Key (RFC 7517). */
export interface PublicJwk {
  readonly kty: string
  readonly crv?: string
  readonly x?: string
  readonly y?: string
  readonly n?: string
  readonly e?: string
  readonly alg?: string
  readonly kid?: string
}

/** Primitive operations, injected: node:crypto and node:zlib, WebCrypto, or a test's own. */
export interface Crypto {
  hash(algorithm: 'SHA-256' | 'SHA-384' | 'MD5', data: Uint8Array): Uint8Array | Promise<Uint8Array>
  /** ECDSA signatures are P1363 (r || s). Answers false, and does not throw, for a signature that is not good. */
  verify(algorithm: Algorithm, key: PublicKey, data: Uint8Array, signature: Uint8Array): boolean | Promise<boolean>
  hmac(key: Uint8Array, data: Uint8Array): Uint8Array | Promise<Uint8Array>
  random(length: number): Uint8Array
  gzip(data: Uint8Array): Uint8Array
  /** One member, nothing behind it; throws when the result would exceed `maxBytes`. */
  gunzip(data: Uint8Array, maxBytes: number): Uint8Array
}

/** A private key behind one function. `id` is the DID URL of its public half. */
export interface Signer {
  readonly id: string
  readonly algorithm: Algorithm
  sign(data: Uint8Array): Promise<Uint8Array>
}

/** A document somebody fetched for the verifier. */
export interface Fetched {
  url: string
  status: number
  mediaType: string
  body: Uint8Array
  at: Date
}

/** A document the verifier would like to have. */
export interface Need {
  url: string
  kind: 'did' | 'key' | 'statusList' | 'revocationList' | 'refresh' | 'hosted' | 'endorsement' | 'resource'
  accept: string
  maxBytes: number
}

/** The caller's guarded fetch; may reject, which counts as not reachable. */
export type Fetch = (need: Need) => Promise<Fetched>
/** The caller's clock. */
export type Clock = () => Date

/** JSON-LD document to canonical N-Quads. */
export interface Canonicalizer {
  canonize(document: JsonObject): Promise<string>
}

/** Pinned contexts by URL; made by `bundledContexts()`. */
export type ContextSet = ReadonlyMap<string, JsonObject>

/** A public key of an issuer with the period in which it speaks. */
export interface KeyRecord {
  id: string
  controller: string
  key: PublicKey
  purpose: 'award' | 'status' | 'log'
  notBefore: Date
  notAfter?: Date
  state: 'active' | 'ended' | 'compromised'
  since?: Date
}

/** What a verification may look at besides the document: fetched documents by URL, keys trusted beforehand. */
export interface Material {
  readonly documents: ReadonlyMap<string, Fetched>
  readonly trustedKeys?: readonly KeyRecord[]
  /** The newest `validFrom` seen of each status list, by its URL: an older list than that is not believed. */
  readonly known?: ReadonlyMap<string, Date>
}
