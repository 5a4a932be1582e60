import { isObject, type JsonArray, type JsonObject, type JsonValue, pointer } from '../json.ts'

/** The document without the values at these JSON pointers; a list that becomes empty by that is left out too. */
export function without(document: JsonObject, pointers: ReadonlySet<string>): JsonObject {
  return pointers.size === 0 ? document : members(document, '', pointers)
}

function members(value: JsonObject, path: string, pointers: ReadonlySet<string>): JsonObject {
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, member]) => {
      const kept = rest(member, pointer(path, key), pointers)
      return kept === undefined ? [] : [[key, kept]]
    }),
  )
}

function rest(value: JsonValue | undefined, path: string, pointers: ReadonlySet<string>): JsonValue | undefined {
  if (pointers.has(path)) return undefined
  if (isObject(value)) return members(value, path, pointers)
  if (!Array.isArray(value)) return value
  const items = (value as JsonArray).flatMap((item, i) => {
    const kept = rest(item, pointer(path, i), pointers)
    return kept === undefined ? [] : [kept]
  })
  return items.length === 0 && value.length > 0 ? undefined : items
}
