import type { JsonObject } from '../json.ts'
import type { Canonicalizer, ContextSet } from '../ports.ts'
import { labelled } from './blank.ts'
import { isAmbiguous } from './order.ts'
import { rootTable } from './tables.ts'
import { type Scopes, scopesOf, walk } from './walk.ts'

/**
 * Compiled contexts: one walk over the JSON instead of a JSON-LD expansion, for documents of the pinned vocabularies.
 * Whatever is not plainly ours (lists, graphs, raw JSON, unknown terms, equal blank nodes, ambiguous order) goes to `fallback`,
 * which alone may refuse a document. `counts()` tells how often each path answered.
 */
export function fastCanonicalizer(
  contexts: ContextSet,
  fallback: Canonicalizer,
): Canonicalizer & { counts(): { fast: number; fallback: number } } {
  const counts = { fast: 0, fallback: 0 }
  const roots = new Map<string, Scopes | undefined>()
  function scopes(urls: readonly string[]): Scopes | undefined {
    const key = urls.join(' ')
    if (!roots.has(key)) {
      const table = rootTable(urls, contexts)
      roots.set(key, table && scopesOf(table))
    }
    return roots.get(key)
  }
  return {
    async canonize(document) {
      const text = compiled(document, scopes)
      counts[text === undefined ? 'fallback' : 'fast']++
      return text ?? (await fallback.canonize(document))
    },
    counts: () => ({ ...counts }),
  }
}

function compiled(document: JsonObject, scopes: (urls: readonly string[]) => Scopes | undefined): string | undefined {
  const urls = document['@context']
  if (!Array.isArray(urls) || !urls.every((url) => typeof url === 'string')) return undefined
  const found = scopes(urls as string[])
  const graph = found && walk(document, found)
  const text = graph && labelled(graph)
  return text === undefined || isAmbiguous(text) ? undefined : text
}
