import type { JsonObject } from '../json.ts'
import { ECDSA_RDFC_2019 } from './ecdsa-rdfc.ts'
import { ED25519_SIGNATURE_2020 } from './ed25519-2020.ts'
import { EDDSA_RDFC_2022 } from './eddsa-rdfc.ts'
import { ECDSA_JCS_2019, EDDSA_JCS_2022 } from './jcs.ts'
import { ECDSA_SD_2023 } from './sd/check.ts'
import type { Suite } from './suite.ts'

/** The suites this package verifies. */
export const SUITES: readonly Suite[] = [
  EDDSA_RDFC_2022,
  EDDSA_JCS_2022,
  ECDSA_RDFC_2019,
  ECDSA_JCS_2019,
  ECDSA_SD_2023,
  ED25519_SIGNATURE_2020,
]

/** The suite a proof names: its type and, for DataIntegrityProof alone, its cryptosuite. */
export function suiteOf(proof: JsonObject): Suite | undefined {
  return SUITES.find(({ type, cryptosuite }) => proof.type === type && proof.cryptosuite === cryptosuite)
}
