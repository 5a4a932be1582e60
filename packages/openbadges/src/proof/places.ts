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

/** The ways to places, those that begin alike together: behind a key other keys, or the number of a place. */
export type Ways = readonly (readonly [key: string, way: Ways | number])[]

/** The ways to these places. */
export function waysTo(paths: readonly string[]): Ways {
  return waysBehind(paths.map((path, i) => ({ keys: keysOf(path), i })))
}

function waysBehind(places: readonly { readonly keys: readonly string[]; readonly i: number }[]): Ways {
  const firsts = [...new Set(places.map(({ keys }) => keys[0] as string))]
  return firsts.map((first) => {
    const behind = places.filter(({ keys }) => keys[0] === first).map(({ keys, i }) => ({ keys: keys.slice(1), i }))
    const end = behind.find(({ keys }) => keys.length === 0)
    return [first, end ? end.i : waysBehind(behind)]
  })
}

/** The value with these texts at its places; what no way leads into is shared with the given one, and not copied. */
export function filledIn<T extends JsonValue>(value: T, ways: Ways, texts: readonly string[]): T {
  const copy = (Array.isArray(value) ? value.slice() : { ...(value as JsonObject) }) as { [key: string]: JsonValue }
  for (const [key, way] of ways)
    copy[key] = typeof way === 'number' ? (texts[way] as string) : filledIn(copy[key] as JsonValue, way, texts)
  return copy as unknown as T
}
