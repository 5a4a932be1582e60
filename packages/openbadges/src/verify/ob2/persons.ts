import { first } from '../claim-values.ts'
import type { Outcome, Run } from '../context.ts'
import { checkPeriod } from '../dates.ts'
import { anyEntry } from '../recipient.ts'
import { failing, finding, PASS, SKIP } from '../run.ts'

/** The dates of an assertion. */
export function checkIssued(run: Run): Outcome {
  return checkPeriod(run, 'issuedOn', 'expires')
}

/** Whether it was issued to the person the caller names; Open Badges 2 knows e-mail addresses and ids, not names. */
export async function checkHolder({ document, options, crypto }: Run): Promise<Outcome> {
  const { email, id, name } = options.recipient ?? {}
  if (email === undefined && id === undefined && name === undefined) return SKIP
  const recipient = first(document.recipient)
  const entry = {
    identityType: recipient.type,
    hashed: recipient.hashed,
    identityHash: recipient.identity,
    salt: recipient.salt,
  }
  const isFor = (type: string, values: readonly string[]) =>
    Promise.all(values.map((value) => anyEntry([entry], { type, value }, crypto)))
  const [mails, ids] = await Promise.all([
    isFor('email', email === undefined ? [] : [email.trim().toLowerCase(), email.trim()]),
    isFor(recipient.type === 'url' ? 'url' : 'id', id === undefined ? [] : [id]),
  ])
  const isSame = name === undefined && [mails, ids].every((found) => found.length === 0 || found.includes(true))
  return isSame ? PASS : failing(finding('RECIPIENT_MISMATCH', '/recipient'))
}
