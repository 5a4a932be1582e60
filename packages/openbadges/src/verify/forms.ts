import { judgeClr } from './clr.ts'
import type { Form, JudgeContext, Parsed } from './context.ts'
import { judgeAddress, judgeHosted, judgeSigned } from './ob2/read.ts'
import { judgePresentation } from './presentations.ts'
import type { Report } from './report.ts'
import { newRun } from './run.ts'
import { runChecks } from './steps.ts'
import { judgeToken } from './tokens.ts'
import { reportOf } from './verdict.ts'

/** Judges what was given in one form. */
export type Reader = (parsed: Parsed, context: JudgeContext) => Promise<Report>

/** A reader for every form. */
export const FORMS: Readonly<Record<Form, Reader>> = {
  embedded: judgeEmbedded,
  jwt: judgeToken,
  presentation: judgePresentation,
  clr: judgeClr,
  ob2: judgeHosted,
  'ob2-signed': judgeSigned,
  'ob2-url': judgeAddress,
}

async function judgeEmbedded(parsed: Parsed, context: JudgeContext): Promise<Report> {
  const run = newRun(parsed, context)
  return reportOf(run, await runChecks(run, parsed.outcome))
}
