import { checkStrict, parseStrict } from '../encoding/strict-json.ts'
import { fromUtf8 } from '../encoding/text.ts'
import { isObject, isString, type JsonObject } from '../json.ts'

/** The object that was given as bytes, text or itself; undefined when it is none, breaks the strict rules, or is larger than that. */
export function objectGiven(given: Uint8Array | string | JsonObject, maxBytes: number): JsonObject | undefined {
  try {
    const value = isString(given) || given instanceof Uint8Array ? parsed(given, maxBytes) : given
    checkStrict(value)
    return isObject(value) && JSON.stringify(value).length <= maxBytes ? value : undefined
  } catch {
    return undefined
  }
}

function parsed(given: Uint8Array | string, maxBytes: number) {
  if (given.length > maxBytes) throw new RangeError('bytes')
  return parseStrict(isString(given) ? given : fromUtf8(given))
}
