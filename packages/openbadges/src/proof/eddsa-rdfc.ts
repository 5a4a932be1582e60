import { algorithmOf } from '../did/multikey.ts'
import { proofConfig, signingInput } from './config.ts'
import { ed25519Signature } from './ed25519.ts'
import { codeUnitOrder } from './order.ts'
import type { Suite, SuiteAnswer, SuiteInput } from './suite.ts'

/** W3C Data Integrity EdDSA Cryptosuites 1.0, eddsa-rdfc-2022: Ed25519 over the hashes of two canonical forms. */
export const EDDSA_RDFC_2022: Suite = { type: 'DataIntegrityProof', cryptosuite: 'eddsa-rdfc-2022', verify }

async function verify(input: SuiteInput): Promise<SuiteAnswer> {
  const { proof, key, canonicalizer, crypto } = input
  if (algorithmOf(key) !== 'Ed25519') return 'wrong-key'
  const signature = ed25519Signature(proof.proofValue)
  if (!signature) return 'malformed'
  const config = proofConfig(proof, input.document)
  const isGood = async (document: string) =>
    crypto.verify('Ed25519', key, await signingInput({ document, config, canonicalizer, crypto }), signature)
  const document = await input.canonical()
  if (await isGood(document)) return 'good'
  const other = codeUnitOrder(document)
  return other !== document && (await isGood(other)) ? 'good-other-order' : 'bad'
}
