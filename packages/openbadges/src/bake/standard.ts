import { fromBase64url } from '../encoding/base64url.ts'
import { fromUtf8 } from '../encoding/text.ts'
import { OpenBadgesError } from '../errors.ts'
import { isObject, isString, type JsonObject, stringsOf } from '../json.ts'
import { isSecondBadge } from '../verify/standards.ts'

/** What is baked into an image is JSON, a compact token, or (Open Badges 2) the address of a hosted badge. */
export type BakedForm = 'json' | 'jwt' | 'url'

/** The standard an image is baked by. */
export type BakedStandard = 'ob3' | 'clr2' | 'ob2'

/** Where images keep credentials of one standard: the keyword of the PNG chunk, the element of the SVG. */
export interface Place {
  readonly standard: BakedStandard
  readonly keyword: string
  readonly uri: string
  readonly prefix: string
  readonly element: string
}

const OB3: Place = {
  standard: 'ob3',
  keyword: 'openbadgecredential',
  uri: 'https://purl.imsglobal.org/ob/v3p0',
  prefix: 'openbadges',
  element: 'credential',
}
const CLR2: Place = {
  standard: 'clr2',
  keyword: 'clrcredential',
  uri: 'https://purl.imsglobal.org/clr/v2p0',
  prefix: 'clr',
  element: 'credential',
}
const OB2: Place = {
  standard: 'ob2',
  keyword: 'openbadges',
  uri: 'http://openbadges.org',
  prefix: 'openbadges',
  element: 'assertion',
}

/** The places of all three standards. */
export const PLACES: readonly Place[] = [OB3, CLR2, OB2]

/** Most bytes of a baked text. */
export const MAX_TEXT: number = 1024 * 1024

const ADDRESS = /^https?:\/\/[\x21-\x7e]+$/

/** The form of a text. @throws OpenBadgesError `OB_BAKE_CORRUPT` when it cannot be a credential */
export function formOf(text: string): BakedForm {
  const start = text.trimStart()
  if (start.startsWith('{')) return 'json'
  const token = start.trimEnd()
  if (ADDRESS.test(token)) return 'url'
  if (/^[\w-]+\.[\w-]*\.[\w-]*$/.test(token)) return 'jwt'
  throw new OpenBadgesError('OB_BAKE_CORRUPT', 'What is baked in is no credential.')
}

/** The place for a text, by what it says of itself. Nothing of it is believed. */
export function placeOf(text: string, form: BakedForm): Place {
  if (form === 'url') return OB2
  const document = read(form === 'json' ? text : (payloadOf(text) ?? ''))
  if (isSecondBadge(document)) return OB2
  const inner = isObject(document.vc) ? document.vc : document
  return stringsOf(inner.type).includes('ClrCredential') ? CLR2 : OB3
}

/** The address a baked Open Badges 2 assertion is kept at. */
export function hostedAt(text: string): string | undefined {
  const { id } = read(text)
  return isString(id) && ADDRESS.test(id) ? id : undefined
}

function payloadOf(token: string): string | undefined {
  const payload = fromBase64url(token.trim().split('.')[1] as string)
  try {
    return payload && fromUtf8(payload)
  } catch {
    return undefined
  }
}

function read(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : {}
  } catch {
    return {}
  }
}
