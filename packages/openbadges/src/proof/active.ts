import type { JsonValue } from '../json.ts'

/** What one term means in one active context. */
export interface Term {
  /** `id` and `type` are aliases of keywords; `closed` may not be used. */
  readonly role: 'id' | 'type' | 'property' | 'closed'
  readonly iri: string
  /** `@id`, `@vocab`, `@json`, a datatype IRI, or none. */
  readonly coercion: string | undefined
  readonly container: 'none' | 'list' | 'graph'
  readonly scoped: JsonValue | undefined
  /** Whether the term may begin a compact IRI; undefined when its IRI was made from its name. */
  readonly prefix: boolean | undefined
  readonly guarded: boolean
}

/** Where a value stands: what a key of a node means there, with the text of its quads prepared. */
export interface Place {
  readonly predicate: string
  /** What a string means; `closed`: only nodes and value objects may stand here. */
  readonly takes: 'literal' | 'double' | 'iri' | 'vocabulary' | 'closed'
  readonly typed: boolean
  /** What closes a string literal. */
  readonly suffix: string
  readonly container: Term['container']
  /** The context of values that are not nodes. */
  readonly within: Active
  /** The context a node here begins with. */
  readonly below: Active
}

/** What a set of types makes of a context: the context of that node, and the types as objects of quads. */
export interface Typed {
  readonly count: number
  readonly active: Active
  readonly objects: readonly string[]
  /** Whether a name has characters that sort differently by code unit and by code point. */
  readonly high: boolean
}

/** What a node with certain keys says, in the order of its predicates. */
export interface Shape {
  /** The keys, in the order in which they were met. */
  readonly keys: readonly string[]
  readonly id: string | undefined
  readonly steps: readonly { readonly key: string; readonly place: Place }[]
  /** Before which step the types stand. */
  readonly typesAt: number
  /** Whether two keys have the same predicate. */
  readonly repeats: boolean
}

/**
 * An active context (JSON-LD 1.1 API, 4.1), never changed once made. What follows from it by a context, a set of types or a term is
 * made once and kept, where a general processor copies the whole context at every node.
 */
export class Active {
  readonly terms: ReadonlyMap<string, Term>
  readonly vocab: string | undefined
  readonly language: string | undefined
  /** What nodes below return to when this one holds for one node only. */
  readonly previous: Active | undefined
  /** Whether a context of the document's own went into it. */
  readonly own: boolean
  readonly guarded: boolean
  readonly prefixes: boolean
  /** The names of `@type`. */
  readonly typeNames: readonly string[]
  readonly next = new Map<JsonValue, Active>()
  readonly overridden = new Map<JsonValue, Active>()
  readonly byTypes = new Map<string, Typed>()
  readonly shapes = new Map<string, Shape>()
  /** The shape met last: much of a document is a list of alike nodes. */
  last: Shape | undefined
  constructor(made: Pick<Active, 'terms' | 'vocab' | 'language' | 'previous' | 'own' | 'guarded'>) {
    this.terms = made.terms
    this.vocab = made.vocab
    this.language = made.language
    this.previous = made.previous
    this.own = made.own
    this.guarded = made.guarded || [...made.terms.values()].some((term) => term.guarded)
    this.typeNames = ['@type', ...[...made.terms].filter(([, { role }]) => role === 'type').map(([name]) => name)]
    this.prefixes = [...made.terms.values()].some((term) => term.prefix === true)
  }
}
