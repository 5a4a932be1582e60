import { isObject, type JsonObject, visit } from '../json.ts'
import type { Canonicalizer, ContextSet } from '../ports.ts'
import { comparedForm } from './compiled.ts'
import { MAX_REFERENCE_NODES } from './limits.ts'
import { codePointOrder } from './order.ts'
import { Contexts } from './reading.ts'
import { referenceCanonicalizer } from './reference.ts'
import { CanonRefused } from './refused.ts'

/**
 * JSON-LD 1.1 in safe mode, then RDFC-1.0, with the pinned contexts only: no URL is ever fetched. Expands and labels by itself, several
 * times faster than a processor that copies contexts; a document with anything unusual goes to the reference path, which is loaded then.
 *
 * `canonize` throws OpenBadgesError `OB_CANON_FAILED` (`path` names the property or URL) for an undefined term, a relative IRI,
 * a context that is not in the set, more than 5,000 quads or 256 blank nodes in one graph, or a graph built to exhaust the algorithm.
 */
export function generalCanonicalizer(contexts: ContextSet): Canonicalizer {
  const read = new Contexts(contexts)
  const reference = referenceCanonicalizer(contexts)
  return {
    async canonize(document) {
      const text = comparedForm(document, read)
      if (text !== undefined) return codePointOrder(text)
      if (isLarge(document)) throw new CanonRefused('limit', 'nodes')
      return await reference.canonize(document)
    },
  }
}

// A full processor takes a good part of a millisecond for every node.
function isLarge(document: JsonObject): boolean {
  let nodes = 0
  visit(document, (value) => {
    if (isObject(value)) nodes++
  })
  return nodes > MAX_REFERENCE_NODES
}
