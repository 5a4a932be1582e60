import { idOf, isString, type JsonObject, type JsonValue } from '../json.ts'

/** OB 3.0 equality: the same issuer id and the same credential id, after percent-decoding and trimming. */
export function sameCredential(a: JsonObject, b: JsonObject): boolean {
  const [ids, issuers] = [
    [plain(a.id), plain(b.id)],
    [plain(idOf(a.issuer)), plain(idOf(b.issuer))],
  ]
  return ids[0] !== '' && issuers[0] !== '' && ids[0] === ids[1] && issuers[0] === issuers[1]
}

/** Whether two ids name the same thing, after percent-decoding and trimming. */
export function sameId(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  return plain(a) !== '' && plain(a) === plain(b)
}

function plain(value: JsonValue | undefined): string {
  if (!isString(value)) return ''
  try {
    return decodeURIComponent(value).trim()
  } catch {
    return value.trim()
  }
}
