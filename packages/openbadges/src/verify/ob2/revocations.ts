import { asList, idOf, isObject, isString, type JsonObject, type JsonValue, stringOf } from '../../json.ts'
import type { Outcome, Run } from '../context.ts'
import { noteAge } from '../lists.ts'
import { failing, finding, hostOf, merged, PASS, SKIP, unknowing } from '../run.ts'
import type { Chain } from './chain.ts'
import { linked } from './linked.ts'

/** Whether a document says of itself that it is revoked, in whatever form it says so. */
export function isTakenBack({ revoked }: JsonObject): boolean {
  return revoked !== undefined && revoked !== false
}

/** Whether the issuer of what is signed has taken it back: its lists name revoked ones as texts or as objects. */
export function checkRevocations(run: Run, chain: Chain): Outcome {
  if (isTakenBack(run.document)) return failing(finding('STATUS_REVOKED', '/id'))
  const lists = asList(chain.issuer?.revocationList)
  if (lists.length === 0) return SKIP
  return merged(lists.map((list) => checkList(run, stringOf(idOf(list)), chain)))
}

function checkList(run: Run, id: string, { issuerId, path: at }: Chain): Outcome {
  const detail = { host: hostOf(id) }
  const path = `${at}/revocationList`
  const found = linked(run, id, { kind: 'revocationList', types: ['RevocationList'], path })
  if ('outcome' in found)
    return unknowing(finding(found.outcome.fails.length > 0 ? 'STATUS_LIST_PROOF' : 'STATUS_UNREACHABLE', path, detail))
  const { document } = found
  const isTheirs = document.issuer === undefined || idOf(document.issuer) === issuerId
  if (!isTheirs || !Array.isArray(document.revokedAssertions))
    return unknowing(finding('STATUS_LIST_PROOF', path, detail))
  noteAge(run, found.at.getTime())
  return asList(document.revokedAssertions).some((entry) => isAbout(entry, run.document))
    ? failing(finding('STATUS_REVOKED', '/id'))
    : PASS
}

function isAbout(entry: JsonValue, { id, uid }: JsonObject): boolean {
  if (isString(entry)) return entry === id
  return isObject(entry) && (entry.id === id || (entry.uid !== undefined && entry.uid === uid))
}
