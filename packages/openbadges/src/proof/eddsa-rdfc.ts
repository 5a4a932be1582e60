import { CANONICAL, hashedSuite } from './hashed.ts'

/** W3C Data Integrity EdDSA Cryptosuites 1.0, eddsa-rdfc-2022: Ed25519 over the hashes of two canonical forms. */
export const EDDSA_RDFC_2022 = hashedSuite({
  type: 'DataIntegrityProof',
  cryptosuite: 'eddsa-rdfc-2022',
  algorithms: ['Ed25519'],
  ...CANONICAL,
})
