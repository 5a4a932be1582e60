import type { JsonObject } from '../../json.ts'
import type { Canonicalizer, Crypto } from '../../ports.ts'
import { codePointOrder } from '../order.ts'
import { labelledWithMap } from '../rdfc.ts'
import { CanonRefused } from '../refused.ts'
import { hmacLabels, labelsIn, linesOf, relabelled, signedLabel, sorted } from './labels.ts'
import { chosen } from './pointers.ts'
import { skolemized } from './skolem.ts'

/** A document as it was signed, line by line. */
export interface Whole {
  /** Canonical N-Quads with HMAC labels, in the order that numbers them. */
  readonly lines: readonly string[]
  /** What pointers choose. @throws OpenBadgesError `OB_DERIVE_POINTER` */
  choose(pointers: readonly string[]): Promise<Chosen>
}

/** Some of the lines. */
export interface Chosen {
  /** Their numbers, ascending. */
  readonly numbers: readonly number[]
  /** Their canonical form by themselves, as whoever gets only these will make it. */
  readonly canonical: string
  /** The HMAC of the label each blank node had in the whole, by its label (`c14n…`) in `canonical`. */
  readonly labels: ReadonlyMap<string, Uint8Array>
}

/** What {@link wholeOf} needs besides the document. */
export interface WholeInput {
  readonly hmacKey: Uint8Array
  readonly canonicalizer: Canonicalizer
  readonly crypto: Crypto
  /** How lines are sorted; by code points unless told. */
  readonly order?: (nquads: string) => string
}

/**
 * The lines of a document and what pointers choose among them (vc-di-ecdsa, section 3.4.9). The nodes get names, so that parts can be
 * found again; that this changed nothing is made sure by the canonical form.
 *
 * @throws OpenBadgesError `OB_CANON_FAILED`
 */
export async function wholeOf(document: JsonObject, input: WholeInput): Promise<Whole> {
  const { hmacKey, canonicalizer, crypto, order = codePointOrder } = input
  const named = skolemized(document)
  async function quadsOf(part: JsonObject): Promise<string> {
    const nquads = await canonicalizer.canonize(part)
    if (labelsIn(nquads).size > 0) throw new CanonRefused('other', 'a node or graph that cannot have a name')
    return named.blank(nquads)
  }
  const nquads = await quadsOf(named.document)
  const { text, labels } = labelledWithMap(nquads)
  if (codePointOrder(text) !== (await canonicalizer.canonize(document)))
    throw new CanonRefused('other', 'a value that is no node')
  const hmacs = await hmacLabels(labels.values(), hmacKey, crypto)
  const bytesOf = (own: string) => hmacs.get(labels.get(own) as string) as Uint8Array
  const signed = new Map([...labels.keys()].map((own) => [own, signedLabel(bytesOf(own))]))
  const lines = linesOf(order(sorted(relabelled(nquads, signed))))
  const numberOf = new Map(lines.map((line, i) => [line, i]))
  return {
    lines,
    async choose(pointers) {
      const part = chosen(named.document, pointers)
      const own = part ? await quadsOf(part) : ''
      const numbers = linesOf(relabelled(own, signed)).map((line) => numberOf.get(line))
      if (!numbers.every((one) => one !== undefined)) throw new CanonRefused('other', 'a part that is not in the whole')
      const made = labelledWithMap(own)
      return {
        numbers: numbers.sort((a, b) => a - b),
        canonical: codePointOrder(made.text),
        labels: new Map([...made.labels].map(([label, canonical]) => [canonical, bytesOf(label)])),
      }
    },
  }
}
