import { createECDH, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { type Algorithm, didKey, type PublicJwk, type PublicKey, type Signer } from '../src/index.ts'
import { DIGESTS } from './node-crypto.ts'

/** A signer whose keys a test may hand to another implementation. */
export interface TestSigner extends Signer {
  readonly publicKey: PublicKey
  readonly jwk: PublicJwk
  readonly privateKey: KeyObject
}

const CURVES = {
  'P-256': ['ES256', 'prime256v1', 32],
  'P-384': ['ES384', 'secp384r1', 48],
  'P-521': ['ES512', 'secp521r1', 66],
} as const

/** The id of a did:key's only key. */
export function didKeyId(key: PublicKey): string {
  const did = didKey(key)
  return `${did}#${did.slice('did:key:'.length)}`
}

/** An ECDSA signer (P1363) from a secret number in hex, shorter ones padded. Its id is a did:key's unless given; P-521 has none. */
export function ecSigner(curve: keyof typeof CURVES, secretHex: string, id?: string): TestSigner {
  const [algorithm, name, size] = CURVES[curve]
  const secret = Buffer.from(secretHex.padStart(2 * size, '0'), 'hex')
  const pair = createECDH(name)
  pair.setPrivateKey(secret)
  const [point, compressed] = [pair.getPublicKey(), new Uint8Array(pair.getPublicKey(null, 'compressed'))]
  const [x, y] = [point.subarray(1, 1 + size), point.subarray(1 + size)].map((one) => one.toString('base64url'))
  const jwk: PublicJwk = { kty: 'EC', crv: curve, x: x ?? '', y: y ?? '' }
  const privateKey = createPrivateKey({ key: { ...jwk, d: secret.toString('base64url') }, format: 'jwk' })
  const publicKey: PublicKey = algorithm === 'ES512' ? jwk : { algorithm, bytes: compressed }
  return signerOf({ id: id ?? didKeyId(publicKey), algorithm, publicKey, jwk, privateKey })
}

/** An Ed25519 signer from its 32-byte seed in hex; its id is a did:key's unless given. */
export function edSigner(seedHex: string, id?: string): TestSigner {
  const der = Buffer.from(`302e020100300506032b657004220420${seedHex}`, 'hex')
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' })
  const publicKey: PublicKey = { algorithm: 'Ed25519', bytes: new Uint8Array(Buffer.from(x, 'base64url')) }
  const jwk = { kty: 'OKP', crv: 'Ed25519', x }
  return signerOf({ id: id ?? didKeyId(publicKey), algorithm: 'Ed25519', publicKey, jwk, privateKey })
}

/** An RS256 signer with a new key; RSA keys have no did:key here. */
export function rsaSigner(id: string, bits = 2_048): TestSigner {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: bits })
  const { n = '', e = '' } = publicKey.export({ format: 'jwk' })
  const jwk = { kty: 'RSA', n, e }
  return signerOf({ id, algorithm: 'RS256', publicKey: jwk, jwk, privateKey })
}

function signerOf(key: Omit<TestSigner, 'sign'> & { readonly algorithm: Algorithm }): TestSigner {
  const { algorithm, privateKey } = key
  const form = algorithm.startsWith('ES') ? { key: privateKey, dsaEncoding: 'ieee-p1363' as const } : privateKey
  return { ...key, sign: async (data) => sign(DIGESTS[algorithm], data, form) }
}
