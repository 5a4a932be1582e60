import type { JsonArray, JsonObject, JsonValue } from '../json.ts'

/** The members that are there: a property without a value is left out. */
export function compact(members: JsonObject): JsonObject {
  const made: Record<string, JsonValue> = {}
  for (const key of Object.keys(members)) {
    const value = members[key]
    if (value !== undefined) made[key] = value
  }
  return made
}

/** A list with members, or nothing: an empty array is never written. */
export function list(values: readonly JsonValue[] | undefined): JsonArray | undefined {
  return values && values.length > 0 ? [...values] : undefined
}
