import type { JsonObject } from '../json.ts'
import { type Graph, keepOnce } from './graph.ts'
import { type Effort, effort } from './labels.ts'
import { DEEP_WORK } from './limits.ts'
import { NotMine, TooMuch } from './not-mine.ts'
import { isAmbiguous } from './order.ts'
import { labelsOf, plainLabels, textOf } from './rdfc.ts'
import type { Contexts } from './reading.ts'
import { quadsOf } from './walk.ts'

/**
 * The canonical form of a document that leaves no question open; otherwise undefined. Never throws for content.
 *
 * @param hash SHA-256 in hexadecimal
 */
export function plainForm(document: JsonObject, contexts: Contexts, hash?: Effort['hash']): string | undefined {
  try {
    const graph = quadsOf(document, contexts)
    const labels = isDoubtful(graph) ? undefined : plainLabels(graph, effort(Number.POSITIVE_INFINITY, hash))
    const text = labels && textOf(graph, labels)
    return text === undefined || (graph.high && isAmbiguous(text)) ? undefined : text
  } catch (cause) {
    if (cause instanceof NotMine || cause instanceof TooMuch) return undefined
    throw cause
  }
}

/**
 * The canonical form, alike blank nodes compared, lines in UTF-16 code unit order; undefined when only a full JSON-LD processor may judge.
 *
 * @throws CanonRefused `limit` for a document beyond the limits or built to exhaust the algorithm.
 */
export function comparedForm(document: JsonObject, contexts: Contexts): string | undefined {
  try {
    const graph = quadsOf(document, contexts)
    if (isDoubtful(graph)) return undefined
    return textOf(graph, labelsOf(graph, effort(DEEP_WORK + graph.blanks)))
  } catch (cause) {
    if (cause instanceof NotMine) return undefined
    throw cause
  }
}

// The number 15 and the text "15" of one datatype are one quad to RDFC-1.0, and two to jsonld, which compares JSON values.
function isDoubtful(graph: Graph): boolean {
  const dropped = keepOnce(graph)
  return graph.doubtful.size > 0 && dropped.some((line) => [...graph.doubtful].some((text) => line.includes(text)))
}
