import { isObject, isString, type JsonObject, type JsonValue, visit } from '../json.ts'
import type { ContextSet } from '../ports.ts'
import { failing, finding, merged, type Outcome, PASS, unknowing } from './run.ts'

const FIRST = ['https://www.w3.org/ns/credentials/v2', 'https://www.w3.org/2018/credentials/v1']
const OWN_CONTEXT = /\/(endorsement|verifiableCredential)(\/\d+)?$/
const PROOF = /\/proof(\/\d+)?$/

/** Only exact lists of pinned URLs: a swapped context can leave the signature whole and change what a reader sees. */
export function checkContexts(document: JsonObject, contexts: ContextSet): Outcome {
  const outcomes = [checkList(document['@context'], contexts, '/@context')]
  visit(document, (value, path) => {
    if (path !== '' && isObject(value) && '@context' in value)
      outcomes.push(nested(value, path, { contexts, outer: document['@context'] }))
    if (isObject(value) && '@vocab' in value) outcomes.push(failing(finding('CONTEXT_INLINE', path)))
  })
  return merged(outcomes)
}

function checkList(list: JsonValue | undefined, contexts: ContextSet, path: string): Outcome {
  if (list === undefined || (Array.isArray(list) && list.length === 0)) return failing(finding('CONTEXT_MISSING', path))
  const urls = isString(list) ? [list] : list
  if (!Array.isArray(urls) || !urls.every(isString)) return failing(finding('CONTEXT_INLINE', path))
  const foreign = urls.filter((url) => !contexts.has(url))
  if (foreign.length > 0) return unknowing(...foreign.map((url) => finding('CONTEXT_UNKNOWN', path, { url })))
  // One URL alone, not in a list, is not the ordered set the data model asks for.
  const ordered = Array.isArray(list) && FIRST.includes(urls[0] ?? '') && new Set(urls).size === urls.length
  return ordered ? PASS : failing(finding('CONTEXT_ORDER', path))
}

// An endorsement inside is a document of its own; a proof may repeat the beginning of the document's list.
function nested(
  value: JsonObject,
  path: string,
  around: { contexts: ContextSet; outer: JsonValue | undefined },
): Outcome {
  const list = value['@context']
  if (OWN_CONTEXT.test(path)) return checkList(list, around.contexts, `${path}/@context`)
  const outer = Array.isArray(around.outer) ? around.outer : []
  const repeats = Array.isArray(list) && list.length > 0 && list.every((url: JsonValue, i) => url === outer[i])
  return PROOF.test(path) && repeats ? PASS : failing(finding('CONTEXT_INLINE', `${path}/@context`))
}
