import { sameId } from '../credential/same.ts'
import { asList, isObject, isString, type JsonObject, type JsonValue } from '../json.ts'
import type { Outcome, Run } from './context.ts'
import { fetchedList, noteAge } from './lists.ts'
import { failing, finding, hostOf, issuerOf, jsonOf, PASS, unknowing } from './run.ts'

/** 1EdTech revocation list: an entry with our id and `revoked` true or absent takes the credential back. */
export function checkRevocations(url: string, path: string, run: Run): Outcome {
  const host = { host: hostOf(url) }
  const fetched = fetchedList(url, 'revocationList', run)
  const list = fetched && jsonOf(fetched)
  if (!list) return unknowing(finding('STATUS_UNREACHABLE', path, host))
  if (!isListOf(run.document, list)) return unknowing(finding('STATUS_LIST_PROOF', path, host))
  noteAge(run, fetched.at.getTime())
  const revoked = asList(list.revokedCredential).some((one) => takesBack(one, run.document.id))
  return revoked ? failing(finding('STATUS_REVOKED', path)) : PASS
}

// A credential without an id stands in no list, and a list that says nothing in the way of its form says nothing.
function isListOf(document: JsonObject, list: JsonObject): boolean {
  return (
    isString(document.id) &&
    issuerOf(list) === issuerOf(document) &&
    (list.revokedCredential === undefined || Array.isArray(list.revokedCredential) || isObject(list.revokedCredential))
  )
}

function takesBack(one: JsonValue, id: JsonValue | undefined): boolean {
  if (isString(one)) return sameId(one, id)
  return isObject(one) && sameId(one.id, id) && one.revoked !== false
}
