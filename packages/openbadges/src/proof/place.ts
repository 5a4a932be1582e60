import type { JsonValue } from '../json.ts'
import type { Active, Place, Shape, Term } from './active.ts'
import { isAbsolute } from './iri.ts'
import { notMine } from './not-mine.ts'
import type { Contexts } from './reading.ts'
import { suffixOf, WRITTEN_OTHERWISE } from './values.ts'

const DOUBLE = 'http://www.w3.org/2001/XMLSchema#double'

type Step = Shape['steps'][number]

/** Shapes kept for one context before all are forgotten: strangers may make up new ones. */
const MAX_SHAPES = 500
const RDF_TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type'
const TYPE = ` <${RDF_TYPE}> `

/** What a node with these keys says in this context; made once. */
export function shapeOf(keys: readonly string[], active: Active, contexts: Contexts): Shape {
  const { last } = active
  if (last !== undefined && isOf(last, keys)) return last
  // No name with a colon ever gets this far.
  const name = keys.join(':')
  const known = active.shapes.get(name)
  const shape = known && isOf(known, keys) ? known : madeOf(keys, active, contexts)
  if (known !== shape) {
    if (active.shapes.size >= MAX_SHAPES) active.shapes.clear()
    active.shapes.set(name, shape)
  }
  active.last = shape
  return shape
}

function isOf(shape: Shape, keys: readonly string[]): boolean {
  const { length } = keys
  if (shape.keys.length !== length) return false
  for (let i = 0; i < length; i++) if (shape.keys[i] !== keys[i]) return false
  return true
}

function madeOf(keys: readonly string[], active: Active, contexts: Contexts): Shape {
  const isId = (key: string) => key === '@id' || active.terms.get(key)?.role === 'id'
  const ids = keys.filter(isId)
  if (ids.length > 1) notMine()
  const steps = keys
    .filter((key) => key !== '@context' && !active.typeNames.includes(key) && !isId(key))
    .map((key) => ({ key, place: placeOf(key, active, contexts) }))
    .sort(byPredicate)
  const after = steps.findIndex(({ place }) => place.predicate >= TYPE)
  return {
    keys,
    id: ids[0],
    steps,
    typesAt: after === -1 ? steps.length : after,
    repeats: steps.some(({ place }, i) => place.predicate === steps[i - 1]?.place.predicate),
  }
}

function byPredicate(a: Step, b: Step): number {
  if (a.place.predicate === b.place.predicate) return 0
  return a.place.predicate < b.place.predicate ? -1 : 1
}

function placeOf(key: string, active: Active, contexts: Contexts): Place {
  const term = active.terms.get(key) ?? byVocabulary(key, active)
  return term.role === 'property' ? made(term, { key, active, contexts }) : notMine()
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
  // Raw JSON is no node even when it looks like one; types stated in two ways are counted twice by some.
  if (term.coercion === '@json' || term.iri === RDF_TYPE) notMine()
  if (inner !== undefined && inner !== term) notMine()
  return {
    predicate: ` <${term.iri}> `,
    ...literalOf(inner, within),
    container: term.container,
    within,
    below: scoped(base, inner?.scoped, at.contexts),
  }
}

function scoped(active: Active, context: JsonValue | undefined, contexts: Contexts): Active {
  return context === undefined ? active : contexts.forTerm(active, context)
}

// The suffix closes literals alone.
function literalOf(term: Term | undefined, { language }: Active): Pick<Place, 'takes' | 'typed' | 'suffix'> {
  const takes = term === undefined ? 'closed' : takenBy(term)
  if (term?.coercion !== undefined) return { takes, typed: true, suffix: suffixOf(term.coercion) }
  return { takes, typed: false, suffix: language === undefined ? '"' : `"@${language}` }
}

function takenBy({ coercion }: Term): Place['takes'] {
  if (coercion === undefined) return 'literal'
  if (coercion === '@id') return 'iri'
  if (coercion === '@vocab') return 'vocabulary'
  if (coercion === DOUBLE) return 'double'
  return WRITTEN_OTHERWISE.has(coercion) ? 'closed' : 'literal'
}
