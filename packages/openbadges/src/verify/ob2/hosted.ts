import { jcs } from '../../encoding/jcs.ts'
import { isObject, type JsonObject, stringOf, stringsOf } from '../../json.ts'
import type { Outcome, Run } from '../context.ts'
import { noteAge } from '../lists.ts'
import { failing, finding, hostname, hostOf, jsonOf, PASS, SKIP, unknowing } from '../run.ts'
import type { Chain } from './chain.ts'
import { fetchedFrom, isGone, placeOf } from './linked.ts'
import { isTakenBack } from './revocations.ts'
import { isWord, kindOf } from './shape.ts'

/** The copy its issuer keeps, taken from the id over https. */
interface Copy {
  readonly document?: JsonObject
  /** The host answers that it took the document away for good. */
  readonly gone: boolean
}

/** Whether the issuer keeps its badges at the address of this one (Open Badges 2.0, `verification` of a profile). */
export function checkScope({ document }: Run, chain: Chain): Outcome {
  if (isInScope(document, chain)) return PASS
  return failing(finding('HOSTED_SCOPE', '/id', { host: hostOf(stringOf(document.id)), issuer: chain.issuerId }))
}

/** Whether the id of a document is one that its issuer may give: nobody else can be at that address. */
export function isInScope(document: JsonObject, { issuer, issuerId }: Chain): boolean {
  const id = stringOf(document.id)
  const policy = isObject(issuer?.verification) ? issuer.verification : {}
  const origins = stringsOf(policy.allowedOrigins).map((origin) => origin.toLowerCase())
  const stated = policy.allowedOrigins === undefined ? [hostname(issuerId)] : origins
  const host = hostname(id)
  const isAllowed = host !== undefined && stated.includes(host)
  // Beginnings of addresses are stated for assertions alone, of which an endorsement is one.
  const isBegun =
    !isWord(kindOf(document)) ||
    policy.startsWith === undefined ||
    stringsOf(policy.startsWith).some((start) => id.startsWith(start))
  return isAllowed && isBegun && isPlain(policy)
}

// Only the id can be what an address is compared with; a rule we do not know is not one we may pass over.
function isPlain({ verificationProperty: property }: JsonObject): boolean {
  return property === undefined || property === 'id' || property === '@id'
}

/** Whether what was given is, value for value, what stands at its id. */
export function checkCopy(run: Run): Outcome {
  const { document: copy, gone } = copyOf(run)
  const detail = { host: hostOf(stringOf(run.document.id)) }
  // The check of the status tells it.
  if (gone || (copy && isTakenBack(copy))) return SKIP
  if (!copy) return unknowing(finding('STATUS_UNREACHABLE', '/id', detail))
  return jcs(copy) === jcs(run.document) ? PASS : failing(finding('HOSTED_DIFFERS', '/id', detail))
}

/** Whether the issuer took a hosted document back: it says so there, or answers that it is gone. */
export function checkHostedStatus(run: Run): Outcome {
  const { document: copy, gone } = copyOf(run)
  if (gone || [run.document, copy ?? {}].some(isTakenBack)) return failing(finding('STATUS_REVOKED', '/id'))
  return copy ? PASS : SKIP
}

function copyOf(run: Run): Copy {
  const url = placeOf(stringOf(run.document.id))
  if (url === undefined) return { gone: false }
  const fetched = fetchedFrom(run, url, 'hosted')
  noteAge(run, fetched?.at.getTime())
  const document = fetched && jsonOf(fetched)
  return { gone: isGone(run, url), ...(document ? { document } : {}) }
}
