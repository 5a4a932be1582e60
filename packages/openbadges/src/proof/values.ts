import type { JsonObject, JsonValue } from '../json.ts'
import type { Active, Place } from './active.ts'
import { isAbsolute, vocabularyIri, withoutPrefix } from './iri.ts'
import { notMine } from './not-mine.ts'

const XSD = 'http://www.w3.org/2001/XMLSchema#'
const LANGUAGE = /^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$/
// biome-ignore lint/suspicious/noControlCharactersInRegex: canonical N-Quads escape exactly these
const ESCAPED = /["\\\u0000-\u001f\u007f]/
// biome-ignore lint/suspicious/noControlCharactersInRegex: canonical N-Quads escape exactly these
const EACH_ESCAPED = /["\\\u0000-\u001f\u007f]/g
const SHORT: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
  '"': '\\"',
  '\\': '\\\\',
}

/** A quoted literal's text as canonical N-Quads write it. */
export function escaped(value: string): string {
  return ESCAPED.test(value) ? value.replaceAll(EACH_ESCAPED, inEscape) : value
}

function inEscape(character: string): string {
  return SHORT[character] ?? `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
}

/** The object of a quad for a value that is no node: `<iri>`, a blank label as it stands in the document, or a literal. */
export function objectText(value: JsonValue, place: Place): string {
  if (typeof value === 'string') return stringText(value, place)
  if (typeof value === 'number') return `"${numberText(value, place)}`
  if (typeof value === 'boolean') return `"${value}${place.typed ? place.suffix : `"^^<${XSD}boolean>`}`
  return notMine()
}

function stringText(value: string, place: Place): string {
  if (place.takes === 'literal') return `"${escaped(value)}${place.suffix}`
  if (place.takes === 'iri') return iriText(value, place.within)
  return place.takes === 'vocabulary' ? `<${vocabularyIri(value, place.within)}>` : notMine()
}

/** An identifier: `<iri>`, or a blank label as it stands in the document. */
export function iriText(value: string, within: Active): string {
  const iri = within.prefixes ? withoutPrefix(value, within.terms) : value
  if (isAbsolute(iri)) return `<${iri}>`
  return value.startsWith('_:') ? value : notMine()
}

// As jsonld tells them apart: a number is a double when it is written with a point, is huge, or the term says so.
function numberText(value: number, place: Place): string {
  if (!Number.isFinite(value) || Object.is(value, -0)) return notMine()
  if (place.takes !== 'literal' && place.takes !== 'double') return notMine()
  const double = String(value).includes('.') || Math.abs(value) >= 1e21
  if (double || place.takes === 'double')
    return (
      value.toExponential(15).replace(/(\d)0{0,15}e\+?/, '$1E') + (place.typed ? place.suffix : `"^^<${XSD}double>`)
    )
  return value.toFixed(0) + (place.typed ? place.suffix : `"^^<${XSD}integer>`)
}

/** A value object of `@value` alone or with one of `@language` and `@type`; undefined for any other object. */
export function valueObjectText(value: JsonObject, place: Place): string | undefined {
  if (!Object.hasOwn(value, '@value')) return undefined
  const keys = Object.keys(value)
  const text = value['@value']
  if (keys.length > 2 || typeof text !== 'string') return notMine()
  if (keys.length === 1) return `"${escaped(text)}"`
  if (Object.hasOwn(value, '@language')) return `"${escaped(text)}"@${languageText(value['@language'])}`
  const type = value['@type']
  if (typeof type !== 'string' || place.within.terms.has(type) || type === `${XSD}double`) return notMine()
  const datatype = withoutPrefix(type, place.within.terms)
  return isAbsolute(datatype) && datatype === type ? `"${escaped(text)}${suffixOf(datatype)}` : notMine()
}

function languageText(value: JsonValue | undefined): string {
  return typeof value === 'string' && LANGUAGE.test(value) ? value.toLowerCase() : notMine()
}

/** What closes a literal of this datatype. */
export function suffixOf(datatype: string): string {
  return datatype === `${XSD}string` ? '"' : `"^^<${datatype}>`
}
