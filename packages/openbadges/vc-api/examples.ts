import { bundledContexts, type ContextSet, fastCanonicalizer, generalCanonicalizer } from '../src/index.ts'

const EXAMPLES = 'https://www.w3.org/ns/credentials/examples/v2'

/** The bundled contexts and, for the inputs of the public suites alone, the W3C's context of examples: it gives every word a meaning. */
export const exampleContexts: ContextSet = new Map([
  ...bundledContexts(),
  [EXAMPLES, { '@context': { '@vocab': 'https://www.w3.org/ns/credentials/examples#' } }],
])

export const exampleCanonicalizer = fastCanonicalizer(exampleContexts, generalCanonicalizer(exampleContexts))
