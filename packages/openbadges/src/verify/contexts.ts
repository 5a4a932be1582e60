import { jcs } from '../encoding/jcs.ts'
import { asList, isObject, isString, type JsonObject, type JsonValue, visit } from '../json.ts'
import type { ContextSet } from '../ports.ts'
import type { Outcome, Run } from './context.ts'
import { failing, finding, merged, PASS, surveyOf, unknowing } from './run.ts'

const FIRST: readonly unknown[] = ['https://www.w3.org/ns/credentials/v2', 'https://www.w3.org/2018/credentials/v1']
const OWN_CONTEXT = /\/(endorsement|verifiableCredential)(\/\d+)?$/
const PROOF = /\/proof(\/\d+)?$/
const INLINE = /^(\/proof(\/\d+)?)?\/@context\/\d+$/

/**
 * Only exact lists of pinned URLs: a swapped context can leave the signature whole and change what a reader sees.
 * A run for the proofs alone claims nothing, so there the document's own list may also hold definitions written inline.
 */
export function checkContexts(run: Run): Outcome {
  const { document, contexts, options } = run
  const list = document['@context']
  const lenient = options.mode === 'proofOnly' && Array.isArray(list)
  const outcome = checkList(lenient ? withoutInline(list) : list, contexts, '/@context')
  return surveyOf(run).keywords ? merged([outcome, ...inside(document, contexts, lenient)]) : outcome
}

function inside(document: JsonObject, contexts: ContextSet, lenient: boolean): readonly Outcome[] {
  const outcomes: Outcome[] = []
  visit(document, (value, path) => {
    if (!isObject(value)) return
    if ('@vocab' in value) outcomes.push(failing(finding('CONTEXT_INLINE', path)))
    if (path === '' || !('@context' in value) || (lenient && INLINE.test(path))) return
    outcomes.push(nested(value, path, { contexts, outer: document['@context'], lenient }))
  })
  return outcomes
}

function withoutInline(list: readonly JsonValue[]): readonly JsonValue[] {
  return list.filter((one) => !isObject(one))
}

function checkList(list: JsonValue | undefined, contexts: ContextSet, path: string): Outcome {
  if (list === undefined || (Array.isArray(list) && list.length === 0)) return failing(finding('CONTEXT_MISSING', path))
  const urls = isString(list) ? [list] : list
  if (!Array.isArray(urls) || !urls.every(isString)) return failing(finding('CONTEXT_INLINE', path))
  const foreign = urls.filter((url) => !contexts.has(url))
  if (foreign.length > 0) return unknowing(...foreign.map((url) => finding('CONTEXT_UNKNOWN', path, { url })))
  // One URL alone, not in a list, is not the ordered set the data model asks for.
  const ordered = Array.isArray(list) && FIRST.includes(urls[0]) && new Set(urls).size === urls.length
  return ordered ? PASS : failing(finding('CONTEXT_ORDER', path))
}

// An endorsement inside is a document of its own; a proof may repeat the beginning of the document's list, one URL also without a list.
function nested(
  value: JsonObject,
  path: string,
  around: { contexts: ContextSet; outer: JsonValue | undefined; lenient: boolean },
): Outcome {
  const list = value['@context']
  if (OWN_CONTEXT.test(path)) return checkList(list, around.contexts, `${path}/@context`)
  const [own, outer] = [asList(list), asList(around.outer)]
  const repeats =
    own.length > 0 &&
    own.every((one, i) => (around.lenient || isString(one)) && outer[i] !== undefined && jcs(one) === jcs(outer[i]))
  return PROOF.test(path) && repeats ? PASS : failing(finding('CONTEXT_INLINE', `${path}/@context`))
}
