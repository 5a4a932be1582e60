import { dateTime } from '../credential/text.ts'
import type { SignedCredential, UnsignedCredential } from '../documents.ts'
import { base58 } from '../encoding/base58.ts'
import { OpenBadgesError } from '../errors.ts'
import { idOf, type JsonObject } from '../json.ts'
import type { Canonicalizer, Crypto, Signer } from '../ports.ts'
import { proofConfig, signingInput } from './config.ts'
import { isAmbiguous } from './order.ts'

/** Input of {@link signEmbedded}. `created` is cut to whole seconds. */
export interface SignInput {
  readonly unsigned: UnsignedCredential
  readonly signer: Signer
  readonly created: Date
  readonly canonicalizer: Canonicalizer
  readonly crypto: Crypto
}

/**
 * Signs with one embedded Data Integrity proof, cryptosuite eddsa-rdfc-2022. The same input gives the same bytes.
 *
 * @throws OpenBadgesError `OB_SIGNER_MISMATCH` (not an Ed25519 signer, or its id does not belong to the issuer), `OB_CANON_FAILED`,
 * `OB_CANON_AMBIGUOUS` (implementations could sort this text differently), `OB_SIGN_FAILED` (the signer failed or gave no 64 bytes).
 */
export async function signEmbedded(input: SignInput): Promise<SignedCredential> {
  const { unsigned, signer, canonicalizer, crypto } = input
  checkSigner(unsigned, signer)
  const document = await canonicalizer.canonize(unsigned)
  if (isAmbiguous(document))
    throw new OpenBadgesError('OB_CANON_AMBIGUOUS', 'The sort order of this text is not the same everywhere.')
  const proof = proofBy(signer.id, dateTime(input.created, '/proof/0/created'))
  const data = await signingInput({ document, config: proofConfig(proof, unsigned), canonicalizer, crypto })
  const proofValue = `z${base58(await signatureOf(signer, data))}`
  return { ...unsigned, proof: [{ ...proof, proofValue }] } as unknown as SignedCredential
}

/** The proof before it has its value. */
export function proofBy(keyId: string, created: string): JsonObject {
  return {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-rdfc-2022',
    created,
    verificationMethod: keyId,
    proofPurpose: 'assertionMethod',
  }
}

/** Whether a key may sign a document. @throws OpenBadgesError `OB_SIGNER_MISMATCH`, `OB_SIGN_FAILED` */
export function checkSigner(unsigned: UnsignedCredential, signer: Signer): void {
  if (signer.algorithm !== 'Ed25519')
    throw new OpenBadgesError('OB_SIGNER_MISMATCH', 'eddsa-rdfc-2022 needs an Ed25519 key.')
  if (unsigned.proof !== undefined)
    throw new OpenBadgesError('OB_SIGN_FAILED', 'The document has a proof already.', '/proof')
  if (signer.id.split('#')[0] !== idOf(unsigned.issuer))
    throw new OpenBadgesError('OB_SIGNER_MISMATCH', 'The key belongs to another issuer.', '/issuer')
}

/** 64 bytes, or the error that says why not. */
export async function signatureOf(signer: Signer, data: Uint8Array): Promise<Uint8Array> {
  let signature: Uint8Array
  try {
    signature = await signer.sign(data)
  } catch (cause) {
    throw new OpenBadgesError('OB_SIGN_FAILED', cause instanceof Error ? cause.message : 'The signer failed.')
  }
  if (signature.length !== 64)
    throw new OpenBadgesError('OB_SIGN_FAILED', `An Ed25519 signature has 64 bytes, not ${signature.length}.`)
  return signature
}
