import { laidOutDocument } from '../credential/prepared.ts'
import type { UnsignedCredential } from '../documents.ts'
import { isObject, type JsonObject } from '../json.ts'
import { type TextHash, textHash } from '../proof/pair.ts'
import type { Parsed, VerifyContext } from './context.ts'
import { type Pattern, patternOf } from './pattern.ts'
import { issuerOf, PASS } from './run.ts'

/** What was learned from valid credentials. */
export interface Patterns {
  /** The document of a text that fits a pattern. */
  find(text: string): Parsed | undefined
  /** Makes a pattern of the second valid credential of a kind: one issuer, one achievement, the same places. May throw what a port throws. */
  learn(text: string, parsed: Parsed): Promise<void>
}

const MOST = 32

/** None yet; the 32 used last are kept. */
export function noPatterns({ canonicalizer, crypto }: Pick<VerifyContext, 'canonicalizer' | 'crypto'>): Patterns {
  const patterns: Pattern[] = []
  /** How often each kind was met that fitted no pattern. */
  const met = new Map<string, number>()
  let hash: TextHash | undefined

  /** The second, the fourth, the eighth: a pattern that was lost is made again. */
  function isDue(document: JsonObject): boolean {
    const kind = kindOf(document)
    const times = (met.get(kind) ?? 0) + 1
    met.set(kind, times)
    if (met.size > MOST) met.delete(met.keys().next().value as string)
    return times > 1 && (times & (times - 1)) === 0
  }

  return {
    find(text) {
      for (const [i, pattern] of patterns.entries()) {
        const found = pattern.read(text)
        if (!found) continue
        if (i > 0) patterns.unshift(...patterns.splice(i, 1))
        return { form: 'embedded', standard: 'ob3', outcome: PASS, ...found }
      }
      return undefined
    },
    async learn(text, { document, seen }) {
      // What is written in another way than ours says nothing of its kind.
      if (!document || !seen || JSON.stringify(document) !== text || !isDue(document)) return
      hash ??= await textHash(crypto)
      const made = await patternOf({ text, document, seen }, { canonicalizer, hash })
      // Others may have made it meanwhile.
      if (made?.read(text) && !patterns.some((pattern) => pattern.read(text))) patterns.unshift(made)
      patterns.splice(MOST)
    },
  }
}

/** Issuer, achievement, and which places there are. */
function kindOf(document: JsonObject): string {
  const { credentialSubject: subject } = document
  const achievement = isObject(subject) && isObject(subject.achievement) ? subject.achievement.id : undefined
  const { places } = laidOutDocument(document as UnsignedCredential)
  return [issuerOf(document), String(achievement), ...places.map(({ path }) => path)].join(' ')
}
