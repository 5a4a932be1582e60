import { type Check, type Fetched, type Finding, type Report, type VerifyOptions, verify } from '../src/index.ts'
import { crypto } from '../test/node-crypto.ts'
import { type Answer, errorsOf, faultOf } from './answers.ts'
import type { Reading } from './reading.ts'

/** How a document is judged: with which documents at hand, and what the data model finds that a run for the proofs does not. */
export interface How {
  readonly options: VerifyOptions
  readonly documents?: ReadonlyMap<string, Fetched>
  readonly besides: readonly Finding[]
}

// What is found here comes before any signature: the document could not be read as one that is signed.
const BEFORE: ReadonlySet<Check['name']> = new Set(['parse', 'context', 'shape', 'terms'])

/** 200 when everything that was looked at holds; 400 for what cannot be read, 422 for what does not hold or could not be looked at. */
export async function judged({ document, contexts, canonicalizer }: Reading, how: How): Promise<Answer> {
  const material = { documents: how.documents ?? new Map() }
  const report = await verify(document, {
    material,
    now: new Date(),
    crypto,
    contexts,
    canonicalizer,
    options: how.options,
  })
  const verified = report.verdict === 'valid' && how.besides.length === 0
  const told = { checks: ranOf(report), warnings: errorsOf(report.warnings.map(faultOf)) }
  if (verified) return { status: 200, body: { verified, ...told } }
  return { status: statusOf(report, how), body: { verified, errors: errorsOf(faultsOf(report, how)), ...told } }
}

function ranOf({ checks }: Report): readonly string[] {
  return checks.filter(({ result }) => result !== 'skipped').map(({ name }) => name)
}

function statusOf({ checks }: Report, { besides }: How): 400 | 422 {
  const unread = checks.some(({ name, result }) => BEFORE.has(name) && result !== 'pass' && result !== 'skipped')
  const unknownSuite = checks.some(({ findings }) => findings.some(({ code }) => code === 'PROOF_SUITE_UNKNOWN'))
  return unread || unknownSuite || besides.length > 0 ? 400 : 422
}

// An unknown that names no code (a signature without a key) is told by the check before it.
function faultsOf({ checks }: Report, { besides }: How) {
  const findings = [...besides, ...checks.flatMap((check) => check.findings)]
  const first = new Map(findings.map((one) => [`${one.code} ${one.path}`, one]))
  return [...first.values()].map(faultOf)
}
