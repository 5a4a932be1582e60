import { isObject, isString, type JsonObject } from '../src/json.ts'
import { withoutProof } from '../src/proof/config.ts'
import { type Answer, faultOf, malformed, Refused, refusedBy } from './answers.ts'
import { credentialFaults } from './conformance.ts'
import { withTerms } from './contexts.ts'
import type { Lists } from './lists.ts'
import { type Profile, signedBy } from './profiles.ts'
import { type Reading, readingOf } from './reading.ts'
import { documentOf, optionsOf, pointersOf } from './request.ts'

/** POST /credentials/issue */
export async function issue(body: JsonObject, profile: Profile, lists: Lists): Promise<Answer> {
  const given = documentOf(body, 'credential')
  const options = optionsOf(body)
  const mandatoryPointers = pointersOf(options, 'mandatoryPointers')
  const purpose = purposeOf(options, profile)
  // Nothing is given a place in a list before it is known that it can be signed.
  await checked(given, profile)
  const credential = withTerms(purpose === undefined ? given : lists.entered(given, purpose), profile)
  const reading = await checked(credential, profile)
  try {
    const signed = await signedBy(profile, reading, mandatoryPointers)
    const verifiableCredential = { ...signed, '@context': credential['@context'] }
    return { status: 201, body: { verifiableCredential } }
  } catch (cause) {
    throw refusedBy(cause)
  }
}

async function checked(credential: JsonObject, { suite }: Profile): Promise<Reading> {
  const reading = readingOf(credential, suite !== 'selective' && suite.repeatsContext === true)
  const faults = await credentialFaults(reading)
  if (faults.length > 0) throw new Refused(400, faults.map(faultOf))
  // Whichever way it is signed: a word without meaning is nobody's statement.
  await reading.canonicalizer.canonize(withoutProof(reading.document)).catch((cause: unknown) => {
    throw refusedBy(cause)
  })
  return reading
}

function purposeOf({ credentialStatus }: JsonObject, { hasStatus }: Profile): string | undefined {
  if (credentialStatus === undefined) return hasStatus ? 'revocation' : undefined
  const path = '/options/credentialStatus'
  if (!isObject(credentialStatus)) throw malformed(path, 'credentialStatus must be an object.')
  const { type = 'BitstringStatusListEntry', statusPurpose = 'revocation' } = credentialStatus
  if (type !== 'BitstringStatusListEntry') throw malformed(`${path}/type`, 'The type must be BitstringStatusListEntry.')
  if (!isString(statusPurpose)) throw malformed(`${path}/statusPurpose`, 'The purpose must be text.')
  return statusPurpose
}
