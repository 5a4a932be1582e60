import type { Problem } from '../documents.ts'
import { asList, isObject, type JsonObject, type JsonValue } from '../json.ts'
import { problem } from './json-rules.ts'

const URL_LIKE = /^[A-Za-z][A-Za-z0-9+.-]*:\S+$/

/** Whether a value is an absolute URL; other schemes than the web's are good too. */
export function isUrl(value: JsonValue | undefined): boolean {
  return typeof value === 'string' && URL_LIKE.test(value)
}

/** `name` and `description` are text, or text that says its language, or several of these (VCDM 2.0 sections 4.6 and 11.1). */
export function spokenProblems(document: JsonObject, path = ''): Problem[] {
  return ['name', 'description'].flatMap((name) =>
    asList(document[name]).every(isSpoken) ? [] : [problem('SHAPE_SCHEMA', `${path}/${name}`, 'must be text')],
  )
}

// Whatever else stands in such an object is found by the rules for keywords.
function isSpoken(value: JsonValue): boolean {
  return typeof value === 'string' || (isObject(value) && typeof value['@value'] === 'string')
}
