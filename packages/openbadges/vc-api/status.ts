import { isObject, isString, type JsonObject } from '../src/json.ts'
import { type Answer, malformed } from './answers.ts'
import type { Lists } from './lists.ts'

/** POST /credentials/status: sets a status; none is taken back. */
export function setStatusOf(body: JsonObject, lists: Lists): Answer {
  const { credentialId, credentialStatus, status = true } = body
  if (!isString(credentialId)) throw malformed('/credentialId', 'credentialId must be text.')
  if (!isObject(credentialStatus)) throw malformed('/credentialStatus', 'credentialStatus must be an object.')
  const { type, statusPurpose } = credentialStatus
  if (type !== 'BitstringStatusListEntry')
    throw malformed('/credentialStatus/type', 'The type must be BitstringStatusListEntry.')
  if (!isString(statusPurpose)) throw malformed('/credentialStatus/statusPurpose', 'The purpose must be text.')
  if (status !== true) throw malformed('/status', 'A status is set here and not taken back: it must be true.')
  lists.set(credentialId, statusPurpose)
  return { status: 200, body: {} }
}
