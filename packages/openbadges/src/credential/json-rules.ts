import type { Problem } from '../documents.ts'
import type { Survey } from '../encoding/survey.ts'
import { isObject, type JsonArray, type JsonObject, type JsonValue, objectsOf, visit } from '../json.ts'
import type { FindingCode } from '../verify/codes.ts'

/** One problem as a list, for rules that find at most one. */
export function problem(code: FindingCode, path: string, message: string): Problem {
  return { code, path, message }
}

/**
 * Keywords and doublets that RDF would forgive and a reader of the JSON would not.
 *
 * @param seen what is known of the document, or of one that holds all of it
 */
export function structureProblems(document: JsonObject, seen: Survey): Problem[] {
  const found: Problem[] = []
  if (seen.strict && !seen.keywords && !seen.fractions && !seen.twins) return found
  visit(document, (value, path, key) => {
    if (typeof value === 'number' && !isExact(value))
      found.push(problem('SHAPE_SCHEMA', path, 'has more digits than its signed form keeps'))
    if (isObject(value)) found.push(...keywordProblems(value, path, key))
    else if (Array.isArray(value)) found.push(...doubletProblems(value as JsonArray, path))
  })
  return found
}

// xsd:double in canonical form keeps 16 digits, and tiny numbers are written as 0: two such numbers would share one signature.
function isExact(value: number): boolean {
  return !String(value).includes('e') && (Number.isInteger(value) || Number(value.toExponential(15)) === value)
}

const LANGUAGE_VALUE = new Set(['@value', '@language', '@direction'])

function keywordProblems(value: JsonObject, path: string, key: string): Problem[] {
  const keywords = Object.keys(value).filter((name) => name.startsWith('@') && name !== '@context')
  const spoken =
    (key === 'name' || key === 'description') && Object.keys(value).every((name) => LANGUAGE_VALUE.has(name))
  return spoken ? [] : keywords.map((name) => problem('SHAPE_SCHEMA', `${path}/${name}`, `${name} has no place here`))
}

function doubletProblems(list: JsonArray, path: string): Problem[] {
  const ids = objectsOf(list as JsonValue).flatMap((item) => (typeof item.id === 'string' ? [item.id] : []))
  return new Set(ids).size === ids.length ? [] : [problem('SHAPE_ID', path, 'two members share one id')]
}
