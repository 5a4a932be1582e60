import type { Term } from './active.ts'
import { notMine } from './not-mine.ts'

// Stricter than jsonld, and without what N-Quads would have to escape: anything else is left to the reference path.
// biome-ignore lint/suspicious/noControlCharactersInRegex: an IRI may hold none of them
const ABSOLUTE = /^[A-Za-z][A-Za-z0-9+.-]*:[^\s\u0000-\u0020<>"{}|\\^`\u007f-\u009f]*$/
const KEYWORD_LIKE = /^@[A-Za-z]+$/
const BLANK = /^_:[A-Za-z0-9]+$/

/** What an IRI is expanded against. */
export interface Meanings {
  readonly terms: ReadonlyMap<string, Term>
  readonly vocab: string | undefined
}

export function isAbsolute(value: string): boolean {
  return ABSOLUTE.test(value)
}

export function isBlankLabel(value: string): boolean {
  return BLANK.test(value)
}

/** The value with its prefix written out, or as it is when the prefix is none (JSON-LD 1.1 API, 5.2.2, steps 6 and 7). */
export function withoutPrefix(value: string, terms: ReadonlyMap<string, Term>): string {
  const colon = value.indexOf(':')
  if (colon <= 0 || value.startsWith('//', colon + 1) || value.startsWith('_:')) return value
  const term = terms.get(value.slice(0, colon))
  return term?.prefix === true ? `${term.iri}${value.slice(colon + 1)}` : value
}

/** A term, compact IRI or absolute IRI used as a type, property or vocabulary value. */
export function vocabularyIri(value: string, at: Meanings): string {
  if (KEYWORD_LIKE.test(value)) notMine()
  const term = at.terms.get(value)
  if (term) return term.role === 'property' ? term.iri : notMine()
  const written = withoutPrefix(value, at.terms)
  const iri = value.includes(':') || at.vocab === undefined ? written : at.vocab + value
  return isAbsolute(iri) ? iri : notMine()
}
