import * as z from 'zod'
import type { Route } from '../platform/route.ts'

type Schema = z.core.JSONSchema.BaseSchema

const NOBODYS_ID = '01900000-0000-7000-8000-00000000abcd'
/** What a field of this name wants to hear; the rest follows from its type. */
const BY_NAME: Readonly<Record<string, unknown>> = {
  email: 'someone@school.example',
  code: '123456',
  stack: 'OS-1',
  timeZone: 'America/Chicago',
  url: 'https://school.example',
  licenseURI: 'https://school.example/license',
  issuer: 'https://id.school.example',
  domains: 'school.example',
  address: '/explore?q=talk',
  place: `${NOBODYS_ID}/R1`,
  from: '2026-12-01',
  lastDay: '2026-12-01',
  since: '2026-09-09',
}

/** A body that the row's own schema takes, so that what refuses the request is the object and not the form. */
export function wellFormed(route: Route, ids: Readonly<Record<string, string>> = {}): Record<string, unknown> {
  if (!route.input) return {}
  const schema = z.toJSONSchema(route.input, { io: 'input', unrepresentable: 'any' })
  return objectOf(schema, ids)
}

function objectOf({ required = [], properties = {} }: Schema, ids: Readonly<Record<string, string>>) {
  const field = (name: string) => ids[name] ?? BY_NAME[name] ?? sampleOf(properties[name] as Schema, ids)
  return Object.fromEntries(required.map((name) => [name, field(name)]))
}

function sampleOf(schema: Schema, ids: Readonly<Record<string, string>>): unknown {
  const choice = (schema.anyOf ?? schema.oneOf ?? schema.allOf)?.[0]
  if (choice) return sampleOf(choice as Schema, ids)
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  if (schema.type === 'object') return objectOf(schema, ids)
  if (schema.type === 'array')
    return Array.from({ length: schema.minItems ?? 0 }, () => sampleOf(schema.items as Schema, ids))
  return plain(schema)
}

function plain({ type, format, minimum, maxLength }: Schema): unknown {
  if (type === 'integer' || type === 'number') return minimum ?? 1
  if (type === 'boolean') return true
  if (format === 'uuid') return NOBODYS_ID
  if (format === 'date') return '2026-09-09'
  return 'some words'.slice(0, maxLength ?? 10)
}
