import { isObject, isString, type JsonArray, type JsonObject, type JsonValue, objectsOf, stringsOf } from '../json.ts'
import { isDate, isDateTime } from './dates.ts'

/** Whether a value keeps a rule. */
export type Fit = (value: JsonValue) => boolean

interface Compiling {
  readonly schema: JsonObject
  readonly compile: (schema: JsonValue | undefined) => Fit
}
type Maker = (limit: JsonValue, at: Compiling) => Fit

const anything: Fit = () => true
const nothing: Fit = () => false
const TYPES: Readonly<Record<string, Fit>> = {
  object: isObject,
  array: Array.isArray,
  integer: Number.isInteger,
  string: isString,
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
}

/** The keywords of `schema.ts` once more, as closures that answer yes or no: a good document is known as such ten times sooner. */
const MAKERS: Readonly<Record<string, Maker>> = {
  $ref: (ref, { compile }) => compile(ref),
  type: (type) => TYPES[String(type)] ?? (() => false),
  enum: (allowed) => {
    const values = new Set(allowed as JsonArray)
    return (value) => values.has(value)
  },
  pattern: (pattern) => {
    const expression = new RegExp(String(pattern), 'u')
    return (value) => !isString(value) || expression.test(value)
  },
  format: (format) => {
    const good = format === 'date' ? isDate : isDateTime
    return (value) => !isString(value) || good(value)
  },
  required: (names) => {
    const wanted = stringsOf(names)
    return (value) => !isObject(value) || hasAll(value, wanted)
  },
  properties: (schemas, { schema, compile }) => {
    const fits = new Map(Object.entries(schemas as JsonObject).map(([name, one]) => [name, compile(one)]))
    const others = schema.additionalProperties === false ? nothing : anything
    return (value) => !isObject(value) || membersFit(value, fits, others)
  },
  // Judged in the same round over the members as `properties`; without those it forbids nothing.
  additionalProperties: () => anything,
  items: (items, { compile }) => {
    if (!Array.isArray(items)) return everyItem(compile(items))
    const each = items.map((schema: JsonValue) => compile(schema))
    return (value) => !Array.isArray(value) || value.every((item: JsonValue, i) => each[i]?.(item) ?? true)
  },
  additionalItems: (items, { schema, compile }) => {
    const given = Array.isArray(schema.items) ? schema.items.length : Number.POSITIVE_INFINITY
    const fits = compile(items)
    return (value) => !Array.isArray(value) || value.slice(given).every((item: JsonValue) => fits(item))
  },
  minItems: (least) => (value) => !Array.isArray(value) || value.length >= Number(least),
  contains: (schema, { compile }) => {
    const fits = compile(schema)
    return (value) => !Array.isArray(value) || value.some((item: JsonValue) => fits(item))
  },
  allOf: (schemas, { compile }) => all(objectsOf(schemas).map(compile)),
  oneOf: (schemas, { compile }) => {
    const forms = objectsOf(schemas).map(compile)
    return (value) => {
      let count = 0
      for (const fits of forms) if (fits(value)) count++
      return count === 1
    }
  },
}

/**
 * Compiles schemas; each one once, so that a schema may refer to itself.
 *
 * @param definition the schema behind a `$ref`
 */
export function compiler(definition: (reference: string) => JsonObject): (schema: JsonObject) => Fit {
  const known = new Map<JsonObject, Fit>()
  function compile(given: JsonValue | undefined): Fit {
    const schema = isString(given) ? definition(given) : given
    if (!isObject(schema)) return anything
    const made = known.get(schema)
    if (made) return made
    let fits: Fit = anything
    known.set(schema, (value) => fits(value))
    fits = all(
      Object.entries(schema).flatMap(([keyword, limit]) => {
        const maker = Object.hasOwn(MAKERS, keyword) ? MAKERS[keyword] : undefined
        return maker && limit !== undefined ? [maker(limit, { schema, compile })] : []
      }),
    )
    known.set(schema, fits)
    return fits
  }
  return compile
}

function all(given: readonly Fit[]): Fit {
  const rules = given.filter((fits) => fits !== anything)
  const [only = anything] = rules
  if (rules.length < 2) return only
  return (value) => {
    for (const fits of rules) if (!fits(value)) return false
    return true
  }
}

function everyItem(fits: Fit): Fit {
  return (value) => {
    if (Array.isArray(value)) for (const item of value as JsonArray) if (!fits(item)) return false
    return true
  }
}

function hasAll(value: JsonObject, names: readonly string[]): boolean {
  for (const name of names) if (value[name] === undefined) return false
  return true
}

function membersFit(value: JsonObject, fits: ReadonlyMap<string, Fit>, others: Fit): boolean {
  for (const name of Object.keys(value)) {
    const member = value[name]
    const fit = fits.get(name) ?? others
    if (fit === nothing || (member !== undefined && !fit(member))) return false
  }
  return true
}
