import { isObject, type JsonObject, type JsonValue } from '../json.ts'
import type { ContextSet } from '../ports.ts'

/** What one term means in one scope, with the text of its quads prepared. */
export interface Term {
  readonly iri: string
  readonly predicate: string
  /** `@id`, `@vocab`, a datatype IRI, or none. */
  readonly coercion: string | undefined
  readonly suffix: string
  readonly scoped: JsonObject | undefined
  /** The definition as text: a second definition must be the same, or the general path decides. */
  readonly source: string
}

/** Terms by name. */
export type TermTable = ReadonlyMap<string, Term>

const KNOWN = new Set(['@id', '@type', '@container', '@context', '@protected'])
const ALIASES: Readonly<Record<string, string>> = { id: '@id', type: '@type' }

/** A table laid over another, or undefined when a definition is of a kind not handled here, or contradicts an earlier one. */
export function overlay(base: TermTable, context: JsonObject): TermTable | undefined {
  const table = new Map(base)
  for (const [name, definition] of Object.entries(context)) {
    if (name === '@protected' || isAlias(name, definition)) continue
    const term = definedAs(name, definition, { context, base })
    if (!term) return undefined
    table.set(name, term)
  }
  return table
}

function isAlias(name: string, definition: JsonValue | undefined): boolean {
  return name in ALIASES && definition === ALIASES[name]
}

function definedAs(
  name: string,
  definition: JsonValue | undefined,
  around: { context: JsonObject; base: TermTable },
): Term | undefined {
  if (name.startsWith('@') || name in ALIASES) return undefined
  const term = compile(definition, around)
  const before = around.base.get(name)
  return before && before.source !== term?.source ? undefined : term
}

function compile(
  definition: JsonValue | undefined,
  around: { context: JsonObject; base: TermTable },
): Term | undefined {
  const source = isObject(definition) ? definition : { '@id': definition }
  const iri = iriOf(source['@id'], around)
  const coercion = source['@type']
  const readable =
    Object.keys(source).every((key) => KNOWN.has(key)) && (coercion === undefined || typeof coercion === 'string')
  if (iri === undefined || !readable) return undefined
  const { '@protected': _protected, ...meaning } = source
  return {
    iri: isPlain(source) ? iri : '',
    predicate: ` <${iri}> `,
    coercion: coercion as string | undefined,
    suffix: coercion === undefined || String(coercion).startsWith('@') ? '" .' : `"^^<${coercion}> .`,
    scoped: isObject(source['@context']) ? source['@context'] : undefined,
    source: JSON.stringify(meaning),
  }
}

// Lists, graphs, raw JSON and null contexts keep their meaning in the general path only.
function isPlain(source: JsonObject): boolean {
  const container = source['@container']
  return (container === undefined || container === '@set') && source['@type'] !== '@json' && source['@context'] !== null
}

function iriOf(value: JsonValue | undefined, around: { context: JsonObject; base: TermTable }): string | undefined {
  if (typeof value !== 'string' || value.startsWith('@')) return undefined
  if (value.includes(':')) return /[:/?#[\]@]$/.test(value) ? undefined : value
  const named = around.context[value]
  if (named === undefined) return around.base.get(value)?.iri
  return iriOf(isObject(named) ? named['@id'] : named, around)
}

/** The root table of a list of context URLs, or undefined when one is not pinned or not of a kind handled here. */
export function rootTable(urls: readonly string[], contexts: ContextSet): TermTable | undefined {
  let table: TermTable | undefined = new Map()
  for (const url of urls) {
    const context: JsonValue | undefined = contexts.get(url)?.['@context']
    if (!isObject(context) || !table) return undefined
    table = overlay(table, context)
  }
  return table
}
