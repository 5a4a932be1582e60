import type jsonld from 'jsonld'
import type { JsonObject } from '../json.ts'
import type { Canonicalizer, ContextSet } from '../ports.ts'
import { MAX_BLANKS, MAX_ITERATIONS, MAX_QUADS, MAX_TOTAL } from './limits.ts'
import { codePointOrder } from './order.ts'
import { CanonRefused } from './refused.ts'

/**
 * The same canonical form by other people's code: jsonld in safe mode, then rdf-canonize. Slow, and independent of this package's own
 * expansion and labelling: what a second look at a signed document should use.
 *
 * `canonize` throws OpenBadgesError `OB_CANON_FAILED` as {@link generalCanonicalizer} does.
 */
export function referenceCanonicalizer(contexts: ContextSet): Canonicalizer {
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
  const options = { documentLoader, safe: true, base: null }
  let dataset: object[]
  try {
    const expanded = await processor.expand(document, options)
    // What it refers to by an empty identifier the processor leaves out, and says nothing of it.
    if (refersToNothing(expanded)) throw new CanonRefused('term', '@id')
    const written = { rdfDirection: 'i18n-datatype', produceGeneralizedRdf: false }
    dataset = await processor.toRDF(expanded, { ...options, ...written, skipExpansion: true })
  } catch (cause) {
    throw refusal(cause)
  }
  checkLimits(dataset as readonly Quad[])
  return dataset
}

function refersToNothing(expanded: unknown): boolean {
  if (typeof expanded !== 'object' || expanded === null || '@value' in expanded) return false
  return Object.entries(expanded).some(([key, member]) => (key === '@id' ? member === '' : refersToNothing(member)))
}

async function ordered(dataset: object[]): Promise<string> {
  const { canonize } = await import('rdf-canonize')
  try {
    return await canonize(dataset, {
      algorithm: 'RDFC-1.0',
      format: 'application/n-quads',
      maxDeepIterations: MAX_ITERATIONS,
    })
  } catch (cause) {
    throw new CanonRefused('limit', (cause as Error).message)
  }
}

type Quad = Record<'subject' | 'object' | 'graph', { termType: string; value: string }>

/** Refuses more quads or blank nodes than are ordered here. @internal */
export function checkLimits(dataset: readonly Quad[]): void {
  const graphs = new Map<string, Quad[]>()
  for (const quad of dataset) {
    const quads = graphs.get(quad.graph.value)
    if (quads) quads.push(quad)
    else graphs.set(quad.graph.value, [quad])
  }
  for (const quads of graphs.values()) {
    if (quads.length > MAX_QUADS || dataset.length > MAX_TOTAL) throw new CanonRefused('limit', 'quads')
    if (blanksIn(quads).size > MAX_BLANKS) throw new CanonRefused('limit', 'blank nodes')
  }
}

function blanksIn(quads: readonly Quad[]): ReadonlySet<string> {
  const terms = quads.flatMap(({ subject, object }) => [subject, object])
  return new Set(terms.filter((term) => term.termType === 'BlankNode').map((term) => term.value))
}

interface JsonLdProblem {
  message: string
  details?: { event?: { code?: string; details?: Record<string, unknown> }; cause?: unknown }
}

function refusal(cause: unknown): CanonRefused {
  if (cause instanceof CanonRefused) return cause
  const problem = cause as JsonLdProblem
  if (problem.details?.cause instanceof CanonRefused) return problem.details.cause
  const event = problem.details?.event
  if (!event) return new CanonRefused('other', problem.message)
  const seen = { ...event.details }
  const named = seen.property ?? seen.type ?? seen.id ?? seen.relativeref ?? seen.value ?? event.code
  return new CanonRefused('term', typeof named === 'string' ? named : String(event.code))
}
