import { isObject, type JsonObject, type JsonValue, stringOf } from '../json.ts'
import type { Crypto, KeyRecord } from '../ports.ts'
import type { FindingCode } from '../verify/codes.ts'
import type { Finding } from '../verify/report.ts'
import { objectGiven } from './given.ts'
import { historySigner } from './history-proof.ts'
import { keyOf, recordsIn } from './records.ts'

/** What pinned keys are read with. */
export interface PinnedContext {
  readonly now: Date
  readonly crypto: Crypto
}

/** Keys somebody vouches for, to be given to `verify` as `trustedKeys`, and whose they are; none when there is a finding. */
export interface PinnedKeys {
  readonly keys: readonly KeyRecord[]
  /** DIDs. */
  readonly issuers: readonly string[]
  readonly findings: readonly Finding[]
}

const MAX_BYTES = 16 * 1024 * 1024
const MOST_ISSUERS = 10_000

/**
 * Reads keys that were kept beforehand: one issuer's `keys.json`, or a site's list `{issuers: [{did, keys}]}` of such. Who gives the
 * file vouches for it, so no key has to be known; but a proof that stands in it must hold, so that a damaged file is not taken.
 *
 * Findings: `KEY_HISTORY` (not such a file, contradicting itself, or changed after it was signed), `DID_KEY_FORMAT` (a key that cannot
 * sign, named in `detail.key`), each with its `path`. Never throws on content.
 */
export async function readPinnedKeys(
  given: Uint8Array | string | JsonObject,
  context: PinnedContext,
): Promise<PinnedKeys> {
  const document = objectGiven(given, MAX_BYTES)
  const issuers = issuersIn(document)
  if (!document || !issuers) return refused('KEY_HISTORY')
  const path = (place: number) => (issuers[0] === document ? '' : `/issuers/${place}`)
  const keys: KeyRecord[] = []
  const dids = new Set<string>()
  for (const [place, issuer] of issuers.entries()) {
    const found = await keysOf(issuer, context)
    if ('code' in found) return refused(found.code, { path: `${path(place)}${found.at}`, detail: found.detail })
    if (dids.has(found.did)) return refused('KEY_HISTORY', { path: path(place), detail: { issuer: found.did } })
    dids.add(found.did)
    keys.push(...found.keys)
  }
  return { keys, issuers: [...dids], findings: [] }
}

function refused(code: FindingCode, more: Omit<Finding, 'code'> = {}): PinnedKeys {
  return { keys: [], issuers: [], findings: [{ code, ...more }] }
}

function issuersIn(document: JsonObject | undefined): readonly JsonValue[] | undefined {
  if (document?.issuers === undefined) return document && [document]
  const { issuers } = document
  return Array.isArray(issuers) && issuers.length <= MOST_ISSUERS ? issuers : undefined
}

type Found =
  | { readonly did: string; readonly keys: readonly KeyRecord[] }
  | { readonly code: FindingCode; readonly at: string; readonly detail: Readonly<Record<string, string>> }

async function keysOf(issuer: JsonValue, context: PinnedContext): Promise<Found> {
  const stated: JsonObject = isObject(issuer) ? issuer : {}
  const did = stringOf(stated.did)
  const bad = keyThatCannotSign(stated.keys)
  if (bad) return { code: 'DID_KEY_FORMAT', at: `/keys/${bad.place}`, detail: { issuer: did, key: bad.id } }
  const keys = did.startsWith('did:') ? recordsIn(stated.keys, did) : undefined
  const isWhole = keys && (stated.proof === undefined || (await historySigner(stated, keys, context)))
  return isWhole ? { did, keys } : { code: 'KEY_HISTORY', at: '', detail: { issuer: did } }
}

function keyThatCannotSign(keys: JsonValue | undefined): { readonly place: number; readonly id: string } | undefined {
  const list: readonly JsonValue[] = Array.isArray(keys) ? keys : []
  const place = list.findIndex((key) => !isObject(key) || !keyOf(key.publicKeyMultibase))
  const key = list[place]
  return key === undefined ? undefined : { place, id: isObject(key) ? stringOf(key.id) : '' }
}
