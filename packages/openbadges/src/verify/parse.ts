import { isPng } from '../bake/png.ts'
import { looksLikeXml } from '../bake/svg.ts'
import { unbake } from '../bake/unbake.ts'
import { checkStrict, parseSurveyed, StrictJsonError } from '../encoding/strict-json.ts'
import { MAX_ARRAY, MAX_STRING, type Survey } from '../encoding/survey.ts'
import { fromUtf8, utf8 } from '../encoding/text.ts'
import { isObject, type JsonObject, type JsonValue, stringsOf, visit } from '../json.ts'
import type { Form, Parsed } from './context.ts'
import { refusal, TooLarge } from './refusal.ts'
import { failing, PASS } from './run.ts'
import { isSecondBadge, standardOf, tokenForm } from './standards.ts'

const MAX_BYTES = 1024 * 1024
const MAX_TOKEN = MAX_BYTES * 1.4
const MAX_TEXT_BYTES = 256 * 1024
/** An SVG that is given as a text. */
const MAX_IMAGE_TEXT = 2 * MAX_BYTES
/** So far the beginning of a text is looked at for the beginning of an SVG. */
const HEAD = 1_024
// Written shortest, a JSON text is at most this many times as long as it came: `1e15` becomes 16 digits.
const MOST_GROWTH = 4
const COMPACT = /^[\w-]+\.[\w-]*\.[\w-]*(\.[\w-]*\.[\w-]*)?$/

/** Reads JSON (bytes, text or object), compact tokens and baked images, and says which form it is. Never throws on content. */
export function parse(input: Uint8Array | string | JsonObject): Parsed {
  try {
    return parsed(input)
  } catch (cause) {
    return { form: 'embedded', standard: 'vc', outcome: failing(refusal(cause)) }
  }
}

function parsed(input: Uint8Array | string | JsonObject): Parsed {
  if (typeof input === 'string') return isImage(input) ? fromImage(utf8(input)) : fromText(input)
  if (!(input instanceof Uint8Array)) return fromObject(input)
  if (isPng(input) || looksLikeXml(input)) return fromImage(input)
  if (input.length > MAX_BYTES) throw new TooLarge('bytes')
  return fromText(fromUtf8(input), input.length)
}

// By the same look as bytes: what only resembles the space in front of an SVG makes no image of a text.
function isImage(text: string): boolean {
  if (!looksLikeXml(utf8(text.slice(0, HEAD)))) return false
  if (text.length > MAX_IMAGE_TEXT) throw new TooLarge('bytes')
  return true
}

function fromImage(image: Uint8Array): Parsed {
  const { text, form, standard } = unbake(image)
  if (form === 'json') return fromText(text)
  const token = text.trim()
  if (form === 'url') return tokenOf(token, 'ob2-url')
  return tokenOf(token, standard === 'ob2' ? 'ob2-signed' : tokenForm(token))
}

function fromText(text: string, bytes?: number): Parsed {
  const given = text.trim()
  if (given.length <= MAX_TOKEN && COMPACT.test(given)) return tokenOf(given, tokenForm(given))
  if (text.length > MAX_BYTES || (bytes ?? utf8(text).length) > MAX_BYTES) throw new TooLarge('bytes')
  const { value, seen } = parseSurveyed(text)
  if (!isObject(value)) throw new StrictJsonError('syntax', 'not an object')
  return limited(value, seen, text.length)
}

// What is judged is a copy made here: an object of the caller's could say something else each time it is asked.
function fromObject(input: JsonObject): Parsed {
  if (!isObject(input)) throw new StrictJsonError('syntax', 'not an object')
  checkStrict(input)
  const text = JSON.stringify(input)
  if (utf8(text).length > MAX_BYTES) throw new TooLarge('bytes')
  const { value, seen } = parseSurveyed(text)
  if (!isObject(value)) throw new StrictJsonError('syntax', 'not an object')
  return limited(value, seen, text.length)
}

function tokenOf(token: string, form: Form): Parsed {
  return { form, token, standard: form === 'jwt' ? 'vc' : 'ob2', outcome: PASS }
}

function limited(document: JsonObject, seen: Survey, length: number): Parsed {
  const form = formOf(document)
  // What gathers credentials may be as long as several of them.
  const most = form === 'clr' || form === 'presentation' ? MAX_BYTES : MAX_TEXT_BYTES
  if (seen.large || length * MOST_GROWTH > most) checkSizes(document, most)
  return { form, document, seen, standard: standardOf(document), outcome: PASS }
}

function formOf(document: JsonObject): Form {
  const types = stringsOf(document.type)
  if (isSecondBadge(document)) return 'ob2'
  if (types.includes('VerifiablePresentation')) return 'presentation'
  return types.includes('ClrCredential') ? 'clr' : 'embedded'
}

function checkSizes(document: JsonObject, most: number): void {
  let embedded = 0
  visit(document, (value: JsonValue, path) => {
    if (Array.isArray(value) && value.length > MAX_ARRAY) throw new TooLarge(path)
    if (typeof value !== 'string') return
    if (value.startsWith('data:')) embedded += value.length
    else if (value.length > MAX_STRING) throw new TooLarge(path)
  })
  if (JSON.stringify(document).length - embedded > most) throw new TooLarge('')
}
