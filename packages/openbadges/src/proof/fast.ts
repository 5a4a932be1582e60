import type { JsonObject } from '../json.ts'
import type { Canonicalizer, ContextSet } from '../ports.ts'
import { plainForm } from './compiled.ts'
import { Contexts } from './reading.ts'

/** What {@link fastCanonicalizer} makes; `counts()` tells how often each path answered. */
export interface FastCanonicalizer extends Canonicalizer {
  counts(): { fast: number; fallback: number }
  /** The canonical form at once, or undefined when the fallback has to answer. @internal */
  canonizeNow(document: JsonObject): string | undefined
  /** The canonical form, at once when the fallback has not to be asked; `hash` is SHA-256 in hexadecimal. @internal */
  sooner(document: JsonObject, hash?: (text: string) => string): string | Promise<string>
}

/**
 * Compiled contexts: one walk over the JSON instead of a JSON-LD expansion, for documents of the pinned vocabularies.
 * Whatever leaves a question open (unknown terms, equal blank nodes, ambiguous order, contexts of a kind never seen) goes to `fallback`,
 * which alone may refuse a document.
 */
export function fastCanonicalizer(contexts: ContextSet, fallback: Canonicalizer): FastCanonicalizer {
  const counts = { fast: 0, fallback: 0 }
  const read = new Contexts(contexts)
  function canonizeNow(document: JsonObject, hash?: (text: string) => string): string | undefined {
    const text = plainForm(document, read, hash)
    counts[text === undefined ? 'fallback' : 'fast']++
    return text
  }
  return {
    async canonize(document) {
      return canonizeNow(document) ?? (await fallback.canonize(document))
    },
    canonizeNow: (document) => canonizeNow(document),
    sooner: (document, hash) => canonizeNow(document, hash) ?? fallback.canonize(document),
    counts: () => ({ ...counts }),
  }
}
