import type { ZodError, ZodType } from 'zod'
import { Invalid } from '../lib/refusal.ts'

export type Raw = Readonly<Record<string, unknown>>
export interface Body {
  readonly raw: Raw
  /** The page's token of a form; null for JSON, which no foreign form can send. */
  readonly token: string | null
}
export class TooLarge extends Error {
  override name = 'TooLarge'
  readonly limit: number
  constructor(limit: number) {
    super('too large')
    this.limit = limit
  }
}

const FORM_LIMIT = 1_048_576
const JSON_LIMIT = 262_144

export function isForm(request: Request): boolean {
  const type = request.headers.get('content-type') ?? ''
  return type.startsWith('application/x-www-form-urlencoded') || type.startsWith('multipart/form-data')
}

/** The body as plain data. Names with dots nest (`scores.C1.level`), names ending in [] gather. Files stay files. */
export async function readBody(request: Request, maxBody?: number): Promise<Body> {
  const type = request.headers.get('content-type') ?? ''
  if (isForm(request)) {
    const bytes = await readAll(request, maxBody ?? FORM_LIMIT)
    const form = await new Response(bytes as BodyInit, { headers: { 'content-type': type } })
      .formData()
      .catch(() => null)
    if (!form) throw new Invalid('body-unreadable')
    return { raw: nest(form), token: String(form.get('_csrf') ?? '') }
  }
  const bytes = request.body ? await readAll(request, maxBody ?? JSON_LIMIT) : new Uint8Array()
  if (!bytes.length) return { raw: {}, token: null }
  if (!type.startsWith('application/json')) throw new Invalid('body-type')
  return { raw: parseJson(bytes), token: null }
}

function parseJson(bytes: Uint8Array): Raw {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const value: unknown = JSON.parse(text, (_name, part) => (typeof part === 'string' ? writable(part) : part))
    if (value && typeof value === 'object' && !Array.isArray(value)) return value as Raw
  } catch (error) {
    throw new Invalid('body-unreadable', {}, { reason: error instanceof SyntaxError ? 'json' : 'utf-8' })
  }
  throw new Invalid('body-unreadable')
}

/** Counts while reading: a declared length is not believed. */
export async function readAll(request: Request, limit: number): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw new TooLarge(limit)
  if (!request.body) return new Uint8Array()
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += part.length
    if (size > limit) throw new TooLarge(limit)
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/** No text holds a zero byte and no database takes one: it is left out, the words around it stay. */
function writable(text: string): string {
  return text.replaceAll('\0', '')
}

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype'])

export function nest(form: FormData): Raw {
  const root: Record<string, unknown> = {}
  for (const [name, value] of form.entries()) {
    if (name === '_csrf' || (value instanceof File && value.size === 0 && value.name === '')) continue
    const path = name.replace(/\[\]$/, '').split('.')
    if (path.some((part) => FORBIDDEN.has(part)) || path.length > 8) throw new Invalid('body-unreadable')
    put(root, path, { value: typeof value === 'string' ? writable(value) : value, many: name.endsWith('[]') })
  }
  return root
}

function put(root: Record<string, unknown>, path: string[], { value, many }: { value: unknown; many: boolean }): void {
  const place = path.slice(0, -1).reduce(inside, root)
  const last = path.at(-1) ?? ''
  const before = place[last]
  // The last one wins, so that a hidden "off" may stand before a checkbox.
  place[last] = many ? [...(Array.isArray(before) ? before : []), value] : value
}

function inside(place: Record<string, unknown>, part: string): Record<string, unknown> {
  const known = Object.hasOwn(place, part) ? place[part] : undefined
  const next = known && typeof known === 'object' && !Array.isArray(known) ? known : {}
  place[part] = next
  return next as Record<string, unknown>
}

/** Flat again, for showing what was typed; files cannot be shown again. */
export function typedOf(raw: Raw, before = ''): Record<string, string | string[]> {
  const flat: Record<string, string | string[]> = {}
  for (const [key, value] of Object.entries(raw)) {
    const name = before + key
    if (typeof value === 'string') flat[name] = value
    else if (Array.isArray(value)) flat[name] = value.filter((item): item is string => typeof item === 'string')
    else if (value && typeof value === 'object' && !(value instanceof File))
      Object.assign(flat, typedOf(value as Raw, `${name}.`))
  }
  return flat
}

/** Parses once, at the door; each problem names its field with a message key. */
export function parseWith<Out>(schema: ZodType<Out> | undefined, raw: unknown): Out {
  if (!schema) return undefined as Out
  const result = schema.safeParse(raw)
  if (result.success) return result.data
  throw new Invalid('check-fields', fieldsOf(result.error))
}

function fieldsOf(error: ZodError): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const issue of error.issues) {
    const name = issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : issue.path.join('.')
    fields[name] ??= /^[a-z][\w-]*(?:\.[\w-]+)+$/i.test(issue.message) ? issue.message : `invalid.${issue.code}`
  }
  return fields
}
