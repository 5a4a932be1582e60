import type { JsonArray, JsonObject, JsonValue } from '../json.ts'
import { isFaithful, isForbidden, MAX_DEPTH } from './strict-rules.ts'

/** Members of one array that are read. */
export const MAX_ARRAY = 1_000
/** UTF-16 units of one string that are read, apart from `data:` URLs. */
export const MAX_STRING: number = 64 * 1024
const AT = 64

/**
 * What one walk over a value found out, so that the checks that look for rare things need no walk of their own. A fact that tells of
 * trouble (`strict` false, the others true) says only that a check has to look for itself. Of a value deeper than 64 levels all of them do,
 * and there is no end to its counts.
 */
export interface Survey {
  /** The value surveyed: what is known of it says nothing of another. */
  readonly of: JsonValue
  /** The strict rules hold, but for keys stated twice and lone surrogates, which only the text shows. */
  strict: boolean
  /** An array or a string is longer than a credential may have. */
  large: boolean
  /** A key begins with `@`, other than the `@context` of the whole. */
  keywords: boolean
  /** A number is no whole one. */
  fractions: boolean
  /** Two objects of one array have the same `id`. */
  twins: boolean
  /** A value is null or an empty list. */
  vacant: boolean
  /** A member is called `endorsement` or `endorsementJwt`. */
  endorsed: boolean
  /** Members of all objects. */
  members: number
  /** Objects. */
  nodes: number
  /** Objects without `id`. */
  nameless: number
}

// What stands deeper was not looked at: anything may be there.
const TOO_DEEP: Partial<Survey> = {
  ...{ strict: false, large: true, keywords: true, fractions: true, twins: true, vacant: true, endorsed: true },
  ...{ members: Number.POSITIVE_INFINITY, nodes: Number.POSITIVE_INFINITY, nameless: Number.POSITIVE_INFINITY },
}

/** Walks a JSON value once, to 64 levels. */
export function survey(value: JsonValue): Survey {
  const seen: Survey = {
    of: value,
    ...{ strict: true, large: false, keywords: false, fractions: false, twins: false, vacant: false, endorsed: false },
    ...{ members: 0, nodes: 0, nameless: 0 },
  }
  look(value, seen, 0)
  return seen
}

function look(value: JsonValue | undefined, seen: Survey, depth: number): void {
  if (depth > MAX_DEPTH) Object.assign(seen, TOO_DEEP)
  else if (typeof value === 'string') seen.large ||= value.length > MAX_STRING
  else if (typeof value === 'number') lookAtNumber(value, seen)
  else if (Array.isArray(value)) lookAtArray(value as JsonArray, seen, depth)
  else if (value === null) seen.vacant = true
  else if (typeof value === 'object') lookAtObject(value as JsonObject, seen, depth)
}

function lookAtNumber(value: number, seen: Survey): void {
  if (!Number.isInteger(value)) seen.fractions = true
  if (!isFaithful(value)) seen.strict = false
}

function lookAtArray(list: JsonArray, seen: Survey, depth: number): void {
  if (list.length === 0) seen.vacant = true
  if (list.length > MAX_ARRAY) seen.large = true
  if (list.length > 1 && !seen.twins) seen.twins = haveTwins(list)
  for (let i = 0; i < list.length; i++) look(list[i], seen, depth + 1)
}

function lookAtObject(value: JsonObject, seen: Survey, depth: number): void {
  const keys = Object.keys(value)
  seen.nodes++
  seen.members += keys.length
  if (value.id === undefined) seen.nameless++
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as string
    lookAtKey(key, seen, depth)
    look(value[key], seen, depth + 1)
  }
}

function lookAtKey(key: string, seen: Survey, depth: number): void {
  if (isForbidden(key)) seen.strict = false
  if (key.charCodeAt(0) === AT && (depth > 0 || key !== '@context')) seen.keywords = true
  if (key === 'endorsement' || key === 'endorsementJwt') seen.endorsed = true
}

function haveTwins(list: JsonArray): boolean {
  let ids: Set<JsonValue> | undefined
  for (const item of list) {
    if (typeof item !== 'object' || item === null || Array.isArray(item)) continue
    const { id } = item as JsonObject
    if (typeof id !== 'string') continue
    ids ??= new Set()
    if (ids.has(id)) return true
    ids.add(id)
  }
  return false
}
