import {
  createHmac,
  createPublicKey,
  hash,
  type JsonWebKey,
  type KeyObject,
  randomBytes,
  sign,
  timingSafeEqual,
  verify,
} from 'node:crypto'
import { constants, crc32, gzipSync, inflateRawSync } from 'node:zlib'
import {
  type Algorithm,
  type Crypto,
  gzipStrewn,
  OpenBadgesError,
  type PublicKey,
  type Signer,
} from '@cairn/openbadges'

const HASHES = { 'SHA-256': 'sha256', 'SHA-384': 'sha384', MD5: 'md5' } as const
const DIGESTS: Readonly<Record<Algorithm, string | null>> = {
  Ed25519: null,
  ES256: 'sha256',
  ES384: 'sha384',
  ES512: 'sha512',
  RS256: 'sha256',
}
const CURVES = { ES256: ['P-256', 32], ES384: ['P-384', 48], ES512: ['P-521', 66] } as const
// SubjectPublicKeyInfo headers (RFC 8410, RFC 5480) in front of the raw key or compressed point.
const SPKI = {
  Ed25519: '302a300506032b6570032100',
  ES256: '3039301306072a8648ce3d020106082a8648ce3d030107032200',
  ES384: '3046301006072a8648ce3d020106052b81040022033200',
} as const
const MAX_CACHED = 1_000
const MIN_RSA_BITS = 2_048

/** Importing a key costs far more than one signature with it, so imported keys are kept. */
const imported = new Map<string, KeyObject>()

/** Node's own primitives behind the port of the credential library. */
export const nodeCrypto: Crypto = {
  // By way of a text: Node makes one in less time than bytes, and these are few.
  hash: (algorithm, data) => bytesOf(hash(HASHES[algorithm], data, 'binary')),
  verify: (algorithm, key, data, signature) => {
    const object = importKey(key)
    return (
      fits(algorithm, object) &&
      verify(
        DIGESTS[algorithm],
        data,
        algorithm.startsWith('ES') ? { key: object, dsaEncoding: 'ieee-p1363' } : object,
        signature,
      )
    )
  },
  hmac: (key, data) => createHmac('sha256', key).update(data).digest(),
  random: (length) => randomBytes(length),
  // What is packed here is status lists: runs of zeros while few bits are set, and looking for them alone is sooner done and packs tighter.
  gzip: (data) => gzipStrewn(data, crc32) ?? gzipSync(data, { level: 1, strategy: constants.Z_RLE }),
  gunzip: oneMember,
}

/** A signer over a private Ed25519 key; `id` is the DID URL of its public half. */
export function ed25519Signer(id: string, privateKey: KeyObject): Signer {
  if (privateKey.type !== 'private' || privateKey.asymmetricKeyType !== 'ed25519')
    throw new OpenBadgesError('OB_SIGNER_MISMATCH', 'This is not a private Ed25519 key.')
  return { id, algorithm: 'Ed25519', sign: async (data) => sign(null, data, privateKey) }
}

function bytesOf(latin1: string): Uint8Array {
  const bytes = new Uint8Array(latin1.length)
  for (let i = 0; i < bytes.length; i++) bytes[i] = latin1.charCodeAt(i)
  return bytes
}

function importKey(key: PublicKey): KeyObject {
  const name = nameOf(key)
  const known = imported.get(name)
  if (known) return known
  if (imported.size >= MAX_CACHED) imported.clear()
  const object = 'bytes' in key ? fromRaw(key) : createPublicKey({ key: key as JsonWebKey, format: 'jwk' })
  imported.set(name, object)
  return object
}

// Only for finding a key again in this process: the algorithm is part of it, and no raw key's name looks like a JWK's.
function nameOf(key: PublicKey): string {
  if (!('bytes' in key)) return JSON.stringify([key.kty, key.crv, key.x, key.y, key.n, key.e])
  return `${key.algorithm}:${Buffer.from(key.bytes).toString('latin1')}`
}

function fromRaw(key: { algorithm: Algorithm; bytes: Uint8Array }): KeyObject {
  const header = SPKI[key.algorithm as keyof typeof SPKI]
  if (!header) throw new OpenBadgesError('DID_KEY_FORMAT', `A ${key.algorithm} key is given as JWK.`)
  return createPublicKey({ key: Buffer.concat([Buffer.from(header, 'hex'), key.bytes]), format: 'der', type: 'spki' })
}

/** The key's own type decides which algorithm it may be used with, never a header. */
function fits(algorithm: Algorithm, key: KeyObject): boolean {
  if (algorithm === 'Ed25519') return key.asymmetricKeyType === 'ed25519'
  if (algorithm === 'RS256')
    return key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= MIN_RSA_BITS
  const { crv } = key.asymmetricKeyType === 'ec' ? key.export({ format: 'jwk' }) : {}
  return crv === CURVES[algorithm][0]
}

/** Exactly one gzip member with nothing behind it (RFC 1952); node's own gunzip would read several as one. */
function oneMember(data: Uint8Array, maxBytes: number): Uint8Array {
  const start = headerLength(data)
  const { buffer, engine } = inflateRawSync(data.subarray(start), {
    info: true,
    maxOutputLength: maxBytes,
  }) as unknown as {
    buffer: Buffer
    engine: { bytesWritten: number }
  }
  const end = start + engine.bytesWritten
  const trailer = Buffer.alloc(8)
  trailer.writeUInt32LE(crc32(buffer), 0)
  trailer.writeUInt32LE(buffer.length % 2 ** 32, 4)
  if (data.length !== end + 8 || !timingSafeEqual(trailer, data.subarray(end)))
    throw new RangeError('Not one whole gzip member.')
  return buffer
}

function headerLength(data: Uint8Array): number {
  const [one, two, method, flags = 0] = data
  if (one !== 0x1f || two !== 0x8b || method !== 8 || (flags & 0xe0) !== 0) throw new RangeError('Not gzip.')
  let at = 10
  if (flags & 4) at += 2 + (data[at] ?? 0) + 256 * (data[at + 1] ?? 0)
  for (const flag of [8, 16]) if (flags & flag) at = data.indexOf(0, at) + 1 || data.length
  return flags & 2 ? at + 2 : at
}
