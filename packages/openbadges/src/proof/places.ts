import { OpenBadgesError } from '../errors.ts'
import { isObject, type JsonArray, type JsonObject, type JsonValue } from '../json.ts'

/** The keys of a JSON pointer (RFC 6901). */
export function keysOf(path: string): readonly string[] {
  return path
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** The value at a place, or undefined. */
export function get(value: JsonValue | undefined, keys: readonly string[]): JsonValue | undefined {
  let at = value
  for (const key of keys) at = Array.isArray(at) ? at[Number(key)] : isObject(at) ? at[key] : undefined
  return at
}

/** The document with another text at the place. @throws OpenBadgesError `OB_DRAFT_INVALID` when no string stands there */
export function put(document: JsonObject, path: string, text: string): JsonObject {
  const keys = keysOf(path)
  if (typeof get(document, keys) !== 'string')
    throw new OpenBadgesError('OB_DRAFT_INVALID', 'There is no text at this place.', path)
  return changed(document, keys, text) as JsonObject
}

function changed(value: JsonValue, [key, ...rest]: readonly string[], text: string): JsonValue {
  if (key === undefined) return text
  if (Array.isArray(value))
    return (value as JsonArray).map((item, i) => (i === Number(key) ? changed(item, rest, text) : item))
  const object = value as JsonObject
  return { ...object, [key]: changed(object[key] as JsonValue, rest, text) }
}
