import type { Outcome, Run } from './context.ts'
import { checkContexts } from './contexts.ts'
import { checkDates } from './dates.ts'
import { checkEndorsements } from './endorsements.ts'
import { checkKeys, checkProofs } from './proofs.ts'
import { checkRecipient } from './recipient.ts'
import { checkRefresh } from './refresh.ts'
import { type Check, type CheckName, SIGNED_CHECKS } from './report.ts'
import { checkResources } from './resources.ts'
import { finding, PASS, SKIP, surveyOf, unknowing } from './run.ts'
import { checkShapes } from './shapes.ts'
import { checkStatus } from './statuses.ts'
import { checkTerms } from './terms.ts'

/** One check: what it found, weighed by {@link runChecks}. */
export type Step = (run: Run) => Outcome | Promise<Outcome>
/** A step for every check but the first, which the reader of a form has made already. */
export type Steps = Readonly<Record<Exclude<CheckName, 'parse'>, Step>>

/** The checks of a credential with embedded proofs; other forms put steps of their own in place of some. */
export const STEPS: Steps = {
  context: familiarOr(checkContexts),
  shape: familiarOr((run) => (run.options.mode === 'proofOnly' ? SKIP : checkShapes(run.document, surveyOf(run)))),
  terms: familiarOr(checkTerms),
  key: checkKeys,
  proof: checkProofs,
  refresh: checkRefresh,
  status: checkStatus,
  dates: checkDates,
  recipient: checkRecipient,
  endorsements: checkEndorsements,
  resources: checkResources,
  // Nobody keeps a log of awards yet that a proof could come from: the check has its place, and is skipped (decision 0033).
  log: () => SKIP,
}

// The form of another of its pattern was judged.
function familiarOr(step: Step): Step {
  return (run) => (run.familiar ? PASS : step(run))
}

/** Runs the checks in their order; what ended the run, and what was not asked for, leaves the later ones skipped. */
export async function runChecks(run: Run, parsed: Outcome, steps: Steps = STEPS): Promise<readonly Check[]> {
  const read = weighed('parse', parsed)
  const checks = [read]
  run.notes.made = checks
  let ended = read.result !== 'pass'
  for (const [name, step] of Object.entries(steps) as [Exclude<CheckName, 'parse'>, Step][]) {
    const found = ended || !isAsked(name, run) ? SKIP : attempted(step, current(run))
    // What is found at once is not waited for.
    const check = weighed(name, found instanceof Promise ? await found : found)
    checks.push(check)
    ended ||= ends(check)
  }
  return checks
}

// What a refresh brought stands in for what was given.
function current(run: Run): Run {
  return run.notes.newer ? { ...run, document: run.notes.newer } : run
}

function isAsked(name: CheckName, { only, options }: Run): boolean {
  return (only?.has(name) ?? true) && (options.mode !== 'proofOnly' || SIGNED_CHECKS.has(name))
}

// A fault of ours is never a verdict about the document.
function attempted(step: Step, run: Run): Outcome | Promise<Outcome> {
  try {
    const found = step(run)
    return found instanceof Promise ? found.catch(fault) : found
  } catch {
    return fault()
  }
}

function fault(): Outcome {
  return unknowing(finding('INTERNAL'))
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
