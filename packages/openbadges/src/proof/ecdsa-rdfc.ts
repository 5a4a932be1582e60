import { CANONICAL, hashedSuite } from './hashed.ts'

/**
 * W3C Data Integrity ECDSA Cryptosuites 1.0, ecdsa-rdfc-2019: P-256 with SHA-256 or P-384 with SHA-384, for labels, hashes and
 * signature alike.
 */
export const ECDSA_RDFC_2019 = hashedSuite({
  type: 'DataIntegrityProof',
  cryptosuite: 'ecdsa-rdfc-2019',
  algorithms: ['ES256', 'ES384'],
  ...CANONICAL,
})
