import { CANONICAL, hashedSuite } from './hashed.ts'

/**
 * Ed25519Signature2020, the suite before Data Integrity 1.0: the same hashes as eddsa-rdfc-2022 under a type of its own, which the
 * context `https://w3id.org/security/suites/ed25519-2020/v1` defines. Without that context in the document the type means nothing.
 */
export const ED25519_SIGNATURE_2020 = hashedSuite({
  type: 'Ed25519Signature2020',
  algorithms: ['Ed25519'],
  ...CANONICAL,
})
