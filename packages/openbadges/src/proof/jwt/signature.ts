import type { Algorithm } from '../../ports.ts'
import { isCanonicalEd25519 } from '../ed25519.ts'

// RFC 7518 section 3.4: r and s, each as long as a number below the order of the curve. DER is another form.
const LENGTHS: Readonly<Partial<Record<Algorithm, number>>> = { ES256: 64, ES384: 96, ES512: 132 }
const MIN_RSA_BYTES = 256

/** Whether these bytes have the one form that a signature of this algorithm has. */
export function hasSignatureForm(algorithm: Algorithm, signature: Uint8Array): boolean {
  if (algorithm === 'Ed25519') return isCanonicalEd25519(signature)
  if (algorithm === 'RS256') return signature.length >= MIN_RSA_BYTES
  return signature.length === LENGTHS[algorithm]
}
