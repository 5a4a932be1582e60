import type jsonld from 'jsonld'
import { canonize } from 'rdf-canonize'
import type { JsonObject } from '../json.ts'
import type { Canonicalizer, ContextSet } from '../ports.ts'
import { codePointOrder } from './order.ts'
import { CanonRefused } from './refused.ts'

const MAX_QUADS = 5_000
const MAX_BLANK_NODES = 256

/**
 * JSON-LD 1.1 in safe mode, then RDFC-1.0, with the pinned contexts only: no URL is ever fetched.
 *
 * `canonize` throws OpenBadgesError `OB_CANON_FAILED` (`path` names the property or URL) for an undefined term, a relative IRI,
 * a context that is not in the set, more than 5,000 quads or 256 blank nodes, or a graph built to exhaust the algorithm.
 */
export function generalCanonicalizer(contexts: ContextSet): Canonicalizer {
  const documentLoader = async (url: string) => {
    const document = contexts.get(url)
    if (!document) throw new CanonRefused('context', url)
    return { contextUrl: null, documentUrl: url, document }
  }
  return {
    async canonize(document) {
      const dataset = await quads(document, documentLoader)
      return codePointOrder(await ordered(dataset))
    },
  }
}

async function quads(
  document: JsonObject,
  documentLoader: Parameters<typeof jsonld.toRDF>[1]['documentLoader'],
): Promise<object[]> {
  // Loaded when first asked: the package brings a whole HTTP client along, and a start does not wait for it.
  const { default: processor } = await import('jsonld')
  let dataset: object[]
  try {
    dataset = await processor.toRDF(document, {
      documentLoader,
      safe: true,
      base: null,
      rdfDirection: 'i18n-datatype',
      produceGeneralizedRdf: false,
    })
  } catch (cause) {
    throw refusal(cause)
  }
  if (dataset.length > MAX_QUADS) throw new CanonRefused('limit', `${dataset.length} quads`)
  if (blankNodes(dataset) > MAX_BLANK_NODES) throw new CanonRefused('limit', 'blank nodes')
  return dataset
}

async function ordered(dataset: object[]): Promise<string> {
  try {
    return await canonize(dataset, { algorithm: 'RDFC-1.0', format: 'application/n-quads' })
  } catch (cause) {
    throw new CanonRefused('limit', cause instanceof Error ? cause.message : 'canonicalization')
  }
}

function blankNodes(dataset: object[]): number {
  const labels = new Set<string>()
  for (const quad of dataset as Record<'subject' | 'object', { termType: string; value: string }>[])
    for (const term of [quad.subject, quad.object]) if (term.termType === 'BlankNode') labels.add(term.value)
  return labels.size
}

interface JsonLdProblem {
  message?: string
  details?: { event?: { code?: string; details?: Record<string, unknown> }; cause?: unknown }
}

function refusal(cause: unknown): CanonRefused {
  if (cause instanceof CanonRefused) return cause
  const problem = cause as JsonLdProblem
  if (problem.details?.cause instanceof CanonRefused) return problem.details.cause
  const event = problem.details?.event
  if (!event) return new CanonRefused('other', problem.message ?? 'JSON-LD')
  const seen = event.details ?? {}
  const named = seen.property ?? seen.type ?? seen.id ?? seen.relativeref ?? seen.value ?? event.code
  return new CanonRefused('term', typeof named === 'string' ? named : String(event.code))
}
