import type { JsonObject } from '../json.ts'
import type { VerifiedClaims } from './claimed.ts'
import { claimsOf } from './claims.ts'
import type { Run } from './context.ts'
import { CHECK_NAMES, type Check, type CheckName, type Report } from './report.ts'
import { finding, issuerOf } from './run.ts'
import { without } from './without.ts'

const SIGNED: ReadonlySet<CheckName> = new Set(['key', 'proof'])

/** How a form tells who issued it and what it claims, where the document itself does not say it in the words of the newest standard. */
export interface Telling {
  readonly issuer: string
  readonly claims: () => VerifiedClaims
}

/** The answer for a run whose checks are made. */
export function reportOf(run: Run, checks: readonly Check[], telling?: Telling): Report {
  const report: Report = {
    verdict: verdictOf(checks),
    checks,
    warnings: run.warnings,
    needs: [...run.needs.values()],
    trust: trustOf(run, telling?.issuer ?? issuerOf(run.document)),
    standard: run.standard,
    ...(run.notes.statusAsOf ? { statusAsOf: run.notes.statusAsOf } : {}),
    ...(run.notes.lists.size > 0 ? { statusLists: run.notes.lists } : {}),
  }
  if (!mayClaim(run, checks)) return report
  return telling
    ? { ...report, claims: telling.claims() }
    : (new Claiming(report, { document: run.document, notes: run.notes }) as unknown as Report)
}

/** What claims are made of: whoever keeps a report keeps no more than this. */
type Said = Pick<Run, 'document' | 'notes'>

/** Claims are made when somebody first looks: who asks only for the verdict does not pay for them. */
class Claiming {
  readonly #run: Said
  #made: VerifiedClaims | undefined
  constructor(report: Report, run: Said) {
    this.#run = run
    Object.assign(this, report)
    Object.defineProperty(this, 'claims', CLAIMS)
  }
  claims(): VerifiedClaims {
    this.#made ??= claimsOf(claimed(this.#run), this.#run.notes)
    return this.#made
  }
}

// One getter for all: with a function of its own every report would have a hidden class of its own, kept with the whole document.
const CLAIMS: PropertyDescriptor = { get: Claiming.prototype.claims, enumerable: true }

/** The answer when a fault of ours kept every check from running: it says nothing about the credential. */
export function internalReport(): Report {
  const checks = CHECK_NAMES.map(
    (name): Check => ({
      name,
      result: name === 'parse' ? 'unknown' : 'skipped',
      findings: name === 'parse' ? [finding('INTERNAL')] : [],
    }),
  )
  return { verdict: 'unknown', checks, warnings: [], needs: [], trust: 'unset', standard: 'vc' }
}

function claimed({ document, notes }: Said): JsonObject {
  return without(notes.newer ?? document, notes.leftOut)
}

// A run for the proofs alone looks at no shape and may read contexts written inline: its words could mean anything.
function mayClaim(run: Run, checks: readonly Check[]): boolean {
  if (run.options.mode === 'proofOnly') return false
  return ['parse', 'context', 'shape', 'terms'].every((name) => {
    const result = checks.find((check) => check.name === name)?.result
    return result === 'pass' || (name === 'shape' && result === 'unknown')
  })
}

function verdictOf(checks: readonly Check[]): Report['verdict'] {
  if (checks.some(({ result }) => result === 'fail')) return 'invalid'
  // A verdict needs a signature that was really checked.
  const signed = checks.filter(({ name, result }) => SIGNED.has(name) && result === 'pass')
  return signed.length === SIGNED.size && !checks.some(({ result }) => result === 'unknown') ? 'valid' : 'unknown'
}

function trustOf({ options }: Run, issuer: string): Report['trust'] {
  if (!options.recognizedIssuers) return 'unset'
  return options.recognizedIssuers.has(issuer) ? 'recognized' : 'unrecognized'
}
