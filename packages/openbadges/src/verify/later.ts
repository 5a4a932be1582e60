import { instant } from '../credential/dates.ts'
import { isSecondModel } from '../credential/shape.ts'
import { base64url } from '../encoding/base64url.ts'
import { concat, hex, utf8 } from '../encoding/text.ts'
import { asList, isObject, isString, type JsonObject, objectsOf } from '../json.ts'
import type { Crypto } from '../ports.ts'
import { failing, finding, merged, type Outcome, PASS, type Run, SKIP } from './run.ts'

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

/** Check 10: whether it was issued to the person the caller names. */
export async function checkRecipient(run: Run): Promise<Outcome> {
  const { email, id, name } = run.options.recipient ?? {}
  if (email === undefined && id === undefined && name === undefined) return SKIP
  const subjects = objectsOf(run.document.credentialSubject)
  const entries = subjects.flatMap((subject) => objectsOf(subject.identifier))
  const matches = await Promise.all([
    id === undefined || subjects.some((subject) => subject.id === id),
    email === undefined || anyEntry(entries, { type: 'emailAddress', value: email.trim().toLowerCase() }, run.crypto),
    name === undefined || anyEntry(entries, { type: 'name', value: name }, run.crypto),
  ])
  return matches.every(Boolean) ? PASS : failing(finding('RECIPIENT_MISMATCH', '/credentialSubject'))
}

async function anyEntry(
  entries: readonly JsonObject[],
  wanted: { type: string; value: string },
  crypto: Crypto,
): Promise<boolean> {
  const same = entries.filter((entry) => entry.identityType === wanted.type)
  return (await Promise.all(same.map((entry) => matches(entry, wanted.value, crypto)))).some(Boolean)
}

async function matches(entry: JsonObject, value: string, crypto: Crypto): Promise<boolean> {
  const stated = isString(entry.identityHash) ? entry.identityHash : ''
  if (entry.hashed !== true) return stated.trim().toLowerCase() === value.toLowerCase()
  const [method, digest] = stated.split('$')
  if (digest === undefined || (method !== 'sha256' && method !== 'md5')) return false
  const salted = utf8(value + (isString(entry.salt) ? entry.salt : ''))
  return hex(await crypto.hash(method === 'sha256' ? 'SHA-256' : 'MD5', salted)) === digest.toLowerCase()
}

/** Check 12: related resources are objects with their own id and a digest; bytes at hand must have that digest. */
export async function checkResources(run: Run): Promise<Outcome> {
  const resources = asList(run.document.relatedResource)
  if (resources.length === 0) return SKIP
  const ids = resources.map((resource) => (isObject(resource) ? resource.id : undefined))
  if (new Set(ids).size !== ids.length) return failing(finding('RESOURCE_SHAPE', '/relatedResource'))
  return merged(await Promise.all(resources.map((resource) => checkResource(resource, run))))
}

async function checkResource(resource: unknown, run: Run): Promise<Outcome> {
  const { id, digestMultibase, digestSRI } = isObject(resource) ? resource : {}
  if (!isString(id) || !(isString(digestMultibase) || isString(digestSRI)))
    return failing(finding('RESOURCE_SHAPE', '/relatedResource'))
  const supplied = run.material.documents.get(id)
  if (supplied?.status !== 200 || !isString(digestMultibase)) {
    run.warnings.push(finding('RESOURCE_ABSENT', '/relatedResource', { url: id }))
    return PASS
  }
  const digest = await run.crypto.hash('SHA-256', supplied.body)
  const good = digestMultibase === `u${base64url(concat(Uint8Array.from([0x12, 0x20]), digest))}`
  return good ? PASS : failing(finding('RESOURCE_DIGEST', '/relatedResource', { url: id }))
}

/** Check 7: a newer document is not followed yet to its end; asking for it leaves a warning and goes on with this one. */
export function checkRefresh(run: Run): Outcome {
  const asked = run.options.refresh === true && run.document.refreshService !== undefined
  if (asked) run.warnings.push(finding('REFRESH_FAILED', '/refreshService'))
  return SKIP
}
