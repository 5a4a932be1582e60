import { jcs } from '../encoding/jcs.ts'
import { isObject, type JsonObject, type JsonValue } from '../json.ts'
import type { Term } from './active.ts'
import { isAbsolute, withoutPrefix } from './iri.ts'
import { notMine } from './not-mine.ts'

/** A local context being read: terms are defined when first asked for, because they may name each other. */
export interface Defining {
  readonly local: JsonObject
  /** The terms so far: those of the active context, replaced one by one. */
  readonly terms: Map<string, Term>
  readonly before: ReadonlyMap<string, Term>
  readonly vocab: string | undefined
  readonly override: boolean
  /** false: being defined. */
  readonly defined: Map<string, boolean>
}

const KNOWN = new Set(['@id', '@type', '@container', '@context', '@protected'])
const KEYWORDS = new Set(['@version', '@protected', '@vocab', '@language'])
const PREFIX_END = /[:/?#[\]@]$/

/** Defines one term of the local context (JSON-LD 1.1 API, 4.2.2); whatever is unusual is not mine. */
export function define(name: string, at: Defining): void {
  const state = at.defined.get(name)
  if (state === true || KEYWORDS.has(name)) return
  if (state === false || name === '' || /^@|[:/\s]/.test(name)) notMine()
  at.defined.set(name, false)
  at.terms.delete(name)
  const before = at.before.get(name)
  const term = read(name, at.local[name], at)
  const guarded = term.guarded || (before?.guarded === true && !at.override)
  if (before?.guarded && !at.override && !sameMeaning(before, term)) notMine()
  at.terms.set(name, guarded === term.guarded ? term : { ...term, guarded })
  at.defined.set(name, true)
}

function read(name: string, definition: JsonValue | undefined, at: Defining): Term {
  const simple = typeof definition === 'string' || definition === null
  const source = simple ? { '@id': definition } : definition
  if (!isObject(source) || !Object.keys(source).every((key) => KNOWN.has(key))) notMine()
  if (source['@protected'] !== undefined && typeof source['@protected'] !== 'boolean') notMine()
  const iri = iriOf(name, source, at)
  const role = roleOf(iri)
  const isPrefix = simple && PREFIX_END.test(iri)
  return {
    role,
    iri,
    coercion: source['@type'] === undefined ? undefined : coercionOf(source['@type'], at),
    container: containerOf(source['@container']),
    scoped: source['@context'],
    prefix: '@id' in source ? isPrefix : undefined,
    guarded: source['@protected'] === undefined ? at.local['@protected'] === true : source['@protected'] === true,
  }
}

function roleOf(iri: string): Term['role'] {
  if (iri === '@id') return 'id'
  if (iri === '@type') return 'type'
  return iri === '' ? 'closed' : 'property'
}

function iriOf(name: string, source: JsonObject, at: Defining): string {
  const id = source['@id']
  if (id === null) return ''
  if (id === undefined) return isAbsolute(`${at.vocab}${name}`) && at.vocab ? `${at.vocab}${name}` : notMine()
  if (typeof id !== 'string') return notMine()
  if (id === '@id' || id === '@type') return Object.keys(source).length === 1 ? id : notMine()
  return expanded(id, at)
}

/** An IRI written in a context: a term of it, a compact IRI, or absolute. */
function expanded(value: string, at: Defining): string {
  if (value.startsWith('@')) notMine()
  defineFirst(value, at)
  const term = at.terms.get(value)
  if (term) return term.role === 'property' ? term.iri : notMine()
  const colon = value.indexOf(':')
  if (colon > 0 && !value.startsWith('//', colon + 1)) defineFirst(value.slice(0, colon), at)
  const iri = colon > 0 || at.vocab === undefined ? withoutPrefix(value, at.terms) : at.vocab + value
  return isAbsolute(iri) ? iri : notMine()
}

// Protected terms may not change in passing, even where the context as a whole may change them.
function defineFirst(name: string, at: Defining): void {
  if (Object.hasOwn(at.local, name)) define(name, { ...at, override: false })
}

function coercionOf(type: JsonValue, at: Defining): string {
  if (typeof type !== 'string') return notMine()
  return type === '@id' || type === '@vocab' || type === '@json' ? type : expanded(type, at)
}

function containerOf(value: JsonValue | undefined): Term['container'] {
  const list = value === undefined ? [] : Array.isArray(value) ? value : [value]
  const others = list.filter((one) => one !== '@set')
  if (others.length === 0) return 'none'
  if (others.length > 1) return notMine()
  if (others[0] === '@list' && list.length === 1) return 'list'
  return others[0] === '@graph' ? 'graph' : notMine()
}

function sameMeaning(a: Term, b: Term): boolean {
  return (
    a.iri === b.iri &&
    a.coercion === b.coercion &&
    a.container === b.container &&
    a.prefix === b.prefix &&
    (a.scoped === b.scoped || (isObject(a.scoped) && isObject(b.scoped) && jcs(a.scoped) === jcs(b.scoped)))
  )
}
