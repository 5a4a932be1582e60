import { isObject, type JsonObject, type JsonValue, objectsOf, pointer } from '../json.ts'

/**
 * The first place where a document states null or an empty list. JSON-LD drops both, so whoever signs a graph does not sign them: anybody
 * could put them in or take them out. What is signed by itself inside the document is judged by itself.
 */
export function vacantPlace(document: JsonObject): string | undefined {
  return placeIn(document, '')
}

function placeIn(value: JsonValue | undefined, path: string): string | undefined {
  if (value === null || (Array.isArray(value) && value.length === 0)) return path
  if (typeof value !== 'object' || (path !== '' && isProved(value))) return undefined
  for (const [key, member] of Object.entries(value)) {
    const found = placeIn(member, pointer(path, key))
    if (found !== undefined) return found
  }
  return undefined
}

function isProved(value: JsonValue): boolean {
  return isObject(value) && objectsOf(value.proof).length > 0
}
