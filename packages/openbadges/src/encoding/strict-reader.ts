import type { JsonArray, JsonValue } from '../json.ts'
import { checkKey, checkNumber, checkText, MAX_DEPTH, StrictJsonError } from './strict-rules.ts'

const SPACE = /[ \t\n\r]*/y
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
// biome-ignore lint/suspicious/noControlCharactersInRegex: RFC 8259 forbids them unescaped
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y

interface Reading {
  readonly text: string
  at: number
}

/**
 * The strict rules, applied token by token: slower than the engine's own parser, able to say where, and the judge of what is strict.
 *
 * @throws StrictJsonError
 */
export function readStrict(text: string): JsonValue {
  const reading: Reading = { text, at: 0 }
  const value = readValue(reading, 0)
  take(reading, SPACE)
  if (reading.at !== text.length) throw syntax(reading)
  return value
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
