import { isObject, isString, type JsonObject } from '../src/json.ts'
import { malformed } from './answers.ts'

/** The options of a request; none are as good as empty ones. */
export function optionsOf({ options }: JsonObject): JsonObject {
  if (options === undefined) return {}
  if (!isObject(options)) throw malformed('/options', 'The options must be an object.')
  return options
}

/** The document a request is about. */
export function documentOf(body: JsonObject, name: string): JsonObject {
  const document = body[name]
  if (!isObject(document)) throw malformed(`/${name}`, `${name} must be an object.`)
  return document
}

/** JSON pointers, if there are any. */
export function pointersOf(options: JsonObject, name: string): readonly string[] | undefined {
  const pointers = options[name]
  if (pointers === undefined) return undefined
  if (!Array.isArray(pointers) || !pointers.every(isString))
    throw malformed(`/options/${name}`, `${name} must be a list of JSON pointers.`)
  return pointers
}
