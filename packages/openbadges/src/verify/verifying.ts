import { fromUtf8 } from '../encoding/text.ts'
import type { JsonObject } from '../json.ts'
import type { VerifyContext } from './context.ts'
import { parse } from './parse.ts'
import { noPatterns } from './patterns.ts'
import type { Report } from './report.ts'
import { internalReport } from './verdict.ts'
import { judged } from './verify.ts'

/** Input of {@link openVerifying}. */
export type VerifyingInput = Pick<VerifyContext, 'crypto' | 'contexts' | 'canonicalizer'>
type Input = Uint8Array | string | JsonObject

/** Verifies many credentials. */
export interface Verifying {
  /** What `verify` answers, sooner for a credential like those before. Never throws on content. */
  verify(input: Uint8Array | string | JsonObject, given: Omit<VerifyContext, keyof VerifyingInput>): Promise<Report>
  /** How many were read by a pattern, and how many the whole way. */
  counts(): { readonly pattern: number; readonly whole: number }
}

/** Longer than most credentials are, and far within every limit; what is learned from so much is learned soon. */
const MOST_TEXT = 16 * 1024
const BRACE = 123

/**
 * Prepares the verifying of many credentials. Of two valid ones of one achievement by one issuer a pattern is made, which fits those that
 * differ in an award's own texts alone (id, dates, subject, results, evidence, status): their form was judged, and what is left is what
 * follows it, from the key and the signature to the resources. A pattern only ever answers `valid`; everything else is judged the whole way.
 */
export function openVerifying(input: VerifyingInput): Verifying {
  const { crypto, contexts, canonicalizer } = input
  const patterns = noPatterns(input)
  const counts = { pattern: 0, whole: 0 }

  async function byPattern(text: string, context: VerifyContext): Promise<Report | undefined> {
    try {
      const familiar = patterns.find(text)
      const report = familiar && (await judged(familiar, context))
      return report?.verdict === 'valid' ? report : undefined
    } catch {
      // Whatever fails here, the whole way answers.
      return undefined
    }
  }

  async function wholeWay(given: Input, text: string | undefined, context: VerifyContext): Promise<Report> {
    const parsed = parse(given)
    const report = await judged(parsed, context)
    const teaches = parsed.form === 'embedded' && report.verdict === 'valid' && report.standard === 'ob3'
    // What fails while something is learned takes nothing from an answer that is made.
    if (teaches && text !== undefined) await patterns.learn(text, parsed).catch(() => undefined)
    return report
  }

  return {
    async verify(given, rest) {
      const context = { ...rest, crypto, contexts, canonicalizer }
      const text = rest.options?.mode === 'proofOnly' ? undefined : textOf(given)
      const report = text === undefined ? undefined : await byPattern(text, context)
      counts[report ? 'pattern' : 'whole']++
      return report ?? wholeWay(given, text, context).catch(internalReport)
    },
    counts: () => ({ ...counts }),
  }
}

/** What may be a credential as we write them, as text. */
function textOf(given: Input): string | undefined {
  if (typeof given === 'string') return given.length <= MOST_TEXT ? given : undefined
  if (!(given instanceof Uint8Array) || given.length > MOST_TEXT || given[0] !== BRACE) return undefined
  try {
    return fromUtf8(given)
  } catch {
    // The whole way says what is wrong with it.
    return undefined
  }
}
