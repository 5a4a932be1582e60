import { bake, type JsonObject, type JsonValue } from '../src/index.ts'
import { PNG, SVG } from './images.ts'

/** The next number of a seeded sequence, 0 to `below` - 1 (mulberry32). */
export type Chance = (below: number) => number

export function chance(seed: number): Chance {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

function oneOf<T>(list: readonly T[], next: Chance): T {
  return list[next(list.length)] as T
}

const ODD_BYTES = [...Buffer.from('"\\:,{}[]0-eu @.'), 0, 0x0a, 0x7f, 0x80, 0xc0, 0xed, 0xf4, 0xff]

/** The bytes with one to four places flipped, replaced, taken out, doubled or cut off. */
export function changedBytes(bytes: Uint8Array, next: Chance): Uint8Array {
  let changed = Uint8Array.from(bytes)
  for (let times = 1 + next(4); times > 0; times--) changed = oneOf(BYTE_DEEDS, next)(changed, next)
  return changed
}

type Bytes = Uint8Array<ArrayBuffer>

function range(bytes: Bytes, next: Chance): readonly [number, number] {
  const at = next(bytes.length + 1)
  return [at, Math.min(bytes.length, at + next(12))]
}

function put(bytes: Bytes, at: number, byte: number): Bytes {
  if (at < bytes.length) bytes[at] = byte
  return bytes
}

const BYTE_DEEDS: readonly ((bytes: Bytes, next: Chance) => Bytes)[] = [
  (bytes, next) => {
    const at = next(bytes.length + 1)
    return put(bytes, at, (bytes[at] ?? 0) ^ (1 << next(8)))
  },
  (bytes, next) => put(bytes, next(bytes.length + 1), oneOf(ODD_BYTES, next)),
  (bytes, next) => {
    const [at, end] = range(bytes, next)
    return joined(bytes.subarray(0, at), bytes.subarray(end))
  },
  (bytes, next) => {
    const [at, end] = range(bytes, next)
    return joined(bytes.subarray(0, end), bytes.subarray(at))
  },
  (bytes, next) => (next(20) === 0 ? bytes.slice(0, next(bytes.length + 1)) : bytes),
]

function joined(one: Uint8Array, other: Uint8Array): Bytes {
  return Uint8Array.from(Buffer.concat([one, other]))
}

type Open = Record<string | number, unknown>

const ODD: readonly JsonValue[] = [
  ...[null, true, false, 0, -1, 1, 2.5, 1e15, 0.1 + 0.2, 5e-324, '', ' ', 'a', 'id', '@id', '_:b0', 'urn:x', 'data:,x'],
  ...[
    'did:key:z',
    'did:web:',
    'https://',
    '2026-02-30T00:00:00Z',
    '0000-01-01T00:00:00Z',
    '\u0000',
    '😀',
    'x'.repeat(70_000),
  ],
  ...[[], {}, [[]], [{}], { id: 'urn:x' }, { '@value': 'x' }, { '@id': 'urn:x' }, { type: [] }, { '@context': null }],
]
const NAMES = [
  ...['id', 'type', '@id', '@type', '@context', '@vocab', '@graph', '@reverse', 'a', '', 'toString', 'length', 'proof'],
  ...[
    'name',
    'description',
    'endorsement',
    'evidence',
    'related',
    'issuer',
    'verifiableCredential',
    'credentialStatus',
  ],
  ...[
    'validFrom',
    'validUntil',
    'refreshService',
    'relatedResource',
    'termsOfUse',
    'holder',
    'previousProof',
    'expires',
  ],
]

/** The document with one to three values replaced, taken out, added, renamed, moved or altered. */
export function changedValues(document: JsonObject, next: Chance): JsonObject {
  const copy = structuredClone(document) as unknown as Open
  for (let times = 1 + next(3); times > 0; times--) change(oneOf(placesOf(copy), next), copy, next)
  return copy as unknown as JsonObject
}

function placesOf(value: unknown, found: [Open, string | number][] = []): [Open, string | number][] {
  if (typeof value !== 'object' || value === null) return found
  const keys = Array.isArray(value) ? value.keys() : Object.keys(value)
  for (const key of keys) {
    found.push([value as Open, key])
    placesOf((value as Open)[key], found)
  }
  return found
}

function change([holder, key]: [Open, string | number], root: Open, next: Chance): void {
  const value = holder[key]
  const deed = next(6)
  if (deed === 0) holder[key] = structuredClone(oneOf(ODD, next))
  else if (deed === 1 && Array.isArray(holder)) holder.splice(Number(key), 1)
  else if (deed === 1) delete holder[key]
  else if (deed === 2) added(holder, next)
  else if (deed === 3) {
    const [other, name] = oneOf(placesOf(root), next)
    holder[key] = structuredClone(other[name])
  } else if (deed === 4 && typeof value === 'string') holder[key] = alteredText(value, next)
  else if (typeof value === 'number') holder[key] = value + oneOf([1, -1, 0.5, 1e-9, 1e300], next)
}

function added(holder: Open, next: Chance): void {
  const value = structuredClone(oneOf(ODD, next))
  if (Array.isArray(holder)) holder.push(value)
  else holder[oneOf(NAMES, next)] = value
}

function alteredText(text: string, next: Chance): string {
  const at = next(text.length + 1)
  return text.slice(0, at) + oneOf(['', 'x', '#', ':', '\u0000', 'é', '\u{1f600}'], next) + text.slice(at + next(3))
}

/** A compact token with one of its parts changed, sent to another place, or left out. */
export function changedToken(token: string, next: Chance): string {
  const parts = token.split('.')
  const at = next(parts.length)
  const deed = next(4)
  if (deed === 0)
    parts[at] = Buffer.from(changedBytes(Buffer.from(parts[at] ?? '', 'base64url'), next)).toString('base64url')
  else if (deed === 1) parts[at] = Buffer.from(changedBytes(Buffer.from(parts[at] ?? ''), next)).toString('latin1')
  else if (deed === 2) parts.splice(at, 1)
  else parts.splice(next(4), 0, parts[at] ?? '')
  return parts.join('.')
}

/** A PNG and an SVG that carry the text. */
export function pictures(text: Uint8Array): readonly Uint8Array[] {
  return [bake(PNG, text), bake(SVG, text)]
}
