import { isObject, type JsonObject, type JsonValue } from '../json.ts'
import type { Active, Place } from './active.ts'
import { type About, aboutOf, emptyGraph, type Graph, type Name, NONE } from './graph.ts'
import { isBlankLabel, vocabularyIri } from './iri.ts'
import { MAX_BLANKS, MAX_DEPTH, MAX_QUADS, MAX_TOTAL } from './limits.ts'
import { notMine, TooMuch } from './not-mine.ts'
import { placeOf } from './place.ts'
import type { Contexts } from './reading.ts'
import { iriText, objectText, valueObjectText } from './values.ts'

const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'
const TYPE = ` <${RDF}type> `
const FIRST = ` <${RDF}first> `
const REST = ` <${RDF}rest> `
const NIL = `<${RDF}nil>`

/** One graph being filled: the document's own, or that of one credential or proof within it. */
interface Filling {
  readonly graph: number
  quads: number
  blanks: number
}

interface Walking {
  readonly result: Graph
  readonly contexts: Contexts
  readonly labels: Map<string, number>
  readonly filling: Filling
  readonly depth: number
}

/**
 * The quads of a JSON-LD document, as a JSON-LD 1.1 processor in safe mode gives them.
 *
 * @throws NotMine for whatever is not certain; TooMuch beyond 5,000 quads or 256 blank nodes in one graph.
 */
export function quadsOf(document: JsonObject, contexts: Contexts): Graph {
  const filling = { graph: NONE, quads: 0, blanks: 0 }
  const at = { result: emptyGraph(), contexts, labels: new Map<string, number>(), filling, depth: 0 }
  const { bare } = nodeOf(document, contexts.initial, at)
  return bare ? notMine() : at.result
}

/** `bare`: nothing is said about it, so that a processor drops it where no quad points to it. */
function nodeOf(node: JsonObject, base: Active, at: Walking): { name: Name; bare: boolean } {
  const stated = node['@context']
  const own = stated === undefined ? base : at.contexts.stated(base, stated)
  const keys = Object.keys(node)
  if (keys.length === 0) notMine()
  const types = typesOf(node, keys, own)
  const active = types.length === 0 ? own : at.contexts.forTypes(own, types)
  const about = subjectOf(node, keys, active, at)
  for (const type of types) say(about, `${TYPE}<${vocabularyIri(type, own)}>`, at)
  let bare = types.length === 0
  for (const key of keys) {
    const place = propertyOf(key, active, at)
    if (place === undefined) continue
    bare = false
    valuesOf(node[key], place, about, at)
  }
  return { name: about.subject, bare }
}

// Keywords are read with the node's name and types; only three of them may stand here at all.
function propertyOf(key: string, active: Active, at: Walking): Place | undefined {
  if (key.charCodeAt(0) === 64) return undefined
  const place = placeOf(key, active, at.contexts)
  if (place.role === 'closed') notMine()
  return place.role === 'property' ? place : undefined
}

function typesOf(node: JsonObject, keys: readonly string[], own: Active): readonly string[] {
  const named = keys.filter((key) => key === '@type' || own.terms.get(key)?.role === 'type')
  if (named.length === 0) return []
  const value = node[named[0] as string]
  const types = Array.isArray(value) ? (value as readonly JsonValue[]) : [value]
  const good = named.length === 1 && types.length > 0 && types.every((type) => typeof type === 'string')
  return good ? (types as readonly string[]) : notMine()
}

function subjectOf(node: JsonObject, keys: readonly string[], active: Active, at: Walking): About {
  let id: JsonValue | undefined
  let ids = 0
  for (const key of keys) {
    const role = key.charCodeAt(0) === 64 ? keywordRole(key) : active.terms.get(key)?.role
    if (role !== 'id') continue
    id = node[key]
    ids++
  }
  if (ids > 1 || (ids === 1 && typeof id !== 'string')) notMine()
  return aboutOf(at.result, typeof id === 'string' ? nameOf(id, active, at) : blank(at))
}

function keywordRole(key: string): 'id' | undefined {
  if (key === '@id') return 'id'
  return key === '@context' || key === '@type' ? undefined : notMine()
}

function nameOf(id: string, active: Active, at: Walking): Name {
  const text = iriText(id, active)
  return text.charCodeAt(0) === 95 ? labelled(text, at) : text
}

function labelled(label: string, at: Walking): number {
  const known = at.labels.get(label)
  if (known !== undefined) return known
  if (!isBlankLabel(label)) notMine()
  const made = blank(at)
  at.labels.set(label, made)
  return made
}

function blank(at: Walking): number {
  if (++at.filling.blanks > MAX_BLANKS) throw new TooMuch('blank nodes')
  return at.result.blanks++
}

/** States a quad whose text is ready. */
function say(about: About, head: string, at: Walking): void {
  count(at)
  const { graph } = at.filling
  if (graph === NONE) about.fixed.push(`${head} .\n`)
  else about.loose.push({ subject: about.subject, head: `${head} `, object: NONE, graph, tail: ' .\n' })
}

/** States a quad whose object is a node, or anything that is text already. */
function point(about: About, predicate: string, object: Name, at: Walking): void {
  if (typeof object === 'string') {
    say(about, predicate + object, at)
    return
  }
  count(at)
  about.loose.push({ subject: about.subject, head: predicate, object, graph: at.filling.graph, tail: ' .\n' })
}

function count(at: Walking): void {
  if (++at.filling.quads > MAX_QUADS || ++at.result.quads > MAX_TOTAL) throw new TooMuch('quads')
}

function valuesOf(value: JsonValue | undefined, place: Place, about: About, at: Walking): void {
  if (place.container === 'list') point(about, place.predicate, listOf(value, place, at), at)
  else if (!Array.isArray(value)) one(value, place, about, at)
  else if (value.length === 0 && place.container === 'graph') notMine()
  else for (const item of value as readonly JsonValue[]) one(item, place, about, at)
}

function one(value: JsonValue | undefined, place: Place, about: About, at: Walking): void {
  const object = place.container === 'graph' ? graphOf(value, place, at) : objectOf(value, place, at)
  point(about, place.predicate, object, at)
}

function objectOf(value: JsonValue | undefined, place: Place, at: Walking): Name {
  if (isObject(value)) return valueObjectText(value, place) ?? below(value, place, at, at.filling).name
  if (value === undefined) return notMine()
  const text = objectText(value, place)
  return text.charCodeAt(0) === 95 ? labelled(text, at) : text
}

function below(node: JsonObject, place: Place, at: Walking, filling: Filling): { name: Name; bare: boolean } {
  if (at.depth >= MAX_DEPTH) notMine()
  return nodeOf(node, place.below, { ...at, filling, depth: at.depth + 1 })
}

// JSON-LD 1.1: the value stands in a graph of its own, and that graph is named by a blank node.
function graphOf(value: JsonValue | undefined, place: Place, at: Walking): number {
  if (!isObject(value) || Object.hasOwn(value, '@value')) return notMine()
  const graph = blank(at)
  const { bare } = below(value, place, at, { graph, quads: 0, blanks: 0 })
  return bare ? notMine() : graph
}

/** The first node of an RDF collection; every list is a collection of its own. */
function listOf(value: JsonValue | undefined, place: Place, at: Walking): Name {
  const items = Array.isArray(value) ? (value as readonly JsonValue[]) : [value]
  let rest: Name = NIL
  for (const item of [...items].reverse()) {
    const about = aboutOf(at.result, blank(at))
    point(about, FIRST, objectOf(item, place, at), at)
    point(about, REST, rest, at)
    rest = about.subject
  }
  return rest
}
