import { isString, type JsonObject, stringsOf } from '../../json.ts'
import type { Fetched, Need } from '../../ports.ts'
import type { Outcome, Run } from '../context.ts'
import { parse } from '../parse.ts'
import type { Finding } from '../report.ts'
import { failing, finding, hostname, hostOf, jsonOf, unknowing, wanted, withoutFragment } from '../run.ts'

/** The vocabulary of Open Badges 2.0 and 2.1. */
export const OB2_CONTEXT = 'https://w3id.org/openbadges/v2'
const MAX_DOCUMENT = 1024 * 1024

/** Where a document is asked for: always over https, also when its id says http. */
export function placeOf(id: string): string | undefined {
  if (hostname(id) === undefined || /^http:\/\/[^/?#]*:/.test(id)) return undefined
  return withoutFragment(id).replace(/^http:/, 'https:')
}

/** A document another one refers to, or why there is none to build on. */
export type Linked = { readonly document: JsonObject; readonly at: Date } | { readonly outcome: Outcome }

/** Fetches a document by its id, which it must state itself, with one of the types it is wanted as. */
export function linked(
  run: Run,
  id: string,
  wish: { kind: Need['kind']; types: readonly string[]; path: string },
): Linked {
  const detail = { issuer: id, key: id, host: hostOf(id) }
  const url = placeOf(id)
  if (url === undefined) return { outcome: unknowing(finding('DID_METHOD_UNKNOWN', wish.path, detail)) }
  const fetched = fetchedFrom(run, url, wish.kind)
  // Lists grow long; whatever is shown has the sizes a credential may have.
  const document = fetched && (wish.kind === 'revocationList' ? jsonOf(fetched) : parse(fetched.body).document)
  if (!fetched || !document) return { outcome: unknowing(finding('DID_UNREACHABLE', wish.path, detail)) }
  if (document.id !== id) return { outcome: failing(finding('DID_MISMATCH', wish.path, detail)) }
  const problems = [...contextProblems(document, wish.path), ...typeProblems(document, wish.types, wish.path)]
  return problems.length > 0 ? { outcome: failing(...problems) } : { document, at: fetched.at }
}

/** What was fetched from an address with status 200; otherwise it is noted as wanted. */
export function fetchedFrom(run: Run, url: string, kind: Need['kind']): Fetched | undefined {
  return wanted(run, { url, kind, accept: 'application/ld+json, application/json', maxBytes: MAX_DOCUMENT })
}

/** Whether the host of an address answers that it took the document away for good. */
export function isGone(run: Run, url: string | undefined): boolean {
  return url !== undefined && run.material.documents.get(url)?.status === 410
}

/** What is wrong with the vocabularies of a document; further ones may only follow the published one. */
export function contextProblems(document: JsonObject, path = ''): readonly Finding[] {
  const context = document['@context']
  const urls = stringsOf(context)
  if (context === undefined) return [finding('CONTEXT_MISSING', `${path}/@context`)]
  if (!isString(context) && !(Array.isArray(context) && urls.length === context.length))
    return [finding('CONTEXT_INLINE', `${path}/@context`)]
  return urls[0] === OB2_CONTEXT ? [] : [finding('CONTEXT_ORDER', `${path}/@context`)]
}

/** What is wrong with the type of a document. */
export function typeProblems(document: JsonObject, types: readonly string[], path = ''): readonly Finding[] {
  const stated = stringsOf(document.type)
  return types.some((type) => stated.includes(type))
    ? []
    : [finding('SHAPE_TYPE', `${path}/type`, { path: `${path}/type` })]
}
