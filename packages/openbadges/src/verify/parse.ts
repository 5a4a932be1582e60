import { isPng } from '../bake/png.ts'
import { unbake } from '../bake/unbake.ts'
import { checkStrict, parseStrict, StrictJsonError } from '../encoding/strict-json.ts'
import { fromUtf8, utf8 } from '../encoding/text.ts'
import { OpenBadgesError } from '../errors.ts'
import { isObject, type JsonObject, type JsonValue, stringsOf, visit } from '../json.ts'
import type { FindingCode } from './codes.ts'
import type { Report } from './report.ts'
import { failing, finding, type Outcome, PASS, unknowing } from './run.ts'

/** What was given, as a document, or why not. */
export interface Parsed {
  readonly document?: JsonObject
  readonly standard: Report['standard']
  readonly outcome: Outcome
}

const MAX_BYTES = 1024 * 1024
const MAX_TEXT_BYTES = 256 * 1024
const MAX_ARRAY = 1_000
const MAX_STRING = 64 * 1024
const COMPACT = /^[\w-]+\.[\w-]*\.[\w-]*(\.[\w-]*\.[\w-]*)?$/

/** Reads JSON (bytes, text or object) and baked images. Never throws on content. */
export function parse(input: Uint8Array | string | JsonObject): Parsed {
  try {
    return parsed(input)
  } catch (cause) {
    return { standard: 'vc', outcome: failing(refusal(cause)) }
  }
}

function parsed(input: Uint8Array | string | JsonObject): Parsed {
  if (typeof input === 'string') return fromText(input)
  if (!(input instanceof Uint8Array)) return fromObject(input)
  if (isPng(input) || looksLikeSvg(input)) {
    const { text, form } = unbake(input)
    return form === 'json' ? fromText(text) : unknownForm(form)
  }
  if (input.length > MAX_BYTES) throw new TooLarge('bytes')
  return fromText(fromUtf8(input))
}

function looksLikeSvg(input: Uint8Array): boolean {
  const first = input.find((byte) => byte > 0x20 && byte !== 0xef && byte !== 0xbb && byte !== 0xbf)
  return first === 0x3c
}

function fromText(text: string): Parsed {
  const start = text.trimStart()
  if (start.startsWith('<')) return parsed(utf8(text))
  if (!start.startsWith('{') && !start.startsWith('[') && text.length <= MAX_BYTES * 1.4 && COMPACT.test(text.trim()))
    return unknownForm('jwt')
  if (text.length > MAX_BYTES || utf8(text).length > MAX_BYTES) throw new TooLarge('bytes')
  const value = parseStrict(text)
  if (!isObject(value)) throw new StrictJsonError('syntax', 'not an object')
  return limited(value)
}

function fromObject(input: JsonObject): Parsed {
  if (!isObject(input)) throw new StrictJsonError('syntax', 'not an object')
  checkStrict(input)
  if (utf8(JSON.stringify(input)).length > MAX_BYTES) throw new TooLarge('bytes')
  return limited(input)
}

// Compact JWS, hosted Open Badges 2, presentations and CLR are other forms: never valid unread.
function unknownForm(form: string): Parsed {
  return {
    standard: form === 'url' ? 'ob2' : 'vc',
    outcome: unknowing(finding('PARSE_FORMAT_UNKNOWN', '', { format: form })),
  }
}

function limited(document: JsonObject): Parsed {
  checkSizes(document)
  const types = stringsOf(document.type)
  const contexts = stringsOf(document['@context'])
  if (contexts.some((url) => url.startsWith('https://w3id.org/openbadges/')))
    return { ...unknownForm('Open Badges 2'), standard: 'ob2' }
  if (types.includes('VerifiablePresentation')) return unknownForm('presentation')
  if (types.includes('ClrCredential')) return { ...unknownForm('CLR'), standard: 'clr2' }
  const ours = ['OpenBadgeCredential', 'AchievementCredential', 'EndorsementCredential'].some((type) =>
    types.includes(type),
  )
  return { document, standard: ours ? 'ob3' : 'vc', outcome: PASS }
}

class TooLarge extends Error {}

function checkSizes(document: JsonObject): void {
  let embedded = 0
  visit(document, (value: JsonValue, path) => {
    if (Array.isArray(value) && value.length > MAX_ARRAY) throw new TooLarge(path)
    if (typeof value !== 'string') return
    if (value.startsWith('data:')) embedded += value.length
    else if (value.length > MAX_STRING) throw new TooLarge(path)
  })
  if (JSON.stringify(document).length - embedded > MAX_TEXT_BYTES) throw new TooLarge('')
}

const BAKED: Readonly<Record<string, FindingCode>> = {
  OB_BAKE_NONE: 'BAKE_NONE',
  OB_BAKE_CORRUPT: 'BAKE_CORRUPT',
  OB_BAKE_TOO_LARGE: 'BAKE_TOO_LARGE',
  OB_BAKE_NOT_IMAGE: 'BAKE_CORRUPT',
}

function refusal(cause: unknown) {
  if (cause instanceof TooLarge) return finding('PARSE_TOO_LARGE', cause.message)
  if (cause instanceof OpenBadgesError) return finding(BAKED[cause.code] ?? 'PARSE_JSON')
  if (cause instanceof StrictJsonError)
    return finding(cause.kind === 'duplicate' ? 'PARSE_DUPLICATE_KEY' : 'PARSE_JSON', '', { place: cause.detail })
  return finding('PARSE_JSON', '', { place: 'UTF-8' })
}
