import { fromBase58 } from '../encoding/base58.ts'
import { isString, type JsonValue } from '../json.ts'
import type { Algorithm } from '../ports.ts'
import { ed25519Signature } from './ed25519.ts'

/** Length of r and of s in bytes, and the order of the group (NIST SP 800-186). */
const GROUPS: Readonly<Partial<Record<Algorithm, readonly [size: number, order: bigint]>>> = {
  ES256: [32, 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n],
  ES384: [48, 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n],
}

/** Whether these are r || s of full length (IEEE P1363), both within 1 to n − 1. DER is another form and has another length. */
export function isP1363(algorithm: Algorithm, signature: Uint8Array): boolean {
  const [size, order] = GROUPS[algorithm] ?? [0, 0n]
  if (signature.length !== 2 * size) return false
  return [signature.subarray(0, size), signature.subarray(size)].every((half) => {
    const value = half.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)
    return value > 0n && value < order
  })
}

/** The signature in a `proofValue` in base58btc; undefined when it has not the one form a signature of this algorithm has. */
export function signatureIn(value: JsonValue | undefined, algorithm: Algorithm): Uint8Array | undefined {
  if (algorithm === 'Ed25519') return ed25519Signature(value)
  const bytes = isString(value) && value.startsWith('z') ? fromBase58(value.slice(1)) : undefined
  return bytes && isP1363(algorithm, bytes) ? bytes : undefined
}
