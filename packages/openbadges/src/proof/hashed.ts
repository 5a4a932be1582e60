import { algorithmOf } from '../did/multikey.ts'
import type { JsonObject } from '../json.ts'
import type { Algorithm, Canonicalizer } from '../ports.ts'
import { hashPair, proofConfig } from './config.ts'
import { canonicalForm } from './form.ts'
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
  /** The texts as this suite writes them; undefined when proof and document do not belong together. */
  texts(input: TextsInput): Promise<Texts | undefined>
  /** The text of the document as other implementations may have written it. */
  otherwise?(document: string): string
}

/** The suite with its check: a key and a signature of the right kind, over the texts as they should be or as others write them. */
export function hashedSuite(made: Omit<HashedSuite, 'verify'>): HashedSuite {
  return { ...made, verify: (input) => verify(made, input) }
}

async function verify(suite: Omit<HashedSuite, 'verify'>, input: SuiteInput): Promise<SuiteAnswer> {
  const { proof, key, crypto } = input
  const algorithm = algorithmOf(key)
  if (!suite.algorithms.includes(algorithm)) return 'wrong-key'
  const signature = signatureIn(proof.proofValue, algorithm)
  if (!signature) return 'malformed'
  if (input.hashes) return (await crypto.verify(algorithm, key, await input.hashes(), signature)) ? 'good' : 'bad'
  const texts = await suite.texts({ ...input, algorithm })
  if (!texts) return 'bad'
  const isGood = async (text: string) =>
    crypto.verify(algorithm, key, await hashPair(texts.config, text, crypto, hashFor(algorithm)), signature)
  if (await isGood(texts.document)) return 'good'
  const other = suite.otherwise?.(texts.document) ?? texts.document
  return other !== texts.document && (await isGood(other)) ? 'good-other-order' : 'bad'
}

/** The hash that goes with a key: both texts are hashed with it. */
export function hashFor(algorithm: Algorithm): 'SHA-256' | 'SHA-384' {
  return algorithm === 'ES384' ? 'SHA-384' : 'SHA-256'
}

/** How the suites of canonical N-Quads write: lines sorted by code points, and by UTF-16 units where others did so. */
export const CANONICAL: Pick<HashedSuite, 'texts' | 'otherwise'> = { texts: canonicalTexts, otherwise: codeUnitOrder }

// The proof is read by the contexts of the document.
async function canonicalTexts(input: TextsInput): Promise<Texts> {
  const { proof, document, algorithm, canonicalizer } = input
  return {
    config: labelledFor(algorithm, await canonicalForm(proofConfig(proof, document), canonicalizer)),
    document: labelledFor(algorithm, await input.canonical()),
  }
}
