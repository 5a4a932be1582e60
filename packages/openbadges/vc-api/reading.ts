import {
  type Canonicalizer,
  type ContextSet,
  fastCanonicalizer,
  generalCanonicalizer,
  type JsonObject,
} from '../src/index.ts'
import { asList, isObject, isString, type JsonValue } from '../src/json.ts'
import { exampleCanonicalizer, exampleContexts } from './examples.ts'

/** A document and what it is read with. */
export interface Reading {
  readonly document: JsonObject
  readonly contexts: ContextSet
  readonly canonicalizer: Canonicalizer
}

const NAME = 'urn:vocabulary:'

/**
 * A document as this server reads it. The library refuses `@vocab` written into a document, because it gives every slip of the pen a meaning. The published vectors of
 * ecdsa-sd-2023 have one all the same. Here it is put among the contexts under a name of its own, which stands in its place: for a proof
 * over canonical N-Quads, where no context is part of what is signed, that changes nothing. `asWritten` is for the other proofs.
 */
export function readingOf(document: JsonObject, asWritten = isSignedAsWritten(document)): Reading {
  const list = document['@context']
  const vocabularies =
    Array.isArray(list) && !asWritten ? list.flatMap((one: JsonValue) => vocabularyOf(one) ?? []) : []
  if (vocabularies.length === 0 || !Array.isArray(list))
    return { document, contexts: exampleContexts, canonicalizer: exampleCanonicalizer }
  const contexts = new Map([
    ...exampleContexts,
    ...vocabularies.map((url) => [NAME + url, { '@context': { '@vocab': url } }] as const),
  ])
  const named = list.map((one: JsonValue) => {
    const url = vocabularyOf(one)
    return url === undefined ? one : NAME + url
  })
  return {
    document: { ...document, '@context': named },
    contexts,
    canonicalizer: fastCanonicalizer(contexts, generalCanonicalizer(contexts)),
  }
}

function vocabularyOf(context: JsonValue): string | undefined {
  if (!isObject(context) || Object.keys(context).length !== 1) return undefined
  const url = context['@vocab']
  return isString(url) && /^https?:\/\/\S+$/.test(url) ? url : undefined
}

// What is signed is the text of the document itself.
function isSignedAsWritten({ proof }: JsonObject): boolean {
  return asList(proof).some((one) => isObject(one) && String(one.cryptosuite).includes('-jcs-'))
}
