import { isObject, isString, type JsonObject, type JsonValue, objectsOf, stringsOf, visit } from '../json.ts'
import type { Outcome, Run } from './context.ts'
import { parse } from './parse.ts'
import { type CheckName, type Report, SIGNED_CHECKS } from './report.ts'
import { finding, hostname, insideOptions, issuerOf, PASS, SKIP, surveyOf, wantedToo } from './run.ts'

const NAMES: ReadonlySet<string> = new Set(['endorsement', 'endorsementJwt'])
/** 1 to 9, and again the endorsements of what is inside. */
const CHECKS: ReadonlySet<CheckName> = new Set([...SIGNED_CHECKS, 'status', 'dates', 'endorsements'])

/** What a word may be about: ids that stand in the document, and whether each is its issuer's to give. */
type Named = ReadonlyMap<JsonValue | undefined, boolean>

interface Embedded {
  readonly path: string
  readonly given: JsonObject | string
}

/**
 * Check 11: embedded endorsements and those given as tokens are judged one by one. What counts is about the issuer, or about the
 * credential or its achievement where their id is at the issuer's host: anybody may copy another id, and with it what was truly said of
 * somebody else's. Any other is left out of the claims and never harms the credential.
 */
export function checkEndorsements(run: Run): Outcome | Promise<Outcome> {
  const found = surveyOf(run).endorsed ? outermost(run) : []
  return found.length === 0 ? SKIP : judgedEach(found, run)
}

async function judgedEach(found: readonly Embedded[], run: Run): Promise<Outcome> {
  for (const { path } of found) run.notes.leftOut.add(path)
  const named = namedIn(run.document)
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

function namedIn(document: JsonObject): Named {
  const issuer = issuerOf(document)
  const home = hostname(issuer.replace(/^did:web:([^:]+).*/, 'https://$1').replace('%3A', ':'))
  const awarded = objectsOf(document.credentialSubject).flatMap(({ achievement }) => objectsOf(achievement))
  const ids = [document, ...awarded].flatMap(({ id }) => stringsOf(id))
  return new Map([...ids.map((id) => [id, !!home && hostname(id) === home] as const), [issuer, true]])
}

async function checkEndorsement({ path, given }: Embedded, named: Named, run: Run): Promise<void> {
  const report = await run.judge(parse(given), { options: insideOptions(run), only: CHECKS })
  wantedToo(run, report)
  leaveOutInside(path, report, run)
  const { claims, verdict } = report
  const about = claims ? endorsedBy(claims.document) : []
  const fits = verdict === 'valid' && about.length > 0 && about.every((id) => named.has(id))
  if (claims && fits && about.every((id) => named.get(id))) {
    run.notes.leftOut.delete(path)
    run.notes.endorsements.push(claims)
    return
  }
  const code = fits || verdict === 'unknown' ? 'ENDORSEMENT_UNKNOWN' : 'ENDORSEMENT_INVALID'
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

function endorsedBy({ type, credentialSubject }: JsonObject): readonly (JsonValue | undefined)[] {
  return stringsOf(type).includes('EndorsementCredential') ? objectsOf(credentialSubject).map(({ id }) => id) : []
}
