import { type JsonObject, objectsOf, pointer, visit } from '../json.ts'
import type { Canonicalizer, ContextSet, Crypto, Material } from '../ports.ts'
import { claimsOf } from './claims.ts'
import { checkContexts } from './contexts.ts'
import { checkDates, checkRecipient, checkRefresh, checkResources } from './later.ts'
import { type Parsed, parse } from './parse.ts'
import { checkKeys, checkProofs } from './proofs.ts'
import { CHECK_NAMES, type Check, type CheckName, type Report, type VerifyOptions } from './report.ts'
import { finding, issuerOf, type Outcome, PASS, type Run, SKIP } from './run.ts'
import { checkShapes } from './shapes.ts'
import { checkStatus } from './statuses.ts'
import { checkTerms } from './terms.ts'

/** What a verification needs besides the document. The time is an argument; nothing is fetched. */
export interface VerifyContext {
  readonly material: Material
  readonly now: Date
  readonly crypto: Crypto
  readonly contexts: ContextSet
  readonly canonicalizer: Canonicalizer
  readonly options?: VerifyOptions
}

/**
 * Judges a credential by the material at hand: JSON (bytes, text or object) or a baked PNG or SVG.
 *
 * Never throws on content and never answers `valid` when a step could not run. `needs` lists the documents that would let it say more.
 */
export async function verify(input: Uint8Array | string | JsonObject, context: VerifyContext): Promise<Report> {
  try {
    return await verified(parse(input), context)
  } catch {
    return internal()
  }
}

function internal(): Report {
  const checks = CHECK_NAMES.map(
    (name): Check => ({
      name,
      result: name === 'parse' ? 'unknown' : 'skipped',
      findings: name === 'parse' ? [finding('INTERNAL')] : [],
    }),
  )
  return { verdict: 'unknown', checks, warnings: [], needs: [], trust: 'unset', standard: 'vc' }
}

async function verified(parsed: Parsed, context: VerifyContext): Promise<Report> {
  const run = newRun(parsed, context)
  const checks = await runChecks(run, parsed.outcome)
  const read = ['parse', 'context', 'shape', 'terms'].every((name) => {
    const result = checks.find((check) => check.name === name)?.result
    return result === 'pass' || (name === 'shape' && (result === 'unknown' || run.options.mode === 'proofOnly'))
  })
  return {
    verdict: verdictOf(checks),
    checks,
    warnings: run.warnings,
    needs: [...run.needs.values()],
    trust: trustOf(run),
    standard: run.standard,
    ...(read ? { claims: claimsOf(run.document) } : {}),
    ...(run.notes.statusAsOf ? { statusAsOf: run.notes.statusAsOf } : {}),
  }
}

function newRun(parsed: Parsed, context: VerifyContext): Run {
  return {
    ...context,
    document: parsed.document ?? {},
    options: context.options ?? {},
    standard: parsed.standard,
    role: 'credential',
    needs: new Map(),
    warnings: [],
    notes: { keys: new Map() },
  }
}

type Step = (run: Run) => Outcome | Promise<Outcome>

const STEPS: Readonly<Record<Exclude<CheckName, 'parse'>, Step>> = {
  context: (run) => checkContexts(run.document, run.contexts),
  shape: (run) => (run.options.mode === 'proofOnly' ? SKIP : checkShapes(run.document)),
  terms: checkTerms,
  key: checkKeys,
  proof: checkProofs,
  refresh: checkRefresh,
  status: (run) => checkStatus(run, judgeList),
  dates: checkDates,
  recipient: checkRecipient,
  endorsements: checkEndorsements,
  resources: checkResources,
  // No transparency log is read in this edition; a proof of inclusion beside the document is neither asked for nor judged.
  log: () => SKIP,
}
const PROOF_ONLY: ReadonlySet<CheckName> = new Set(['parse', 'context', 'shape', 'terms', 'key', 'proof'])

async function runChecks(run: Run, parsed: Outcome): Promise<Check[]> {
  const checks = [weighed('parse', parsed)]
  let ended = checks[0]?.result !== 'pass'
  for (const [name, step] of Object.entries(STEPS) as [Exclude<CheckName, 'parse'>, Step][]) {
    const left = ended || (run.options.mode === 'proofOnly' && !PROOF_ONLY.has(name))
    const check = weighed(name, left ? SKIP : await attempted(step, run))
    checks.push(check)
    ended ||= ends(check)
  }
  return checks
}

// A fault of ours is never a verdict about the document.
async function attempted(step: Step, run: Run): Promise<Outcome> {
  try {
    return await step(run)
  } catch {
    return { fails: [], unknowns: [finding('INTERNAL')] }
  }
}

// Without canonical form there is nothing a signature could be held against.
function ends({ name, result }: Check): boolean {
  if (name === 'context') return result !== 'pass'
  return (name === 'shape' && result === 'fail') || (name === 'terms' && result !== 'pass')
}

function weighed(name: CheckName, outcome: Outcome): Check {
  const findings = [...outcome.fails, ...outcome.unknowns]
  if (outcome.skipped) return { name, result: 'skipped', findings }
  if (outcome.fails.length > 0) return { name, result: 'fail', findings }
  return { name, result: outcome.unknowns.length > 0 ? 'unknown' : 'pass', findings }
}

function verdictOf(checks: readonly Check[]): Report['verdict'] {
  const result = (name: CheckName) => checks.find((check) => check.name === name)?.result
  if (checks.some((check) => check.result === 'fail' && check.name !== 'endorsements')) return 'invalid'
  if (checks.some((check) => check.result === 'unknown')) return 'unknown'
  // A verdict needs a signature that was really checked.
  return result('key') === 'pass' && result('proof') === 'pass' ? 'valid' : 'unknown'
}

function trustOf({ document, options }: Run): Report['trust'] {
  if (!options.recognizedIssuers) return 'unset'
  return options.recognizedIssuers.has(issuerOf(document)) ? 'recognized' : 'unrecognized'
}

async function judgeList(document: JsonObject, outer: Run): Promise<boolean> {
  const { recipient: _recipient, ...options } = outer.options
  const run: Run = {
    ...outer,
    document,
    options: { ...options, mode: 'full' },
    role: 'statusList',
    standard: 'vc',
    notes: { keys: new Map() },
  }
  for (const name of ['context', 'shape', 'terms', 'key', 'proof'] as const) {
    const { fails, unknowns, skipped } = await STEPS[name](run)
    if (skipped || fails.length + unknowns.length > 0) return false
  }
  return true
}

/** Check 11: embedded endorsements are judged one by one; a bad one is left out and never harms the credential. */
async function checkEndorsements(run: Run): Promise<Outcome> {
  const found: { path: string; document: JsonObject }[] = []
  visit(run.document, (value, path, key) => {
    if (key !== 'endorsement' || !Array.isArray(value)) return
    objectsOf(value).forEach((document, i) => {
      found.push({ path: pointer(path, i), document })
    })
  })
  if (found.length === 0) return SKIP
  for (const { path, document } of found) await checkEndorsement(document, path, run)
  return PASS
}

async function checkEndorsement(document: JsonObject, path: string, run: Run): Promise<void> {
  const { recipient: _recipient, ...options } = run.options
  const report = await verified(parse(document), { ...run, options })
  for (const need of report.needs) run.needs.set(need.url, need)
  const code = report.verdict === 'invalid' ? 'ENDORSEMENT_INVALID' : 'ENDORSEMENT_UNKNOWN'
  if (report.verdict !== 'valid')
    run.warnings.push(finding(code, path, { name: report.claims?.issuer.name ?? issuerOf(document) }))
}
