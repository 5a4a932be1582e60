import type { JsonObject } from '../json.ts'
import type { Canonicalizer, Crypto, PublicKey } from '../ports.ts'
import type { Digest } from './pair.ts'

/** What a suite judges: one proof over one document, with the key that was found for it. */
export interface SuiteInput {
  readonly proof: JsonObject
  /** What was signed: the document without its proofs or, in a chain, with the earlier proofs it names. */
  readonly document: JsonObject
  readonly key: PublicKey
  /** Canonical N-Quads of `document`, made once. May throw OpenBadgesError `OB_CANON_FAILED`. */
  readonly canonical: () => Promise<string>
  /** What the suites of two hashes sign, where it is known beforehand. */
  readonly hashes?: (() => Digest) | undefined
  readonly canonicalizer: Canonicalizer
  readonly crypto: Crypto
}

/**
 * `good`: it is the signature of this document by this key. `good-other-order`: it is, over lines sorted by UTF-16 units.
 * `bad`: it is not. `malformed`: the value has not the form of this suite. `wrong-key`: the key is of another kind.
 * `wrong-pointers`: the disclosed parts do not fit what was signed (selective disclosure only).
 */
export type SuiteAnswer = 'good' | 'good-other-order' | 'bad' | 'malformed' | 'wrong-key' | 'wrong-pointers'

/** One way of making an embedded proof. Purpose, times, chains and whose key it is are judged outside. */
export interface Suite {
  readonly type: string
  readonly cryptosuite?: string
  /** The JSON itself is signed, with its empty members, and not what it says as a graph. */
  readonly overText?: true
  /** @throws OpenBadgesError `OB_CANON_FAILED` when there is no canonical form; nothing else */
  verify(input: SuiteInput): Promise<SuiteAnswer>
}
