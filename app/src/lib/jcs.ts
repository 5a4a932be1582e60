export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined }

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/

/** RFC 8785. A key whose value is undefined is left out, as JSON does; what JSON cannot carry is refused, never rewritten. */
export function jcs(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') return number(value)
  if (typeof value === 'string') return text(value)
  if (isList(value)) return `[${Array.from(value, jcs).join(',')}]`
  return object(value)
}

/** The bytes that are digested and stored. */
export function jcsBytes(value: Json): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(jcs(value))
}

function number(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`JSON has no number ${value}`)
  return JSON.stringify(value)
}

function text(value: string): string {
  if (LONE_SURROGATE.test(value)) throw new TypeError('A lone surrogate has no UTF-8 form')
  return JSON.stringify(value)
}

function object(value: { readonly [key: string]: Json | undefined }): string {
  if (!isPlain(value)) throw new TypeError(`Not a JSON value: ${typeof value}`)
  // RFC 8785 3.2.3: keys in the order of their UTF-16 code units, which is what sort() does.
  const members = Object.keys(value)
    .sort()
    .flatMap((key) => {
      const member = value[key]
      return member === undefined ? [] : [`${text(key)}:${jcs(member)}`]
    })
  return `{${members.join(',')}}`
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}

function isPlain(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const prototype = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
