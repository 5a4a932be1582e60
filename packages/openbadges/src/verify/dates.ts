import { instant } from '../credential/dates.ts'
import { isSecondModel } from '../credential/shape.ts'
import { stringOf } from '../json.ts'
import type { Outcome, Run } from './context.ts'
import { failing, finding } from './run.ts'

/** Check 9: the dates of the document itself. */
export function checkDates(run: Run): Outcome {
  return isSecondModel(run.document)
    ? checkPeriod(run, 'validFrom', 'validUntil')
    : checkPeriod(run, 'issuanceDate', 'expirationDate')
}

/** Whether now is within the two dates of these names. */
export function checkPeriod({ document, now }: Run, fromName: string, untilName: string): Outcome {
  const [from, until] = [document[fromName], document[untilName]]
  // What is not stated comes neither before nor after anything.
  const [begins, ends] = [instant(from) ?? Number.NaN, instant(until) ?? Number.NaN]
  const fails = []
  if (ends < begins) fails.push(finding('DATE_ORDER', `/${untilName}`))
  if (begins > now.getTime()) fails.push(finding('DATE_NOT_YET_VALID', `/${fromName}`, { date: stringOf(from) }))
  if (ends < now.getTime()) fails.push(finding('DATE_EXPIRED', `/${untilName}`, { date: stringOf(until) }))
  return failing(...fails)
}
