import { fastCanonicalizer, generalCanonicalizer, type JsonObject, verify } from '../src/index.ts'
import { CITIZENSHIP, CITIZENSHIP_TERMS } from './citizenship.ts'
import { contexts, crypto, fixtureJson, GOLDEN_NOW, material } from './support.ts'

/** The pinned contexts and those of the W3C's examples, which no product knows. */
export function exampleContexts() {
  return new Map<string, JsonObject>([
    ...contexts,
    ['https://www.w3.org/ns/credentials/examples/v2', fixtureJson('vc/context/credentials-examples-v2.jsonld')],
    [CITIZENSHIP, CITIZENSHIP_TERMS],
  ])
}

/** Verifies the proofs of a document in the vocabulary of the W3C's examples. */
export function exampleJudge(now = GOLDEN_NOW) {
  const examples = exampleContexts()
  const canonicalizer = fastCanonicalizer(examples, generalCanonicalizer(examples))
  const judge = (document: JsonObject) =>
    verify(document, {
      material: material(),
      now,
      crypto,
      contexts: examples,
      canonicalizer,
      options: { mode: 'proofOnly' },
    })
  return { judge, canonicalizer }
}
