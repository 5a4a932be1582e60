import { isObject, type JsonArray, type JsonValue, visit } from '../json.ts'

/** Why a text is not the JSON we read; `duplicate` carries the key. */
export class StrictJsonError extends Error {
  override name = 'StrictJsonError'
  readonly kind: 'syntax' | 'duplicate' | 'depth'
  readonly detail: string
  constructor(kind: 'syntax' | 'duplicate' | 'depth', detail: string) {
    super(`${kind}: ${detail}`)
    this.kind = kind
    this.detail = detail
  }
}

const MAX_DEPTH = 64
const SPACE = /[ \t\n\r]*/y
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
// biome-ignore lint/suspicious/noControlCharactersInRegex: RFC 8259 forbids them unescaped
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y
// With the flag `u` a pair of surrogates is one character, so only a lone one matches.
const LONE = /\p{Surrogate}/u
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype'])

interface Reading {
  readonly text: string
  at: number
}

/**
 * RFC 8259 with the doors shut that parsers leave open: no key twice, no keys that reach prototypes, at most 64 levels,
 * no number that another reader would round (1e400, -0, beyond 2^53), no lone surrogate, no byte order mark.
 *
 * @throws StrictJsonError
 */
export function parseStrict(text: string): JsonValue {
  const reading: Reading = { text, at: 0 }
  const value = readValue(reading, 0)
  take(reading, SPACE)
  if (reading.at !== text.length) throw syntax(reading)
  return value
}

/** The same rules for a value that was parsed elsewhere (keys stated twice can no longer be seen). */
export function checkStrict(value: JsonValue): void {
  depthOf(value, 0)
  visit(value, (one) => {
    checkOne(one)
  })
}

function checkOne(one: JsonValue): void {
  if (isObject(one)) Object.keys(one).forEach(checkKey)
  else if (typeof one === 'number') checkNumber(one, String(one))
  else if (typeof one === 'string') checkText(one)
  else if (one !== null && typeof one !== 'boolean' && !Array.isArray(one))
    throw new StrictJsonError('syntax', typeof one)
}

function depthOf(value: JsonValue, depth: number): void {
  if (depth > MAX_DEPTH) throw new StrictJsonError('depth', String(MAX_DEPTH))
  if (typeof value !== 'object' || value === null) return
  for (const member of Object.values(value)) if (member !== undefined) depthOf(member as JsonValue, depth + 1)
}

function take(reading: Reading, pattern: RegExp): string | undefined {
  pattern.lastIndex = reading.at
  const found = pattern.exec(reading.text)?.[0]
  if (found !== undefined) reading.at += found.length
  return found
}

function syntax({ text, at }: Reading): StrictJsonError {
  return new StrictJsonError('syntax', `line ${text.slice(0, at).split('\n').length}`)
}

const WORDS: Readonly<Record<string, JsonValue>> = { true: true, false: false, null: null }

function readValue(reading: Reading, depth: number): JsonValue {
  if (depth > MAX_DEPTH) throw new StrictJsonError('depth', String(MAX_DEPTH))
  take(reading, SPACE)
  const first = reading.text[reading.at]
  if (first === '{') return readObject(reading, depth)
  if (first === '[') return readArray(reading, depth)
  if (first === '"') return readString(reading)
  for (const [word, value] of Object.entries(WORDS))
    if (reading.text.startsWith(word, reading.at)) {
      reading.at += word.length
      return value
    }
  const text = take(reading, NUMBER)
  if (!text) throw syntax(reading)
  return checkNumber(Number(text), text)
}

function readString(reading: Reading): string {
  const raw = take(reading, STRING)
  if (raw === undefined) throw syntax(reading)
  return checkText(JSON.parse(raw) as string)
}

function checkText(text: string): string {
  if (LONE.test(text)) throw new StrictJsonError('syntax', 'a lone surrogate')
  return text
}

function checkNumber(value: number, text: string): number {
  const whole = /^-?\d+$/.test(text)
  if (
    !Number.isFinite(value) ||
    Object.is(value, -0) ||
    (whole && !Number.isSafeInteger(value)) ||
    (Number.isInteger(value) && Math.abs(value) > Number.MAX_SAFE_INTEGER)
  )
    throw new StrictJsonError('syntax', `the number ${text.slice(0, 40)}`)
  return value
}

function checkKey(key: string): string {
  if (FORBIDDEN.has(key)) throw new StrictJsonError('syntax', `the key ${key}`)
  return key
}

function skip(reading: Reading, character: string): boolean {
  take(reading, SPACE)
  if (reading.text[reading.at] !== character) return false
  reading.at++
  return true
}

function readArray(reading: Reading, depth: number): JsonArray {
  const found: JsonValue[] = []
  reading.at++
  if (skip(reading, ']')) return found
  do found.push(readValue(reading, depth + 1))
  while (skip(reading, ','))
  if (!skip(reading, ']')) throw syntax(reading)
  return found
}

function readObject(reading: Reading, depth: number): JsonValue {
  const found: Record<string, JsonValue> = {}
  reading.at++
  if (skip(reading, '}')) return found
  do readMember(reading, found, depth)
  while (skip(reading, ','))
  if (!skip(reading, '}')) throw syntax(reading)
  return found
}

function readMember(reading: Reading, found: Record<string, JsonValue>, depth: number): void {
  take(reading, SPACE)
  const key = checkKey(readString(reading))
  if (Object.hasOwn(found, key))
    throw new StrictJsonError('duplicate', `${key} (line ${reading.text.slice(0, reading.at).split('\n').length})`)
  if (!skip(reading, ':')) throw syntax(reading)
  found[key] = readValue(reading, depth + 1)
}
