import { base64url } from '../encoding/base64url.ts'
import { concat } from '../encoding/text.ts'
import { asList, isObject, isString } from '../json.ts'
import type { Outcome, Run } from './context.ts'
import { failing, finding, merged, PASS, SKIP } from './run.ts'

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
