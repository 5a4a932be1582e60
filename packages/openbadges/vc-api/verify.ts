import type { JsonObject } from '../src/json.ts'
import { isString } from '../src/json.ts'
import { type Answer, malformed } from './answers.ts'
import { credentialFaults } from './conformance.ts'
import { judged } from './judge.ts'
import type { Lists } from './lists.ts'
import type { Profile } from './profiles.ts'
import { readingOf } from './reading.ts'
import { documentOf, optionsOf } from './request.ts'

/** POST /credentials/verify */
export async function verifyCredential(body: JsonObject, profile: Profile, lists: Lists): Promise<Answer> {
  const document = documentOf(body, 'verifiableCredential')
  const checks = checksOf(optionsOf(body))
  const reading = readingOf(document)
  if (profile.hasStatus && !checks.every((one) => one === 'proof'))
    return judged(reading, { options: {}, documents: await lists.published(), besides: [] })
  return judged(reading, { options: { mode: 'proofOnly' }, besides: await credentialFaults(reading) })
}

// Without a wish, everything the profile can look at.
function checksOf({ checks = ['proof', 'credentialStatus'] }: JsonObject): readonly string[] {
  if (!Array.isArray(checks) || !checks.every(isString))
    throw malformed('/options/checks', 'checks must be a list of names.')
  return checks
}
