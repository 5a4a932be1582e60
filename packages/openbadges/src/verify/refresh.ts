import type { Outcome, Run } from './context.ts'
import { finding, SKIP } from './run.ts'

/** Check 7: a newer document is not followed yet to its end; asking for it leaves a warning and goes on with this one. */
export function checkRefresh(run: Run): Outcome {
  const asked = run.options.refresh === true && run.document.refreshService !== undefined
  if (asked) run.warnings.push(finding('REFRESH_FAILED', '/refreshService'))
  return SKIP
}
