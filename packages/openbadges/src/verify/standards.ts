import { fromBase64url } from '../encoding/base64url.ts'
import { outOfBounds } from '../encoding/bounds.ts'
import { fromUtf8 } from '../encoding/text.ts'
import { isObject, type JsonObject, stringsOf } from '../json.ts'
import type { Form } from './context.ts'
import type { Report } from './report.ts'

const OPEN_BADGES_3 = ['OpenBadgeCredential', 'AchievementCredential', 'EndorsementCredential']

/** Whether a document is written in the words of Open Badges 2.0 or 2.1. */
export function isSecondBadge(document: JsonObject): boolean {
  return stringsOf(document['@context']).some((url) => url.startsWith('https://w3id.org/openbadges/'))
}

/** The standard a document says it follows. */
export function standardOf(document: JsonObject): Report['standard'] {
  const types = stringsOf(document.type)
  if (isSecondBadge(document)) return 'ob2'
  if (types.includes('ClrCredential')) return 'clr2'
  return OPEN_BADGES_3.some((type) => types.includes(type)) ? 'ob3' : 'vc'
}

/**
 * Whether a compact token carries an Open Badges 2 assertion or anything else. Only for choosing who reads it:
 * nothing it says is believed, and its reader reads it strictly.
 */
export function tokenForm(token: string): Form {
  const middle = /^[^.]*\.([^.]*)\.[^.]*$/.exec(token)?.[1]
  const payload = middle && fromBase64url(middle)
  try {
    const text = payload && fromUtf8(payload)
    const document: unknown = text && !outOfBounds(text) && JSON.parse(text)
    return isObject(document) && isSecondBadge(document) ? 'ob2-signed' : 'jwt'
  } catch {
    return 'jwt'
  }
}
