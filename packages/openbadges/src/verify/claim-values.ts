import { idOf, isObject, isString, type JsonObject, type JsonValue, objectsOf } from '../json.ts'
import type { ClaimedImage, ClaimedProfile } from './claimed.ts'
import { hostOf } from './run.ts'

/** The text of a value, plain or with a language or type beside it. */
export function text(value: JsonValue | undefined): string | undefined {
  if (isString(value)) return value
  return isObject(value) && isString(value['@value']) ? value['@value'] : undefined
}

/** The number, where it is one. */
export function number(value: JsonValue | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined
}

/** The members that have a value; the type keeps what it had. */
export function only<T extends object>(members: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const made: Partial<T> = {}
  for (const name of Object.keys(members) as (keyof T)[]) if (members[name] !== undefined) made[name] = members[name]
  return made as { [K in keyof T]: Exclude<T[K], undefined> }
}

/** The first object of one or several, or an empty one. */
export function first(value: JsonValue | undefined): JsonObject {
  return objectsOf(value)[0] ?? {}
}

/** A person or body as claimed, by its id. */
export function profile(value: JsonValue | undefined): ClaimedProfile | undefined {
  const id = idOf(value)
  if (id === undefined) return undefined
  const { name, url, email, image: picture } = isObject(value) ? value : {}
  const domain = /^(https:\/\/|did:web:)/.test(id) ? hostOf(id) : undefined
  return only({
    id,
    domain,
    name: text(name),
    url: text(url),
    email: text(email),
    image: image(picture),
  }) as ClaimedProfile
}

/** A picture as claimed, by its id. */
export function image(value: JsonValue | undefined): ClaimedImage | undefined {
  const id = idOf(value)
  return id === undefined
    ? undefined
    : (only({ id, caption: isObject(value) ? text(value.caption) : undefined }) as ClaimedImage)
}
