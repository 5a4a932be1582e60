import {
  isObject,
  isString,
  type JsonArray,
  type JsonObject,
  type JsonValue,
  objectsOf,
  pointer,
  stringsOf,
} from '../json.ts'
import { isDate, isDateTime } from './dates.ts'
import SCHEMA from './ob-3.0-schema.json' with { type: 'json' }
import { compiler } from './schema-fits.ts'

/** A place that does not fit the schema. */
export interface Misfit {
  readonly path: string
  readonly message: string
}

/** The OB 3.0 AchievementCredential JSON Schema: every rule as published, without the prose beside them. */
export const OB_SCHEMA: JsonObject = SCHEMA as unknown as JsonObject

/** Where the schema is published; the value `credentialSchema[].id` names. */
export const OB_SCHEMA_URL =
  'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json'

type Rule = (limit: JsonValue, value: JsonValue, at: { path: string; schema: JsonObject; out: Misfit[] }) => void

// The keywords that the OB 3.0 schema uses (JSON Schema 2019-09), and no others: a test counts them.
const RULES: Readonly<Record<string, Rule>> = {
  $ref: (ref, value, at) => fit(definition(String(ref)), value, at.path, at.out),
  type: (type, value, at) => insist(isA(value, String(type)), `must be ${String(type)}`, at),
  enum: (allowed, value, at) =>
    insist(
      (allowed as readonly JsonValue[]).some((one) => one === value),
      'is not one of the allowed values',
      at,
    ),
  pattern: (pattern, value, at) =>
    insist(!isString(value) || new RegExp(String(pattern), 'u').test(value), 'does not match the pattern', at),
  format: (format, value, at) =>
    insist(
      !isString(value) || (format === 'date' ? isDate(value) : isDateTime(value)),
      `is not a ${String(format)}`,
      at,
    ),
  required: (names, value, at) => {
    if (isObject(value))
      for (const name of stringsOf(names))
        insist(value[name] !== undefined, `needs ${name}`, { ...at, path: pointer(at.path, name) })
  },
  properties: (schemas, value, at) => {
    if (!isObject(value) || !isObject(schemas)) return
    for (const [name, schema] of Object.entries(schemas)) {
      const member = Object.hasOwn(value, name) ? value[name] : undefined
      if (member !== undefined && isObject(schema)) fit(schema, member, pointer(at.path, name), at.out)
    }
  },
  additionalProperties: (allowed, value, at) => {
    if (allowed !== false || !isObject(value) || !isObject(at.schema.properties)) return
    for (const name of Object.keys(value))
      insist(Object.hasOwn(at.schema.properties, name), 'is not allowed here', { ...at, path: pointer(at.path, name) })
  },
  items: (items, value, at) => {
    for (const [i, item] of entriesOf(value)) fitItem(Array.isArray(items) ? items[i] : items, item, { ...at, i })
  },
  additionalItems: (items, value, at) => {
    const given = Array.isArray(at.schema.items) ? at.schema.items.length : Number.POSITIVE_INFINITY
    for (const [i, item] of entriesOf(value)) if (i >= given) fitItem(items, item, { ...at, i })
  },
  minItems: (least, value, at) =>
    insist(!Array.isArray(value) || value.length >= Number(least), `needs at least ${String(least)}`, at),
  contains: (schema, value, at) =>
    insist(!Array.isArray(value) || value.some((item: JsonValue) => fits(schema, item)), 'lacks a required member', at),
  allOf: (schemas, value, at) => {
    for (const schema of objectsOf(schemas)) fit(schema, value, at.path, at.out)
  },
  oneOf: (schemas, value, at) =>
    insist(
      objectsOf(schemas).filter((schema) => fits(schema, value)).length === 1,
      'fits none or several of the allowed forms',
      at,
    ),
}

/** Everything in the value that does not fit the schema; `$ref` is resolved inside the OB 3.0 schema. */
export function misfits(schema: JsonObject, value: JsonValue): readonly Misfit[] {
  return compiled(schema)(value) ? [] : named(schema, value)
}

/** The same by reading the schema keyword by keyword: slower, and able to say where. */
export function named(schema: JsonObject, value: JsonValue): readonly Misfit[] {
  const out: Misfit[] = []
  fit(schema, value, '', out)
  return out
}

/** A definition of the OB 3.0 schema by its reference, for example `#/$defs/Profile`. */
export function definition(reference: string): JsonObject {
  const definitions = OB_SCHEMA.$defs
  const found = isObject(definitions) ? definitions[reference.replace('#/$defs/', '')] : undefined
  return isObject(found) ? found : {}
}

const compiled = compiler(definition)

function entriesOf(value: JsonValue): Iterable<[number, JsonValue]> {
  return Array.isArray(value) ? (value as JsonArray).entries() : []
}

function fit(schema: JsonObject, value: JsonValue, path: string, out: Misfit[]): void {
  for (const [keyword, limit] of Object.entries(schema)) {
    const rule = Object.hasOwn(RULES, keyword) ? RULES[keyword] : undefined
    if (rule && limit !== undefined) rule(limit, value, { path, schema, out })
  }
}

function fitItem(
  schema: JsonValue | undefined,
  value: JsonValue,
  at: { path: string; out: Misfit[]; i: number },
): void {
  if (isObject(schema)) fit(schema, value, pointer(at.path, at.i), at.out)
}

function fits(schema: JsonValue, value: JsonValue): boolean {
  return isObject(schema) && named(schema, value).length === 0
}

function insist(good: boolean, message: string, at: { path: string; out: Misfit[] }): void {
  if (!good) at.out.push({ path: at.path, message })
}

function isA(value: JsonValue, type: string): boolean {
  if (type === 'object') return isObject(value)
  if (type === 'array') return Array.isArray(value)
  if (type === 'integer') return Number.isInteger(value)
  return typeof value === type
}
