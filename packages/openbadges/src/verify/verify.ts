import type { JsonObject } from '../json.ts'
import type { Inner, JudgeContext, Parsed, VerifyContext } from './context.ts'
import { FORMS } from './forms.ts'
import { parse } from './parse.ts'
import type { Report } from './report.ts'
import { internalReport } from './verdict.ts'

/**
 * Judges a credential by the material at hand: JSON (bytes, text or object) or a baked PNG or SVG.
 *
 * Never throws on content and never answers `valid` when a step could not run. `needs` lists the documents that would let it say more.
 */
export async function verify(input: Uint8Array | string | JsonObject, context: VerifyContext): Promise<Report> {
  try {
    return await judged(parse(input), context)
  } catch {
    return internalReport()
  }
}

/** The same for what was read before. @internal */
export function judged(parsed: Parsed, context: VerifyContext, { options, role, only }: Inner = {}): Promise<Report> {
  // Beside what is no time nothing is ever over, and nothing is ever to come.
  if (Number.isNaN(context.now.getTime())) throw new TypeError('now is no time')
  const whole: JudgeContext = {
    ...context,
    options: options ?? context.options ?? {},
    role: role ?? 'credential',
    ...(only ? { only } : {}),
    judge: (inner, how) => judged(inner, context, how),
  }
  return FORMS[parsed.form](parsed, whole)
}
