import { instant } from '../credential/dates.ts'
import { isSecondModel } from '../credential/shape.ts'
import type { Outcome, Run } from './context.ts'
import { failing, finding } from './run.ts'

/** Check 9: the dates of the document itself. */
export function checkDates({ document, now }: Run): Outcome {
  const [fromName, untilName] = isSecondModel(document)
    ? ['validFrom', 'validUntil']
    : ['issuanceDate', 'expirationDate']
  const [from, until] = [document[fromName], document[untilName]]
  const [begins, ends] = [instant(from), instant(until)]
  const fails = []
  if (begins !== undefined && ends !== undefined && ends < begins) fails.push(finding('DATE_ORDER', `/${untilName}`))
  if (begins !== undefined && begins > now.getTime())
    fails.push(finding('DATE_NOT_YET_VALID', `/${fromName}`, { date: String(from) }))
  if (ends !== undefined && ends < now.getTime())
    fails.push(finding('DATE_EXPIRED', `/${untilName}`, { date: String(until) }))
  return failing(...fails)
}
