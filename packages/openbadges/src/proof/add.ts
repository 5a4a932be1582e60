import { dateTime } from '../credential/text.ts'
import type { SignedCredential } from '../documents.ts'
import { base58 } from '../encoding/base58.ts'
import { hex } from '../encoding/text.ts'
import { OpenBadgesError } from '../errors.ts'
import { asList, type JsonObject } from '../json.ts'
import type { Canonicalizer, Crypto, Signer } from '../ports.ts'
import { earlierProofs } from './chain.ts'
import { hashPair, withoutProof } from './config.ts'
import { ECDSA_RDFC_2019 } from './ecdsa-rdfc.ts'
import { isCanonicalEd25519 } from './ed25519.ts'
import { EDDSA_RDFC_2022 } from './eddsa-rdfc.ts'
import { type HashedSuite, hashFor } from './hashed.ts'
import { isAmbiguous } from './order.ts'
import { isP1363 } from './p1363.ts'

/** Input of {@link addProof}. `created` is cut to whole seconds. */
export interface AddProofInput {
  readonly signed: SignedCredential
  readonly signer: Signer
  readonly created: Date
  /** The ids of the proofs that this one also signs; without them it stands beside the others. */
  readonly previousProof?: string | readonly string[]
  readonly canonicalizer: Canonicalizer
  readonly crypto: Crypto
}

/**
 * Adds one proof to a signed document (Data Integrity 1.0, sections 4.3 and 4.4): beside the others as a set, or over the proofs named
 * in `previousProof` as a chain. eddsa-rdfc-2022 with an Ed25519 key, ecdsa-rdfc-2019 with P-256 or P-384. The new proof has an id
 * (`urn:uuid:`, from the random port), so that later ones can name it. The proofs that are there stay as they are, and are not verified.
 *
 * @throws OpenBadgesError `OB_SIGNER_MISMATCH` (no suite for this key), `OB_SIGN_FAILED` (the signer failed, or a name in `previousProof`
 * is not the id of exactly one proof), `OB_CANON_FAILED`, `OB_CANON_AMBIGUOUS`, `OB_DRAFT_INVALID` (`created` is no date).
 */
export async function addProof(input: AddProofInput): Promise<SignedCredential> {
  const { signed, signer, previousProof, canonicalizer, crypto } = input
  const suite = [EDDSA_RDFC_2022, ECDSA_RDFC_2019].find(({ algorithms }) => algorithms.includes(signer.algorithm))
  if (!suite) throw new OpenBadgesError('OB_SIGNER_MISMATCH', `No proof is added with a key for ${signer.algorithm}.`)
  const document = { ...withoutProof(signed), ...named(signed, previousProof) }
  const proofs = asList(signed.proof)
  const proof = {
    id: newId(crypto),
    created: dateTime(input.created, `/proof/${proofs.length}/created`),
    ...(previousProof === undefined ? {} : { previousProof }),
  }
  const added = await proofWith(suite, { document, proof, signer, canonicalizer, crypto })
  return { ...signed, proof: [...proofs, added] } as unknown as SignedCredential
}

function named(signed: JsonObject, previous: AddProofInput['previousProof']): { proof?: readonly JsonObject[] } {
  if (previous === undefined) return {}
  const proof = earlierProofs(signed.proof, previous)
  if (!proof)
    throw new OpenBadgesError('OB_SIGN_FAILED', 'A name is not the id of exactly one proof.', '/proof/previousProof')
  return { proof }
}

// RFC 9562, version 4.
function newId(crypto: Crypto): string {
  const bytes = Uint8Array.from(crypto.random(16), (byte, i) =>
    i === 6 ? (byte & 0x0f) | 0x40 : i === 8 ? (byte & 0x3f) | 0x80 : byte,
  )
  return `urn:uuid:${hex(bytes).replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')}`
}

/** What {@link proofWith} signs. `proof` holds `created` and what else the proof states besides suite, key and purpose. */
export interface ProofInput {
  readonly document: JsonObject
  readonly proof: JsonObject
  readonly signer: Signer
  readonly canonicalizer: Canonicalizer
  readonly crypto: Crypto
}

/**
 * One proof by any suite that hashes, over a document without proofs or, in a chain, with the earlier ones.
 *
 * @throws OpenBadgesError as {@link addProof}
 * @internal
 */
export async function proofWith(suite: HashedSuite, input: ProofInput): Promise<JsonObject> {
  const { document, signer, canonicalizer, crypto } = input
  const { algorithm } = signer
  if (!suite.algorithms.includes(algorithm))
    throw new OpenBadgesError('OB_SIGNER_MISMATCH', `This kind of proof is not made with a key for ${algorithm}.`)
  const proof: JsonObject = {
    type: suite.type,
    ...(suite.cryptosuite === undefined ? {} : { cryptosuite: suite.cryptosuite }),
    ...input.proof,
    verificationMethod: signer.id,
    proofPurpose: 'assertionMethod',
    ...(suite.repeatsContext ? { '@context': document['@context'] } : {}),
  }
  const canonical = () => canonicalizer.canonize(document)
  const texts = await suite.texts({ proof, document, algorithm, canonical, canonicalizer })
  if (!texts || isAmbiguous(texts.document))
    throw new OpenBadgesError('OB_CANON_AMBIGUOUS', 'The sort order of this text is not the same everywhere.')
  const data = await hashPair(texts.config, texts.document, crypto, hashFor(algorithm))
  return { ...proof, proofValue: `z${base58(await signedBy(signer, data))}` }
}

async function signedBy(signer: Signer, data: Uint8Array): Promise<Uint8Array> {
  const signature = await signer.sign(data).catch((cause: unknown) => {
    throw new OpenBadgesError('OB_SIGN_FAILED', cause instanceof Error ? cause.message : 'The signer failed.')
  })
  const isWhole = signer.algorithm === 'Ed25519' ? isCanonicalEd25519(signature) : isP1363(signer.algorithm, signature)
  if (!isWhole) throw new OpenBadgesError('OB_SIGN_FAILED', 'The signer gave no signature of its kind.')
  return signature
}
