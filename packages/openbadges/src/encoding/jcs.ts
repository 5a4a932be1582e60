import { isObject, type JsonArray, type JsonValue } from '../json.ts'

/** JSON Canonicalization Scheme (RFC 8785). Numbers and strings as ECMAScript writes them, keys by UTF-16 code units. */
export function jcs(value: JsonValue): string {
  if (Array.isArray(value)) return `[${(value as JsonArray).map(jcs).join(',')}]`
  if (!isObject(value)) return JSON.stringify(value)
  const members = Object.keys(value)
    .sort()
    .flatMap((key) => {
      const member = value[key]
      return member === undefined ? [] : [`${JSON.stringify(key)}:${jcs(member)}`]
    })
  return `{${members.join(',')}}`
}
