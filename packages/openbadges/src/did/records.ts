import { instant } from '../credential/dates.ts'
import { OpenBadgesError } from '../errors.ts'
import { isObject, isString, type JsonObject, type JsonValue } from '../json.ts'
import type { KeyRecord, PublicKey } from '../ports.ts'
import { fromMultikey, toMultikey } from './multikey.ts'

const MOST_KEYS = 1_000
const PURPOSES: readonly JsonValue[] = ['award', 'status', 'log']
const STATES: readonly JsonValue[] = ['active', 'ended', 'compromised']

/** The records of a key history, or undefined when one is not a record of this DID or contradicts another. */
export function recordsIn(keys: JsonValue | undefined, did: string): readonly KeyRecord[] | undefined {
  if (!Array.isArray(keys) || keys.length === 0 || keys.length > MOST_KEYS) return undefined
  const records = (keys as readonly JsonValue[]).map((key) => (isObject(key) ? recordOf(key, did) : undefined))
  const good = records.filter((record) => record !== undefined)
  const ids = new Set(good.map(({ id }) => id))
  const texts = new Set(good.map(({ key }) => toMultikey(key)))
  return ids.size === keys.length && texts.size === keys.length ? good : undefined
}

function recordOf(stated: JsonObject, did: string): KeyRecord | undefined {
  const { id, purpose, state } = stated
  const key = keyOf(stated.publicKeyMultibase)
  const period = periodOf(stated)
  const isKnown = PURPOSES.includes(purpose ?? null) && STATES.includes(state ?? null)
  if (!key || !period || !isKnown || !isString(id) || !id.startsWith(`${did}#`) || id === `${did}#`) return undefined
  return { id, controller: did, key, purpose, state, ...period } as KeyRecord
}

/** The key of a multibase text, or undefined when it is none that signs. */
export function keyOf(text: JsonValue | undefined): PublicKey | undefined {
  try {
    return isString(text) ? fromMultikey(text) : undefined
  } catch (cause) {
    if (cause instanceof OpenBadgesError) return undefined
    throw cause
  }
}

/** Proofs bear whole seconds: a key speaks from the second it was made in. What ended says when, and so does what was compromised. */
function periodOf(stated: JsonObject): Pick<KeyRecord, 'notBefore' | 'notAfter' | 'since'> | undefined {
  const [from, until, since] = [instant(stated.notBefore), instant(stated.notAfter), instant(stated.since)]
  const isRead =
    (stated.notAfter === undefined) === (until === undefined) && (stated.since === undefined) === (since === undefined)
  if (from === undefined || !isRead || (until !== undefined && until < from)) return undefined
  if (stated.state === 'ended' && until === undefined) return undefined
  if (stated.state === 'compromised' && since === undefined) return undefined
  return {
    notBefore: wholeSecond(from),
    ...(until === undefined ? {} : { notAfter: new Date(until) }),
    ...(since === undefined ? {} : { since: new Date(since) }),
  }
}

function wholeSecond(time: number): Date {
  return new Date(Math.floor(time / 1_000) * 1_000)
}

const AFTER: Readonly<Record<KeyRecord['state'], readonly KeyRecord['state'][]>> = {
  active: ['active', 'ended', 'compromised'],
  ended: ['ended', 'compromised'],
  compromised: ['compromised'],
}

/** Whether a record seen earlier is still there: the same key from the same time on, its period no longer, its state no better. */
export function isKept(known: KeyRecord, records: readonly KeyRecord[]): boolean {
  const now = records.find(({ id }) => id === known.id)
  if (!now || textOf(known.key) !== toMultikey(now.key) || now.purpose !== known.purpose) return false
  const sameStart = now.notBefore.getTime() === wholeSecond(known.notBefore.getTime()).getTime()
  return sameStart && AFTER[known.state].includes(now.state) && end(now) <= end(known) && trouble(now) <= trouble(known)
}

// RSA keys and those of P-521 have no such text, and no history holds them.
function textOf(key: PublicKey): string | undefined {
  try {
    return toMultikey(key)
  } catch (cause) {
    if (cause instanceof OpenBadgesError) return undefined
    throw cause
  }
}

function end({ notAfter }: KeyRecord): number {
  return notAfter ? notAfter.getTime() : Number.POSITIVE_INFINITY
}

// A compromise may turn out to be older than was thought, never younger.
function trouble({ state, since }: KeyRecord): number {
  return state === 'compromised' && since ? since.getTime() : Number.POSITIVE_INFINITY
}
