import { fromBase64url } from '../encoding/base64url.ts'
import type { Algorithm, PublicJwk } from '../ports.ts'
import { isOnCurve } from './curve.ts'

const FAMILIES: Readonly<Record<Algorithm, string>> = {
  Ed25519: 'OKP',
  ES256: 'EC',
  ES384: 'EC',
  ES512: 'EC',
  RS256: 'RSA',
}
const MIN_RSA_BITS = 2_048
// Longer ones only make others work: a signature under 8,192 bits takes ten times as long as one under 2,048.
const MAX_RSA_BITS = 8_192
const MAX_EXPONENT_BYTES = 8

/** Why a public JSON Web Key cannot be the key of an algorithm, or undefined; `stated` is the whole of what was given. */
export function refuseJwk(
  key: PublicJwk,
  algorithm: Algorithm,
  stated: Readonly<Record<string, unknown>>,
): string | undefined {
  if (key.kty !== FAMILIES[algorithm]) return 'The family of the key does not fit its curve.'
  if (stated.use !== undefined && stated.use !== 'sig') return 'The key is not for signatures.'
  const names = algorithm === 'Ed25519' ? ['Ed25519', 'EdDSA'] : [algorithm]
  if (stated.alg !== undefined && !names.includes(String(stated.alg))) return 'The key is for another algorithm.'
  if (algorithm === 'RS256') return refuseRsa(key)
  if (algorithm === 'Ed25519') return undefined
  const [x, y] = [bytesOf(key.x), bytesOf(key.y)]
  return isOnCurve(algorithm, x, y) ? undefined : 'The point is not on its curve.'
}

function bytesOf(text: string | undefined): Uint8Array {
  return fromBase64url(text ?? '') ?? new Uint8Array()
}

function refuseRsa({ n, e }: PublicJwk): string | undefined {
  const [modulus, exponent] = [bytesOf(n), bytesOf(e)]
  const bits = modulus.length * 8 - Math.clz32(modulus[0] ?? 0) + 24
  if (modulus[0] === 0 || bits < MIN_RSA_BITS || bits > MAX_RSA_BITS)
    return `The modulus has not ${MIN_RSA_BITS} to ${MAX_RSA_BITS} bits.`
  const last = exponent[exponent.length - 1] ?? 0
  const isOrdinary = exponent.length <= MAX_EXPONENT_BYTES && last % 2 === 1 && !(exponent.length === 1 && last < 3)
  return isOrdinary ? undefined : 'The exponent is not an ordinary one.'
}
