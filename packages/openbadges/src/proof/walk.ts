import { isObject, type JsonObject, type JsonValue } from '../json.ts'
import { overlay, type Term, type TermTable } from './tables.ts'

/** A quad in pieces: a number is a blank node, a string is finished text. */
export interface Piece {
  readonly subject: string | number
  readonly predicate: string
  readonly object: string | number
}

/** The graph of one document. */
export interface Graph {
  readonly pieces: Piece[]
  blanks: number
}

/** The root table and the tables per set of types, each made once. */
export interface Scopes {
  readonly root: TermTable
  forTypes(types: readonly string[]): TermTable | undefined
}

const MAX_PIECES = 5_000
const MAX_BLANKS = 256
const TYPE = ' <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> '
const XSD = 'http://www.w3.org/2001/XMLSchema#'
const ABSOLUTE = /^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`\u007f-\u009f]*$/
// biome-ignore lint/suspicious/noControlCharactersInRegex: canonical N-Quads escape exactly these
const ESCAPED = /["\\\u0000-\u001f\u007f]/g
const SHORT: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
  '"': '\\"',
  '\\': '\\\\',
}

/** Left by a part of the document that only the general path may judge. */
class NotMine extends Error {}

export function scopesOf(root: TermTable): Scopes {
  const known = new Map<string, TermTable | undefined>()
  function make(types: readonly string[]): TermTable | undefined {
    let table: TermTable | undefined = root
    for (const type of [...types].sort()) {
      const scoped: JsonObject | undefined = root.get(type)?.scoped
      if (scoped && table) table = overlay(table, scoped)
    }
    return table
  }
  return {
    root,
    forTypes(types) {
      const key = types.join(' ')
      if (!known.has(key)) known.set(key, make(types))
      return known.get(key)
    },
  }
}

/** The quads of a document whose every part is plainly ours; otherwise undefined. */
export function walk(document: JsonObject, scopes: Scopes): Graph | undefined {
  const graph: Graph = { pieces: [], blanks: 0 }
  const { '@context': _context, ...node } = document
  try {
    walkNode(node, { graph, scopes, depth: 0 })
    return graph
  } catch (cause) {
    if (cause instanceof NotMine) return undefined
    throw cause
  }
}

interface Walking {
  readonly graph: Graph
  readonly scopes: Scopes
  readonly depth: number
}

function walkNode(node: JsonObject, at: Walking): string | number {
  const keys = Object.keys(node)
  if (keys.length === 0 || at.depth > 32) throw new NotMine()
  const subject = node.id === undefined ? at.graph.blanks++ : absolute(node.id)
  const types = typesOf(node.type)
  const table = at.scopes.forTypes(types)
  if (!table || at.graph.blanks > MAX_BLANKS) throw new NotMine()
  for (const type of types) push(at, { subject, predicate: TYPE, object: `<${typeIri(type, at.scopes.root)}> .` })
  for (const key of keys)
    if (key !== 'id' && key !== 'type') property(node[key], { ...at, subject, term: ours(table.get(key)) })
  return subject
}

function typesOf(value: JsonValue | undefined): readonly string[] {
  if (value === undefined) return []
  const types = Array.isArray(value) ? value : [value]
  if (types.length === 0 || !types.every((type) => typeof type === 'string')) throw new NotMine()
  return types as readonly string[]
}

function typeIri(type: string, root: TermTable): string {
  return ours(root.get(type)).iri
}

function ours(term: Term | undefined): Term {
  if (!term || term.iri === '') throw new NotMine()
  return term
}

function push(at: Walking, piece: Piece): void {
  if (at.graph.pieces.length >= MAX_PIECES) throw new NotMine()
  at.graph.pieces.push(piece)
}

function property(value: JsonValue | undefined, at: Walking & { subject: string | number; term: Term }): void {
  const values = Array.isArray(value) ? (value as readonly JsonValue[]) : [value]
  if (values.length === 0) throw new NotMine()
  for (const one of values) push(at, { subject: at.subject, predicate: at.term.predicate, object: objectOf(one, at) })
}

function objectOf(value: JsonValue | undefined, at: Walking & { term: Term }): string | number {
  if (isObject(value)) {
    if (at.term.scoped || at.term.coercion === '@vocab') throw new NotMine()
    const object = walkNode(value, { ...at, depth: at.depth + 1 })
    return typeof object === 'number' ? object : `${object} .`
  }
  const { coercion } = at.term
  if (coercion === '@id') return `${absolute(value)} .`
  if (coercion === '@vocab') return `<${vocabIri(value, at)}> .`
  return literal(value, at.term)
}

function vocabIri(value: JsonValue | undefined, at: Walking & { term: Term }): string {
  const table = at.term.scoped ? overlay(at.scopes.root, at.term.scoped) : at.scopes.root
  if (typeof value !== 'string' || !table) throw new NotMine()
  const found = table.get(value)
  if (!found) throw new NotMine()
  return found.iri
}

function absolute(value: JsonValue | undefined): string {
  if (typeof value !== 'string' || !ABSOLUTE.test(value)) throw new NotMine()
  return `<${value}>`
}

function literal(value: JsonValue | undefined, term: Term): string {
  if (typeof value === 'string') return `"${value.replaceAll(ESCAPED, escaped)}${term.suffix}`
  if (typeof value === 'boolean') return `"${value}${suffix(term, 'boolean')}`
  if (typeof value !== 'number' || !Number.isFinite(value) || Object.is(value, -0)) throw new NotMine()
  const text = String(value)
  if (text.includes('e')) throw new NotMine()
  if (text.includes('.') || term.coercion === `${XSD}double`)
    return `"${value.toExponential(15).replace(/(\d)0{0,15}e\+?/, '$1E')}${suffix(term, 'double')}`
  return `"${value.toFixed(0)}${suffix(term, 'integer')}`
}

function suffix(term: Term, natural: string): string {
  return term.coercion === undefined ? `"^^<${XSD}${natural}> .` : term.suffix
}

function escaped(character: string): string {
  return SHORT[character] ?? `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
}
