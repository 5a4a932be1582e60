import { isObject, type JsonObject, type JsonValue, stringsOf } from '../json.ts'
import type { Active, Place, Shape, Typed } from './active.ts'
import { type About, aboutOf, emptyGraph, type Graph, type Name, NONE, stateInOrder } from './graph.ts'
import { isBlankLabel, withoutPrefix } from './iri.ts'
import { MAX_BLANKS, MAX_DEPTH, MAX_GATHERED_BLANKS, MAX_QUADS, MAX_TOTAL } from './limits.ts'
import { notMine, TooMuch } from './not-mine.ts'
import { shapeOf } from './place.ts'
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
  readonly most: Most
  quads: number
  blanks: number
}

interface Most {
  readonly quads: number
  readonly blanks: number
}

const ONE: Most = { quads: MAX_QUADS, blanks: MAX_BLANKS }
const GATHERED: Most = { quads: MAX_TOTAL, blanks: MAX_GATHERED_BLANKS }

/** A subject, and where its lines of one predicate begin. */
interface Saying {
  readonly about: About
  from: number
}

/** Where the walk is; it moves. */
interface Walking {
  readonly result: Graph
  readonly contexts: Contexts
  readonly labels: Map<string, number>
  filling: Filling
  depth: number
}

/**
 * The quads of a JSON-LD document, as a JSON-LD 1.1 processor in safe mode gives them.
 *
 * @throws NotMine for whatever is not certain; TooMuch beyond 5,000 quads or 256 blank nodes in one graph (a transcript: 60,000 and 2,000).
 */
export function quadsOf(document: JsonObject, contexts: Contexts): Graph {
  const most = stringsOf(document.type).includes('ClrCredential') ? GATHERED : ONE
  const filling = { graph: NONE, most, quads: 0, blanks: 0 }
  const at = { result: emptyGraph(), contexts, labels: new Map<string, number>(), filling, depth: 0 }
  const { bare } = nodeOf(document, contexts.initial, at)
  return bare ? notMine() : at.result
}

/** `bare`: nothing is said about it, so that a processor drops it where no quad points to it. */
function nodeOf(node: JsonObject, base: Active, at: Walking): { name: Name; bare: boolean } {
  const stated = node['@context']
  const own = stated === undefined ? base : at.contexts.stated(base, stated)
  const types = typesOf(node, own)
  const typed = types.length === 0 ? undefined : at.contexts.typed(own, types)
  const active = typed?.active ?? own
  // What the document's own context makes of a name was never looked at for characters that sort in two ways.
  at.result.high ||= own.own || typed?.high === true
  const shape = shapeOf(Object.keys(node), active, at.contexts)
  const about = aboutOf(at.result, shape.id === undefined ? blank(at) : nameOf(node[shape.id], active, at))
  const bare = shape.steps.length === 0 && typed === undefined
  if (bare) return shape.id === undefined ? notMine() : { name: about.subject, bare }
  begin(about, shape)
  sayAll(node, shape, { about, typed }, at)
  return { name: about.subject, bare }
}

function sayAll(
  node: JsonObject,
  { steps, typesAt }: Shape,
  { about, typed }: { about: About; typed: Typed | undefined },
  at: Walking,
): void {
  for (let i = 0; i <= steps.length; i++) {
    if (i === typesAt && typed !== undefined) sayTypes(about, typed, at)
    const step = steps[i]
    if (step !== undefined) valuesOf(node[step.key], step.place, { about, from: about.lines.length }, at)
  }
}

function sayTypes(about: About, { objects }: Typed, at: Walking): void {
  const saying = { about, from: about.lines.length }
  for (const object of objects) say(saying, TYPE, object, at)
}

// What is said in two places of a document does not stand in order.
function begin(about: About, { repeats }: Shape): void {
  about.mixed ||= about.begun || repeats
  about.begun = true
}

function typesOf(node: JsonObject, own: Active): readonly string[] {
  let value: JsonValue | undefined
  for (const name of own.typeNames) {
    const named = node[name]
    if (named === undefined) continue
    if (value !== undefined) notMine()
    value = named
  }
  if (typeof value === 'string') return [value]
  if (value === undefined) return []
  const good = Array.isArray(value) && value.length > 0 && value.every((type) => typeof type === 'string')
  return good ? (value as readonly string[]) : notMine()
}

