import { instant } from '../credential/dates.ts'
import { fromBase64url } from '../encoding/base64url.ts'
import { isObject, isString, type JsonObject, objectsOf, stringsOf } from '../json.ts'
import type { Need } from '../ports.ts'
import { MIN_ENTRIES, readStatus } from '../status/list.ts'
import type { Outcome, Run } from './context.ts'
import type { CheckName } from './report.ts'
import { failing, finding, hostOf, issuerOf, jsonOf, merged, PASS, SKIP, unknowing, wanted, wantedToo } from './run.ts'

const SKEW_MS = 300_000
const MAX_LIST_BYTES = 4 * 1024 * 1024
const MAX_FETCHED = 1024 * 1024
const INDEX = /^(0|[1-9]\d*)$/

const LIST_CHECKS: ReadonlySet<CheckName> = new Set(['context', 'shape', 'terms', 'key', 'proof'])

/** Check 8: revoked or suspended as of the newest list at hand. */
export async function checkStatus(run: Run): Promise<Outcome> {
  const entries = objectsOf(run.document.credentialStatus)
  if (entries.length === 0) return SKIP
  return merged(await Promise.all(entries.map((entry) => checkEntry(entry, run))))
}

// A list is judged by the checks 1 to 6, and by the key the issuer keeps for lists.
async function isSigned(list: JsonObject, run: Run): Promise<boolean> {
  const { recipient: _recipient, ...options } = run.options
  const report = await run.judge(
    { form: 'embedded', document: list, standard: 'vc', outcome: PASS },
    { options: { ...options, mode: 'full' }, role: 'statusList', only: LIST_CHECKS },
  )
  wantedToo(run, report)
  run.warnings.push(...report.warnings)
  return report.verdict === 'valid'
}

async function checkEntry(entry: JsonObject, run: Run): Promise<Outcome> {
  const types = stringsOf(entry.type)
  if (types.includes('BitstringStatusListEntry')) return checkBit(entry, run)
  if (types.includes('1EdTechRevocationList')) return checkRevocations(entry, run)
  return unknowing(finding('STATUS_TYPE_UNKNOWN', '/credentialStatus', { type: types.join(' ').slice(0, 80) }))
}

function unknown(
  code: 'STATUS_UNREACHABLE' | 'STATUS_LIST_PROOF' | 'STATUS_LIST_LENGTH_ERROR' | 'STATUS_STALE',
  detail: Readonly<Record<string, string>>,
): Outcome {
  return unknowing(finding(code, '/credentialStatus', detail))
}

async function checkBit(entry: JsonObject, run: Run): Promise<Outcome> {
  const index = indexOf(entry)
  if (index === undefined) return failing(finding('STATUS_RANGE_ERROR', '/credentialStatus/statusListIndex'))
  const url = isString(entry.statusListCredential) ? entry.statusListCredential : ''
  const host = { host: hostOf(url) }
  const fetched = wanted(run, need(url, 'statusList'))
  const list = fetched && jsonOf(fetched)
  if (!list) return unknown('STATUS_UNREACHABLE', host)
  const subject = isObject(list.credentialSubject) ? list.credentialSubject : {}
  if (!isListFor(entry, { list, subject, run })) return unknown('STATUS_LIST_PROOF', host)
  const stale = staleness(list, { run, fetchedAt: fetched.at, ttl: subject.ttl })
  if (stale) return stale
  if (!(await isSigned(list, run))) return unknown('STATUS_LIST_PROOF', host)
  noteAge(run, instant(list.validFrom))
  return bitOutcome({ subject, index, size: entry.statusSize, purpose: String(entry.statusPurpose) }, run)
}

function indexOf({ statusListIndex: text }: JsonObject): number | undefined {
  const index = isString(text) && INDEX.test(text) ? Number(text) : Number.NaN
  return Number.isSafeInteger(index) ? index : undefined
}

/** The list at its own address, by the same issuer, for the same purpose. */
function isListFor(
  entry: JsonObject,
  { list, subject, run }: { list: JsonObject; subject: JsonObject; run: Run },
): boolean {
  return (
    list.id === entry.statusListCredential &&
    stringsOf(list.type).includes('BitstringStatusListCredential') &&
    issuerOf(list) === issuerOf(run.document) &&
    isString(entry.statusPurpose) &&
    stringsOf(subject.statusPurpose).includes(entry.statusPurpose)
  )
}

function need(url: string, kind: Need['kind']): Need {
  return { url, kind, accept: 'application/vc, application/json', maxBytes: MAX_FETCHED }
}

function staleness(list: JsonObject, seen: { run: Run; fetchedAt: Date; ttl: unknown }): Outcome | undefined {
  const now = seen.run.now.getTime()
  const [from, until] = [instant(list.validFrom), instant(list.validUntil)]
  const ttl = typeof seen.ttl === 'number' ? seen.ttl : Number.POSITIVE_INFINITY
  const early = from !== undefined && from > now + SKEW_MS
  const late = until !== undefined && until < now
  const kept = seen.fetchedAt.getTime() + ttl + SKEW_MS < now
  return early || late || kept
    ? unknown('STATUS_STALE', { date: String(list.validFrom ?? seen.fetchedAt.toISOString()) })
    : undefined
}

function noteAge(run: Run, from: number | undefined): void {
  if (from !== undefined && (!run.notes.statusAsOf || run.notes.statusAsOf.getTime() > from))
    run.notes.statusAsOf = new Date(from)
}

interface Bit {
  readonly subject: JsonObject
  readonly index: number
  readonly size: unknown
  readonly purpose: string
}

function bitOutcome({ subject, index, size, purpose }: Bit, run: Run): Outcome {
  const width = size === undefined ? 1 : Number(size)
  const bytes = decoded(subject.encodedList, run)
  if (!bytes) return unknown('STATUS_LIST_PROOF', {})
  if (Math.floor((bytes.length * 8) / width) < MIN_ENTRIES) return unknown('STATUS_LIST_LENGTH_ERROR', {})
  const bits = { length: bytes.length * 8, bytes }
  if ((index + 1) * width > bits.length || !(width >= 1 && width <= 32))
    return failing(finding('STATUS_RANGE_ERROR', '/credentialStatus/statusListIndex'))
  if (readStatus(bits, index, width) === 0) return PASS
  if (purpose === 'revocation') return failing(finding('STATUS_REVOKED', '/credentialStatus'))
  return purpose === 'suspension' ? failing(finding('STATUS_SUSPENDED', '/credentialStatus')) : PASS
}

function decoded(encoded: unknown, run: Run): Uint8Array | undefined {
  const packed = isString(encoded) && encoded.startsWith('u') ? fromBase64url(encoded.slice(1)) : undefined
  try {
    return packed && run.crypto.gunzip(packed, MAX_LIST_BYTES)
  } catch {
    return undefined
  }
}

/** 1EdTech revocation list: an entry with our id and `revoked` true or absent takes the credential back. */
function checkRevocations(entry: JsonObject, run: Run): Outcome {
  const url = isString(entry.id) ? entry.id : ''
  const fetched = wanted(run, need(url, 'revocationList'))
  const list = fetched && jsonOf(fetched)
  if (!list) return unknown('STATUS_UNREACHABLE', { host: hostOf(url) })
  if (issuerOf(list) !== issuerOf(run.document)) return unknown('STATUS_LIST_PROOF', { host: hostOf(url) })
  noteAge(run, fetched.at.getTime())
  const revoked = objectsOf(list.revokedCredential).some((one) => one.id === run.document.id && one.revoked !== false)
  return revoked ? failing(finding('STATUS_REVOKED', '/credentialStatus')) : PASS
}
