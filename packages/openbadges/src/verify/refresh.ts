import { instant } from '../credential/dates.ts'
import { sameCredential } from '../credential/same.ts'
import { isSecondModel } from '../credential/shape.ts'
import { type JsonObject, objectsOf, stringOf, stringsOf } from '../json.ts'
import type { Outcome, Run } from './context.ts'
import { parse } from './parse.ts'
import { SIGNED_CHECKS } from './report.ts'
import { finding, insideOptions, issuerOf, PASS, SKIP, wanted, wantedToo } from './run.ts'

const MAX_BYTES = 1024 * 1024

/**
 * Check 7: once, and only when asked, because it tells the issuer who verifies. The newest edition that passes the checks 1 to 6
 * stands in for the document in the later checks and in the claims; when there is none, this one is judged on, with a warning.
 */
export function checkRefresh(run: Run): Outcome | Promise<Outcome> {
  const service = objectsOf(run.document.refreshService).find(({ type }) =>
    stringsOf(type).includes('1EdTechCredentialRefresh'),
  )
  if (run.options.refresh !== true || !service || !holdsSoFar(run)) return SKIP
  return refreshed(service, run)
}

async function refreshed(service: JsonObject, run: Run): Promise<Outcome> {
  const newer = await newerOf(service, run)
  if (!newer) {
    run.warnings.push(finding('REFRESH_FAILED', '/refreshService'))
    return SKIP
  }
  run.notes.newer = newer
  return PASS
}

// Only a document that its issuer signed may send us anywhere, and only that issuer may speak for it.
function holdsSoFar({ notes }: Run): boolean {
  return notes.made.every(({ result }) => result === 'pass')
}

async function newerOf(service: JsonObject, run: Run): Promise<JsonObject | undefined> {
  const url = stringOf(service.id)
  const accept = 'application/vc, application/json, text/plain'
  const fetched = wanted(run, { url, kind: 'refresh', accept, maxBytes: MAX_BYTES })
  if (!fetched) return undefined
  const report = await run.judge(parse(fetched.body), { options: insideOptions(run), only: SIGNED_CHECKS })
  wantedToo(run, report)
  const newer = report.verdict === 'valid' && report.standard === run.standard ? report.claims?.document : undefined
  return newer && isNextOf(run.document, newer) ? newer : undefined
}

function isNextOf(document: JsonObject, newer: JsonObject): boolean {
  const isSame = issuerOf(newer) === issuerOf(document) && sameCredential(newer, document)
  const isOneKind = stringsOf(document.type).every((type) => stringsOf(newer.type).includes(type))
  return isSame && isOneKind && begins(newer) >= begins(document)
}

// What says no date is older than everything that does.
function begins(document: JsonObject): number {
  return instant(isSecondModel(document) ? document.validFrom : document.issuanceDate) ?? Number.NEGATIVE_INFINITY
}
