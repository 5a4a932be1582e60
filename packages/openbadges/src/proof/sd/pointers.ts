import { OpenBadgesError } from '../../errors.ts'
import { isObject, type JsonArray, type JsonObject, type JsonValue } from '../../json.ts'

/** What is chosen of one value: all of it, or some of its members. */
interface Choice {
  whole: boolean
  readonly members: Map<string, Choice>
}

const INDEX = /^(0|[1-9]\d{0,8})$/
/** What says which node it is, of what types and in which words: never left out of a node of which anything is chosen. */
const ALWAYS: ReadonlySet<string> = new Set(['@context', 'id', '@id', 'type', '@type'])

/**
 * The part of a document that JSON pointers (RFC 6901) choose, in its own order, with `@context`, `id` and `type` of every node on the
 * way (vc-di-ecdsa, section 3.4.11). Without pointers nothing is chosen. A document that names blank nodes never comes here: no line
 * of it could be told from its part.
 *
 * @throws OpenBadgesError `OB_DERIVE_POINTER` (`path` is the pointer) when one is malformed or leads to nothing.
 */
export function chosen(document: JsonObject, pointers: readonly string[]): JsonObject | undefined {
  const all: Choice = { whole: false, members: new Map() }
  for (const pointer of pointers) choose(document, pointer, all)
  return pointers.length === 0 ? undefined : (part(document, all) as JsonObject)
}

function choose(document: JsonObject, pointer: string, all: Choice): void {
  let value: JsonValue | undefined = document
  let choice = all
  for (const token of tokensOf(pointer)) {
    value = member(value, token)
    if (value === undefined) throw new OpenBadgesError('OB_DERIVE_POINTER', 'The pointer leads to nothing.', pointer)
    const next = choice.members.get(token) ?? { whole: false, members: new Map<string, Choice>() }
    choice.members.set(token, next)
    choice = next
  }
  choice.whole = true
}

function tokensOf(pointer: string): readonly string[] {
  if ((pointer !== '' && !pointer.startsWith('/')) || /~(?![01])/.test(pointer))
    throw new OpenBadgesError('OB_DERIVE_POINTER', 'This is no JSON pointer.', pointer)
  return pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
}

function member(value: JsonValue | undefined, token: string): JsonValue | undefined {
  if (Array.isArray(value)) return INDEX.test(token) ? (value as JsonArray)[Number(token)] : undefined
  return isObject(value) && Object.hasOwn(value, token) ? value[token] : undefined
}

function part(value: JsonValue, choice: Choice): JsonValue {
  if (choice.whole) return value
  if (Array.isArray(value))
    return (value as JsonArray).flatMap((item, i) => {
      const inner = choice.members.get(String(i))
      return inner ? [part(item, inner)] : []
    })
  return partOfNode(value as JsonObject, choice)
}

function partOfNode(node: JsonObject, choice: Choice): JsonObject {
  const kept = Object.entries(node).flatMap(([key, value]) => {
    if (value === undefined) return []
    if (ALWAYS.has(key)) return [[key, value] as const]
    const inner = choice.members.get(key)
    return inner ? [[key, part(value, inner)] as const] : []
  })
  return Object.fromEntries(kept)
}
