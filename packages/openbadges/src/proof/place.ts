import type { JsonValue } from '../json.ts'
import type { Active, Place, Term } from './active.ts'
import { isAbsolute } from './iri.ts'
import { notMine } from './not-mine.ts'
import type { Contexts } from './reading.ts'
import { suffixOf } from './values.ts'

const DOUBLE = 'http://www.w3.org/2001/XMLSchema#double'
const LANG_STRING = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#langString'

/** Names a document may make up under a vocabulary of its own before they are no longer kept. */
const MAX_PLACES = 1_000

/** The place of a key in a context; made once. */
export function placeOf(key: string, active: Active, contexts: Contexts): Place {
  const known = active.places.get(key)
  if (known) return known
  const place = made(active.terms.get(key) ?? byVocabulary(key, active), { key, active, contexts })
  if (active.places.size < MAX_PLACES) active.places.set(key, place)
  return place
}

function byVocabulary(key: string, active: Active): Term {
  const iri = `${active.vocab}${key}`
  if (active.vocab === undefined || /^@|:/.test(key) || !isAbsolute(iri)) return notMine()
  return {
    role: 'property',
    iri,
    coercion: undefined,
    container: 'none',
    scoped: undefined,
    prefix: undefined,
    guarded: false,
  }
}

// JSON-LD processors read a term's scoped context twice for a node: for the value, and again after the context of the types is left.
function made(term: Term, at: { key: string; active: Active; contexts: Contexts }): Place {
  const within = scoped(at.active, term.scoped, at.contexts)
  const inner = term.scoped === undefined ? term : within.terms.get(at.key)
  const base = within.previous ?? within
  return {
    role: term.role,
    predicate: ` <${term.iri}> `,
    ...literalOf(inner, within),
    container: inner === undefined || inner.container === term.container ? term.container : notMine(),
    within,
    below: scoped(base, inner?.scoped, at.contexts),
  }
}

function scoped(active: Active, context: JsonValue | undefined, contexts: Contexts): Active {
  return context === undefined ? active : contexts.forTerm(active, context)
}

function literalOf(term: Term | undefined, active: Active): Pick<Place, 'takes' | 'typed' | 'suffix'> {
  const { coercion } = term ?? {}
  if (!term || coercion === '@json' || coercion === LANG_STRING) return { takes: 'closed', typed: true, suffix: '' }
  if (coercion === '@id') return { takes: 'iri', typed: true, suffix: '' }
  if (coercion === '@vocab') return { takes: 'vocabulary', typed: true, suffix: '' }
  if (coercion === undefined)
    return { takes: 'literal', typed: false, suffix: active.language === undefined ? '"' : `"@${active.language}` }
  return { takes: coercion === DOUBLE ? 'double' : 'literal', typed: true, suffix: suffixOf(coercion) }
}
