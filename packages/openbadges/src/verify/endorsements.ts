import { type JsonObject, objectsOf, pointer, visit } from '../json.ts'
import type { Outcome, Run } from './context.ts'
import { parse } from './parse.ts'
import { finding, issuerOf, PASS, SKIP, wantedToo } from './run.ts'

interface Embedded {
  readonly path: string
  readonly document: JsonObject
}

/** Check 11: embedded endorsements are judged one by one; a bad one is left out and never harms the credential. */
export async function checkEndorsements(run: Run): Promise<Outcome> {
  const found = outermost(run.document)
  if (found.length === 0) return SKIP
  for (const one of found) await checkEndorsement(one, run)
  return PASS
}

// An endorsement of an endorsement is judged with the one it stands in: judging it here too would double the work per level.
function outermost(document: JsonObject): readonly Embedded[] {
  const found: Embedded[] = []
  let inside = ''
  visit(document, (value, path, key) => {
    if (key !== 'endorsement' || !Array.isArray(value) || (inside !== '' && path.startsWith(inside))) return
    inside = `${path}/`
    objectsOf(value).forEach((one, i) => {
      found.push({ path: pointer(path, i), document: one })
    })
  })
  return found
}

async function checkEndorsement({ path, document }: Embedded, run: Run): Promise<void> {
  const { recipient: _recipient, presentation: _presentation, ...options } = run.options
  const report = await run.judge(parse(document), { options })
  wantedToo(run, report)
  const code = report.verdict === 'invalid' ? 'ENDORSEMENT_INVALID' : 'ENDORSEMENT_UNKNOWN'
  if (report.verdict !== 'valid')
    run.warnings.push(finding(code, path, { name: report.claims?.issuer.name ?? issuerOf(document) }))
}
