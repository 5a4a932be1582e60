import { algorithmOf } from '../did/multikey.ts'
import type { JsonObject } from '../json.ts'
import type { Algorithm, Canonicalizer } from '../ports.ts'
import { hashPair, proofConfig } from './config.ts'
import { codeUnitOrder } from './order.ts'
import { signatureIn } from './p1363.ts'
import { labelledFor } from './relabel.ts'
import type { Suite, SuiteAnswer, SuiteInput } from './suite.ts'

/** What is hashed and then signed: the proof without its value, and the document. */
export interface Texts {
  readonly config: string
  readonly document: string
}

/** What the texts are made of. `proof` has no value yet, or one that is left out. */
export interface TextsInput {
  readonly proof: JsonObject
  readonly document: JsonObject
  readonly algorithm: Algorithm
  readonly canonical: () => Promise<string>
  readonly canonicalizer: Canonicalizer
}

/** A suite whose signature is over two hashes, of texts that differ from suite to suite. */
export interface HashedSuite extends Suite {
  /** Which keys sign. */
  readonly algorithms: readonly Algorithm[]
  /** Whether a proof repeats the contexts of the document, because the text of the proof is not read by them. */
  readonly repeatsContext?: true
  /** The texts as this suite writes them, then as other implementations may; none when proof and document do not belong together. */
  texts(input: TextsInput): Promise<readonly Texts[]>
}

/** The suite with its check: a key and a signature of the right kind, over the texts as they should be or as others write them. */
export function hashedSuite(made: Omit<HashedSuite, 'verify'>): HashedSuite {
  return { ...made, verify: (input) => verify(made, input) }
}

async function verify({ algorithms, texts }: Omit<HashedSuite, 'verify'>, input: SuiteInput): Promise<SuiteAnswer> {
  const { proof, key, crypto } = input
  const algorithm = algorithmOf(key)
  if (!algorithms.includes(algorithm)) return 'wrong-key'
  const signature = signatureIn(proof.proofValue, algorithm)
  if (!signature) return 'malformed'
  for (const [i, one] of (await texts({ ...input, algorithm })).entries()) {
    const data = await hashPair(one.config, one.document, crypto, hashFor(algorithm))
    if (await crypto.verify(algorithm, key, data, signature)) return i === 0 ? 'good' : 'good-other-order'
  }
  return 'bad'
}

/** The hash that goes with a key: both texts are hashed with it. */
export function hashFor(algorithm: Algorithm): 'SHA-256' | 'SHA-384' {
  return algorithm === 'ES384' ? 'SHA-384' : 'SHA-256'
}

/** Canonical N-Quads of both, the proof read by the contexts of the document; then with lines sorted by UTF-16 units. */
export async function canonicalTexts(input: TextsInput): Promise<readonly Texts[]> {
  const { proof, document: signed, algorithm, canonicalizer } = input
  const config = labelledFor(algorithm, await canonicalizer.canonize(proofConfig(proof, signed)))
  const document = labelledFor(algorithm, await input.canonical())
  const other = codeUnitOrder(document)
  return other === document ? [{ config, document }] : [document, other].map((text) => ({ config, document: text }))
}
