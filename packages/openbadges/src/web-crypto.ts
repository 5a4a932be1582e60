import { uncompressed } from './did/curve.ts'
import { refuseJwk } from './did/jwk.ts'
import { base64url } from './encoding/base64url.ts'
import { gunzip, gzip as packed } from './encoding/gzip.ts'
import { md5 } from './encoding/md5.ts'
import type { Algorithm, Crypto, PublicJwk, PublicKey } from './ports.ts'

/** What is used of the Web Cryptography API; `globalThis.crypto` of a browser or of Node is one. */
export interface WebCrypto {
  readonly subtle: {
    digest(algorithm: string, data: WebBytes): Promise<ArrayBuffer>
    importKey(
      format: 'jwk',
      key: object,
      algorithm: WebAlgorithm,
      extractable: boolean,
      usages: ('sign' | 'verify')[],
    ): Promise<object>
    importKey(
      format: 'raw',
      key: WebBytes,
      algorithm: WebAlgorithm,
      extractable: boolean,
      usages: 'sign'[],
    ): Promise<object>
    sign(algorithm: string, key: never, data: WebBytes): Promise<ArrayBuffer>
    verify(algorithm: WebAlgorithm, key: never, signature: WebBytes, data: WebBytes): Promise<boolean>
  }
  getRandomValues(bytes: WebBytes): Uint8Array
}

/** Names an algorithm of the API; what it needs besides is beside the name. */
export interface WebAlgorithm {
  readonly name: string
  readonly namedCurve?: string
  readonly hash?: string
}

/** Bytes in memory that no other thread shares: the API takes no others. */
export type WebBytes = Uint8Array & { readonly buffer: ArrayBuffer }

const PARAMETERS: Readonly<Record<Algorithm, WebAlgorithm>> = {
  Ed25519: { name: 'Ed25519' },
  ES256: { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  ES384: { name: 'ECDSA', namedCurve: 'P-384', hash: 'SHA-384' },
  ES512: { name: 'ECDSA', namedCurve: 'P-521', hash: 'SHA-512' },
  RS256: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
}
const HMAC = { name: 'HMAC', hash: 'SHA-256' }

/**
 * The primitives on a Web Cryptography API that is passed in, the same in browsers and in Node: `webCrypto(globalThis.crypto)`.
 * Where it knows no Ed25519, keys cannot be imported and a verification answers `unknown`, never `invalid`.
 *
 * @param web the API
 * @param gzip compresses status lists, if not as this package does it by itself
 */
export function webCrypto(web: WebCrypto, gzip: (data: Uint8Array) => Uint8Array = packed): Crypto {
  return {
    hash: async (algorithm, data) =>
      algorithm === 'MD5' ? md5(data) : new Uint8Array(await web.subtle.digest(algorithm, data as WebBytes)),
    async verify(algorithm, key, data, signature) {
      const jwk = jwkOf(key)
      if (!jwk || refuseJwk(jwk, algorithm, { ...jwk }) !== undefined) return false
      const parameters = PARAMETERS[algorithm]
      const imported = await web.subtle.importKey('jwk', jwk, parameters, false, ['verify'])
      return await web.subtle.verify(parameters, imported as never, signature as WebBytes, data as WebBytes)
    },
    async hmac(key, data) {
      const imported = await web.subtle.importKey('raw', key as WebBytes, HMAC, false, ['sign'])
      return new Uint8Array(await web.subtle.sign('HMAC', imported as never, data as WebBytes))
    },
    random: (length) => web.getRandomValues(new Uint8Array(length)),
    gzip,
    gunzip,
  }
}

/** The key as the API takes it, and nothing else of what came with it; undefined for bytes that are no point of their curve. */
function jwkOf(key: PublicKey): PublicJwk | undefined {
  if (!('bytes' in key)) {
    const { alg: _alg, kid: _kid, ...rest } = key
    return rest
  }
  if (key.algorithm === 'Ed25519') return { kty: 'OKP', crv: 'Ed25519', x: base64url(key.bytes) }
  const point = uncompressed(key.algorithm, key.bytes)
  return point && { kty: 'EC', crv: point.crv, x: base64url(point.x), y: base64url(point.y) }
}
