import type { JsonObject, JsonValue } from '../json.ts'
import type { Active, Place } from './active.ts'
import type { Graph } from './graph.ts'
import { isAbsolute, vocabularyIri, withoutPrefix } from './iri.ts'
import { notMine } from './not-mine.ts'

const XSD = 'http://www.w3.org/2001/XMLSchema#'
const LANGUAGE = /^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$/
/** Datatypes whose literals are not written as text and type: they are left to the reference path. */
export const WRITTEN_OTHERWISE: ReadonlySet<string> = new Set([
  `${XSD}double`,
  `${XSD}string`,
  'http://www.w3.org/1999/02/22-rdf-syntax-ns#langString',
  '@json',
])
// biome-ignore lint/suspicious/noControlCharactersInRegex: canonical N-Quads escape exactly these
const EACH_ESCAPED = /["\\\u0000-\u001f\u007f]/g
/** Escaped, or among the characters that sort differently by code unit and by code point. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: canonical N-Quads escape exactly these
const NOTICED = /["\\\u0000-\u001f\u007f\ud800-\uffff]/
/** Characters that sort differently by code unit and by code point. */
export const HIGH = /[\ud800-\uffff]/
/** What a number or boolean can be written as. */
const NUMBER_LIKE = /^(?:true|false|-?[0-9][0-9.]*(?:E-?[0-9]+)?)$/
/** An absolute IRI of ASCII alone. */
const PLAIN_IRI = /^[A-Za-z][A-Za-z0-9+.-]*:[!#-;=?-[\]_a-z~]*$/
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
  return value.replaceAll(EACH_ESCAPED, inEscape)
}

/** Where it is remembered what may be read in two ways: see {@link Graph}. */
export type Noticing = Pick<Graph, 'high' | 'plainly' | 'doubtful'>

/** The text of a typed literal, remembered with its JSON value where another value could have the same text. */
function typed(text: string, value: JsonValue, seen: Noticing): string {
  const known = seen.plainly.get(text)
  if (known === undefined) seen.plainly.set(text, value)
  else if (known !== value) seen.doubtful.add(text)
  return text
}

function literal(value: string, seen: Noticing): string {
  if (!NOTICED.test(value)) return value
  seen.high ||= HIGH.test(value)
  return escaped(value)
}

function inEscape(character: string): string {
  return SHORT[character] ?? `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
}

/** The object of a quad for a value that is no node: `<iri>`, a blank label as it stands in the document, or a literal. */
export function objectText(value: JsonValue | undefined, place: Place, seen: Noticing): string {
  if (typeof value === 'string') return stringText(value, place, seen)
  if (typeof value === 'number') return typed(`"${numberText(value, place)}`, value, seen)
  return typeof value === 'boolean' ? booleanText(value, place, seen) : notMine()
}

function booleanText(value: boolean, place: Place, seen: Noticing): string {
  if (place.takes !== 'literal' && place.takes !== 'double') return notMine()
  return typed(`"${value}${place.typed ? place.suffix : `"^^<${XSD}boolean>`}`, value, seen)
}

function stringText(value: string, place: Place, seen: Noticing): string {
  if (place.takes === 'literal') {
    const text = `"${literal(value, seen)}${place.suffix}`
    return place.typed && NUMBER_LIKE.test(value) ? typed(text, value, seen) : text
  }
  if (place.takes === 'iri') return iriText(value, place.within, seen)
  seen.high ||= HIGH.test(value)
  return place.takes === 'vocabulary' ? `<${vocabularyIri(value, place.within)}>` : notMine()
}

/** An identifier: `<iri>`, or a blank label as it stands in the document. */
export function iriText(value: string, within: Active, seen: Noticing): string {
  const iri = within.prefixes ? withoutPrefix(value, within.terms) : value
  if (PLAIN_IRI.test(iri)) return `<${iri}>`
  seen.high ||= HIGH.test(iri)
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
export function valueObjectText(value: JsonObject, place: Place, seen: Noticing): string | undefined {
  if (!Object.hasOwn(value, '@value')) return undefined
  const keys = Object.keys(value)
  const text = value['@value']
  if (keys.length > 2 || typeof text !== 'string') return notMine()
  const open = `"${literal(text, seen)}`
  if (keys.length === 1) return typed(`${open}"`, text, seen)
  if (Object.hasOwn(value, '@language')) return `${open}"@${languageText(value['@language'])}`
  const type = value['@type']
  if (typeof type !== 'string' || place.within.terms.has(type) || WRITTEN_OTHERWISE.has(type)) return notMine()
  const datatype = withoutPrefix(type, place.within.terms)
  seen.high ||= HIGH.test(datatype)
  return isAbsolute(datatype) && datatype === type ? typed(open + suffixOf(datatype), text, seen) : notMine()
}

function languageText(value: JsonValue | undefined): string {
  return typeof value === 'string' && LANGUAGE.test(value) ? value.toLowerCase() : notMine()
}

/** What closes a literal of this datatype. */
export function suffixOf(datatype: string): string {
  return `"^^<${datatype}>`
}
