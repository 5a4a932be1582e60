import { instant } from '../credential/dates.ts'
import { isSecondModel } from '../credential/shape.ts'
import { fromBase64url } from '../encoding/base64url.ts'
import { isObject, isString, type JsonObject, stringOf, stringsOf } from '../json.ts'
import type { Fetched, Need } from '../ports.ts'
import type { Outcome, Parsed, Run } from './context.ts'
import { parse } from './parse.ts'
import type { CheckName } from './report.ts'
import { finding, hostOf, issuerOf, jsonOf, PASS, unknowing, wanted, wantedToo } from './run.ts'

const SKEW_MS = 300_000
const MAX_LIST_BYTES = 4 * 1024 * 1024
const MAX_FETCHED = 1024 * 1024
const LIST_CHECKS: ReadonlySet<CheckName> = new Set(['context', 'shape', 'terms', 'key', 'proof'])

/** A status list that may be believed, or why not. */
export type Judged =
  | { readonly purposes: readonly string[]; readonly bytes: Uint8Array; readonly from: number | undefined }
  | { readonly outcome: Outcome }

/** The lists of one verification by URL: each is judged once, however many entries point to it. */
export type Lists = Map<string, Promise<Judged>>

/** One `credentialStatus`, where it stands, and the lists judged so far. */
export interface Entry {
  readonly entry: JsonObject
  readonly path: string
  readonly lists: Lists
}

/** What whoever keeps a list answered, if it was asked already. */
export function fetchedList(url: string, kind: Need['kind'], run: Run): Fetched | undefined {
  if (url === '') return undefined
  return wanted(run, { url, kind, accept: 'application/vc, application/json', maxBytes: MAX_FETCHED })
}

function no(code: 'STATUS_UNREACHABLE' | 'STATUS_LIST_PROOF', host: string) {
  return { outcome: unknowing(finding(code, '/credentialStatus', { host })) }
}

/** Fetches, dates and verifies a list. It stands at its own address, is of the credential's issuer, and not older than one seen. */
export async function judgeList(url: string, run: Run): Promise<Judged> {
  const host = hostOf(url)
  const fetched = fetchedList(url, 'statusList', run)
  const given = fetched && givenIn(fetched)
  if (!given) return no('STATUS_UNREACHABLE', host)
  // What a token holds is known once it is judged; a document is held against its dates before its signature.
  const list = await (given.document ?? heldIn(given, run))
  if (!list || !isListAt(url, list, run)) return no('STATUS_LIST_PROOF', host)
  const from = instant(isSecondModel(list) ? list.validFrom : list.issuanceDate)
  const aged = agedOut(list, { run, from, fetchedAt: fetched.at }) ?? rolledBack(url, from, run)
  if (aged) return { outcome: aged }
  if (given.document && !(await heldIn(given, run))) return no('STATUS_LIST_PROOF', host)
  return opened(list, { run, from, host })
}

function givenIn(fetched: Fetched): Parsed | undefined {
  const document = jsonOf(fetched)
  if (document) return { form: 'embedded', document, standard: 'vc', outcome: PASS }
  const parsed = parse(fetched.body)
  return parsed.form === 'jwt' ? parsed : undefined
}

/** A list is judged by the checks 1 to 6, and by the key the issuer keeps for lists. */
async function heldIn(given: Parsed, run: Run): Promise<JsonObject | undefined> {
  const { recipient: _recipient, presentation: _presentation, ...options } = run.options
  const how = { options: { ...options, mode: 'full' as const }, role: 'statusList' as const, only: LIST_CHECKS }
  const report = await run.judge(given, how)
  wantedToo(run, report)
  run.warnings.push(...report.warnings)
  return report.verdict === 'valid' ? report.claims?.document : undefined
}

function isListAt(url: string, list: JsonObject, run: Run): boolean {
  return (
    list.id === url &&
    stringsOf(list.type).includes('BitstringStatusListCredential') &&
    issuerOf(list) === issuerOf(run.document)
  )
}

function agedOut(list: JsonObject, seen: { run: Run; from: number | undefined; fetchedAt: Date }): Outcome | undefined {
  const now = seen.run.now.getTime()
  const until = instant(isSecondModel(list) ? list.validUntil : list.expirationDate)
  const { ttl } = isObject(list.credentialSubject) ? list.credentialSubject : {}
  const early = seen.from !== undefined && seen.from > now + SKEW_MS
  const late = until !== undefined && until < now
  const kept = typeof ttl === 'number' && seen.fetchedAt.getTime() + ttl + SKEW_MS < now
  const date = seen.from === undefined ? seen.fetchedAt.toISOString() : String(list.validFrom ?? list.issuanceDate)
  return early || late || kept ? unknowing(finding('STATUS_STALE', '/credentialStatus', { date })) : undefined
}

// A list without a date cannot be shown to be as new as one that was seen.
function rolledBack(url: string, from: number | undefined, run: Run): Outcome | undefined {
  const known = run.material.known?.get(url)
  if (known === undefined || (from !== undefined && from >= known.getTime())) return undefined
  return unknowing(finding('STATUS_ROLLBACK', '/credentialStatus', { host: hostOf(url) }))
}

function opened(list: JsonObject, { run, from, host }: { run: Run; from: number | undefined; host: string }): Judged {
  const subject = isObject(list.credentialSubject) ? list.credentialSubject : {}
  const bytes = stringsOf(subject.type).includes('BitstringStatusList') ? decoded(subject.encodedList, run) : undefined
  if (!bytes) return no('STATUS_LIST_PROOF', host)
  if (from !== undefined) run.notes.lists.set(stringOf(list.id), new Date(from))
  return { purposes: stringsOf(subject.statusPurpose), bytes, from }
}

function decoded(encoded: unknown, run: Run): Uint8Array | undefined {
  const packed = isString(encoded) && encoded.startsWith('u') ? fromBase64url(encoded.slice(1)) : undefined
  try {
    return packed && run.crypto.gunzip(packed, MAX_LIST_BYTES)
  } catch {
    return undefined
  }
}

/** Remembers the oldest date among what the status was read from. */
export function noteAge(run: Run, from: number | undefined): void {
  if (from !== undefined && (!run.notes.statusAsOf || run.notes.statusAsOf.getTime() > from))
    run.notes.statusAsOf = new Date(from)
}
