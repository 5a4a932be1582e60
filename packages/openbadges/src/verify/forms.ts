import { judgeClr } from './clr.ts'
import type { Form, JudgeContext, Parsed } from './context.ts'
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
  ob2: second('readHosted'),
  'ob2-signed': second('readSigned'),
  'ob2-url': second('readAddress'),
}

async function judgeEmbedded(parsed: Parsed, context: JudgeContext): Promise<Report> {
  const run = newRun(parsed, context)
  return reportOf(run, await runChecks(run, parsed.outcome))
}

/** The rules of Open Badges 2 are loaded with the first document of that standard: a bundler gives them a piece of their own. */
function second(read: 'readHosted' | 'readSigned' | 'readAddress'): Reader {
  return async (parsed, context) => {
    const rules = await import('./ob2/read.ts')
    const { run, outcome, steps, telling } = rules[read](parsed, context)
    return reportOf(run, await runChecks(run, outcome, steps), telling())
  }
}
