/** Any JSON value. */
export type JsonValue = string | number | boolean | null | JsonArray | JsonObject
/** A JSON array. */
export type JsonArray = readonly JsonValue[]
/** A JSON object. */
export interface JsonObject {
  readonly [key: string]: JsonValue | undefined
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isString(value: unknown): value is string {
  return typeof value === 'string'
}

/** The text, or an empty one where there is none. */
export function stringOf(value: unknown): string {
  return isString(value) ? value : ''
}

/** One value or many, as a list; nothing as an empty list. */
export function asList(value: JsonValue | undefined): readonly JsonValue[] {
  if (value === undefined) return []
  return Array.isArray(value) ? (value as JsonArray) : [value as JsonValue]
}

/** The strings among one value or many. */
export function stringsOf(value: JsonValue | undefined): readonly string[] {
  return asList(value).filter(isString)
}

/** The objects among one value or many. */
export function objectsOf(value: JsonValue | undefined): readonly JsonObject[] {
  return asList(value).filter(isObject)
}

/** The id of a node given as a string or as an object. */
export function idOf(value: JsonValue | undefined): string | undefined {
  if (typeof value === 'string') return value
  return isObject(value) && typeof value.id === 'string' ? value.id : undefined
}

/** RFC 6901 escape of one reference token. */
export function pointer(path: string, key: string | number): string {
  return `${path}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`
}

/** Visits every value, depth first. */
export function walk(value: JsonValue | undefined, see: (value: JsonValue) => void): void {
  if (value === undefined) return
  see(value)
  if (Array.isArray(value)) for (const item of value as JsonArray) walk(item, see)
  else if (isObject(value)) for (const key of Object.keys(value)) walk(value[key], see)
}

/** Visits every value, depth first, with its JSON pointer and parent key: for naming a place once something is known to be wrong. */
export function visit(
  value: JsonValue | undefined,
  see: (value: JsonValue, path: string, key: string) => void,
  path = '',
  key = '',
): void {
  if (value === undefined) return
  see(value, path, key)
  if (Array.isArray(value)) {
    value.forEach((item: JsonValue, i) => {
      visit(item, see, pointer(path, i), key)
    })
  } else if (isObject(value)) for (const [k, v] of Object.entries(value)) visit(v, see, pointer(path, k), k)
}
