import { isObject, type JsonArray, type JsonObject, type JsonValue } from '../../json.ts'

/** A document whose nameless nodes have names, so that a part of it can be told apart from the same part of the whole. */
export interface Skolemized {
  readonly document: JsonObject
  /** Turns these names in N-Quads back into blank nodes. */
  blank(nquads: string): string
}

/** What is no node by its own words. */
const NO_NODE = ['@value', '@list', '@set']

/**
 * Gives every node without an id a name that stands nowhere else in the document. Whether what looked like a node is one, only the
 * canonical form can say: it has to be compared with the one of the document as it was.
 */
export function skolemized(document: JsonObject): Skolemized {
  // Longer than every such name in the document, found in one pass.
  const taken = JSON.stringify(document).match(/urn:bnid:_*/g) ?? []
  const prefix = taken.reduce((longest, name) => (name.length >= longest.length ? `${name}_` : longest), 'urn:bnid:_')
  let count = 0
  function named(value: JsonValue, key: string): JsonValue {
    if (key === '@context') return value
    if (Array.isArray(value)) return (value as JsonArray).map((item) => named(item, key))
    if (!isObject(value)) return value
    const isNameless = value.id === undefined && value['@id'] === undefined && !NO_NODE.some((word) => word in value)
    const name = isNameless ? { id: `${prefix}${count++}` } : {}
    const members = Object.entries(value).map(([own, inner]) => [own, inner && named(inner, own)])
    return { ...name, ...Object.fromEntries(members) }
  }
  const name = new RegExp(`<${prefix}(\\d+)>`, 'g')
  return {
    document: named(document, '') as JsonObject,
    // Text in quotes cannot hold such a name: the document does not.
    blank: (nquads) => nquads.replace(name, '_:b$1'),
  }
}
