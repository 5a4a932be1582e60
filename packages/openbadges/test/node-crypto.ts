import { createHash, createHmac, createPublicKey, type KeyObject, randomBytes, verify } from 'node:crypto'
import { crc32, gzipSync, inflateRawSync } from 'node:zlib'
import type { Algorithm, Crypto, PublicKey } from '../src/index.ts'

export const DIGESTS: Readonly<Record<Algorithm, string | null>> = {
  Ed25519: null,
  ES256: 'sha256',
  ES384: 'sha384',
  ES512: 'sha512',
  RS256: 'sha256',
}
const CURVES: Readonly<Partial<Record<Algorithm, string>>> = {
  ES256: 'prime256v1',
  ES384: 'secp384r1',
  ES512: 'secp521r1',
}
// SubjectPublicKeyInfo headers (RFC 8410, RFC 5480) in front of the raw key or compressed point.
const SPKI: Readonly<Partial<Record<Algorithm, string>>> = {
  Ed25519: '302a300506032b6570032100',
  ES256: '3039301306072a8648ce3d020106082a8648ce3d030107032200',
  ES384: '3046301006072a8648ce3d020106052b81040022033200',
}

const keys = new Map<string, KeyObject>()

function imported(key: PublicKey): KeyObject {
  const name = 'bytes' in key ? Buffer.from(key.bytes).toString('hex') : JSON.stringify(key)
  const known = keys.get(name) ?? made(key)
  keys.set(name, known)
  return known
}

function made(key: PublicKey): KeyObject {
  if (!('bytes' in key)) return createPublicKey({ key: { ...key }, format: 'jwk' })
  const header = SPKI[key.algorithm]
  if (!header) throw new TypeError(`A ${key.algorithm} key is given as JWK.`)
  return createPublicKey({ key: Buffer.concat([Buffer.from(header, 'hex'), key.bytes]), format: 'der', type: 'spki' })
}

function fits(algorithm: Algorithm, { asymmetricKeyType: type, asymmetricKeyDetails: details }: KeyObject): boolean {
  if (algorithm === 'Ed25519') return type === 'ed25519'
  if (algorithm === 'RS256') return type === 'rsa' && (details?.modulusLength ?? 0) >= 2_048
  return type === 'ec' && details?.namedCurve === CURVES[algorithm]
}

/** The ports on node's primitives, for tests of this package alone. */
export const crypto: Crypto = {
  hash: (algorithm, data) => createHash(algorithm.replace('-', '').toLowerCase()).update(data).digest(),
  verify(algorithm, key, data, signature) {
    const object = imported(key)
    const isEc = algorithm.startsWith('ES')
    return (
      fits(algorithm, object) &&
      verify(DIGESTS[algorithm], data, isEc ? { key: object, dsaEncoding: 'ieee-p1363' } : object, signature)
    )
  },
  hmac: (key, data) => createHmac('sha256', key).update(data).digest(),
  random: (length) => randomBytes(length),
  gzip: (data) => gzipSync(data, { level: 6 }),
  gunzip: oneMember,
}

/** One gzip member without optional header fields, and nothing behind it. */
function oneMember(data: Uint8Array, maxBytes: number): Uint8Array {
  if (data[0] !== 0x1f || data[1] !== 0x8b || data[2] !== 8 || data[3] !== 0) throw new RangeError('gzip')
  const { buffer, engine } = inflateRawSync(data.subarray(10), {
    info: true,
    maxOutputLength: maxBytes,
  }) as unknown as { buffer: Buffer; engine: { bytesWritten: number } }
  const trailer = Buffer.from(data.subarray(10 + engine.bytesWritten))
  const isWhole =
    trailer.length === 8 &&
    trailer.readUInt32LE(0) === crc32(buffer) &&
    trailer.readUInt32LE(4) === buffer.length % 2 ** 32
  if (!isWhole) throw new RangeError('gzip')
  return buffer
}
