import { OpenBadgesError } from '../errors.ts'
import { stringsOf } from '../json.ts'
import { withoutProof } from '../proof/config.ts'
import { canonicalForm } from '../proof/form.ts'
import { CanonRefused } from '../proof/refused.ts'
import type { Outcome, Run } from './context.ts'
import type { Finding } from './report.ts'
import { failing, finding, PASS, surveyOf } from './run.ts'

const ONE = { nodes: 5_000, nameless: 256 }
/** What gathers credentials in one graph; each of them is counted by itself when it is judged. */
const GATHERED = { nodes: 20_000, nameless: 2_000 }

/** Every term must have a meaning, or the signature would not protect it. Keeps the canonical form for the proof. */
export async function checkTerms(run: Run): Promise<Outcome> {
  const { nodes, nameless } = surveyOf(run)
  const most = stringsOf(run.document.type).includes('ClrCredential') ? GATHERED : ONE
  if (nodes > most.nodes || nameless > most.nameless) return failing(finding('TERMS_LIMIT'))
  try {
    run.notes.canonical = await canonicalForm(withoutProof(run.document), run.canonicalizer, run.crypto)
    return PASS
  } catch (cause) {
    return failing(termsFinding(cause))
  }
}

/** The finding for a canonicalization that was refused; anything else is thrown on. */
export function termsFinding(cause: unknown): Finding {
  if (!(cause instanceof OpenBadgesError)) throw cause
  if (cause instanceof CanonRefused && cause.reason === 'limit') return finding('TERMS_LIMIT')
  return finding('TERMS_UNDEFINED', undefined, { name: (cause.path ?? '').slice(0, 200) })
}
