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
    if (name === '@protected') continue
    if (name.startsWith('@')) return undefined
    if (name in ALIASES) {
      if (definition !== ALIASES[name]) return undefined
      continue
    }
    const term = compile(definition, { context, base })
    if (!term || (base.has(name) && base.get(name)?.source !== term.source)) return undefined
    table.set(name, term)
  }
  return table
}

function compile(
  definition: JsonValue | undefined,
  around: { context: JsonObject; base: TermTable },
): Term | undefined {
  const source = isObject(definition) ? definition : { '@id': definition }
  if (Object.keys(source).some((key) => !KNOWN.has(key))) return undefined
  const iri = iriOf(source['@id'], around)
  const coercion = source['@type']
  if (iri === undefined || (coercion !== undefined && typeof coercion !== 'string')) return undefined
  const container = source['@container']
  const plain = container === undefined || container === '@set'
  // Lists, graphs, raw JSON and null contexts keep their meaning in the general path only.
  const ours = plain && coercion !== '@json' && source['@context'] !== null
  const { '@protected': _protected, ...meaning } = source
  return {
    iri: ours ? iri : '',
    predicate: ` <${iri}> `,
    coercion,
    suffix: coercion === undefined || coercion.startsWith('@') ? '" .' : `"^^<${coercion}> .`,
    scoped: isObject(source['@context']) ? source['@context'] : undefined,
    source: JSON.stringify(meaning),
  }
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
