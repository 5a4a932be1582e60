import { isObject, isString, type JsonObject, objectsOf, stringsOf, visit } from '../json.ts'
import type { Outcome, Run } from './context.ts'
import { parse } from './parse.ts'
import { type CheckName, type Report, SIGNED_CHECKS } from './report.ts'
import { finding, insideOptions, issuerOf, PASS, SKIP, surveyOf, wantedToo } from './run.ts'
import { without } from './without.ts'

const NAMES: ReadonlySet<string> = new Set(['endorsement', 'endorsementJwt'])
/** 1 to 9, and again the endorsements of what is inside. */
const CHECKS: ReadonlySet<CheckName> = new Set([...SIGNED_CHECKS, 'status', 'dates', 'endorsements'])

interface Embedded {
  readonly path: string
  readonly given: JsonObject | string
}

/**
 * Check 11: embedded endorsements and those given as tokens are judged one by one. A bad one, or one about something that is not in
 * this document, is left out of the claims and never harms the credential.
 */
export function checkEndorsements(run: Run): Outcome | Promise<Outcome> {
  const found = surveyOf(run).endorsed ? outermost(run) : []
  return found.length === 0 ? SKIP : judgedEach(found, run)
}

async function judgedEach(found: readonly Embedded[], run: Run): Promise<Outcome> {
  for (const { path } of found) run.notes.leftOut.add(path)
  const named = idsOf(without(run.document, run.notes.leftOut))
  for (const one of found) await checkEndorsement(one, named, run)
  return PASS
}

// An endorsement of an endorsement is judged with the one it stands in: judging it here too would double the work per level.
// The members of a transcript are judged each with their own.
function outermost({ document, standard }: Run): readonly Embedded[] {
  const found: Embedded[] = []
  let inside = ''
  visit(document, (value, path, key) => {
    if (!NAMES.has(key) || (inside !== '' && path.startsWith(inside))) return
    if (!isObject(value) && !isString(value)) return
    if (standard === 'clr2' && path.startsWith('/credentialSubject/verifiableCredential')) return
    inside = `${path}/`
    found.push({ path, given: value })
  })
  return found
}

function idsOf(document: JsonObject): ReadonlySet<string> {
  const ids = new Set<string>()
  visit(document, (value, _path, key) => {
    if (key === 'id' && isString(value)) ids.add(value)
  })
  return ids
}

async function checkEndorsement({ path, given }: Embedded, named: ReadonlySet<string>, run: Run): Promise<void> {
  const report = await run.judge(parse(given), { options: insideOptions(run), only: CHECKS })
  wantedToo(run, report)
  leaveOutInside(path, report, run)
  const { claims } = report
  if (report.verdict === 'valid' && claims && isAbout(claims.document, named)) {
    run.notes.leftOut.delete(path)
    run.notes.endorsements.push(claims)
    return
  }
  const code = report.verdict === 'unknown' ? 'ENDORSEMENT_UNKNOWN' : 'ENDORSEMENT_INVALID'
  const issuer = claims?.issuer.name ?? (isString(given) ? '' : issuerOf(given))
  run.warnings.push(finding(code, path, { name: issuer }))
}

// What did not hold inside a good endorsement is left out of it.
function leaveOutInside(path: string, report: Report, run: Run): void {
  for (const warning of report.warnings)
    if (warning.code.startsWith('ENDORSEMENT_') && warning.path !== undefined) {
      run.notes.leftOut.add(path + warning.path)
      run.warnings.push({ ...warning, path: path + warning.path })
    }
}

/** A good word about something else says nothing here. */
function isAbout(endorsement: JsonObject, named: ReadonlySet<string>): boolean {
  const subjects = objectsOf(endorsement.credentialSubject)
  return (
    stringsOf(endorsement.type).includes('EndorsementCredential') &&
    subjects.length > 0 &&
    subjects.every(({ id }) => isString(id) && named.has(id))
  )
}
