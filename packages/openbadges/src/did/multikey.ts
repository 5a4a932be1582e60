import { base58, fromBase58 } from '../encoding/base58.ts'
import { fromBase64url } from '../encoding/base64url.ts'
import { concat, hex } from '../encoding/text.ts'
import { OpenBadgesError } from '../errors.ts'
import type { Algorithm, PublicJwk, PublicKey } from '../ports.ts'
import { hasPoint } from './curve.ts'
import { refuseJwk } from './jwk.ts'

type Multikey = { readonly algorithm: Algorithm; readonly code: readonly [number, number]; readonly length: number }

// Multicodec varints: ed25519-pub, p256-pub, p384-pub. X25519 (0xec) is not here: it never signs.
const KINDS: readonly Multikey[] = [
  { algorithm: 'Ed25519', code: [0xed, 0x01], length: 32 },
  { algorithm: 'ES256', code: [0x80, 0x24], length: 33 },
  { algorithm: 'ES384', code: [0x81, 0x24], length: 49 },
]

// RFC 8032 keys of order 1, 2, 4 and 8, sign bit cleared: a signature under them proves nothing.
const SMALL_ORDER: ReadonlySet<string> = new Set([
  '0100000000000000000000000000000000000000000000000000000000000000',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '0000000000000000000000000000000000000000000000000000000000000000',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
])

function refuse(message: string): never {
  throw new OpenBadgesError('DID_KEY_FORMAT', message)
}

/** The key of a `publicKeyMultibase`. @throws OpenBadgesError `DID_KEY_FORMAT` */
export function fromMultikey(text: string): PublicKey {
  const bytes = text.startsWith('z') ? fromBase58(text.slice(1)) : undefined
  const kind = bytes && KINDS.find(({ code }) => bytes[0] === code[0] && bytes[1] === code[1])
  if (!bytes || !kind) return refuse('The key is of a kind that does not sign here.')
  const raw = bytes.slice(2)
  if (raw.length !== kind.length) return refuse(`The key has ${raw.length} bytes instead of ${kind.length}.`)
  const reason = refusePoint(kind.algorithm, raw)
  return reason === undefined ? { algorithm: kind.algorithm, bytes: raw } : refuse(reason)
}

function refusePoint(algorithm: Algorithm, raw: Uint8Array): string | undefined {
  if (algorithm === 'Ed25519') return isSmallOrder(raw) ? 'The key is of small order.' : undefined
  if (raw[0] !== 2 && raw[0] !== 3) return 'The point is not compressed.'
  return hasPoint(algorithm, raw.subarray(1)) ? undefined : 'The point is not on its curve.'
}

function isSmallOrder(raw: Uint8Array): boolean {
  const cleared = raw.slice()
  cleared[31] = (cleared[31] ?? 0) & 0x7f
  return SMALL_ORDER.has(hex(cleared))
}

/** `publicKeyMultibase` of a key. @throws OpenBadgesError `DID_KEY_FORMAT` for RSA and P-521, which have none here */
export function toMultikey(key: PublicKey): string {
  const { algorithm, bytes } = rawKey(key)
  const kind = KINDS.find((one) => one.algorithm === algorithm)
  if (!kind || bytes.length !== kind.length) return refuse('This key has no multibase form.')
  return `z${base58(concat(Uint8Array.from(kind.code), bytes))}`
}

const CURVES: Readonly<Record<string, Algorithm>> = {
  Ed25519: 'Ed25519',
  'P-256': 'ES256',
  'P-384': 'ES384',
  'P-521': 'ES512',
}

/** The algorithm a key is for; the key's type decides, never a header. */
export function algorithmOf(key: PublicKey): Algorithm {
  if ('algorithm' in key) return key.algorithm
  if (key.kty === 'RSA') return 'RS256'
  return CURVES[key.crv ?? ''] ?? refuse('The key is of a kind that does not sign here.')
}

function rawKey(key: PublicKey): { algorithm: Algorithm; bytes: Uint8Array } {
  if ('bytes' in key) return key
  const algorithm = algorithmOf(key)
  const x = fromBase64url(key.x ?? '')
  if (!x || key.kty === 'RSA') return refuse('The key has no coordinates.')
  if (algorithm === 'Ed25519') return { algorithm, bytes: x }
  const y = fromBase64url(key.y ?? '')
  if (!y || y.length === 0) return refuse('The key has no coordinates.')
  return { algorithm, bytes: concat(Uint8Array.of(2 + ((y[y.length - 1] ?? 0) & 1)), x) }
}

/**
 * The key of a `publicKeyJwk`, with the members that matter to a signature.
 *
 * @throws OpenBadgesError `DID_KEY_FORMAT` when it is private, symmetric, of an unknown kind, for another use or algorithm,
 * not a point of its curve, or RSA of less than 2,048 bits
 */
export function fromJwk(jwk: Readonly<Record<string, unknown>>): PublicKey {
  if ('d' in jwk || 'k' in jwk || typeof jwk.kty !== 'string') return refuse('This is not a public key.')
  const { kty, crv, x, y, n, e } = jwk as Readonly<Record<string, string | undefined>>
  const key = Object.fromEntries(
    Object.entries({ kty, crv, x, y, n, e }).filter(([, value]) => typeof value === 'string'),
  ) as unknown as PublicJwk
  const algorithm = algorithmOf(key)
  const reason = refuseJwk(key, algorithm, jwk)
  if (reason !== undefined) return refuse(reason)
  return algorithm === 'Ed25519' ? fromMultikey(toMultikey(key)) : key
}
