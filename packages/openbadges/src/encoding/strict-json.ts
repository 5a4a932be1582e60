import type { JsonValue } from '../json.ts'
import { readStrict } from './strict-reader.ts'
import { hasLone } from './strict-rules.ts'
import { type Survey, survey } from './survey.ts'

export { checkStrict, StrictJsonError } from './strict-rules.ts'

const SURROGATE_ESCAPE = /\\u[dD][89a-fA-F]/
const BACKSLASH = 92
const COLON = 58

/**
 * RFC 8259 with the doors shut that parsers leave open: no key twice, no keys that reach prototypes, at most 64 levels,
 * no number that another reader would round (1e400, -0, beyond 2^53), no lone surrogate, no byte order mark.
 *
 * @throws StrictJsonError
 */
export function parseStrict(text: string): JsonValue {
  return parseSurveyed(text).value
}

/** The same, with what the one walk over the value found out. @throws StrictJsonError */
export function parseSurveyed(text: string): { readonly value: JsonValue; readonly seen: Survey } {
  const quick = quickly(text)
  if (quick) return quick
  const value = readStrict(text)
  return { value, seen: survey(value) }
}

// The engine's parser reads the same grammar. Whatever could break a rule beyond grammar is left to the slow reader, which decides.
function quickly(text: string): { readonly value: JsonValue; readonly seen: Survey } | undefined {
  if (hasLone(text) || SURROGATE_ESCAPE.test(text)) return undefined
  const value = parsedBy(text)
  if (value === undefined) return undefined
  const seen = survey(value)
  // A key stated twice is one member of the value and two of the text.
  return seen.strict && seen.members === membersIn(text) ? { value, seen } : undefined
}

function parsedBy(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    return undefined
  }
}

/** How many members the objects of a JSON text state: its strings that a colon follows. */
function membersIn(text: string): number {
  let members = 0
  let open = text.indexOf('"')
  while (open >= 0) {
    let next = closing(text, open) + 1
    while (text.charCodeAt(next) <= 32) next++
    if (text.charCodeAt(next) === COLON) members++
    open = text.indexOf('"', next)
  }
  return members
}

/** Where the string that begins at `open` ends; an even number of backslashes before a quote escape each other, not the quote. */
function closing(text: string, open: number): number {
  let quote = text.indexOf('"', open + 1)
  while (text.charCodeAt(quote - 1) === BACKSLASH) {
    let first = quote - 1
    while (text.charCodeAt(first - 1) === BACKSLASH) first--
    if ((quote - first) % 2 === 0) break
    quote = text.indexOf('"', quote + 1)
  }
  return quote
}