function nameOf(id: JsonValue | undefined, active: Active, at: Walking): Name {
  if (typeof id !== 'string') return notMine()
  const text = iriText(id, active, at.result)
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
  if (++at.filling.blanks > at.filling.most.blanks) throw new TooMuch('blank nodes')
  return at.result.blanks++
}

/** States a quad whose object is text already. */
function say({ about, from }: Saying, predicate: string, object: string, at: Walking): void {
  count(at)
  const { graph } = at.filling
  if (graph === NONE) stateInOrder(at.result, about, `${predicate}${object} .\n`, from)
  else about.loose.push({ subject: about.subject, head: `${predicate}${object} `, object: NONE, graph, tail: ' .\n' })
}

/** States a quad whose object may be a blank node. */
function point(saying: Saying, predicate: string, object: Name, at: Walking): void {
  if (typeof object === 'string') {
    say(saying, predicate, object, at)
    return
  }
  count(at)
  const { about } = saying
  about.loose.push({ subject: about.subject, head: predicate, object, graph: at.filling.graph, tail: ' .\n' })
}

function count(at: Walking): void {
  if (++at.filling.quads > at.filling.most.quads || ++at.result.quads > MAX_TOTAL) throw new TooMuch('quads')
}

function valuesOf(value: JsonValue | undefined, place: Place, saying: Saying, at: Walking): void {
  if (place.container === 'list') point(saying, place.predicate, listOf(value, place, at), at)
  else if (!Array.isArray(value)) one(value, place, saying, at)
  else if (value.length === 0 && place.container === 'graph') notMine()
  else for (const item of value as readonly JsonValue[]) one(item, place, saying, at)
}

function one(value: JsonValue | undefined, place: Place, saying: Saying, at: Walking): void {
  const object = place.container === 'graph' ? graphOf(value, place, at) : objectOf(value, place, at)
  point(saying, place.predicate, object, at)
}

function objectOf(value: JsonValue | undefined, place: Place, at: Walking): Name {
  if (isObject(value)) return valueObjectText(value, place, at.result) ?? below(value, place, at, at.filling).name
  const text = objectText(value, place, at.result)
  return text.charCodeAt(0) === 95 ? labelled(text, at) : text
}

function below(node: JsonObject, place: Place, at: Walking, filling: Filling): { name: Name; bare: boolean } {
  if (++at.depth > MAX_DEPTH || isRenamed(node, place)) notMine()
  const outer = at.filling
  at.filling = filling
  const made = nodeOf(node, place.below, at)
  at.filling = outer
  at.depth--
  return made
}

// A node that is only a reference is read before the context of the types is left, and so are prefixes in it.
function isRenamed(node: JsonObject, { within }: Place): boolean {
  if (!within.prefixes || within.previous === undefined) return false
  const values = Object.values(node)
  const [id] = values
  return values.length === 1 && typeof id === 'string' && withoutPrefix(id, within.terms) !== id
}

// JSON-LD 1.1: the value stands in a graph of its own, and that graph is named by a blank node.
function graphOf(value: JsonValue | undefined, place: Place, at: Walking): number {
  if (!isObject(value)) return notMine()
  const graph = blank(at)
  const { bare } = below(value, place, at, { graph, most: ONE, quads: 0, blanks: 0 })
  return bare ? notMine() : graph
}

/** The first node of an RDF collection; every list is a collection of its own. */
function listOf(value: JsonValue | undefined, place: Place, at: Walking): Name {
  const items = Array.isArray(value) ? (value as readonly JsonValue[]) : [value]
  let rest: Name = NIL
  for (const item of [...items].reverse()) {
    const about = aboutOf(at.result, blank(at))
    const saying = { about, from: about.lines.length }
    point(saying, FIRST, objectOf(item, place, at), at)
    saying.from = about.lines.length
    point(saying, REST, rest, at)
    rest = about.subject
  }
  return rest
}
