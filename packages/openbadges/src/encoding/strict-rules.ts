import { isObject, type JsonValue, walk } from '../json.ts'

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

/** Levels of nesting that are read. */
export const MAX_DEPTH = 64
// With the flag `u` a pair of surrogates is one character, so only a lone one matches.
const LONE = /\p{Surrogate}/u
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype'])

/** The strict rules for a value that was parsed elsewhere (keys stated twice can no longer be seen). @throws StrictJsonError */
export function checkStrict(value: JsonValue): void {
  depthOf(value, 0)
  walk(value, checkOne)
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

/** @throws StrictJsonError for half of a pair of surrogates */
export function checkText(text: string): string {
  if (hasLone(text)) throw new StrictJsonError('syntax', 'a lone surrogate')
  return text
}

/** Whether half of a pair of surrogates stands alone somewhere. */
export function hasLone(text: string): boolean {
  return LONE.test(text)
}

/** @throws StrictJsonError for a number another reader would round */
export function checkNumber(value: number, text: string): number {
  if (!isFaithful(value)) throw new StrictJsonError('syntax', `the number ${text.slice(0, 40)}`)
  return value
}

/** Whether every reader has the same number: finite, not -0, and a whole one only up to 2^53 - 1. */
export function isFaithful(value: number): boolean {
  if (!Number.isFinite(value) || Object.is(value, -0)) return false
  return Number.isSafeInteger(value) || !Number.isInteger(value)
}

/** @throws StrictJsonError for a key that reaches prototypes */
export function checkKey(key: string): string {
  if (isForbidden(key)) throw new StrictJsonError('syntax', `the key ${key}`)
  return key
}

/** Whether a key reaches prototypes in careless readers. */
export function isForbidden(key: string): boolean {
  // All three have 9 or 11 letters; most keys need not be looked up.
  return (key.length === 9 || key.length === 11) && FORBIDDEN.has(key)
}
