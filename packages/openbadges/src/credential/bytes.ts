import { utf8 } from '../encoding/text.ts'
import type { JsonObject } from '../json.ts'

/** The one serialisation that is stored and served: JSON without white space, keys in the order they were built, UTF-8. */
export function toBytes(document: JsonObject): Uint8Array {
  return utf8(JSON.stringify(document))
}
