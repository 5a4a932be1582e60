import type { JsonObject } from '../json.ts'
import { EDDSA_RDFC_2022 } from './eddsa-rdfc.ts'
import type { Suite } from './suite.ts'

/** The suites this package verifies. */
export const SUITES: readonly Suite[] = [EDDSA_RDFC_2022]

/** The suite a proof names: its type and, for DataIntegrityProof alone, its cryptosuite. */
export function suiteOf(proof: JsonObject): Suite | undefined {
  return SUITES.find(({ type, cryptosuite }) => proof.type === type && proof.cryptosuite === cryptosuite)
}
