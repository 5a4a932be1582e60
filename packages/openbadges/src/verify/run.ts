import { parseStrict } from '../encoding/strict-json.ts'
import { type Survey, survey } from '../encoding/survey.ts'
import { fromUtf8 } from '../encoding/text.ts'
import { idOf, isObject, type JsonObject, stringOf } from '../json.ts'
import type { Fetched, Need } from '../ports.ts'
import type { FindingCode } from './codes.ts'
import type { JudgeContext, Outcome, Parsed, Run } from './context.ts'
import type { Finding, Report, VerifyOptions } from './report.ts'

export const PASS: Outcome = { fails: [], unknowns: [] }
export const SKIP: Outcome = { fails: [], unknowns: [], skipped: true }

export function finding(code: FindingCode, path?: string, detail?: Readonly<Record<string, string>>): Finding {
  return { code, ...(path === undefined ? {} : { path }), ...(detail === undefined ? {} : { detail }) }
}

export function failing(...fails: readonly Finding[]): Outcome {
  return { fails, unknowns: [] }
}

export function unknowing(...unknowns: readonly Finding[]): Outcome {
  return { fails: [], unknowns }
}

/** A run of the checks over what was read, with nothing found out yet. */
export function newRun(parsed: Parsed, context: JudgeContext): Run {
  return {
    ...context,
    document: parsed.document ?? {},
    seen: parsed.seen,
    familiar: parsed.familiar,
    standard: parsed.standard,
    needs: new Map(),
    warnings: [],
    notes: { keys: new Map(), proofs: new Map(), lists: new Map(), made: [], leftOut: new Set(), endorsements: [] },
  }
}

/** What is known of the document as a whole. What was found out while reading is believed of that very document only. */
export function surveyOf(run: Run): Survey {
  return run.seen?.of === run.document ? run.seen : survey(run.document)
}

/** What a judged inner document would like to have is wanted by the outer one too, and the lists it believed are noted. */
export function wantedToo(run: Run, report: Report): void {
  for (const need of report.needs) run.needs.set(need.url, need)
  for (const [url, from] of report.statusLists ?? []) run.notes.lists.set(url, from)
}

/** What is asked of the whole alone is not asked of what is inside. */
export function insideOptions({ options }: Run): VerifyOptions {
  const { recipient: _recipient, presentation: _presentation, refresh: _refresh, ...rest } = options
  return rest
}

/** All findings of several outcomes. */
export function merged(outcomes: readonly Outcome[]): Outcome {
  return { fails: outcomes.flatMap((one) => one.fails), unknowns: outcomes.flatMap((one) => one.unknowns) }
}

/** The issuer's id. */
export function issuerOf(document: JsonObject): string {
  return stringOf(idOf(document.issuer))
}

/** The one whose key must have signed: who presents, or who issued. */
export function signerOf({ document, role }: Pick<Run, 'document' | 'role'>): string {
  return role === 'presentation' ? stringOf(idOf(document.holder)) : issuerOf(document)
}

/** The host of an https URL or did:web, for sentences; a port, which did:web writes as `%3A`, is written as people do. */
export function hostOf(url: string): string {
  return /^(?:https?:\/\/|did:web:)([^/:#?]+)/.exec(url)?.[1]?.replace(/%3A/i, ':') ?? url.slice(0, 80)
}

const ADDRESS = /^https?:\/\/([A-Za-z0-9.-]+(?::\d+)?)(?:[/?#][\x21-\x5b\x5d-\x7e]*)?$/
// A host may serve another document than the text seems to say where segments are taken back.
const DOTS = /\/(?:\.|%2e){1,2}(?=[/?#]|$)/i

/** The host of an address, with its port where it states one; undefined for what is no plain web address. */
export function hostname(id: string): string | undefined {
  return DOTS.test(id) ? undefined : ADDRESS.exec(id)?.[1]?.toLowerCase()
}

/** An address or identifier without its fragment. */
export function withoutFragment(id: string): string {
  return id.replace(/#.*/s, '')
}

/** Names a host and nobody's password, and no reader of addresses sees another host in it. */
const WEB = /^https?:\/\/[^\s/\\@?#]+(?:[/?#]|$)/

/** A fetched document that answered 200 within the limit; otherwise the need is noted once, where it can be asked for. */
export function wanted(run: Run, need: Need): Fetched | undefined {
  const found = run.material.documents.get(need.url)
  if (!found && WEB.test(need.url)) run.needs.set(need.url, need)
  return found && found.status === 200 && found.body.length <= need.maxBytes ? found : undefined
}

/** The JSON object in a fetched document, read strictly. */
export function jsonOf(fetched: Fetched): JsonObject | undefined {
  try {
    const value = parseStrict(fromUtf8(fetched.body))
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}
